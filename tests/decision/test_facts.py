"""What is out of reach, for today and as the target, and which facts stand behind it."""

from __future__ import annotations

from itertools import product

from hypothesis import event, given, settings
from hypothesis import strategies as st

from advisor.decision.decided import Decided
from advisor.decision.engine import Engine
from advisor.decision.facts import only_by_facts, target_only_by_facts
from advisor.decision.robustness import robustness
from advisor.decision.sheets import domain_of
from tests.decision.random_packs import KINDS, OUTCOMES, as_answer, assessment_of, packs
from tests.thoroughness import examples


@settings(max_examples=examples(50), deadline=None)
@given(st.data())
def test_out_of_reach_is_what_no_change_reaches_and_facts_are_what_alone_would(data: st.DataObject) -> None:
    pack = data.draw(packs())
    fixed = data.draw(st.sets(st.sampled_from([q.id for q in pack.questions])))
    questions = tuple(q.model_copy(update={"changeable": q.id not in fixed}) for q in pack.questions)
    pack = pack.model_copy(update={"questions": questions})
    kind = data.draw(st.sampled_from(KINDS))
    given_ = {
        q.id: as_answer(pack, q.id, data.draw(st.sampled_from(domain_of(q).values)).ids)
        for q in pack.questions
    }
    assessment = assessment_of(pack, given_, kind)
    engine = Engine(pack)
    sheet = engine.sheet(assessment, assessment.workloads[0])

    def advised(trial: tuple[int, ...]) -> tuple[str | None, str | None]:
        found = Decided(engine.decisions["size"], kind, trial).outcome
        return (found.now, found.target)

    free = [
        range(len(d.values)) if d.question.changeable else [value]
        for d, value in zip(engine.domains, sheet, strict=True)
    ]
    reached = [advised(trial) for trial in product(*free)]
    alone = {
        domain.question.id: [
            advised((*sheet[:slot], value, *sheet[slot + 1 :])) for value in range(len(domain.values))
        ]
        for slot, domain in enumerate(engine.domains)
        if domain.question.id in fixed
    }
    present = advised(sheet)
    (firm,) = robustness(pack, assessment)
    assert firm.complete and firm.settled
    for part, found in enumerate(
        (only_by_facts(pack, present[0], firm), target_only_by_facts(pack, present[1], firm))
    ):
        truth = {
            outcome: {q for q, pairs in alone.items() if outcome in {pair[part] for pair in pairs}}
            for outcome in OUTCOMES
            if outcome not in {pair[part] for pair in reached}
        }
        assert {outcome: set(facts) for outcome, facts in found.items()} == truth
        event("something is out of reach" if truth else "all is in reach")
