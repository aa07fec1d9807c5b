"""Costs and answers that other answers leave out: they are kept, and no figure follows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ASKED, KEPT = "daily_items", "daily_requests"
"""What nightly work is asked, and what only a service is: both tell the same quantity."""
TILL = """
    - {id: till, kind: orders, answers: {%s tickets: 250%s}}
"""
BEGIN = """assessment: bistro
pack: kitchen
organisation: Bistro
answers: {keepers: one}
workloads:"""


@pytest.fixture
def hospital(bundled_pack_folder: Path, tmp_path: Path) -> Path:
    example = bundled_pack_folder / "examples" / "regional-hospital.yaml"
    path = tmp_path / "hospital.yaml"
    path.write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def costs(advisor: Any, path: Path) -> dict[str, Any]:
    done = advisor("tco", path, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def coding(found: dict[str, Any]) -> dict[str, Any]:
    """The nightly work in an estimate."""
    return next(each for each in found["workloads"] if each["workload"] == "discharge-coding")


def nightly(path: Path, line: str) -> None:
    """Put an answer of the nightly work in front of what it is asked."""
    text = path.read_text(encoding="utf-8")
    (before, after) = text.split(f"      {ASKED}:\n")
    path.write_text(f"{before}      {line}\n      {ASKED}:\n{after}", encoding="utf-8")


@pytest.mark.parametrize("value", ["9000000", "{number: 9000000, note: of a sister house}", "unknown"])
def test_costs_are_those_without_the_answer(advisor, hospital, value):
    without = costs(advisor, hospital)
    nightly(hospital, f"{KEPT}: {value}")
    assert costs(advisor, hospital) == without


def test_supposing_it_moves_no_cost_and_no_kpi(advisor, hospital):
    where = f"discharge-coding/{KEPT}"
    done = advisor("whatif", hospital, "--set", f"{where}=9000000", "--all", "--format", "json")
    assert done.code == 0
    assert "kept, not counted" in done.err
    found = json.loads(done.out)
    assert found["columns"][1]["changes"]
    amounts = [row for row in found["rows"] if "EUR" in json.dumps(row)]
    assert len(amounts) > 10
    assert not [row for row in found["rows"] if row["differs"]]
    said = advisor("whatif", hospital, "--set", f"{where}=9000000").out
    assert said.count("Nothing that is told here moves.") == 3


def test_supposing_an_answer_that_counts_still_moves_them(advisor, hospital):
    done = advisor("whatif", hospital, "--set", f"discharge-coding/{ASKED}=9000000")
    assert any(line.startswith("* ") and "EUR" in line for line in done.out.splitlines())


@pytest.mark.parametrize("value", ["unknown", "{not_applicable: Letters are not counted.}"])
def test_an_answer_that_tells_no_number_leaves_the_figure_to_the_pack(advisor, hospital, value):
    """With a number that counts for nothing beside it, too."""
    text = hospital.read_text(encoding="utf-8")
    begin = text.index(f"      {ASKED}:\n")
    end = text.index("      load_shape:", begin)
    hospital.write_text(text[:begin] + text[end:], encoding="utf-8")
    open_ = costs(advisor, hospital)
    workload = coding(open_)
    (requests,) = (each for each in workload["inputs"] if each["id"] == "requests")
    assert requests["provenance"]["origin"] == "assumed"
    given = f"      {ASKED}: {value}\n      {KEPT}: 9000000\n"
    hospital.write_text(text[:begin] + given + text[end:], encoding="utf-8")
    found = costs(advisor, hospital)
    assert found["totals"] == open_["totals"]
    for part in ("inputs", "alternatives"):
        assert coding(found)[part] == workload[part]


@pytest.fixture
def priced(kitchen: Path) -> Path:
    """The small pack with a figure that follows a choice which is not always asked for."""
    prices = kitchen / "prices.yaml"
    text = prices.read_text(encoding="utf-8")
    new = text.replace("question: keepers", "question: line_quality")
    new = new.replace("options: {nobody:", "options: {never:").replace(", several: {low", ", weekly: {low")
    assert new.count("line_quality") == 1
    prices.write_text(new, encoding="utf-8")
    return kitchen


@pytest.mark.parametrize(
    ("rule", "counts"),
    [
        ("house_rule: own_building,", False),
        ("house_rule: anywhere,", True),
        ("house_rule: unknown,", True),
        ("", True),
    ],
)
def test_a_choice_counts_unless_it_is_certain_that_nobody_asks_for_it(advisor, priced, rule, counts):
    path = priced.parent / "bistro.yaml"
    path.write_text(BEGIN + TILL % (rule, ""), encoding="utf-8")
    without = costs(advisor, path)
    path.write_text(BEGIN + TILL % (rule, ", line_quality: weekly"), encoding="utf-8")
    found = costs(advisor, path)
    assert (found["totals"] != without["totals"]) is counts
    if not counts:
        assert found == without
