"""Counterfactuals are minimal: exhaustive search over all changes finds nothing cheaper."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.complete import CompleteDecider
from advisor.decision.counterfactual import Counterfactual, counterfactuals
from advisor.decision.engine import End, Engine
from advisor.decision.sheets import ABSENT, OPEN
from advisor.model.pack import Pack
from tests.decision.random_packs import KINDS, packs
from tests.thoroughness import examples


def with_fixed_answers(pack: Pack, fixed: set[str]) -> Pack:
    questions = tuple(q.model_copy(update={"changeable": q.id not in fixed}) for q in pack.questions)
    return pack.model_copy(update={"questions": questions})


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_minimal_against_exhaustive_search(data: st.DataObject) -> None:
    pack = data.draw(packs())
    fixed = data.draw(st.sets(st.sampled_from([q.id for q in pack.questions]), max_size=1))
    pack = with_fixed_answers(pack, fixed)
    engine = Engine(pack)
    decider = CompleteDecider(engine)
    kind = data.draw(st.sampled_from(KINDS))
    sheet = tuple(
        data.draw(st.integers(ABSENT, len(d.values) - 1).filter(lambda v: v != OPEN)) for d in engine.domains
    )
    advised = decider.decide(kind, sheet)["size"]

    def distance(slot: int, value: int) -> int:
        before, after = (engine.domains[slot].values[v].level for v in (sheet[slot], value))
        return 1 if before is None or after is None else max(1, abs(before - after))

    ranges = [
        range(len(d.values)) if v != ABSENT and d.question.changeable else [v]
        for d, v in zip(engine.domains, sheet, strict=True)
    ]
    now: dict[str | None, tuple[int, int]] = {}
    target: dict[str | None, tuple[int, int]] = {}
    for trial in product(*ranges):
        found = decider.decide(kind, trial)["size"]
        changed = [slot for slot, value in enumerate(trial) if value != sheet[slot]]
        cost = (len(changed), sum(distance(slot, trial[slot]) for slot in changed))
        if found.now != advised.now:
            now[found.now] = min(now.get(found.now, cost), cost)
        if found.target not in (advised.target, None):
            target[found.target] = min(target.get(found.target, cost), cost)
    least = counterfactuals(engine, "size", kind, sheet)
    assert {o: (len(c.changes), c.steps) for o, c in least.now.items()} == now
    assert {o: (len(c.changes), c.steps) for o, c in least.target.items()} == target
    both = (*least.now.values(), *least.target.values())
    assert all(not c.presumes for c in both)
    assert all(change.question not in fixed for c in both for change in c.changes)


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_a_counterfactual_comes_true(data: st.DataObject) -> None:
    pack = data.draw(packs())
    engine = Engine(pack)
    kind = data.draw(st.sampled_from(KINDS))
    sheet = tuple(data.draw(st.integers(ABSENT, len(d.values) - 1)) for d in engine.domains)
    least = counterfactuals(engine, "size", kind, sheet)

    def ends(found: Counterfactual) -> dict[End, int]:
        after = list(sheet)
        for change in (*found.changes, *found.presumes):
            slot = engine.slots[change.question]
            labels = [value.label for value in engine.domains[slot].values]
            after[slot] = labels.index(change.after)
        return engine.decisions["size"].ends(kind, tuple(after))

    for outcome, found in least.now.items():
        assert {end.now for end in ends(found)} == {outcome}
    for outcome, found in least.target.items():
        assert outcome is not None and {end.target for end in ends(found)} == {outcome}
