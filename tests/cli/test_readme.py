"""Every command that the README shows does what it says there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from advisor.cli.app import COMMANDS
from advisor.content.assessments import load_assessment
from tools.make_screenshots import pictures, stale

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SHELL = [text for language, text in BLOCKS if language == "sh"]


def test_the_first_command_sets_up_and_shows_recommendation_and_report(advisor, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    steps = SHELL[0].strip().split(" && ")
    assert steps[:2] == ["python3 -m venv .venv", ".venv/bin/pip install -q '.[all]'"]
    program, *arguments = shlex.split(steps[2])
    assert program == ".venv/bin/advisor"
    done = advisor(*arguments)
    assert done.code == 0
    assert "Now " in done.out
    assert "Selection framework" in done.out
    written = [path.suffix for path in Path("first-report").iterdir() if not path.name.startswith(".")]
    assert sorted(written) == [".html", ".md"]


def test_the_second_command_sets_up_and_runs_the_tests():
    assert (
        SHELL[1].strip()
        == "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest"
    )


def test_every_further_command_works_in_the_order_it_is_shown(advisor, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    begin = "Our clinic\nTriage chat\n1\n"
    for line in "\n".join(SHELL[2:]).splitlines():
        if not line.strip():
            continue
        program, *arguments = shlex.split(line)
        assert program == "advisor"
        new = arguments[0] == "ask" and not Path(arguments[1]).exists()
        done = advisor(*arguments, stdin=f"{begin if new else ''}1\nunknown\nquit\n")
        assert done.code == 0, f"{line}\n{done.err}"
    assert len(list(Path("reports").glob("*.html"))) > 3
    assert len(load_assessment(Path("ours.yaml")).assessment.answers) == 2


def test_the_table_names_every_command_and_no_other():
    named = re.findall(r"^\| `advisor ?([\w-]*)", README, re.MULTILINE)
    assert sorted(set(filter(None, named))) == sorted(COMMANDS)


def test_the_file_that_is_shown_can_be_used(advisor):
    (shown,) = [text for language, text in BLOCKS if language == "yaml"]
    done = advisor("score", "-", stdin=shown)
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_pictures_show_what_the_app_shows(monkeypatch, tmp_path):
    monkeypatch.setenv("ADVISOR_STATE_DIR", str(tmp_path))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    assert stale(pictures()) == []
