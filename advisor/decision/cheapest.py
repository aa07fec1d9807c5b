"""The cheapest answers under which a decision comes out as wanted: a global minimum, not a greedy one.

The same steps that count completions also find the cheapest one: instead of adding likelihoods, each
state keeps the least cost at which it can be reached. What an answer may become, and at what cost, is
the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
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
_Way: TypeAlias = "tuple[_Way, Chosen] | None"
"""How a state was reached: what was chosen last, and the way before it, which other states share."""
_Reached: TypeAlias = dict[State, tuple[int, _Way]]
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
    for state, cost, chosen in search.run(kind):
        found = group(cast(End, compiled.plan.diagram.payload[state[0]]))
        if found is not None and (found not in best or (cost, chosen) < best[found]):
            best[found] = (cost, chosen)
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

    def run(self, kind: str) -> Iterator[tuple[State, int, Chosen]]:
        """Every state after the last step, with the least cost at which it is reached, and how."""
        plan = self._plan
        states: _Reached = {plan.start(): (0, None)}
        for variable, step in enumerate(plan.steps):
            if isinstance(step, KindStep):
                index = plan.kinds.index(kind)
                states = {plan.placed(s, variable, index): reached for s, reached in states.items()}
            elif isinstance(step, QuestionStep):
                states = self._through_question(states, variable, step)
            else:
                states = self._through_dimension(states, variable, step)
        for state, (cost, way) in states.items():
            yield state, cost, _unrolled(way)

    def _through_question(self, states: _Reached, variable: int, step: QuestionStep) -> _Reached:
        plan, advance = self._plan, self._plan.advance
        after: _Reached = {}
        if self._sheet[step.slot] == ABSENT:
            for state, (cost, way) in states.items():
                _keep(after, advance(state, variable, step, 0, None), cost, way, ())
            return after
        if plan.idle(states, variable, step):
            return states
        moves = self._told_apart(step)
        cheapest_move = min([found for _, found in moves], key=_cost)
        tests = plan.diagram.variable
        for state, (cost, way) in states.items():
            if not step.steers and not step.scored and tests[state[0]] != variable:
                _keep(after, state, cost + cheapest_move[0], way, cheapest_move[1])
                continue
            for (value, level), (more, choice) in moves:
                _keep(after, advance(state, variable, step, value, level), cost + more, way, choice)
        return after

    def _told_apart(self, step: QuestionStep) -> list[tuple[tuple[int, int | None], tuple[int, Chosen]]]:
        """Of the moves that make no difference to each other, the cheapest, and the first of those."""
        found: dict[tuple[int, int | None], tuple[int, Chosen]] = {}
        for move in self._moves(step.slot):
            key = self._plan.move(step, move.value)
            if key not in found or move.cost < found[key][0]:
                found[key] = (move.cost, ((step.slot, move.value),))
        return list(found.items())

    def _through_dimension(self, states: _Reached, variable: int, step: CloseStep) -> _Reached:
        plan, tests = self._plan, self._plan.diagram.variable
        after: _Reached = {}
        bands: dict[tuple[tuple[bool, ...], Points], dict[int, tuple[int, Chosen]]] = {}
        sums: dict[tuple[bool, ...], tuple[int, dict[int, tuple[int, Chosen]]]] = {}
        for state, (cost, way) in states.items():
            holds = plan.held(state, step.dimension)
            base = (holds, state[2][step.dimension])
            if base not in bands:
                if holds not in sums:
                    sums[holds] = self._sums(step.dimension, holds)
                bands[base] = self._bands(step.dimension, base[1], *sums[holds])
            ways = bands[base]
            if tests[state[0]] != variable:
                band = min(ways, key=lambda band: ways[band][0])
                ways = {band: ways[band]}
            closings = plan.closings(state, variable, step)
            for band, (more_cost, more) in ways.items():
                _keep(after, closings[band], cost + more_cost, way, more)
        return after

    def _sums(self, dimension: int, holds: tuple[bool, ...]) -> tuple[int, dict[int, tuple[int, Chosen]]]:
        """The most points that the questions that only score can add, and the least cost of each sum."""
        plan = self._plan
        reached: dict[int, tuple[int, Chosen]] = {0: (0, ())}
        possible = 0
        for scored, relevant in zip(plan.plain[dimension], holds, strict=True):
            if relevant and self._sheet[scored.slot] != ABSENT:
                possible += scored.weight * plan.domains[scored.slot].max_level
                reached = self._add(reached, scored)
        return possible, reached

    def _bands(
        self, dimension: int, base: Points, possible: int, reached: dict[int, tuple[int, Chosen]]
    ) -> dict[int, tuple[int, Chosen]]:
        """The least cost at which the questions that only score lift a dimension into each band.

        Of ways that cost the same, the one furthest from the band below, or from the one above: the
        further, the fewer open answers have to be presumed in the end.
        """
        best: dict[int, tuple[int, int, Chosen]] = {}
        limits = self._plan.bands[dimension]
        for points, (cost, chosen) in reached.items():
            band = band_index((base[0] + points, base[1] + possible), limits)
            found = (cost, -points if band else points, chosen)
            if band not in best or found < best[band]:
                best[band] = found
        return {band: (cost, chosen) for band, (cost, _, chosen) in best.items()}

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


def _keep(after: _Reached, state: State, cost: int, way: _Way, more: Chosen) -> None:
    known = after.get(state)
    if known is None or cost < known[0]:
        after[state] = (cost, (way, more) if more else way)


def _cost(found: tuple[int, Chosen]) -> int:
    return found[0]


def _unrolled(way: _Way) -> Chosen:
    """A way as what was chosen on it, first choice first."""
    parts: list[Chosen] = []
    while way is not None:
        way, more = way
        parts.append(more)
    return tuple([choice for part in reversed(parts) for choice in part])
