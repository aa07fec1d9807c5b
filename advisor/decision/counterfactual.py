"""The fewest answer changes that lead to another outcome.

The same steps that count completions also find the cheapest one: instead of adding likelihoods, each
state keeps the least cost at which it can be reached. A change of an answer costs one change and as
many steps as levels lie between the two answers (one where answers have no levels); changes weigh
more than any number of steps. The result is a global minimum, not a greedy one.

Only answers that the organisation can change are changed. Answers that nobody has yet may come out
either way at no cost; the ones that the result rests on are listed as what it presumes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from advisor.decision.decided import Decided
from advisor.decision.engine import CompiledDecision, End, Engine
from advisor.decision.plan import CloseStep, KindStep, Plan, Points, QuestionStep, Scored, State, band_index
from advisor.decision.sheets import ABSENT, OPEN, Domain, Sheet

CHANGE = 1 << 20
"""Cost of one changed answer, in steps: more than all steps together."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer and the value that it must get; ``before`` is None while the answer is open."""

    question: str
    before: str | None
    after: str
    steps: int


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The least change of answers after which a decision comes out differently."""

    outcome: str
    changes: tuple[Change, ...]
    presumes: tuple[Change, ...]
    """Open answers that have to come out so."""
    steps: int


@dataclass(frozen=True, slots=True)
class _Move:
    value: int
    cost: int


Chosen = tuple[tuple[int, int], ...]
"""Slots with the values chosen for them."""
Reached = dict[State, tuple[int, Chosen]]


def counterfactuals(engine: Engine, decision: str, kind: str, sheet: Sheet) -> dict[str, Counterfactual]:
    """The least change towards every outcome of a decision but the advised one.

    Outcomes that no change of changeable answers reaches are left out. Changes are in file order.
    """
    compiled = engine.decisions[decision]
    advised = Decided(compiled, kind, sheet).outcome.now
    found: dict[str, Counterfactual] = {}
    for outcome, chosen in _cheapest(compiled, kind, sheet).items():
        if outcome != advised:
            wanted = dict(chosen)
            changed = {slot: value for slot, value in wanted.items() if sheet[slot] not in (value, OPEN)}
            opened = {slot: value for slot, value in wanted.items() if sheet[slot] == OPEN}
            presumed = _needed(compiled, kind, sheet, changed, opened, outcome)
            changes = tuple(_change(engine, sheet, slot, changed[slot]) for slot in sorted(changed))
            found[outcome] = Counterfactual(
                outcome=outcome,
                changes=changes,
                presumes=tuple(_change(engine, sheet, slot, presumed[slot]) for slot in sorted(presumed)),
                steps=sum(change.steps for change in changes),
            )
    return {outcome: found[outcome] for outcome in compiled.decision.outcomes if outcome in found}


def _change(engine: Engine, sheet: Sheet, slot: int, value: int) -> Change:
    domain = engine.domains[slot]
    before = domain.values[sheet[slot]].label if sheet[slot] >= 0 else None
    steps = _steps(domain, sheet[slot], value) if sheet[slot] >= 0 else 0
    return Change(domain.question.id, before, domain.values[value].label, steps)


def _steps(domain: Domain, before: int, after: int) -> int:
    levels = (domain.values[before].level, domain.values[after].level)
    if levels[0] is None or levels[1] is None:
        return 1
    return max(1, abs(levels[1] - levels[0]))


def _moves(domain: Domain, value: int) -> Iterator[_Move]:
    """Every value that an answer may take, with its cost."""
    if value == OPEN:
        yield from (_Move(index, 0) for index in range(len(domain.values)))
    elif value != ABSENT:
        yield _Move(value, 0)
        if domain.question.changeable:
            for index in range(len(domain.values)):
                if index != value:
                    yield _Move(index, CHANGE + _steps(domain, value, index))


def _cheapest(compiled: CompiledDecision, kind: str, sheet: Sheet) -> dict[str, Chosen]:
    plan = compiled.plan
    states: Reached = {plan.start(): (0, ())}
    for variable, step in enumerate(plan.steps):
        if isinstance(step, KindStep):
            index = plan.kinds.index(kind)
            states = {plan.placed(s, variable, index): reached for s, reached in states.items()}
        elif isinstance(step, QuestionStep):
            states = _through_question(plan, states, variable, step, sheet)
        else:
            states = _through_dimension(plan, states, variable, step, sheet)
    best: dict[str, tuple[int, Chosen]] = {}
    for state, reached in states.items():
        now = cast(End, plan.diagram.payload[state[0]]).now
        if now is not None and (now not in best or reached < best[now]):
            best[now] = reached
    return {outcome: chosen for outcome, (_, chosen) in best.items()}


def _through_question(
    plan: Plan, states: Reached, variable: int, step: QuestionStep, sheet: Sheet
) -> Reached:
    if sheet[step.slot] == ABSENT:
        absent: Reached = {}
        for state, (cost, chosen) in states.items():
            _keep(absent, plan.advance(state, variable, step, 0, None), cost, chosen, ())
        return absent
    if plan.idle(states, variable, step):
        return states
    after: Reached = {}
    moves = list(_moves(plan.domains[step.slot], sheet[step.slot]))
    for state, (cost, chosen) in states.items():
        for move in moves:
            left = plan.advance(state, variable, step, *plan.move(step, move.value))
            _keep(after, left, cost + move.cost, chosen, ((step.slot, move.value),))
    return after


def _keep(after: Reached, state: State, cost: int, chosen: Chosen, more: Chosen) -> None:
    known = after.get(state)
    if known is None or cost < known[0]:
        after[state] = (cost, chosen + more)


def _through_dimension(plan: Plan, states: Reached, variable: int, step: CloseStep, sheet: Sheet) -> Reached:
    after: Reached = {}
    bands: dict[tuple[tuple[bool, ...], Points], dict[int, tuple[int, Chosen]]] = {}
    for state, (cost, chosen) in states.items():
        base = (plan.held(state, step.dimension), state[2][step.dimension])
        if base not in bands:
            bands[base] = _cheapest_bands(plan, step.dimension, base[0], base[1], sheet)
        for band, (more_cost, more) in bands[base].items():
            _keep(after, plan.closed(state, variable, step, band), cost + more_cost, chosen, more)
    return after


def _cheapest_bands(
    plan: Plan, dimension: int, holds: tuple[bool, ...], base: Points, sheet: Sheet
) -> dict[int, tuple[int, Chosen]]:
    """The least cost at which the questions that only score lift a dimension into each band."""
    reached: dict[int, tuple[int, Chosen]] = {0: (0, ())}
    possible = 0
    for scored, relevant in zip(plan.plain[dimension], holds, strict=True):
        if relevant and sheet[scored.slot] != ABSENT:
            possible += scored.weight * plan.domains[scored.slot].max_level
            reached = _add(plan, reached, scored, sheet)
    best: dict[int, tuple[int, Chosen]] = {}
    for points, found in reached.items():
        band = band_index((base[0] + points, base[1] + possible), plan.bands[dimension])
        if band not in best or found < best[band]:
            best[band] = found
    return best


def _add(
    plan: Plan, reached: dict[int, tuple[int, Chosen]], scored: Scored, sheet: Sheet
) -> dict[int, tuple[int, Chosen]]:
    domain = plan.domains[scored.slot]
    after: dict[int, tuple[int, Chosen]] = {}
    for points, (cost, chosen) in reached.items():
        for move in _moves(domain, sheet[scored.slot]):
            left = points + scored.weight * (domain.values[move.value].level or 0)
            if left not in after or cost + move.cost < after[left][0]:
                after[left] = (cost + move.cost, (*chosen, (scored.slot, move.value)))
    return after


def _needed(
    compiled: CompiledDecision,
    kind: str,
    sheet: Sheet,
    changed: dict[int, int],
    opened: dict[int, int],
    outcome: str,
) -> dict[int, int]:
    """Open answers without which the outcome would not be certain: as few as can be left of the choice."""
    needed = dict(opened)

    def certain(presumed: dict[int, int]) -> bool:
        trial = tuple([presumed.get(slot, changed.get(slot, value)) for slot, value in enumerate(sheet)])
        one = Decided(compiled, kind, trial)
        return one.now[outcome] == one.total

    for slot in opened:
        without = {other: value for other, value in needed.items() if other != slot}
        if certain(without):
            needed = without
    return needed
