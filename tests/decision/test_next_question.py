"""Joint counts equal enumeration, and the next question is the one that settles most."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.engine import Engine
from advisor.decision.next_question import joint_outcomes, next_questions
from advisor.decision.recommend import recommend
from advisor.decision.sheets import OPEN
from tests.decision.random_packs import KINDS, answers, as_answer, assessment_of, enumerate_completions, packs
from tests.thoroughness import examples


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_joint_counts_equal_enumeration(data: st.DataObject) -> None:
    pack = data.draw(packs())
    sheet = data.draw(answers(pack))
    kind = data.draw(st.sampled_from(KINDS))
    engine = Engine(pack)
    assessment = assessment_of(pack, sheet, kind)
    slots = engine.sheet(assessment, assessment.workloads[0])
    compiled = engine.decisions["size"]
    outcomes = (*compiled.decision.outcomes, None)
    found = joint_outcomes(compiled, kind, slots)
    for slot, question in enumerate(pack.questions):
        if slots[slot] != OPEN:
            assert slot not in found.by_value
            continue
        shares = []
        for position, value in enumerate(engine.domains[slot].values):
            truth = enumerate_completions(
                pack, {**sheet, question.id: as_answer(pack, question.id, value.ids)}, kind
            )
            total = sum(truth.now.values())
            shares.append([Fraction(truth.now.get(o, 0), total) for o in outcomes])
            if slot in found.by_value:
                counts = found.by_value[slot][position]
                assert [Fraction(c, sum(counts)) for c in counts] == shares[-1]
        if slot not in found.by_value:
            assert all(share == shares[0] for share in shares)


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_nothing_to_ask_only_when_the_rest_cannot_change_the_advice(data: st.DataObject) -> None:
    pack = data.draw(packs())
    assessment = assessment_of(pack, data.draw(answers(pack)))
    if recommend(pack, assessment).workloads[0].decided:
        assert next_questions(pack, assessment) == ()
