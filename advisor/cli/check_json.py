"""The result of ``advisor check`` as JSON (``schema: advisor/check/1``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.decision.proof import Example, Reached
from advisor.errors import Problem
from advisor.model.pack import Pack
from advisor.workflows.check import Checked, PlacedFinding, ProvedPack
from advisor.workflows.sheet_words import example_answers

Json = dict[str, object]


def as_json(results: Sequence[Checked]) -> Json:
    """Findings of all targets in one list, and what was proved about each pack.

    Numbers of sheets are exact integers, larger than what a float holds.
    """
    findings: list[Json] = []
    for result in results:
        findings += [_problem(problem) for problem in result.problems]
        if result.proved is not None:
            findings += [_finding(result.proved.pack, each) for each in result.proved.findings]
    return {
        "schema": "advisor/check/1",
        "checked": [result.target for result in results],
        "findings": findings,
        "proofs": [_proof(result.proved) for result in results if result.proved is not None],
    }


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
        "pack": {"id": pack.id, "version": pack.version, "sha256": pack.sha256},
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
