"""The result of ``advisor check`` as JSON (``schema: advisor/check/1``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.decision.proof import Comparison, Example, Incomparable, Reached
from advisor.decision.proof.compare import Outcome
from advisor.errors import Problem
from advisor.model.pack import Pack
from advisor.workflows.check import Checked, Entry, PlacedFinding, ProvedPack
from advisor.workflows.sheet_words import example_answers

Json = dict[str, object]


def as_json(results: Sequence[Checked]) -> Json:
    """Findings of all targets in one list, and what was proved about each pack.

    Errors of a target come first, then its warnings, then its notes. ``proved`` is false when a pack was
    not proved because of errors in its files, and null when only assessments were checked. Numbers of
    sheets are exact integers, larger than what a float holds.
    """
    packs = [result for result in results if result.is_pack]
    return {
        "schema": "advisor/check/1",
        "checked": [result.target for result in results],
        "proved": all(result.proved is not None for result in packs) if packs else None,
        "findings": [
            {**_entry(result, entry), **_new(result, entry)} for result in results for entry in result.entries
        ],
        "proofs": [_proof(result.proved) for result in results if result.proved is not None],
        "comparisons": [
            _comparison(result.proved, result.proved.against, result.proved.comparison)
            for result in results
            if result.proved is not None
            and result.proved.against is not None
            and result.proved.comparison is not None
        ],
    }


def _entry(result: Checked, entry: Entry) -> Json:
    if isinstance(entry, Problem):
        return _problem(entry)
    if result.proved is None:
        raise TypeError("findings come with a proof")
    return _finding(result.proved.pack, entry)


def _new(result: Checked, entry: Entry) -> Json:
    """Only beside another pack: whether that one lacks the finding; null where that says nothing."""
    beside = result.proved is not None and result.proved.against is not None
    return {"new": result.is_new(entry)} if beside else {}


def _problem(problem: Problem) -> Json:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _finding(pack: Pack, placed: PlacedFinding) -> Json:
    finding = placed.finding
    return {
        "file": placed.file,
        "line": placed.line,
        "column": placed.column,
        "severity": finding.weight.value,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.place.dotted,
        "named": [
            {
                "what": each.named.what,
                "name": each.named.name,
                "path": each.named.place.dotted,
                "file": each.file,
                "line": each.line,
                "column": each.column,
            }
            for each in placed.named
        ],
        "examples": [_example(pack, example) for example in finding.examples],
    }


def _example(pack: Pack, example: Example) -> Json:
    return {
        "kind": example.kind,
        "answers": {question: list(ids) for question, ids in example_answers(pack, example).items()},
        "because": {
            "kind": example.kind_matters,
            "questions": list(example.questions),
            "bands": dict(example.bands),
            "unknown": list(example.unknown),
            "without_evidence": list(example.unproved),
        },
    }


def _proof(proved: ProvedPack) -> Json:
    pack, proof = proved.pack, proved.proof

    def reached(each: Iterable[Reached]) -> list[Json]:
        return [
            {
                "id": one.id,
                "path": f"{one.place.file}:{one.place.dotted}",
                "sheets": one.sheets,
                "example": _example(pack, one.example) if one.example else None,
            }
            for one in each
        ]

    return {
        "pack": _identity(pack),
        "sheets": proof.sheets,
        "decisions": [
            {
                "id": decision.id,
                "now": reached(decision.now),
                "target": reached(decision.target),
                "without_outcome": reached([decision.without])[0],
                "rows": reached(decision.rows),
                "gates": reached(decision.gates),
                "warnings": reached(decision.warnings),
            }
            for decision in proof.decisions
        ],
        "dimensions": [{"id": each.id, "bands": reached(each.bands)} for each in proof.dimensions],
        "framework": [{"id": each.id, "cells": reached(each.cells)} for each in proof.framework],
        "practices": reached(proof.practices),
    }


def _comparison(proved: ProvedPack, against: Pack, found: Comparison | Incomparable) -> Json:
    effects = {each.change: {"alone": each.alone, "without": each.without} for each in proved.effects}
    changes = [each.model_dump(mode="json") | effects.get(each, {}) for each in proved.changes]
    shared: Json = {"pack": _identity(proved.pack), "against": _identity(against), "changes": changes}
    if isinstance(found, Incomparable):
        return {**shared, "comparable": False, "reasons": list(found.reasons)}
    return {
        **shared,
        "comparable": True,
        "sheets": found.sheets,
        "sheets_changed": found.sheets_changed,
        "only_here": list(found.added),
        "only_there": list(found.removed),
        "decisions": [
            {
                "id": decision.id,
                "sheets_changed": decision.sheets,
                "changes": [
                    {
                        "before": _outcome(change.before),
                        "after": _outcome(change.after),
                        "sheets": change.sheets,
                        "example": _example(found.pack, change.example),
                    }
                    for change in decision.changes
                ],
            }
            for decision in found.decisions
        ],
    }


def _identity(pack: Pack) -> Json:
    return {"id": pack.id, "version": pack.version, "sha256": pack.sha256}


def _outcome(outcome: Outcome) -> Json:
    return {"now": outcome[0], "target": outcome[1]}
