"""Answers and outcomes together: how likely each outcome is with each value of each open question.

One pass forward gives the weight of reaching every state of a plan, one pass backward the outcomes
that follow from it; multiplied where a question is fixed, they give the joint counts of all questions
at the price of about two runs, instead of one run for each value of each question.

The counts of all groups travel together in one integer, a field of equal width for each group, so
that a sum or a product of counts is one step, however many groups there are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from math import prod
from typing import TypeAlias

from advisor.decision.plan import CloseStep, KindStep, Plan, Points, QuestionStep, State
from advisor.decision.sheets import OPEN, Sheet

Counts = list[int]
"""One count for each group of results."""
_Packed: TypeAlias = int
_Held: TypeAlias = tuple[bool, ...]


@dataclass(slots=True)
class Joint:
    """Joint counts; ``by_value[slot][value]`` are the counts of the results with that value."""

    total: Counts
    by_value: dict[int, list[Counts]] = field(default_factory=dict)
    """Only open questions with values that lead to different mixes of results."""


@dataclass(slots=True)
class Layer:
    """The states before one step of a plan, for one sheet."""

    step: QuestionStep | CloseStep | KindStep
    states: dict[State, int]
    """States with their likelihood, never zero."""
    skipped: bool = False
    """Whether the step is an open question on which no state's future depends."""
    after: dict[State, list[tuple[int, State]]] = field(default_factory=dict)
    """State to its successors with their likelihood."""


@dataclass(slots=True)
class Passage:
    """A sheet on its way through a plan: every state that it can reach, layer by layer."""

    plan: Plan
    kind: str
    sheet: Sheet
    layers: list[Layer] = field(default_factory=list)
    ends: dict[State, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Walk forward."""
        states = {self.plan.start(): 1}
        for variable, step in enumerate(self.plan.steps):
            layer = Layer(step, states)
            self.layers.append(layer)
            if isinstance(step, QuestionStep) and self.sheet[step.slot] == OPEN:
                layer.skipped = self.plan.idle(states, variable, step)
                if layer.skipped:
                    continue
            layer.after = self._successors(states, variable, step)
            after: dict[State, int] = {}
            for state, weight in states.items():
                for likelihood, left in layer.after[state]:
                    after[left] = after.get(left, 0) + weight * likelihood
            states = after
        self.ends = states

    def _successors(
        self, states: Iterable[State], variable: int, step: QuestionStep | CloseStep | KindStep
    ) -> dict[State, list[tuple[int, State]]]:
        plan = self.plan
        if isinstance(step, KindStep):
            kind = plan.kinds.index(self.kind)
            return {state: [(1, plan.placed(state, variable, kind))] for state in states}
        if isinstance(step, QuestionStep):
            moves = [
                (*move, likelihood) for move, likelihood in plan.moves(step, self.sheet).items() if likelihood
            ]
            return {
                state: [
                    (likelihood, plan.advance(state, variable, step, value, level))
                    for value, level, likelihood in moves
                ]
                for state in states
            }
        found = {}
        for state in states:
            points = plan.plain_points(step.dimension, plan.held(state, step.dimension), self.sheet)
            counts = plan.band_counts(step.dimension, state[2][step.dimension], points)
            lefts = plan.closings(state, variable, step)
            found[state] = [(count, left) for count, left in zip(counts, lefts, strict=True) if count]
        return found


def joint(passage: Passage, group: Callable[[Hashable], int], groups: int) -> Joint:
    """Joint counts of every open question's values and the plan's results.

    ``group`` maps a result to one of ``groups`` numbers. Counts of different questions have the same
    total; a question without a value that shifts the mix of results is left out.
    """
    return _Backward(passage, group, groups).run()


class _Backward:
    """The pass from the results to the start."""

    def __init__(self, passage: Passage, group: Callable[[Hashable], int], groups: int) -> None:
        self._passage, self._plan, self._sheet = passage, passage.plan, passage.sheet
        self._groups = groups
        # No field can exceed the likelihood of all completions together.
        opened = (slot for slot in self._plan.slots if self._sheet[slot] == OPEN)
        self._width = prod(self._plan.domains[slot].total for slot in opened).bit_length() + 1
        payload = self._plan.diagram.payload
        self._value: dict[State, _Packed] = {
            state: 1 << self._width * group(payload[state[0]]) for state in passage.ends
        }
        self._found: dict[int, list[_Packed]] = {}

    def run(self) -> Joint:
        """Every layer, the last one first."""
        layers = self._passage.layers
        for variable in range(len(layers) - 1, -1, -1):
            layer = layers[variable]
            if layer.skipped:
                continue
            if isinstance(layer.step, QuestionStep) and self._sheet[layer.step.slot] == OPEN:
                self._of_question(layer, variable, layer.step)
            elif isinstance(layer.step, CloseStep):
                self._of_dimension(layer, variable, layer.step)
            value = self._value
            self._value = {
                state: sum([likelihood * value[left] for likelihood, left in after])
                for state, after in layer.after.items()
            }
        total = self._value[self._plan.start()]
        return Joint(
            self._unpacked(total),
            {
                slot: list(map(self._unpacked, v))
                for slot, v in self._found.items()
                if self._tells(slot, v, total)
            },
        )

    def _unpacked(self, packed: _Packed) -> Counts:
        mask = (1 << self._width) - 1
        return [packed >> index * self._width & mask for index in range(self._groups)]

    def _tells(self, slot: int, found: list[_Packed], total: _Packed) -> bool:
        """Whether some value leads to another mix of results than the rest."""
        likelihoods = [value.likelihood for value in self._plan.domains[slot].values]
        whole = sum(likelihoods)
        return any(
            counts * whole != likelihood * total
            for counts, likelihood in zip(found, likelihoods, strict=True)
        )

    def _of_question(self, layer: Layer, variable: int, step: QuestionStep) -> None:
        plan, value = self._plan, self._value
        by_move: dict[tuple[int, int | None], _Packed] = {}
        for move, likelihood in plan.moves(step, self._sheet).items():
            if likelihood:
                by_move[move] = sum(
                    [
                        w * value[plan.advance(state, variable, step, *move)]
                        for state, w in layer.states.items()
                    ]
                )
        self._found[step.slot] = [
            candidate.likelihood and candidate.likelihood * by_move[plan.move(step, index)]
            for index, candidate in enumerate(plan.domains[step.slot].values)
        ]

    def _of_dimension(self, layer: Layer, variable: int, step: CloseStep) -> None:
        plan = self._plan
        plain = plan.plain[step.dimension]
        opened = [i for i, scored in enumerate(plain) if self._sheet[scored.slot] == OPEN]
        if not opened:
            return
        for index in opened:
            self._found[plain[index].slot] = [0] * len(plan.domains[plain[index].slot].values)
        for (holds, base), bands in self._gathered(layer, variable, step).items():
            for index in opened:
                self._of_plain(step.dimension, index, holds, base, bands)

    def _gathered(
        self, layer: Layer, variable: int, step: CloseStep
    ) -> dict[tuple[_Held, Points], list[_Packed]]:
        """For states that gather the same points: what follows from each band, weighed."""
        plan, value = self._plan, self._value
        gathered: dict[tuple[_Held, Points], list[_Packed]] = {}
        for state, weight in layer.states.items():
            key = (plan.held(state, step.dimension), state[2][step.dimension])
            bands = gathered.setdefault(key, [0, 0, 0])
            for band, left in enumerate(plan.closings(state, variable, step)):
                # A band that is out of reach has no state to look up, and no share below.
                bands[band] += weight * value.get(left, 0)
        return gathered

    def _of_plain(self, dimension: int, index: int, holds: _Held, base: Points, bands: list[_Packed]) -> None:
        """Add the counts of one question that only scores, over states that gather the same points."""
        plan = self._plan
        scored = plan.plain[dimension][index]
        domain = plan.domains[scored.slot]
        found = self._found[scored.slot]
        rest = plan.plain_points_without(dimension, index, holds, self._sheet)
        by_gain: dict[int, _Packed] = {}
        for position, candidate in enumerate(domain.values):
            gain = scored.weight * (candidate.level or 0) if holds[index] else 0
            if gain not in by_gain:
                most = scored.weight * domain.max_level if holds[index] else 0
                shares = plan.band_counts(dimension, (base[0] + gain, base[1] + most), rest)
                by_gain[gain] = sum([share * follows for share, follows in zip(shares, bands, strict=True)])
            found[position] += candidate.likelihood * by_gain[gain]
