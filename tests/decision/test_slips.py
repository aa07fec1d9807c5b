"""What must not slip: each answer whose fall alone lowers today's outcome or the target, and the smallest."""

from __future__ import annotations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from advisor.decision.decided import Decided
from advisor.decision.engine import Engine
from advisor.decision.sheets import ABSENT, OPEN
from advisor.decision.slips import Loss, losses
from advisor.decision.tornado import tornado
from advisor.model.rules import Role
from tests.decision.random_packs import KINDS, OUTCOMES, packs
from tests.thoroughness import examples

Told = tuple[str, str | None, Role, str, str, str, int]


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_every_fall_is_found_by_trying_every_lower_answer(data: st.DataObject) -> None:
    pack = data.draw(packs())
    dims = {
        name: one.model_copy(update={"role": data.draw(st.sampled_from(Role))})
        for name, one in pack.rules.dimensions.items()
    }
    engine = Engine(pack.model_copy(update={"rules": pack.rules.model_copy(update={"dimensions": dims})}))
    kind = data.draw(st.sampled_from(KINDS))
    sheet = tuple(data.draw(st.integers(ABSENT, len(d.values) - 1)) for d in engine.domains)
    compiled = engine.decisions["size"]
    advised = Decided(compiled, kind, sheet).outcome
    skills = {q for one in dims.values() if one.role is Role.CAPABILITY for q in one.weights}
    needs = {q for one in dims.values() for q in one.weights} - skills
    rank = {outcome: place for place, outcome in enumerate((None, *OUTCOMES))}
    truth: list[Told] = []

    def smallest(slot: int, lowers: str, role: Role) -> Told | None:
        domain = engine.domains[slot]
        values, before = domain.values, domain.values[sheet[slot]]
        ranges = domain.question.number is not None
        lower = [
            i
            for i, value in enumerate(values)
            if (value.level or 0) < (before.level or 0)
            or (ranges and value.level == before.level and i < sheet[slot])
        ]
        for index in sorted(lower, key=lambda i: (-(values[i].level or 0), -i if ranges else 0)):
            then = Decided(compiled, kind, (*sheet[:slot], index, *sheet[slot + 1 :])).outcome
            to, was = (then.now, advised.now) if lowers == "now" else (then.target, advised.target)
            if rank[to] < rank[was] and (to is not None or lowers == "now"):
                steps = max(1, (before.level or 0) - (values[index].level or 0))
                return (lowers, to, role, domain.question.id, before.label, values[index].label, steps)
        return None

    for lowers in ("now", "target"):
        for role, scored in ((Role.CAPABILITY, skills), (Role.NEED, needs)):
            for slot, domain in enumerate(engine.domains):
                if sheet[slot] not in (ABSENT, OPEN) and domain.question.id in scored:
                    one = smallest(slot, lowers, role)
                    truth += [one] if one else []
    swings = tornado(engine, "size", kind, sheet)
    found = losses(engine, "size", sheet, (advised.now, advised.target), swings)
    assert [told(one) for one in found] == truth
    event(f"{min(len(truth), 2)} falls or more")


def told(one: Loss) -> Told:
    return (one.lowers, one.outcome, one.role, one.question, one.before, one.after, one.steps)
