"""Each kind of finding has a pack that triggers it, with its place; the pack they break has none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.decision.proof import STATES
from advisor.decision.proof.findings import Finding
from advisor.workflows.check import Checked, check
from tests.decision.proof.oracle import judge

BROKEN = Path(__file__).parents[2] / "packs" / "broken"
CASES = sorted(BROKEN.glob("*.yaml"))


def kinds_of_finding(kind: type[Finding] = Finding) -> set[str]:
    codes = {kind.code} if "code" in vars(kind) else set()
    return codes.union(*(kinds_of_finding(each) for each in kind.__subclasses__()))


def keys(path: str) -> list[str | int]:
    return [int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", path)]


def broken(case: dict[str, Any], folder: Path) -> Checked:
    """The base pack with some of its parts set anew, written down and checked, beside the base if asked."""
    for name in ("pack.yaml", "questions.yaml", "rules.yaml"):
        data = yaml.safe_load((BROKEN / "base" / name).read_text("utf-8"))
        for path, value in case.get("set", {}).get(name, {}).items():
            *way, last = keys(path)
            inner = data
            for key in way:
                inner = inner[key]
            inner[last] = value
        (folder / name).write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    against = str(BROKEN / "base") if case.get("against") else None
    return check(str(folder), against=against, states=case.get("states", STATES))


def test_nothing_is_found_of_the_base(tmp_path: Path) -> None:
    checked = broken({}, tmp_path)
    assert {problem.code for problem in checked.problems} == {"no-catalogue"}
    assert checked.proved is not None
    assert checked.proved.findings == ()


def test_every_kind_has_a_case() -> None:
    codes = {yaml.safe_load(path.read_text("utf-8"))["expect"]["code"] for path in CASES}
    assert codes == kinds_of_finding()
    assert all(path.stem in codes for path in CASES)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_is_found_where_it_stands(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    checked = broken(case, tmp_path)
    assert checked.proved is not None
    expected = case["expect"]
    found = [each for each in checked.proved.findings if each.finding.code == expected["code"]]
    places = {each.finding.place.dotted: each for each in found}
    assert expected["path"] in places
    placed = places[expected["path"]]
    assert placed.finding.weight.value == expected["severity"]
    assert placed.finding.message
    assert placed.finding.hint
    assert "{" not in placed.finding.message
    for words in expected.get("says", ()):
        assert words in placed.finding.message
    for what, names in expected.get("names", {}).items():
        assert [each.name for each in placed.finding.named if each.what == what] == names
    # The place is a line of the file that holds the last part of the path that has a name.
    assert placed.line is not None
    assert placed.column is not None
    line = Path(placed.file).read_text("utf-8").splitlines()[placed.line - 1]
    assert line[placed.column - 1 :].strip()
    last = keys(expected["path"])[-1]
    if isinstance(last, str) and last != "id":
        assert line[placed.column - 1 :].startswith(last)
    pack = checked.proved.pack
    for example in placed.finding.examples:
        assert judge(pack, example.kind, example.sheet)
