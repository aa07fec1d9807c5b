"""Every command that the guides show works, in the order in which they show it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from advisor.cli.app import COMMANDS
from advisor.content.locations import bundled_packs

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = sorted(path.name for path in DOCS.glob("*.md"))
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SCREENS = {"open", "serve"}
"""Commands that go on until somebody ends them."""


def text_of(guide: str) -> str:
    return (DOCS / guide).read_text(encoding="utf-8")


def files_that_pages_name(advisor) -> None:
    """An assessment of one's own, an example, and a pack to change."""
    assert advisor("new", "ours.yaml", "--organisation", "Ours", "--persona", "finance").code == 0
    assert advisor("new", "hospital.yaml", "--example", "regional-hospital").code == 0
    (folder,) = bundled_packs().values()
    shutil.copytree(folder, "our-pack", ignore=shutil.ignore_patterns("examples"))


@pytest.mark.parametrize("guide", [name for name in GUIDES if "```sh" in text_of(name)])
def test_every_command_works_in_the_order_it_is_shown(guide, advisor, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if not guide.startswith("guide-"):
        files_that_pages_name(advisor)
    ran = 0
    for language, name, text in _BLOCK.findall(text_of(guide)):
        if language == "yaml" and name:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        if language != "sh":
            continue
        for line in text.splitlines():
            program, *arguments = shlex.split(line, comments=True)
            if program == "cp":
                assert arguments[0] == "-r"
                shutil.copytree(*arguments[1:])
                continue
            assert program == "advisor"
            begin = (
                "Our team\nA chat\n1\n" if arguments[0] == "ask" and not Path(arguments[1]).exists() else ""
            )
            done = advisor(*arguments, stdin=f"{begin}1\nunknown\nquit\n")
            # Warnings and differences are what the guide shows here; only unusable input is a mistake.
            assert done.code in ((0, 1) if arguments[0] == "check" else (0,)), f"{line}\n{done.err}"
            ran += 1
    assert ran


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_named_in_passing_exist(guide, advisor):
    for words in re.findall(r"`advisor ([a-z][\w -]*)", text_of(guide)):
        names = words.split()
        assert names[0] in COMMANDS
        if names[0] == "workshop" and len(names) > 1:
            assert advisor("workshop", names[1], "--help").code == 0


@pytest.mark.parametrize("guide", GUIDES)
def test_links_and_pictures_lead_somewhere(guide):
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(guide))
    assert [target for target in targets if not (DOCS / target).exists()] == []
