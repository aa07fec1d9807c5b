"""Joint counts and doubt equal enumeration; what is listed as open is what can still change the advice."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.doubt import doubt, joint_outcomes
from advisor.decision.engine import Engine
from advisor.decision.influence import can_matter
from advisor.decision.joint import Passage
from advisor.decision.next_question import next_questions
from advisor.decision.recommend import recommend
from advisor.decision.sheets import OPEN, domain_of
from advisor.decision.trace import rounded
from advisor.model.assessment import Answer, AnswerState
from advisor.model.pack import Pack
from tests.decision.random_packs import (
    KINDS,
    PROSE,
    answers,
    as_answer,
    assessment_of,
    decision,
    dimension,
    enumerate_completions,
    make_pack,
    packs,
)

Pair = tuple[str | None, str | None]


def open_in(pack: Pack, given: dict[str, Answer]) -> list[str]:
    return [
        question.id
        for question in pack.questions
        if question.id not in given or given[question.id].state is AnswerState.UNKNOWN
    ]


def pair_of(pack: Pack, given: dict[str, Answer], kind: str) -> Pair:
    """What a complete sheet is advised, by the enumerating oracle."""
    (pair,) = enumerate_completions(pack, given, kind).pairs
    return pair


def completions(pack: Pack, given: dict[str, Answer], over: list[str]) -> list[dict[str, Answer]]:
    """Every way to answer some questions."""
    values = [
        [as_answer(pack, question, value.ids) for value in domain_of(pack.question_by_id[question]).values]
        for question in over
    ]
    return [{**given, **dict(zip(over, chosen, strict=True))} for chosen in product(*values)]


def doubt_in(pairs: dict[Pair, int]) -> float:
    """The measure of doubt, word for word: the entropy of now, and half of what the target adds to it."""

    def entropy(weights: list[int]) -> float:
        return -sum(Fraction(w, sum(weights)) * log2(Fraction(w, sum(weights))) for w in weights if w)

    now: dict[str | None, int] = {}
    for (outcome, _), weight in pairs.items():
        now[outcome] = now.get(outcome, 0) + weight
    return entropy(list(now.values())) + (entropy(list(pairs.values())) - entropy(list(now.values()))) / 2


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_joint_counts_and_bits_equal_enumeration(data: st.DataObject) -> None:
    pack = data.draw(packs())
    given = data.draw(answers(pack))
    kind = data.draw(st.sampled_from(KINDS))
    engine = Engine(pack)
    assessment = assessment_of(pack, given, kind)
    sheet = engine.sheet(assessment, assessment.workloads[0])
    compiled = engine.decisions["size"]
    found = joint_outcomes(compiled, Passage(compiled.advised, kind, sheet))
    held = doubt(compiled, kind, sheet)
    before = doubt_in(enumerate_completions(pack, given, kind).pairs)
    assert held.bits == pytest.approx(before, abs=1e-9)
    for slot, question in enumerate(pack.questions):
        if sheet[slot] != OPEN:
            assert slot not in found.by_value
            assert slot not in held.held
            continue
        shares, left = [], 0.0
        domain = engine.domains[slot]
        for position, value in enumerate(domain.values):
            answered = {**given, question.id: as_answer(pack, question.id, value.ids)}
            pairs = enumerate_completions(pack, answered, kind).pairs
            total = sum(pairs.values())
            shares.append([Fraction(pairs.get(pair, 0), total) for pair in compiled.pairs])
            left += value.likelihood / domain.total * doubt_in(pairs)
            if slot in found.by_value:
                counts = found.by_value[slot][position]
                assert [Fraction(c, sum(counts)) for c in counts] == shares[-1]
        assert held.held.get(slot, 0.0) == pytest.approx(before - left, abs=1e-9)
        if slot not in found.by_value:
            assert all(share == shares[0] for share in shares)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_question_is_listed_exactly_when_its_answer_can_still_change_now_or_the_target(
    data: st.DataObject,
) -> None:
    pack = data.draw(packs())
    given = data.draw(answers(pack))
    kind = data.draw(st.sampled_from(KINDS))
    assessment = assessment_of(pack, given, kind)
    listed = {one.step.question.id for one in next_questions(pack, assessment)}
    engine = Engine(pack)
    sheet = engine.sheet(assessment, assessment.workloads[0])
    passage = Passage(engine.decisions["size"].advised, kind, sheet)
    open_ = open_in(pack, given)
    for question in open_:
        others = [other for other in open_ if other != question]
        matters = any(
            len({pair_of(pack, whole, kind) for whole in completions(pack, rest, [question])}) > 1
            for rest in completions(pack, given, others)
        )
        assert matters is (question in listed)
        # Asked of every open answer, not only of those that tell nothing by themselves.
        read = engine.slots[question] in passage.plan.slots
        assert matters is (read and can_matter(passage, engine.slots[question]))
    assert listed <= set(open_)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_there_is_something_to_ask_exactly_while_a_completion_can_move_now_or_the_target(
    data: st.DataObject,
) -> None:
    pack = data.draw(packs())
    given = data.draw(answers(pack))
    assessment = assessment_of(pack, given)
    engine = Engine(pack)
    sheet = engine.sheet(assessment, assessment.workloads[0])
    pairs = enumerate_completions(pack, given, "serve").pairs
    (workload,) = recommend(pack, assessment).workloads
    assert workload.settled is (len(pairs) == 1)
    assert workload.decided is (len({now for now, _ in pairs}) == 1)
    assert (next_questions(pack, assessment) == ()) is workload.settled
    assert (doubt(engine.decisions["size"], "serve", sheet).bits == 0) is workload.settled


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_once_settled_no_answer_changes_anything_any_more(data: st.DataObject) -> None:
    """Asks in the order of information, answers at random, and goes on at random after it is settled."""
    pack = data.draw(packs())
    given: dict[str, Answer] = {}
    kind = data.draw(st.sampled_from(KINDS))

    def answer(question: str) -> None:
        values = domain_of(pack.question_by_id[question]).values
        given[question] = as_answer(pack, question, data.draw(st.sampled_from(values)).ids)

    while found := next_questions(pack, assessment_of(pack, given, kind)):
        answer(found[0].step.question.id)
    settled = recommend(pack, assessment_of(pack, given, kind)).workloads[0]
    assert settled.settled
    for question in open_in(pack, given):
        answer(question)
        now = recommend(pack, assessment_of(pack, given, kind)).workloads[0]
        assert (now.model, now.target) == (settled.model, settled.target)
    assert (settled.model, settled.target) == pair_of(pack, given, kind)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_trace_lists_the_same_questions_in_the_same_order(data: st.DataObject) -> None:
    pack = data.draw(packs())
    assessment = assessment_of(pack, data.draw(answers(pack)))
    (workload,) = recommend(pack, assessment).workloads
    found = [one.step.question.id for one in next_questions(pack, assessment)]
    assert list(workload.trace.decisions[0].open_questions) == found


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_shares_and_the_share_without_any_make_exactly_one(data: st.DataObject) -> None:
    pack = data.draw(packs())
    given = data.draw(answers(pack))
    (workload,) = recommend(pack, assessment_of(pack, given)).workloads
    truth = enumerate_completions(pack, given, "serve").now
    (trace,) = workload.trace.decisions
    exact = {outcome: Fraction(share) for outcome, share in trace.exact.items()}
    assert sum(exact.values()) + Fraction(trace.exact_without) == 1
    assert Fraction(trace.exact_without) == Fraction(truth.get(None, 0), sum(truth.values()))
    assert workload.share_none == trace.without_outcome == rounded(Fraction(trace.exact_without), 6)
    assert sum(workload.shares.values()) + workload.share_none == pytest.approx(1, abs=1e-5)


def either_or_neither() -> Pack:
    """Two answers of which none tells anything alone: large when exactly one of them is yes."""
    options = [{"id": "o0", "label": "no", "level": 0}, {"id": "o1", "label": "yes", "level": 1}]
    questions = [
        {"id": f"q{i}", "type": "single", "scope": "organisation", "options": options, **PROSE}
        for i in range(3)
    ]
    yes = [{"answer": {"question": f"q{i}", "is": ["o1"]}} for i in range(2)]
    one = {"all": [{"any": yes}, {"not": {"all": yes}}]}
    rows = [{"id": "one", "when": one, "now": "large", "target": "large", "reason": "r"}]
    return make_pack(
        questions, {"dimensions": {"skill": dimension({"q2": 1})}, "decisions": {"size": decision(rows)}}
    )


def test_answers_that_tell_only_together_are_asked_for_too() -> None:
    pack = either_or_neither()
    found = next_questions(pack, assessment_of(pack, {}))
    assert [(one.step.question.id, one.bits) for one in found] == [("q0", 0.0), ("q1", 0.0)]
    answered = assessment_of(pack, {"q0": Answer(choice="o1")})
    assert [(one.step.question.id, one.bits) for one in next_questions(pack, answered)] == [("q1", 1.0)]


def only_the_target_hangs_on_it() -> Pack:
    """One answer decides about now, another one about the target alone; the latter has more to tell."""
    options = [{"id": f"o{i}", "label": f"o{i}", "level": i} for i in range(3)]
    questions = [
        {"id": f"q{i}", "type": "single", "scope": "organisation", "options": options, **PROSE}
        for i in range(2)
    ]

    def when(*conditions: tuple[str, str]) -> dict[str, object]:
        return {"all": [{"answer": {"question": q, "is": [o]}} for q, o in conditions]}

    rows = [
        {"id": f"row{i}{j}", "when": when(("q0", f"o{i}"), ("q1", f"o{j}")), "now": now, "target": target,
         "reason": "r"}
        for i, now in enumerate(("small", "small", "middle"))
        for j, target in enumerate(("small", "middle", "large"))
    ]  # fmt: skip
    return make_pack(
        questions, {"dimensions": {"skill": dimension({"q0": 1})}, "decisions": {"size": decision(rows)}}
    )


def test_today_comes_first_and_the_target_keeps_the_interview_going() -> None:
    pack = only_the_target_hangs_on_it()
    found = next_questions(pack, assessment_of(pack, {}))
    assert [one.step.question.id for one in found] == ["q0", "q1"]
    answered = assessment_of(pack, {"q0": Answer(choice="o2")})
    (workload,) = recommend(pack, answered).workloads
    assert (workload.decided, workload.settled) == (True, False)
    assert [one.step.question.id for one in next_questions(pack, answered)] == ["q1"]
    both = assessment_of(pack, {"q0": Answer(choice="o2"), "q1": Answer(choice="o0")})
    assert next_questions(pack, both) == ()
