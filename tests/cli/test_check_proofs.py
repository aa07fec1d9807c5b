"""``advisor check``: what is proved about a pack, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "packs" / "broken" / "base"


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    """A tiny pack in which the strongest carry the least."""
    folder = tmp_path / "rain"
    folder.mkdir()
    for path in BASE.glob("*.yaml"):
        text = path.read_text("utf-8").replace("now: tent", "now: hat")
        (folder / path.name).write_text(text, "utf-8")
    return folder


def test_a_broken_promise_is_told_with_two_sheets_and_a_way_out(advisor, rain):
    done = advisor("check", rain)
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    at = next(i for i, line in enumerate(lines) if "error: " in line)
    assert lines[at].startswith(f"{rain / 'rules.yaml'}:38:16: error: ")
    assert lines[at + 1] == "    sheet: The rule: Nothing; Strength: medium; Need: medium"
    assert lines[at + 2] == "    then: People: One, now Several; Strength: medium, now high"
    assert lines[at + 3].startswith("    mend: ")
    assert lines[-1].endswith("1 error, 4 warnings. 1 note; --notes prints them.")


def test_notes_are_printed_when_asked_for(advisor, rain):
    assert "note: “tent” is only ever a target" not in advisor("check", rain).out
    assert "note: “tent” is only ever a target" in advisor("check", rain, "--notes").out


def test_the_counts_of_rows_and_outcomes_are_exact(advisor, rain):
    found = json.loads(advisor("check", rain, "--format", "json").out)
    (proof,) = found["proofs"]
    assert proof["sheets"] == 2 * 3 * 3 * 3 * 3
    (size,) = proof["decisions"]
    assert [(row["id"], row["sheets"]) for row in size["rows"]] == [
        ("able", 48),
        ("growing", 12),
        ("otherwise", 102),
    ]
    assert sum(each["sheets"] for each in size["now"]) + size["without_outcome"]["sheets"] == 162
    assert [(gate["id"], gate["sheets"]) for gate in size["gates"]] == [
        ("come_dry", 54),
        ("carry_little", 54),
    ]
    assert size["rows"][0]["example"]["answers"].keys() == {"crew", "tools", "rain", "rule"}


def test_findings_in_json_have_a_path_and_whole_sheets(advisor, rain):
    found = json.loads(advisor("check", rain, "--format", "json").out)
    error = next(each for each in found["findings"] if each["severity"] == "error")
    assert (error["code"], error["path"]) == ("not-monotone", "decisions.size.monotone.strength")
    before, after = error["examples"]
    changed = [question for question, ids in before["answers"].items() if after["answers"][question] != ids]
    assert changed == ["crew"]


def test_notes_alone_are_no_findings(advisor):
    done = advisor("check", "--format", "json")
    found = json.loads(done.out)["findings"]
    assert done.code == 0
    assert found
    assert {each["severity"] for each in found} == {"note"}
