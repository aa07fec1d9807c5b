"""What must not slip: each loss that alone lowers today's outcome or the target, and the smallest."""

from __future__ import annotations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from advisor.decision.decided import Decided
from advisor.decision.engine import Engine
from advisor.decision.sheets import ABSENT, OPEN
from advisor.decision.slips import Loss, losses
from advisor.decision.tornado import tornado
from tests.decision.random_packs import KINDS, OUTCOMES, packs
from tests.thoroughness import examples


@settings(max_examples=examples(80), deadline=None)
@given(st.data())
def test_every_loss_is_found_by_trying_every_lower_answer(data: st.DataObject) -> None:
    pack = data.draw(packs())
    fixed = data.draw(st.sets(st.sampled_from([q.id for q in pack.questions]), max_size=1))
    questions = tuple(q.model_copy(update={"changeable": q.id not in fixed}) for q in pack.questions)
    engine = Engine(pack.model_copy(update={"questions": questions}))
    kind = data.draw(st.sampled_from(KINDS))
    sheet = tuple(data.draw(st.integers(ABSENT, len(d.values) - 1)) for d in engine.domains)
    compiled = engine.decisions["size"]
    advised = Decided(compiled, kind, sheet).outcome
    scored = {q for dimension in pack.rules.dimensions.values() for q in dimension.weights}
    lowest = {outcome: place for place, outcome in enumerate((None, *OUTCOMES))}
    truth = []
    for lowers, part in (("now", advised.now), ("target", advised.target)):
        for slot, domain in enumerate(engine.domains):
            if sheet[slot] in (ABSENT, OPEN) or domain.question.id in fixed | (set(ids(engine)) - scored):
                continue
            level = domain.values[sheet[slot]].level or 0
            lower = [i for i, value in enumerate(domain.values) if (value.level or 0) < level]
            for index in sorted(lower, key=lambda i: -(domain.values[i].level or 0)):
                then = Decided(compiled, kind, (*sheet[:slot], index, *sheet[slot + 1 :])).outcome
                to = then.now if lowers == "now" else then.target
                if lowest[to] < lowest[part] and (to is not None or lowers == "now"):
                    steps = max(1, level - (domain.values[index].level or 0))
                    labels = (domain.values[sheet[slot]].label, domain.values[index].label)
                    truth.append((lowers, to, domain.question.id, *labels, steps))
                    break
    swings = tornado(engine, "size", kind, sheet)
    found = losses(engine, "size", sheet, (advised.now, advised.target), swings)
    assert [told(one) for one in found] == truth
    event(f"{min(len(truth), 3)} losses or more")


def ids(engine: Engine) -> list[str]:
    return [domain.question.id for domain in engine.domains]


def told(one: Loss) -> tuple[str, str | None, str, str, str, int]:
    return (one.lowers, one.outcome, one.question, one.before, one.after, one.steps)
