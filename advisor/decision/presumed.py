"""What a chosen way out has to presume of answers that nobody has yet: as little as it can.

Values are chosen for open answers, under which a decision comes out as wanted. One by one, in the
order of the plan's steps, each answer is left open again where that cannot change the result. One pass
does it: leaving more open can only add ways to come out, so what has to be presumed once has to be
presumed for good.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from advisor.decision.cheapest import after
from advisor.decision.diagram import LAST
from advisor.decision.plan import CloseStep, KindStep, Plan, Points, QuestionStep, Scored, State
from advisor.decision.sheets import ABSENT, OPEN, Sheet


def presumed(
    plan: Plan, kind: str, sheet: Sheet, chosen: Mapping[int, int], wanted: Callable[[Hashable], bool]
) -> dict[int, int]:
    """Of values chosen for open answers, those that the wanted result rests on.

    Args:
        plan: the decision.
        kind: the workload's kind.
        sheet: the answers, what is chosen still open.
        chosen: open answers with the values under which every completion is wanted.
        wanted: whether a result is.
    """
    return _Sparing(plan, kind, sheet, chosen, wanted).run() if chosen else {}


@dataclass(slots=True)
class _Sparing:
    plan: Plan
    kind: str
    sheet: Sheet
    chosen: Mapping[int, int]
    wanted: Callable[[Hashable], bool]
    _filled: Sheet = ()
    """The answers with everything that is chosen."""
    _certain: dict[tuple[int, State], bool] = field(default_factory=dict)
    """What is known of :meth:`is_certain`."""
    _reach: dict[tuple[tuple[bool, ...], Points, int, Sheet], tuple[int, ...]] = field(default_factory=dict)
    """The bands that a dimension can have: for what is relevant, points gathered, dimension and answers."""

    def run(self) -> dict[int, int]:
        """One pass; the states are those that the answers reach with what was left open so far."""
        self._filled = after(self.sheet, self.chosen)
        kept: dict[int, int] = {}
        states = [self.plan.start()]
        for variable, step in enumerate(self.plan.steps):
            trial = self._filled
            closing = _Closing(self, variable, step, states) if isinstance(step, CloseStep) else None
            for slot in self._chosen_at(step):
                spared = after(trial, {slot: OPEN})
                if closing.enough(spared) if closing else self._enough(variable, states, spared):
                    trial = spared
                else:
                    kept[slot] = self.chosen[slot]
            if closing:
                lefts = closing.lefts(trial)
            else:
                lefts = (left for state in states for left in self._successors(variable, state, trial))
            states = list(dict.fromkeys(lefts))
        return kept

    def _enough(self, variable: int, states: list[State], sheet: Sheet) -> bool:
        """Whether every state before a step leads to what is wanted with a sheet's answer there."""
        return all(
            self.is_certain(variable + 1, left)
            for state in states
            for left in self._successors(variable, state, sheet)
        )

    def _chosen_at(self, step: KindStep | QuestionStep | CloseStep) -> list[int]:
        """The chosen answers that a step looks at, those that can move the least points first."""
        slots: list[int] = []
        if isinstance(step, QuestionStep):
            slots = [step.slot]
        elif isinstance(step, CloseStep):
            most = {one.slot: one.weight * self.plan.domains[one.slot].max_level for one in self._plain(step)}
            slots = sorted(most, key=lambda slot: (most[slot], slot))
        return [slot for slot in slots if slot in self.chosen]

    def _plain(self, step: CloseStep) -> tuple[Scored, ...]:
        return self.plan.plain[step.dimension]

    def is_certain(self, variable: int, state: State) -> bool:
        """Whether a state before a step leads to what is wanted, with all that is chosen from there on."""
        diagram = self.plan.diagram
        if diagram.variable[state[0]] == LAST:
            return self.wanted(diagram.payload[state[0]])
        key = (variable, state)
        if key not in self._certain:
            self._certain[key] = all(
                self.is_certain(variable + 1, left)
                for left in self._successors(variable, state, self._filled)
            )
        return self._certain[key]

    def _successors(self, variable: int, state: State, sheet: Sheet) -> Iterator[State]:
        """What a sheet can make of a state."""
        plan, step = self.plan, self.plan.steps[variable]
        if isinstance(step, KindStep):
            yield plan.placed(state, variable, plan.kinds.index(self.kind))
        elif isinstance(step, CloseStep):
            closings = plan.closings(state, variable, step)
            for band in self._bands(state, step, sheet):
                yield closings[band]
        elif sheet[step.slot] == OPEN and plan.idle((state,), variable, step):
            yield state
        else:
            for (value, level), likelihood in plan.moves(step, sheet).items():
                if likelihood:
                    yield plan.advance(state, variable, step, value, level)

    def _bands(self, state: State, step: CloseStep, sheet: Sheet) -> tuple[int, ...]:
        """The bands that a dimension can have."""
        key = (self.plan.held(state, step.dimension), state[2][step.dimension], step.dimension, sheet)
        found = self._reach.get(key)
        if found is None:
            found = self._reach[key] = self.reachable(step.dimension, key[0], key[1], sheet)
        return found

    def reachable(
        self, dimension: int, holds: tuple[bool, ...], base: Points, sheet: Sheet
    ) -> tuple[int, ...]:
        """The bands that points can lead to from a base; bit ``i`` of ``points`` says that ``i`` can be."""
        plan = self.plan
        points, possible = 1 << base[0], base[1]
        for scored, counts in zip(plan.plain[dimension], holds, strict=True):
            value, domain = sheet[scored.slot], plan.domains[scored.slot]
            if value == ABSENT or not counts:
                continue
            possible += scored.weight * domain.max_level
            values = domain.values if value == OPEN else (domain.values[value],)
            gains = {scored.weight * (one.level or 0) for one in values if one.likelihood or value != OPEN}
            points = reduce(or_, [points << gain for gain in gains])
        if not possible:
            return (0,)
        # The least points of each band, rounded up.
        limits = plan.bands[dimension]
        lows = [0, *(-(-threshold * possible // 100) for threshold in (limits.medium, limits.high))]
        highs = [*lows[1:], points.bit_length()]
        return tuple(
            band
            for band, (low, high) in enumerate(zip(lows, highs, strict=True))
            if high > low and points >> low & ((1 << high - low) - 1)
        )


class _Closing:
    """The states before a dimension gets its band, those with the same points taken together."""

    def __init__(self, sparing: _Sparing, variable: int, step: CloseStep, states: list[State]) -> None:
        self._sparing = sparing
        self._variable = variable
        self._dimension = step.dimension
        self._lefts: dict[tuple[tuple[bool, ...], Points], list[list[State]]] = {}
        self._certain: dict[tuple[tuple[bool, ...], Points, int], bool] = {}
        plan = sparing.plan
        for state in states:
            base = (plan.held(state, step.dimension), state[2][step.dimension])
            self._lefts.setdefault(base, []).append(plan.closings(state, variable, step))

    def enough(self, sheet: Sheet) -> bool:
        """Whether every state leads to what is wanted in every band that a sheet leaves it."""
        return all(
            self._is_certain(holds, base, band)
            for holds, base in self._lefts
            for band in self._sparing.reachable(self._dimension, holds, base, sheet)
        )

    def lefts(self, sheet: Sheet) -> Iterator[State]:
        """Every state with every band that a sheet leaves it."""
        for (holds, base), several in self._lefts.items():
            bands = self._sparing.reachable(self._dimension, holds, base, sheet)
            yield from (closings[band] for closings in several for band in bands)

    def _is_certain(self, holds: tuple[bool, ...], base: Points, band: int) -> bool:
        key = (holds, base, band)
        if key not in self._certain:
            self._certain[key] = all(
                self._sparing.is_certain(self._variable + 1, closings[band])
                for closings in self._lefts[holds, base]
            )
        return self._certain[key]
