"""Reads bills in tests, and holds what was found against what is so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from advisor.evidence.columns import LOOKED_FOR
from advisor.evidence.engine import Engine, opened
from advisor.evidence.find import Finder
from advisor.evidence.label import Label
from advisor.evidence.measuring import bill_of_files
from advisor.evidence.source_hashes import sha256_of
from advisor.evidence.sources import found_files
from advisor.evidence.synthetic import Plan
from advisor.evidence.synthetic_lines import Kind
from advisor.evidence.synthetic_truth import LineTruth, Truth
from advisor.evidence.synthetic_words import SAME, WORDS
from advisor.model.bill import Bill
from advisor.model.evidence_rules import EvidenceRules

IBIS_BEHIND = "ignore:fetch_arrow_table:DeprecationWarning"
"""Ibis 12 still calls DuckDB by a name of yesterday."""


def read_bill(paths: Iterable[Path], rules: EvidenceRules, engine: Engine | None = None) -> Bill:
    """The bill of some files, by the embedded engine if none is given."""
    files = found_files([str(path) for path in paths])
    hashes: Mapping[Any, str] = sha256_of(files)
    by_file = {file: hashes.get(file) or hashes[file.path] for file in files}
    if engine is not None:
        return bill_of_files(engine, files, by_file, rules)
    with opened() as embedded:
        return bill_of_files(embedded, files, by_file, rules)


def figures(bill: Bill) -> dict[str, Any]:
    """All that a bill says about money and loads, without what names its files and queries."""
    told = bill.model_dump(mode="json", exclude={"files", "sha256", "engine", "queries", "own_columns"})
    for picture in told["pictures"]:
        for measured in (picture, *picture["workloads"]):
            for each in measured["measures"]:
                each.pop("query")
    return told


@dataclass(frozen=True, slots=True)
class Score:
    """How well one kind is recognised, in rows."""

    right: int
    claimed: int
    """Rows that the rules say are of the kind."""
    true: int
    """Rows that are."""

    @property
    def precision(self) -> Decimal:
        return Decimal(self.right) / self.claimed if self.claimed else Decimal(1)

    @property
    def recall(self) -> Decimal:
        return Decimal(self.right) / self.true if self.true else Decimal(1)


def labels(plan: Plan, rules: EvidenceRules) -> list[Label]:
    """What the rules make of each line: all rows of a line say the same."""
    columns = sorted({*WORDS, *SAME, *LOOKED_FOR})
    finder = Finder(rules, columns)
    made = []
    for line in plan.lines:
        cells = [WORDS[name](line) if name in WORDS else SAME.get(name) for name in columns]
        made.append(finder.label([cell or "" for cell in cells]))
    return made


def scores(truth: Truth, rules: EvidenceRules) -> dict[str, Score]:
    """By what is to be recognised: kinds, AI at all, training and inference, direction of tokens."""
    found = labels(truth.plan, rules)
    both = list(zip(truth.lines, found, strict=True))
    result = {}
    for kind in Kind:
        if kind is not Kind.NONE:
            result[kind.value] = _score(
                both, lambda each: each.line.kind.value, lambda label: label.kind, kind.value
            )
    result["ai"] = _score(
        both, lambda each: each.line.kind is not Kind.NONE, lambda label: bool(label.kind), True
    )
    activities = {"learning": "training", "serving": "inference"}
    for activity in activities.values():
        result[activity] = _score(
            both, lambda each: each.line.activity, lambda label: activities.get(label.phase), activity
        )
    for way in ("input", "output"):
        result[f"{way} tokens"] = _score(
            both, lambda each: each.line.direction, lambda label: label.direction, way
        )
    return result


def _score(both: list[tuple[LineTruth, Label]], so: Any, said: Any, what: object) -> Score:
    right = sum(each.rows for each, label in both if so(each) == what == said(label))
    claimed = sum(each.rows for each, label in both if said(label) == what)
    return Score(right, claimed, sum(each.rows for each, _ in both if so(each) == what))


def missed(truth: Truth, rules: EvidenceRules) -> dict[str, list[str]]:
    """The lines that are taken for another kind, by what they are and are taken for."""
    wrong = defaultdict(list)
    for each, label in zip(truth.lines, labels(truth.plan, rules), strict=True):
        is_, said = each.line.kind.value, label.kind or Kind.NONE.value
        if is_ != said:
            wrong[f"{is_} taken for {said}"].append(f"{each.line.service}: {each.line.description}")
    return dict(wrong)
