"""The expected score of a dimension when one answer is another, for every answer of a sheet at once.

A score is points reached over points possible. The points possible only depend on which questions are
relevant, so completions with as many points possible can be taken together: their number and the sum
of their points say all about the expected score.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import prod

from advisor.decision.plan import CloseStep, Plan, QuestionStep, State
from advisor.decision.sheets import ABSENT, OPEN, Sheet

_Sum = tuple[int, int]
"""The number of some completions, and the sum of their points."""
_ByPossible = dict[int, _Sum]


def expected_by_answer(plan: Plan, kind: str, sheet: Sheet) -> dict[int, tuple[Fraction | None, ...]]:
    """For each question that a dimension's plan reads, the expected score with each of its values.

    All other answers stay as they are; None where nothing applies then. Scores are points of 100.
    Questions that do not apply are left out.
    """
    return _Passes(plan, kind, sheet).run()


@dataclass(slots=True)
class _Passes:
    """A pass forward and, for what follows from a state, one backward that is worked out when asked for.

    The points reached so far are left out of states: they are carried in the sums.
    """

    plan: Plan
    kind: str
    sheet: Sheet
    _follows: list[dict[State, _ByPossible]] = field(default_factory=list)
    _plains: dict[tuple[bool, ...], _Plain] = field(default_factory=dict)

    def run(self) -> dict[int, tuple[Fraction | None, ...]]:
        """Both passes."""
        plan = self.plan
        self._follows = [{} for _ in plan.steps]
        found: dict[int, tuple[Fraction | None, ...]] = {}
        states: dict[State, _Sum] = {plan.start(): (1, 0)}
        for variable, step in enumerate(plan.steps):
            if isinstance(step, CloseStep):
                found.update(self._of_dimension(states, step))
                break
            if isinstance(step, QuestionStep) and self.sheet[step.slot] != ABSENT:
                found[step.slot] = self._of_question(states, variable, step)
            after: dict[State, _Sum] = {}
            for state, (count, points) in states.items():
                for likelihood, gain, left in self._successors(variable, state):
                    more = after.get(left, (0, 0))
                    after[left] = (
                        more[0] + count * likelihood,
                        more[1] + (points + gain * count) * likelihood,
                    )
            states = after
        return found

    def _successors(self, variable: int, state: State) -> list[tuple[int, int, State]]:
        """What today's answers make of a state: likelihood, points gained, and the state after."""
        plan, step = self.plan, self.plan.steps[variable]
        if not isinstance(step, QuestionStep):
            return [(1, 0, plan.placed(state, variable, plan.kinds.index(self.kind)))]
        return [
            (likelihood, *self._advanced(state, variable, step, move))
            for move, likelihood in plan.moves(step, self.sheet).items()
        ]

    def _advanced(
        self, state: State, variable: int, step: QuestionStep, move: tuple[int, int | None]
    ) -> tuple[int, State]:
        node, relevances, ((gain, possible),) = self.plan.advance(state, variable, step, *move)
        return gain, (node, relevances, ((0, possible),))

    def _follow(self, variable: int, state: State) -> _ByPossible:
        """The sums of what follows from a state before a step, by points possible in the end."""
        known = self._follows[variable]
        if state not in known:
            step = self.plan.steps[variable]
            if isinstance(step, CloseStep):
                known[state] = self._closed(state, step)
            else:
                after: _ByPossible = {}
                for likelihood, gain, left in self._successors(variable, state):
                    _add(after, likelihood, gain * likelihood, self._follow(variable + 1, left))
                known[state] = after
        return known[state]

    def _closed(self, state: State, step: CloseStep) -> _ByPossible:
        """The sums of the questions that only score."""
        holds = self.plan.held(state, step.dimension)
        own = state[2][0][1]
        plain = self._plain(step.dimension, holds)
        return {own + plain.possible: plain.sums()}

    def _plain(self, dimension: int, holds: tuple[bool, ...]) -> _Plain:
        if holds not in self._plains:
            plan, sheet = self.plan, self.sheet
            found = self._plains[holds] = _Plain()
            for scored, counts in zip(plan.plain[dimension], holds, strict=True):
                value, domain = sheet[scored.slot], plan.domains[scored.slot]
                if value == ABSENT:
                    continue
                ways = domain.total if value == OPEN else 1
                points = 0
                if counts:
                    found.possible += scored.weight * domain.max_level
                    levels = domain.values if value == OPEN else (domain.values[value],)
                    points = scored.weight * sum(
                        (one.likelihood if value == OPEN else 1) * (one.level or 0) for one in levels
                    )
                found.parts[scored.slot] = (ways, points)
        return self._plains[holds]

    def _of_question(
        self, states: dict[State, _Sum], variable: int, step: QuestionStep
    ) -> tuple[Fraction | None, ...]:
        found = []
        for value in range(len(self.plan.domains[step.slot].values)):
            move = self.plan.move(step, value)
            sums: _ByPossible = {}
            for state, (count, points) in states.items():
                gain, left = self._advanced(state, variable, step, move)
                _add(sums, count, points + gain * count, self._follow(variable + 1, left))
            found.append(_expected(sums))
        return tuple(found)

    def _of_dimension(
        self, states: dict[State, _Sum], step: CloseStep
    ) -> dict[int, tuple[Fraction | None, ...]]:
        plan = self.plan
        found = {}
        for index, scored in enumerate(plan.plain[step.dimension]):
            if self.sheet[scored.slot] == ABSENT:
                continue
            expected = []
            for value in plan.domains[scored.slot].values:
                sums: _ByPossible = {}
                for state, (count, points) in states.items():
                    holds = plan.held(state, step.dimension)
                    plain = self._plain(step.dimension, holds)
                    gain = scored.weight * (value.level or 0) if holds[index] else 0
                    after = {state[2][0][1] + plain.possible: plain.sums(without=scored.slot)}
                    _add(sums, count, points + gain * count, after)
                expected.append(_expected(sums))
            found[scored.slot] = tuple(expected)
        return found


@dataclass(slots=True)
class _Plain:
    """The questions that only score, under given relevance."""

    possible: int = 0
    parts: dict[int, _Sum] = field(default_factory=dict)
    """Slot to the number of ways in which its answer can turn out, and the sum of their points."""

    def sums(self, *, without: int | None = None) -> _Sum:
        """All ways together; ``without`` takes one question's ways and points out of them."""
        parts = [part for slot, part in self.parts.items() if slot != without]
        every = prod(ways for ways, _ in parts)
        return every, sum(points * (every // ways) for ways, points in parts)


def _add(sums: _ByPossible, count: int, points: int, after: _ByPossible) -> None:
    """Put completions before and after a state together: numbers multiply, points add up."""
    for possible, (more, gained) in after.items():
        known = sums.get(possible, (0, 0))
        sums[possible] = (known[0] + count * more, known[1] + points * more + count * gained)


def _expected(sums: _ByPossible) -> Fraction | None:
    """The mean score over all completions in which something applies."""
    counted = sum(count for possible, (count, _) in sums.items() if possible)
    if not counted:
        return None
    scores = (Fraction(100 * points, possible) for possible, (_, points) in sums.items() if possible)
    return sum(scores, Fraction(0)) / counted
