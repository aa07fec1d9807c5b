"""The bundled pack is proved clean, and what the proofs show can be had from the advisor itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.decision.complete import CompleteDecider
from advisor.decision.engine import Engine
from advisor.decision.proof import Example, Proof, Weight, prove
from advisor.decision.recommend import recommend
from advisor.decision.sheets import domain_of
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Question, Scope
from advisor.model.recommendation import WorkloadRecommendation


@pytest.fixture(scope="module")
def proof(bundled_pack: Pack) -> Proof:
    return prove(bundled_pack)


def answer(question: Question, value: int, *, evidence: str | None) -> Answer:
    ids = domain_of(question).values[value].ids
    if question.number is not None:
        bins = question.number.bins
        index = next(i for i, each in enumerate(bins) if each.id in ids)
        lowest = bins[index - 1].below if index else question.number.minimum
        return Answer(number=lowest or Decimal(0), evidence=evidence)
    if question.type == "multiple":
        order = [option.id for option in question.options]
        return Answer(choices=tuple(each for each in order if each in ids), evidence=evidence)
    return Answer(choice=next(iter(ids)), evidence=evidence)


def advised(pack: Pack, example: Example) -> WorkloadRecommendation:
    """The recommendation for an example, handed in as an assessment."""
    bare = {q for name in example.unproved for q in pack.rules.dimensions[name].weights}
    answers: dict[Scope, dict[str, Answer]] = {scope: {} for scope in Scope}
    for question, value in zip(pack.questions, example.sheet, strict=True):
        if value < 0:
            continue
        if question.id in example.unknown:
            answers[question.scope][question.id] = Answer(state=AnswerState.UNKNOWN)
        else:
            evidence = None if question.id in bare else "a document"
            answers[question.scope][question.id] = answer(question, value, evidence=evidence)
    workload = Workload(id="w", kind=example.kind, answers=answers[Scope.WORKLOAD])
    assessment = Assessment(
        id="a",
        pack=pack.id,
        organisation="A",
        answers=answers[Scope.ORGANISATION],
        workloads=(workload,),
    )
    return recommend(pack, assessment).workloads[0]


def test_nothing_has_to_be_mended(proof: Proof) -> None:
    assert [f"{f.place.dotted}: {f.message}" for f in proof.findings if f.weight is not Weight.NOTE] == []


def test_counts_add_up(proof: Proof) -> None:
    for decision in proof.decisions:
        assert sum(row.sheets or 0 for row in decision.rows) == proof.sheets
        assert sum(each.sheets or 0 for each in (*decision.now, decision.without)) == proof.sheets
        assert sum(each.sheets or 0 for each in (*decision.target, decision.without)) == proof.sheets
    for dimension in proof.dimensions:
        assert sum(band.sheets or 0 for band in dimension.bands) == proof.sheets
    for row in proof.framework:
        assert sum(cell.sheets or 0 for cell in row.cells) == proof.sheets


def test_every_row_and_outcome_is_decided_on_its_example(proof: Proof, bundled_pack: Pack) -> None:
    decider = CompleteDecider(Engine(bundled_pack))
    for decision in proof.decisions:
        for reached, key in ((decision.now, "now"), (decision.target, "target")):
            for outcome in reached:
                assert outcome.example is not None
                end = decider.decide(outcome.example.kind, outcome.example.sheet)[decision.id]
                assert getattr(end, key) == outcome.id
        for row in decision.rows:
            assert row.example is not None
            trace = advised(bundled_pack, row.example).trace.decisions
            assert next(each.row for each in trace if each.id == decision.id) == row.id
        for gate in decision.gates:
            assert gate.example is not None
            trace = advised(bundled_pack, gate.example).trace.decisions
            gates = next(each.gates for each in trace if each.id == decision.id)
            assert next(each.fires for each in gates if each.id == gate.id)


def test_every_warning_is_given_on_its_example(proof: Proof, bundled_pack: Pack) -> None:
    for decision in proof.decisions:
        for warning in decision.warnings:
            assert warning.example is not None
            given = {each.id for each in advised(bundled_pack, warning.example).warnings}
            assert warning.id in given


def test_every_framework_cell_is_lit_on_its_example(proof: Proof, bundled_pack: Pack) -> None:
    for row in proof.framework:
        for cell in row.cells:
            assert cell.example is not None
            lit = advised(bundled_pack, cell.example).trace.framework
            assert next(each.cell for each in lit if each.row == row.id) == cell.id
