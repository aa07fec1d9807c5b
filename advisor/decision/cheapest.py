"""The cheapest answers under which a decision comes out as wanted: a global minimum, not a greedy one.

The same steps that count completions also find the cheapest one: instead of adding likelihoods, each
state keeps the least cost at which it can be reached. What an answer may become, and at what cost, is
the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar, cast

from advisor.decision.engine import CompiledDecision, End
from advisor.decision.plan import CloseStep, KindStep, Plan, Points, QuestionStep, Scored, State, band_index
from advisor.decision.sheets import ABSENT, OPEN, Sheet


@dataclass(frozen=True, slots=True)
class Move:
    """A value that an answer may take, as its index, and what that costs."""

    value: int
    cost: int


Moves: TypeAlias = Callable[[int], Iterable[Move]]
"""Every value that the answer in a slot may take, today's included; never called for what does not apply."""
Chosen: TypeAlias = tuple[tuple[int, int], ...]
"""Slots with the values chosen for them."""
_Reached: TypeAlias = dict[State, tuple[int, Chosen]]
_Group = TypeVar("_Group", bound=Hashable)


def cheapest(
    compiled: CompiledDecision,
    kind: str,
    sheet: Sheet,
    moves: Moves,
    group: Callable[[End], _Group | None],
) -> dict[_Group, Chosen]:
    """For each group of ends, the cheapest values that lead there; ends of group None are left out.

    Groups that no move reaches are left out. Answers without a choice do not matter for the result.
    """
    search = _Search(compiled.plan, sheet, moves)
    best: dict[_Group, tuple[int, Chosen]] = {}
    for state, reached in search.run(kind).items():
        found = group(cast(End, compiled.plan.diagram.payload[state[0]]))
        if found is not None and (found not in best or reached < best[found]):
            best[found] = reached
    return {found: chosen for found, (_, chosen) in best.items()}


def split(sheet: Sheet, chosen: Chosen) -> tuple[dict[int, int], dict[int, int]]:
    """Of chosen values, the answers that change, and the open ones with what they become."""
    changed = {slot: value for slot, value in chosen if sheet[slot] not in (value, OPEN)}
    return changed, {slot: value for slot, value in chosen if sheet[slot] == OPEN}


def needed(
    sheet: Sheet, changed: Mapping[int, int], opened: Mapping[int, int], enough: Callable[[Sheet], bool]
) -> dict[int, int]:
    """What has to be presumed of open answers: those of a choice that cannot be left open one by one.

    Args:
        sheet: the answers of today.
        changed: the answers that change.
        opened: open answers and their chosen values, those to spare first in front.
        enough: whether a sheet leads where it should.
    """
    found = dict(opened)
    spared = True
    while spared:
        spared = False
        for slot in list(found):
            without = {other: value for other, value in found.items() if other != slot}
            if enough(after(sheet, changed, without)):
                found, spared = without, True
    return found


def after(sheet: Sheet, *changes: Mapping[int, int]) -> Sheet:
    """A sheet with some answers replaced."""
    found = list(sheet)
    for change in changes:
        for slot, value in change.items():
            found[slot] = value
    return tuple(found)


class _Search:
    """One run through a plan's steps."""

    def __init__(self, plan: Plan, sheet: Sheet, moves: Moves) -> None:
        self._plan = plan
        self._sheet = sheet
        self._moves = moves

    def run(self, kind: str) -> _Reached:
        """Every state after the last step, with the least cost at which it is reached, and how."""
        plan = self._plan
        states: _Reached = {plan.start(): (0, ())}
        for variable, step in enumerate(plan.steps):
            if isinstance(step, KindStep):
                index = plan.kinds.index(kind)
                states = {plan.placed(s, variable, index): reached for s, reached in states.items()}
            elif isinstance(step, QuestionStep):
                states = self._through_question(states, variable, step)
            else:
                states = self._through_dimension(states, variable, step)
        return states

    def _through_question(self, states: _Reached, variable: int, step: QuestionStep) -> _Reached:
        plan = self._plan
        after: _Reached = {}
        if self._sheet[step.slot] == ABSENT:
            for state, (cost, chosen) in states.items():
                _keep(after, plan.advance(state, variable, step, 0, None), cost, chosen, ())
            return after
        if plan.idle(states, variable, step):
            return states
        moves = list(self._moves(step.slot))
        for state, (cost, chosen) in states.items():
            for move in moves:
                left = plan.advance(state, variable, step, *plan.move(step, move.value))
                _keep(after, left, cost + move.cost, chosen, ((step.slot, move.value),))
        return after

    def _through_dimension(self, states: _Reached, variable: int, step: CloseStep) -> _Reached:
        plan = self._plan
        after: _Reached = {}
        bands: dict[tuple[tuple[bool, ...], Points], dict[int, tuple[int, Chosen]]] = {}
        for state, (cost, chosen) in states.items():
            base = (plan.held(state, step.dimension), state[2][step.dimension])
            if base not in bands:
                bands[base] = self._bands(step.dimension, *base)
            for band, (more_cost, more) in bands[base].items():
                _keep(after, plan.closed(state, variable, step, band), cost + more_cost, chosen, more)
        return after

    def _bands(self, dimension: int, holds: tuple[bool, ...], base: Points) -> dict[int, tuple[int, Chosen]]:
        """The least cost at which the questions that only score lift a dimension into each band."""
        plan = self._plan
        reached: dict[int, tuple[int, Chosen]] = {0: (0, ())}
        possible = 0
        for scored, relevant in zip(plan.plain[dimension], holds, strict=True):
            if relevant and self._sheet[scored.slot] != ABSENT:
                possible += scored.weight * plan.domains[scored.slot].max_level
                reached = self._add(reached, scored)
        best: dict[int, tuple[int, Chosen]] = {}
        for points, found in reached.items():
            band = band_index((base[0] + points, base[1] + possible), plan.bands[dimension])
            if band not in best or found < best[band]:
                best[band] = found
        return best

    def _add(self, reached: dict[int, tuple[int, Chosen]], scored: Scored) -> dict[int, tuple[int, Chosen]]:
        values = self._plan.domains[scored.slot].values
        moves = list(self._moves(scored.slot))
        after: dict[int, tuple[int, Chosen]] = {}
        for points, (cost, chosen) in reached.items():
            for move in moves:
                left = points + scored.weight * (values[move.value].level or 0)
                if left not in after or cost + move.cost < after[left][0]:
                    after[left] = (cost + move.cost, (*chosen, (scored.slot, move.value)))
        return after


def _keep(after: _Reached, state: State, cost: int, chosen: Chosen, more: Chosen) -> None:
    known = after.get(state)
    if known is None or cost < known[0]:
        after[state] = (cost, chosen + more)
