"""One pass for all answers says the same as deciding anew for each answer, and as enumeration."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.decided import Decided
from advisor.decision.engine import Engine
from advisor.decision.mean_scores import expected_by_answer
from advisor.decision.one_answer import counts_by_answer
from advisor.decision.sheets import ABSENT, OPEN, Sheet
from advisor.decision.tornado import tornado
from advisor.model.pack import Pack
from tests.decision.random_packs import (
    KINDS,
    OUTCOMES,
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
from tests.thoroughness import examples

ORDER = (*OUTCOMES, None)


@st.composite
def unlikely(draw: st.DrawFn) -> Pack:
    """A pack in which an answer may be as good as impossible."""
    pack = draw(packs())
    chosen = draw(st.sets(st.sampled_from([q.id for q in pack.questions])))
    questions = tuple(
        q.model_copy(update={"likelihood": {"o0": 0}}) if q.id in chosen and q.type == "single" else q
        for q in pack.questions
    )
    return pack.model_copy(update={"questions": questions})


def drawn_sheet(data: st.DataObject, engine: Engine) -> Sheet:
    return tuple(data.draw(st.integers(ABSENT, len(d.values) - 1)) for d in engine.domains)


def replaced(sheet: Sheet, slot: int, value: int) -> Sheet:
    return (*sheet[:slot], value, *sheet[slot + 1 :])


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_counts_equal_enumeration(data: st.DataObject) -> None:
    pack = data.draw(packs())
    given_ = data.draw(answers(pack))
    kind = data.draw(st.sampled_from(KINDS))
    engine = Engine(pack)
    assessment = assessment_of(pack, given_, kind)
    sheet = engine.sheet(assessment, assessment.workloads[0])
    compiled = engine.decisions["size"]
    found = counts_by_answer(compiled.advice, kind, sheet, ORDER.index, len(ORDER))
    expected = {name: expected_by_answer(plan, kind, sheet) for name, plan in engine.dimensions.items()}
    assert set(found) == {slot for slot in compiled.plan.slots if sheet[slot] != ABSENT}
    for slot, question in enumerate(pack.questions):
        for position, value in enumerate(engine.domains[slot].values):
            if sheet[slot] == ABSENT:
                continue
            answer = as_answer(pack, question.id, value.ids)
            truth = enumerate_completions(pack, {**given_, question.id: answer}, kind)
            if slot in found:
                counts = found[slot][position]
                total = sum(truth.now.values())
                assert [Fraction(count, sum(counts)) for count in counts] == [
                    Fraction(truth.now.get(outcome, 0), total) for outcome in ORDER
                ]
            for name, by_slot in expected.items():
                weighed = truth.scores[name]
                mean = (
                    sum(score * weight for score, weight in weighed) / sum(weight for _, weight in weighed)
                    if weighed
                    else None
                )
                if slot in by_slot:
                    assert by_slot[slot][position] == mean


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_swings_equal_deciding_anew_for_each_answer(data: st.DataObject) -> None:
    engine = Engine(data.draw(unlikely()))
    kind = data.draw(st.sampled_from(KINDS))
    sheet = drawn_sheet(data, engine)
    compiled = engine.decisions["size"]
    found = {swing.question: swing for swing in tornado(engine, "size", kind, sheet)}
    for slot, domain in enumerate(engine.domains):
        if sheet[slot] == ABSENT:
            assert domain.question.id not in found
            continue
        trials = [replaced(sheet, slot, value) for value in range(len(domain.values))]
        decided = [Decided(compiled, kind, trial).outcome for trial in trials]
        reached, targets = {one.now for one in decided}, {one.target for one in decided}
        spans = {}
        for name in engine.dimensions:
            scores = {engine.dimension(name, kind, trial).expected for trial in trials} - {None}
            if len(scores) > 1:
                spans[name] = (min(scores), max(scores))
        swing = found.get(domain.question.id)
        if swing is None:
            assert not spans and len(reached) == len(targets) == 1
            continue
        assert swing.scores == spans
        assert swing.answer == (None if sheet[slot] == OPEN else domain.values[sheet[slot]].label)
        if slot in compiled.plan.slots:
            assert swing.outcomes == tuple(outcome for outcome in ORDER if outcome in reached)
            assert swing.targets == tuple(outcome for outcome in ORDER if outcome in targets)
            assert swing.advised == tuple((one.now, one.target) for one in decided)
        else:
            assert len(reached) == len(targets) == 1


def test_what_rests_on_an_impossible_answer_has_no_score() -> None:
    """The only question that scores is asked after an answer that nobody gives."""
    options = [{"id": "o0", "label": "o0", "level": 0}, {"id": "o1", "label": "o1", "level": 1}]
    plain = {"type": "single", "scope": "workload", "options": options, **PROSE}
    first = {"id": "q0", **plain, "likelihood": {"o0": 0}}
    second = {"id": "q1", **plain, "relevant_when": {"answer": {"question": "q0", "is": ["o0"]}}}
    table = [
        {"id": "row", "when": {"band": {"dimension": "d", "is": ["low"]}}, "now": "small", "reason": "r"}
    ]
    engine = Engine(
        make_pack(
            [first, second],
            {"dimensions": {"d": dimension({"q1": 1})}, "decisions": {"size": decision(table)}},
        )
    )
    assert engine.dimension("d", "serve", (OPEN, OPEN)).expected is None
    scores = expected_by_answer(engine.dimensions["d"], "serve", (OPEN, OPEN))
    assert scores == {0: (Fraction(50), None), 1: (None, None)}
