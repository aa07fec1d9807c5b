"""What a decision comes out with when one answer is another, for every answer of a sheet at once.

One pass forward gives the weight of reaching every state with today's answers. What follows from a
state is worked out backward and kept, also for states that only another answer leads to. Multiplied
where a question is fixed, the two give the counts for each value of each question, at the price of a
few runs of the plan instead of one run for each value.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from itertools import accumulate
from math import prod

from advisor.decision.diagram import LAST
from advisor.decision.plan import CloseStep, KindStep, Plan, Points, QuestionStep, State
from advisor.decision.sheets import ABSENT, OPEN, Sheet

Counts = tuple[int, ...]
"""Completions by group of results."""
_Packed = int
"""The same in one integer, a field of equal width for each group: sums and products in one step."""


def counts_by_answer(
    plan: Plan, kind: str, sheet: Sheet, group: Callable[[Hashable], int], groups: int
) -> dict[int, tuple[Counts, ...]]:
    """For each question that the plan reads, the counts of results with each of its values.

    All other answers stay as they are. ``group`` maps a result to one of ``groups`` numbers. Questions
    that do not apply are left out. Counts of one question can be compared, those of two only as shares.
    """
    return _Passes(plan, kind, sheet, group, groups).run()


@dataclass(slots=True)
class _Passes:
    plan: Plan
    kind: str
    sheet: Sheet
    group: Callable[[Hashable], int]
    groups: int
    _width: int = 0
    """Bits of one field."""
    _left: list[int] = field(default_factory=list)
    """Before each step: in how many ways the answers that are open there and later can turn out."""
    _moves: list[dict[tuple[int, int | None], int]] = field(default_factory=list)
    """For each step, what today's answer leaves to its question."""
    _follows: list[dict[State, _Packed]] = field(default_factory=list)
    """Before each step, what was found to follow from a state."""

    def run(self) -> dict[int, tuple[Counts, ...]]:
        """Both passes."""
        self._prepare()
        found: dict[int, tuple[_Packed, ...]] = {}
        states = {self.plan.start(): 1}
        for variable, step in enumerate(self.plan.steps):
            if isinstance(step, QuestionStep):
                if self.sheet[step.slot] != ABSENT:
                    found[step.slot] = self._of_question(states, variable, step)
            elif isinstance(step, CloseStep):
                found.update(self._of_dimension(states, variable, step))
            after: dict[State, int] = {}
            for state, weight in states.items():
                for likelihood, left in self._successors(variable, state):
                    after[left] = after.get(left, 0) + weight * likelihood
            states = after
        mask = (1 << self._width) - 1
        shifts = [index * self._width for index in range(self.groups)]
        return {
            slot: tuple([tuple([packed >> shift & mask for shift in shifts]) for packed in values])
            for slot, values in found.items()
        }

    def _prepare(self) -> None:
        plan, sheet = self.plan, self.sheet
        ways = []
        for step in plan.steps:
            slots = [step.slot] if isinstance(step, QuestionStep) else []
            if isinstance(step, CloseStep):
                slots = [scored.slot for scored in plan.plain[step.dimension]]
            ways.append(prod(plan.domains[slot].total for slot in slots if sheet[slot] == OPEN))
            self._moves.append(plan.moves(step, sheet) if isinstance(step, QuestionStep) else {})
        self._left = [*list(accumulate(reversed(ways), lambda a, b: a * b))[::-1], 1]
        self._width = self._left[0].bit_length()
        self._follows = [{} for _ in self._left]

    def _follow(self, variable: int, state: State) -> _Packed:
        """The counts of what follows from a state before a step."""
        known = self._follows[variable]
        found = known.get(state)
        if found is None:
            node = state[0]
            if self.plan.diagram.variable[node] == LAST:
                unit = 1 << self._width * self.group(self.plan.diagram.payload[node])
                found = unit * self._left[variable]
            else:
                found = 0
                for likelihood, left in self._successors(variable, state):
                    found += likelihood * self._follow(variable + 1, left)
            known[state] = found
        return found

    def _successors(self, variable: int, state: State) -> list[tuple[int, State]]:
        """What today's answers make of a state, with the likelihood of each."""
        plan, step = self.plan, self.plan.steps[variable]
        if isinstance(step, KindStep):
            return [(1, plan.placed(state, variable, plan.kinds.index(self.kind)))]
        if isinstance(step, QuestionStep):
            if plan.idle((state,), variable, step):
                return [(sum(self._moves[variable].values()), state)]
            return [
                (likelihood, plan.advance(state, variable, step, value, level))
                for (value, level), likelihood in self._moves[variable].items()
            ]
        points = plan.plain_points(step.dimension, plan.held(state, step.dimension), self.sheet)
        counts = plan.band_counts(step.dimension, state[2][step.dimension], points)
        closings = plan.closings(state, variable, step)
        return [(count, closings[band]) for band, count in enumerate(counts) if count]

    def _of_question(
        self, states: dict[State, int], variable: int, step: QuestionStep
    ) -> tuple[_Packed, ...]:
        """The counts with each value of a question that conditions look at."""
        plan = self.plan
        by_move: dict[tuple[int, int | None], _Packed] = {}
        moves = [plan.move(step, value) for value in range(len(plan.domains[step.slot].values))]
        for move in moves:
            if move not in by_move:
                by_move[move] = sum(
                    weight * self._follow(variable + 1, plan.advance(state, variable, step, *move))
                    for state, weight in states.items()
                )
        return tuple([by_move[move] for move in moves])

    def _of_dimension(
        self, states: dict[State, int], variable: int, step: CloseStep
    ) -> dict[int, tuple[_Packed, ...]]:
        """The counts with each value of each question that only scores in a dimension."""
        plan, sheet = self.plan, self.sheet
        gathered: dict[tuple[bool, ...], dict[Points, list[tuple[list[State], int]]]] = {}
        for state, weight in states.items():
            bases = gathered.setdefault(plan.held(state, step.dimension), {})
            closings = plan.closings(state, variable, step)
            bases.setdefault(state[2][step.dimension], []).append((closings, weight))
        by_band: dict[tuple[tuple[bool, ...], Points, int], _Packed] = {}

        def follows(holds: tuple[bool, ...], base: Points, band: int) -> _Packed:
            key = (holds, base, band)
            if key not in by_band:
                by_band[key] = sum(
                    weight * self._follow(variable + 1, closings[band])
                    for closings, weight in gathered[holds][base]
                )
            return by_band[key]

        found: dict[int, tuple[_Packed, ...]] = {}
        for index, scored in enumerate(plan.plain[step.dimension]):
            if sheet[scored.slot] == ABSENT:
                continue
            domain = plan.domains[scored.slot]
            by_gain = dict.fromkeys([scored.weight * (value.level or 0) for value in domain.values], 0)
            for holds, bases in gathered.items():
                rest = plan.plain_points_without(step.dimension, index, holds, sheet)
                most = scored.weight * domain.max_level if holds[index] else 0
                for base in bases:
                    for gain in by_gain:
                        start = (base[0] + (gain if holds[index] else 0), base[1] + most)
                        for band, share in enumerate(rest.by_band(start, plan.bands[step.dimension])):
                            if share:
                                by_gain[gain] += share * follows(holds, base, band)
            found[scored.slot] = tuple(
                [by_gain[scored.weight * (value.level or 0)] for value in domain.values]
            )
        return found
