"""Which answers still count after an edit."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.relevance import may_lapse, no_longer_relevant
from tests.decision.random_packs import KINDS, answers, as_answer, assessment_of, packs
from tests.decision.random_packs import domain_of as values_of
from tests.thoroughness import examples


@settings(max_examples=examples(100), deadline=None)
@given(st.data())
def test_what_may_not_lapse_does_not(data: st.DataObject) -> None:
    pack = data.draw(packs())
    before = assessment_of(pack, data.draw(answers(pack)), data.draw(st.sampled_from(KINDS)))
    question = data.draw(st.sampled_from(pack.questions))
    value = data.draw(st.sampled_from(values_of(question).values))
    answer = data.draw(st.sampled_from([as_answer(pack, question.id, value.ids), None]))
    (workload,) = before.workloads
    shared, own = dict(before.answers), dict(workload.answers)
    of = own if question.scope == "workload" else shared
    of.pop(question.id, None)
    if answer is not None:
        of[question.id] = answer
    kind = data.draw(st.sampled_from(KINDS))
    after = before.model_copy(
        update={
            "answers": shared,
            "workloads": (workload.model_copy(update={"answers": own, "kind": kind}),),
        }
    )
    if not may_lapse(pack, before, after):
        lapsed = [step.key for step in no_longer_relevant(pack, before)]
        assert [step.key for step in no_longer_relevant(pack, after)] == lapsed
    plain = not any(one.relevant_when for one in pack.questions)
    assert not (plain and kind == workload.kind and may_lapse(pack, before, after))
