"""What a decision advises when every band is held at a given place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from advisor.decision.decided import Counted
from advisor.decision.diagram import LAST
from advisor.decision.engine import CompiledDecision, End, Pair
from advisor.decision.plan import CloseStep, KindStep, QuestionStep
from advisor.decision.sheets import ABSENT, OPEN, Sheet


class HeldBands:
    """A decision with its answers fixed and its bands free to set; open answers stay open."""

    def __init__(self, compiled: CompiledDecision, kind: str, sheet: Sheet) -> None:
        """Fix the answers."""
        self._compiled = compiled
        self._kind = compiled.plan.kinds.index(kind)
        self._sheet = sheet
        self._known: dict[tuple[int, ...], Pair] = {}

    def advised(self, bands: Mapping[str, int]) -> Pair:
        """The outcome now and the target when the dimensions have these band indexes."""
        plan = self._compiled.plan
        held = tuple(bands[name] for name in plan.dimensions)
        if held not in self._known:
            self._known[held] = self._advise(held)
        return self._known[held]

    def _advise(self, held: tuple[int, ...]) -> Pair:
        weights = {self._compiled.plan.root: 1}
        for variable, step in enumerate(self._compiled.plan.steps):
            moves = self._moves(step, held)
            weights = self._pass(weights, variable, moves)
        pairs: dict[Pair, int] = {}
        for node, weight in weights.items():
            end = cast(End, self._compiled.plan.diagram.payload[node])
            pair = (end.now, end.target)
            pairs[pair] = pairs.get(pair, 0) + weight
        outcome = Counted(self._compiled, pairs).outcome
        return (outcome.now, outcome.target)

    def _moves(self, step: KindStep | QuestionStep | CloseStep, held: tuple[int, ...]) -> dict[int, int]:
        """Value of the step's variable to its likelihood."""
        if isinstance(step, KindStep):
            return {self._kind: 1}
        if isinstance(step, CloseStep):
            return {held[step.dimension]: 1}
        value = self._sheet[step.slot]
        if value == ABSENT:
            return {0: 1}
        if value != OPEN:
            return {step.classes[value]: 1}
        moves: dict[int, int] = {}
        for index, candidate in enumerate(self._compiled.plan.domains[step.slot].values):
            moves[step.classes[index]] = moves.get(step.classes[index], 0) + candidate.likelihood
        return moves

    def _pass(self, weights: dict[int, int], variable: int, moves: dict[int, int]) -> dict[int, int]:
        diagram = self._compiled.plan.diagram
        if all(diagram.variable[node] != variable for node in weights if diagram.variable[node] != LAST):
            return weights
        after: dict[int, int] = {}
        for node, weight in weights.items():
            for value, likelihood in moves.items():
                left = diagram.child(node, variable, value)
                after[left] = after.get(left, 0) + weight * likelihood
        return after
