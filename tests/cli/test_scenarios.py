"""``advisor whatif`` with weights and amounts, and scenarios that are kept and compared."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest


def kept_file(bistro: Path) -> Path:
    return bistro.with_name("corner-bistro.scenarios.yaml")


def rows(found: dict, workload: str) -> dict[str, list[dict]]:
    return {each["id"]: each["cells"] for each in found["rows"] if each["workload"] == workload}


def test_weights_amounts_and_answers_stand_side_by_side(advisor, bistro):
    before = bistro.read_bytes()
    done = advisor(
        *("whatif", bistro, "--set", "keepers=several", "--weight", "keepers=6", "--cost", "rise=40 %/year"),
        *("--all", "--format", "json"),
    )
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert found["schema"] == "advisor/scenarios/1"
    present, supposed = found["columns"]
    assert (present["present"], supposed["present"]) == (True, False)
    assert supposed["weights_changed"]
    assert [each["kind"] for each in supposed["changes"]] == ["answer", "weight", "amount"]
    assert supposed["changes"][1] | {"title": ""} == {
        "kind": "weight",
        "id": "keepers",
        "where": "crew_strength",
        "title": "",
        "before": "2",
        "after": "6",
    }
    # By hand: keepers 3 of 3 at weight 6, habits 1 of 1 and spare hours 1 of 2 at weight 1 each.
    score = rows(found, "till")["crew_strength"][1]
    expected = 100 * Decimal(6 * 3 + 1 + 1) / (6 * 3 + 1 + 2)
    assert abs(Decimal(score["value"]) - expected) < Decimal("0.01")
    assert bistro.read_bytes() == before
    assert not kept_file(bistro).exists()


def test_a_column_says_what_the_other_commands_say_of_the_same_file(advisor, bistro):
    """An oracle: the advice of ``score`` and the cost of ``tco`` for a file in which it is so."""
    found = json.loads(
        advisor(
            "whatif", bistro, "--set", "keepers=several", "--all", "-f", "json", "--weight", "habits=1"
        ).out
    )
    changed = bistro.with_name("changed.yaml")
    changed.write_text(bistro.read_text("utf-8").replace("choice: one", "choice: several"), "utf-8")
    scored = json.loads(advisor("score", changed, "-f", "json").out)
    priced = json.loads(advisor("tco", changed, "-f", "json").out)
    for advice, money in zip(scored["workloads"], priced["workloads"], strict=True):
        cells = {name: each[1]["value"] for name, each in rows(found, advice["id"]).items()}
        assert (cells["model"], cells["target"]) == (advice["model"], advice["target"])
        for dimension in advice["dimensions"]:
            assert Decimal(cells[dimension["id"]]) == Decimal(str(dimension["score"]))
        advised = next((e for e in money["alternatives"] if e["outcome"] == advice["model"]), None)
        if advised is not None:
            assert Decimal(cells["cost.advised"]) == Decimal(advised["total"])
        assert cells["cheapest"] in money["cheapest"].values()


def test_what_is_kept_can_be_listed_compared_and_forgotten(advisor, bistro):
    first = advisor(
        "whatif", bistro, "-s", "keepers=nobody", "--save", "Nobody left", "--note", "Anna leaves"
    )
    assert first.code == 0
    assert "“Nobody left” is kept." in first.err
    assert advisor("whatif", bistro, "--weight", "keepers=0", "--save", "Weightless").code == 0
    listed = advisor("whatif", bistro, "--list")
    assert listed.out.splitlines() == ["Nobody left  1 answer", "  Anna leaves", "Weightless  1 weight"]
    both = advisor("whatif", bistro)
    assert "Suppose: Nobody left" in both.out
    assert "Weights are supposed here: they are not those of the questionnaire." in both.out
    assert all(len(line) <= 80 for line in both.out.splitlines())
    one = advisor("whatif", bistro, "--scenario", "nobody LEFT")
    assert "Weightless" not in one.out
    beside = json.loads(
        advisor("whatif", bistro, "--scenario", "Weightless", "-s", "keepers=several", "-f", "json").out
    )
    assert [each["name"] for each in beside["columns"]] == ["Present", "Weightless", "Supposed"]
    assert advisor("whatif", bistro, "--forget", "Weightless", "--list").out.count("\n") == 2
    gone = advisor("whatif", bistro, "--scenario", "Weightless")
    assert gone.code == 2
    assert "there is no scenario “Weightless”" in gone.err


def test_a_scenario_of_the_same_name_is_replaced(advisor, bistro):
    advisor("whatif", bistro, "-s", "keepers=nobody", "--save", "One")
    advisor("whatif", bistro, "-s", "keepers=several", "--save", "one")
    listed = json.loads(advisor("whatif", bistro, "--list", "-f", "json").out)
    assert [(each["name"], each["answers"]) for each in listed["scenarios"]] == [
        ("one", {"keepers": "several"})
    ]


@pytest.mark.parametrize("ending", ["md", "csv", "json", "txt"])
def test_it_is_exported_by_its_ending_and_never_over_a_strange_file(advisor, bistro, ending):
    advisor("whatif", bistro, "-s", "keepers=several", "--save", "=Two | cooks")
    target = bistro.with_name(f"out.{ending}")
    done = advisor("whatif", bistro, "-o", target)
    assert done.code == 0, done.err
    content = target.read_bytes()
    if ending == "md":
        assert b"=Two \\| cooks" in content.replace(b"\\=", b"=")
    if ending == "csv":
        head = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert head[6:] == ["Present", "Present (value)", "'=Two | cooks", "'=Two | cooks (value)"]
    if ending == "json":
        assert json.loads(content)["columns"][1]["name"] == "=Two | cooks"
    assert advisor("whatif", bistro, "-o", target).code == 0
    assert target.read_bytes() == content
    target.write_text("mine", "utf-8")
    assert advisor("whatif", bistro, "-o", target).code == 2
    assert target.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--weight", "keeper=3"], "did you mean “keepers”"),
        (["--weight", "keepers=7"], "from 0 to 6"),
        (["--weight", "keepers=2.5"], "a whole number"),
        (["--weight", "crew/keepers=2"], "there is no dimension"),
        (
            ["--weight", "keepers=0", "--weight", "habits=0", "--weight", "spare_hours=0"],
            "nothing would count",
        ),
        (["--cost", "rize=3 %/year"], "did you mean “rise”"),
        (["--cost", "rise=3 USD"], "is measured in"),
        (["--cost", "moon/rise=3 %/year"], "there is no workload or model"),
        (["--cost", "rise=-90 %/year"], "at least"),
        (["--save", "X"], "add --set, --weight or --cost"),
        (["--weight", "keepers=2", "--save", "X"], "Nothing differs"),
        ([], "Suppose something"),
        (["--list", "--set", "keepers=one"], "stand alone"),
        (["--forget", "X"], "there is no scenario"),
        (["--set", "keepers=several", "-o", "x.pdf"], "add --format"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(advisor, bistro, options, words):
    done = advisor("whatif", bistro, *options)
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err
    assert not kept_file(bistro).exists()


def test_all_that_is_wrong_is_told_at_once(advisor, bistro):
    done = advisor("whatif", bistro, "-s", "keepers=three", "--weight", "nap=1", "--cost", "moon=1 USD")
    assert all(each in done.err for each in ("three", "nap", "moon"))


def test_what_the_questionnaire_has_no_more_is_left_out_and_told(advisor, bistro):
    kept_file(bistro).write_text(
        "scenarios:\n  - name: Old\n    answers: {cooks: 3, keepers: several}\n", "utf-8"
    )
    done = advisor("whatif", bistro, "--scenario", "Old")
    assert done.code == 0
    assert "Left out: line 3: there is no such question “cooks”" in " ".join(done.out.split())
    assert "Two or more" in done.out


def test_a_file_of_scenarios_is_taken_for_no_assessment(advisor, bistro, tmp_path):
    folder = tmp_path / "room"
    folder.mkdir()
    own = folder / "bistro.yaml"
    own.write_text(bistro.read_text("utf-8").replace("pack: ..", "pack: ../kitchen"), "utf-8")
    assert advisor("whatif", own, "-s", "keepers=several", "--save", "Two").code == 0
    assert advisor("score", folder).code == 0
    portfolio = json.loads(advisor("portfolio", folder, "-f", "json", "-j", "1").out)
    assert (len(portfolio["entries"]), portfolio["broken"]) == (1, [])
