"""Laws of the bundled pack: what has to hold for every answer sheet, foreseen or not."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.decision.recommend import recommend
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType, Scope
from advisor.model.recommendation import DecisionTrace, WorkloadRecommendation
from advisor.model.rules import Role
from tests.thoroughness import examples

PACK = load_pack(next(iter(bundled_packs().values())))
INFRASTRUCTURE = PACK.rules.decisions[PACK.manifest.primary_decision]
KINDS = [kind.id for kind in PACK.manifest.workload_kinds]
READINESS = [
    PACK.question_by_id[question]
    for dimension in PACK.rules.dimensions.values()
    if dimension.role is Role.CAPABILITY
    for question in dimension.weights
    if PACK.question_by_id[question].changeable
]
SCORED = {q for dimension in PACK.rules.dimensions.values() for q in dimension.weights}
NOT_SCORED = [question for question in PACK.questions if question.id not in SCORED]


def values_of(question: Question) -> list[Answer]:
    """Every answer that the pack can tell apart, lowest first."""
    if question.type is QuestionType.NUMBER:
        assert question.number is not None
        lows = [question.number.minimum, *(b.below for b in question.number.bins if b.below is not None)]
        return [Answer(number=Decimal(low)) for low in lows]
    if question.type is QuestionType.MULTIPLE:
        return [Answer(choices=(option.id,)) for option in question.options]
    if question.type is QuestionType.SINGLE:
        return [Answer(choice=option.id) for option in question.options]
    return [Answer(text="words")]


def answer_to(draw: st.DrawFn, question: Question, open_in_five: int) -> Answer | None:
    if draw(st.integers(0, 4)) < open_in_five:
        return draw(st.sampled_from([None, Answer(state=AnswerState.UNKNOWN)]))
    if draw(st.integers(0, 19)) == 0:
        return Answer(state=AnswerState.NOT_APPLICABLE, reason="not here")
    return draw(st.sampled_from(values_of(question)))


@st.composite
def assessments(draw: st.DrawFn, open_in_five: int = 1) -> Assessment:
    """Any answers to any questions, also to those that are not relevant."""
    found = {question.id: answer_to(draw, question, open_in_five) for question in PACK.questions}
    kept = {question: answer for question, answer in found.items() if answer is not None}
    own = {q: a for q, a in kept.items() if PACK.question_by_id[q].scope is Scope.WORKLOAD}
    return Assessment(
        id="any",
        pack=PACK.id,
        organisation="Any",
        answers={q: a for q, a in kept.items() if q not in own},
        workloads=(Workload(id="work", kind=draw(st.sampled_from(KINDS)), answers=own),),
    )


def advice(assessment: Assessment) -> WorkloadRecommendation:
    return recommend(PACK, assessment).workloads[0]


def with_answer(assessment: Assessment, question: Question, answer: Answer) -> Assessment:
    if question.scope is Scope.ORGANISATION:
        return assessment.model_copy(update={"answers": assessment.answers | {question.id: answer}})
    work = assessment.workloads[0]
    changed = work.model_copy(update={"answers": work.answers | {question.id: answer}})
    return assessment.model_copy(update={"workloads": (changed,)})


def primary(one: WorkloadRecommendation) -> DecisionTrace:
    return next(trace for trace in one.trace.decisions if trace.id == PACK.manifest.primary_decision)


def exact(one: WorkloadRecommendation) -> dict[str, Fraction]:
    """The shares without rounding."""
    return {outcome: Fraction(primary(one).exact.get(outcome, "0")) for outcome in INFRASTRUCTURE.outcomes}


def rank(outcome: str | None) -> int:
    assert outcome is not None
    return INFRASTRUCTURE.outcomes.index(outcome)


@settings(max_examples=examples(60), deadline=None)
@given(assessment=assessments(), question=st.sampled_from(READINESS), data=st.data())
def test_more_readiness_never_lowers_the_advice(
    assessment: Assessment, question: Question, data: st.DataObject
) -> None:
    levels = values_of(question)
    lower, higher = sorted(data.draw(st.tuples(*[st.integers(0, len(levels) - 1)] * 2)))
    before = advice(with_answer(assessment, question, levels[lower]))
    after = advice(with_answer(assessment, question, levels[higher]))
    if before.model is None or after.model is None:
        # Readiness is no gate: it can neither make nor remove a collision.
        assert before.model == after.model
        return
    assert rank(after.model) >= rank(before.model)
    assert rank(after.target) >= rank(before.target)


@settings(max_examples=examples(40), deadline=None)
@given(assessment=assessments(open_in_five=3), question=st.sampled_from(READINESS))
def test_more_readiness_moves_shares_upwards_only(assessment: Assessment, question: Question) -> None:
    levels = values_of(question)
    low = exact(advice(with_answer(assessment, question, levels[0])))
    high = exact(advice(with_answer(assessment, question, levels[-1])))
    for place in range(len(INFRASTRUCTURE.outcomes)):
        so_far = INFRASTRUCTURE.outcomes[place:]
        assert sum(high[outcome] for outcome in so_far) >= sum(low[outcome] for outcome in so_far)


@settings(max_examples=examples(60), deadline=None)
@given(assessment=assessments(), question=st.sampled_from(NOT_SCORED), data=st.data())
def test_an_answer_that_is_not_scored_moves_no_score(
    assessment: Assessment, question: Question, data: st.DataObject
) -> None:
    """Least of all by taking another question out of it: less money to promise is no more maturity."""
    one, other = data.draw(st.tuples(*[st.sampled_from(values_of(question))] * 2))
    assert (
        advice(with_answer(assessment, question, one)).dimensions
        == advice(with_answer(assessment, question, other)).dimensions
    )


@pytest.mark.parametrize("question", [each.id for each in PACK.questions if each.id in SCORED])
def test_no_answer_takes_a_scored_question_out(question: str) -> None:
    """Only the kind of a workload may: else the one thing that an answer changes could be the score."""
    condition = PACK.question_by_id[question].relevant_when
    assert condition is None or set(condition.model_dump(exclude_none=True)) <= {"kind", "kinds"}, condition


@settings(max_examples=examples(40), deadline=None)
@given(assessment=assessments(), seed=st.integers(0, 2**32))
def test_the_order_of_answers_never_matters(assessment: Assessment, seed: int) -> None:
    def shuffled(answers: dict[str, Answer]) -> dict[str, Answer]:
        items = list(answers.items())
        random.Random(seed).shuffle(items)
        return dict(items)

    work = assessment.workloads[0]
    other = assessment.model_copy(
        update={
            "answers": shuffled(assessment.answers),
            "workloads": (work.model_copy(update={"answers": shuffled(work.answers)}),),
        }
    )
    assert recommend(PACK, other) == recommend(PACK, assessment)


@settings(max_examples=examples(60), deadline=None)
@given(assessment=assessments())
def test_a_certain_gate_is_never_overruled(assessment: Assessment) -> None:
    one = advice(assessment)
    for gate in primary(one).gates:
        if gate.share == 1.0:
            assert one.model not in gate.excludes
            assert one.target not in gate.excludes
            assert all(one.shares[outcome] == 0 for outcome in gate.excludes)
            assert set(gate.excludes) <= {excluded.model for excluded in one.excluded}


@settings(max_examples=examples(60), deadline=None)
@given(assessment=assessments())
def test_every_advice_is_whole(assessment: Assessment) -> None:
    one = advice(assessment)
    shares = exact(one)
    assert float(sum(shares.values())) + primary(one).without_outcome == pytest.approx(1, abs=1e-5)
    assert one.decided == (max(shares.values()) == 1 or sum(shares.values()) == 0)
    for dimension in one.dimensions:
        if dimension.score is not None:
            assert dimension.low is not None
            assert dimension.high is not None
            assert 0 <= dimension.low <= dimension.score <= dimension.high <= 100
    lit = [place.row for place in one.trace.framework]
    assert lit == [row.id for row in PACK.rules.framework]
    cells = {row.id: set(row.cells) for row in PACK.rules.framework}
    assert all(place.cell in cells[place.row] for place in one.trace.framework)


@settings(max_examples=examples(40), deadline=None)
@given(assessment=assessments(), question=st.sampled_from(PACK.questions))
def test_settling_an_open_answer_stays_inside_what_was_announced(
    assessment: Assessment, question: Question
) -> None:
    before = advice(with_answer(assessment, question, Answer(state=AnswerState.UNKNOWN)))
    announced = {outcome for outcome, share in exact(before).items() if share}
    for answer in values_of(question):
        after = advice(with_answer(assessment, question, answer))
        assert {outcome for outcome, share in exact(after).items() if share} <= announced
        assert not before.decided or after.model == before.model


def by_level(question: Question) -> list[int | None]:
    """Levels in the order of the answers."""
    given_by = question.number.bins if question.number else question.options
    return [each.level for each in given_by]


@pytest.mark.parametrize("question", READINESS, ids=lambda question: question.id)
def test_readiness_options_rise_from_first_to_last(question: Question) -> None:
    levels = by_level(question)
    assert None not in levels
    assert levels == sorted(levels, key=lambda level: level or 0)
    assert levels[0] == 0


def test_the_framework_has_the_eight_rows_of_the_paper() -> None:
    rows = PACK.rules.framework
    assert len(rows) == len({row.id for row in rows}) == 8
    assert all(set(row.cells) == set(INFRASTRUCTURE.outcomes) for row in rows)


LENGTHS: list[tuple[str, Callable[[Pack], int], int, int]] = [
    ("questions", lambda pack: len(pack.questions), 33, 45),
    ("quick questions", lambda pack: sum(q.quick for q in pack.questions), 10, 16),
    ("decisions", lambda pack: len(pack.rules.decisions), 3, 3),
    ("models", lambda pack: len(pack.models), 3, 3),
]


@pytest.mark.parametrize(("what", "count", "least", "most"), LENGTHS, ids=[row[0] for row in LENGTHS])
def test_the_interview_stays_as_long_as_it_says(
    what: str, count: Callable[[Pack], int], least: int, most: int
) -> None:
    assert least <= count(PACK) <= most, what
