"""``advisor milestone``, ``compare`` and ``portfolio`` as a person types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from advisor.content.schemas import json_schemas
from tests.workflows.over_time import newer, team


@pytest.fixture
def path(kitchen: Path, tmp_path: Path) -> Path:
    return team(tmp_path / "teams")


def test_freeze_list_change_compare(advisor, path: Path) -> None:
    done = advisor("milestone", path, "Kick-off", "--date", "2026-09-01", "--note", "Nothing done yet")
    assert done.code == 0
    assert done.out.strip().endswith("bistro.milestones/2026-09-01-kick-off.yaml")
    again = advisor("milestone", path, "Kick-off", "--date", "2026-09-01")
    assert again.code == 2
    assert "already" in again.err
    listed = advisor("milestone", path, "--list")
    assert "2026-09-01" in listed.out
    assert "Nothing done yet" in listed.out
    team(path.parent, keepers="several")
    text = advisor("compare", path)
    assert text.code == 0
    assert "People who can restore: One person → Two or more" in text.out
    assert "100 %" in text.out
    assert all(len(line) <= 80 for line in text.out.splitlines())
    found = json.loads(advisor("compare", path, "--format", "json").out)
    assert found["schema"] == "advisor/comparison/1"
    assert found["progress"]["percent"] == 100


def test_a_newer_pack_is_told_before_it_is_taken_over(
    advisor, path: Path, kitchen: Path, tmp_path: Path
) -> None:
    new = newer(
        kitchen, tmp_path, ("rules.yaml", "bands: {medium: 35, high: 75}", "bands: {medium: 70, high: 75}")
    )
    done = advisor("compare", path, "--pack", new)
    assert done.code == 0
    assert "it alone changes the advice of 1 of 1" in " ".join(done.out.split())
    assert "medium begins at 70 points, before at 35" in " ".join(done.out.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("compare", "PATH"), "there is no milestone"),
        (("compare", "PATH", "PATH", "--since", "x"), "one thing"),
        (("compare", "PATH", "--since", "nobody"), "there is no milestone"),
        (("compare", "nowhere.yaml", "PATH"), "no such file"),
        (("milestone", "PATH"), "what the milestone is called"),
        (("milestone", "PATH", "x", "--date", "soon"), "not a date"),
        (("milestone", "PATH", "…"), "cannot name"),
        (("milestone", "PATH", "x", "--list"), "no name"),
        (("portfolio", "nowhere"), "no such folder"),
        (("portfolio", "teams", "--sort", "nme"), "did you mean"),
        (("portfolio", "teams", "-o", "x.docx"), "--format"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(advisor, path: Path, arguments, said: str) -> None:
    done = advisor(*(path if each == "PATH" else each for each in arguments))
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err
    assert not done.out


def test_a_milestone_is_no_assessment_to_score(advisor, path: Path) -> None:
    advisor("milestone", path, "One", "--date", "2026-09-01")
    assert len(advisor("score", path.parent, "--format", "json").out.splitlines()) > 1
    assert advisor("score", path.parent).err == ""


def test_portfolio_in_every_form(advisor, path: Path, tmp_path: Path) -> None:
    team(path.parent, "broken").write_text("assessment: x\nworkloads: 7\n", "utf-8")
    team(path.parent, "cat", keepers="several", tickets=9000)
    text = advisor("portfolio", "teams")
    assert text.code == 2
    assert "cat of the harbour (cat.yaml)" in text.out
    assert "Cannot be used" in text.out
    assert all(len(line) <= 80 for line in text.out.splitlines())
    found = json.loads(advisor("portfolio", "teams", "--format", "json").out)
    assert found["schema"] == "advisor/portfolio/1"
    assert [each["file"] for each in found["entries"]] == ["bistro.yaml", "cat.yaml"]
    done = advisor("portfolio", "teams", "-o", "all.csv")
    assert "broken.yaml" in done.err
    table = list(csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig"))))
    assert [row["file"] for row in table] == ["bistro.yaml", "cat.yaml", "broken.yaml"]
    assert table[1]["now"] == "own"
    assert table[2]["problem"]
    only = advisor("portfolio", "teams", "--filter", "cat", "--format", "csv")
    assert "cat.yaml" in only.out
    assert "bistro.yaml" not in only.out
    first = advisor("portfolio", "teams", "--sort=-crew_strength").out
    assert first.index("cat.yaml") < first.index("bistro.yaml")
    (tmp_path / "mine.csv").write_text("my own", "utf-8")
    assert advisor("portfolio", "teams", "-o", "mine.csv").code == 2
    assert (tmp_path / "mine.csv").read_text("utf-8") == "my own"


def test_an_empty_folder_says_so(advisor, kitchen: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = advisor("portfolio", "empty")
    assert done.code == 0
    assert "No assessment here can be read" in done.out


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("comparison", ("compare", "PATH")), ("portfolio", ("portfolio", "teams"))],
)
def test_what_is_printed_as_json_fits_its_schema(advisor, path: Path, name: str, arguments) -> None:
    advisor("milestone", path, "One", "--date", "2026-09-01")
    team(path.parent, keepers="several")
    done = advisor(*(path if each == "PATH" else each for each in arguments), "--format", "json")
    schema = json.loads(json_schemas()[f"{name}.schema.json"])
    jsonschema.Draft202012Validator(schema).validate(json.loads(done.out))
