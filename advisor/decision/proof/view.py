"""What a statement depends on: the few questions and dimensions to walk through, in order.

A view leaves out every question that the statement cannot depend on (they multiply the count), sums
the questions that only score, and walks through the others one by one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable
from itertools import accumulate
from math import prod

from advisor.decision.diagram import Diagram
from advisor.decision.plan import BANDS, Points
from advisor.decision.proof.space import KIND, Move, Space, Term
from advisor.decision.proof.stages import AskStage, CloseStage, KindStage, Stage, Stages
from advisor.decision.proof.twins import HeldPairs, TwinStage, TwinSums, Ways, least
from advisor.model.rules import Bands

Held = tuple[bool, ...]
"""For each question that only scores in a dimension: whether it is relevant."""
State = tuple[int, tuple[int, ...], tuple[Points, ...]]
"""Node of the statement, relevance functions as far as known, points of each dimension so far."""


class View:
    """The stages to walk through for statements with a given support."""

    def __init__(self, space: Space, support: frozenset[int]) -> None:
        """Work out what has to be walked through."""
        self.space = space
        self.diagram = space.diagram
        plan = Stages(space, support)
        self.dimensions = plan.dimensions
        self.relevances = plan.relevances
        self.wanted = plan.wanted
        self.stages = plan.all
        self.slots = {stage.slot for stage in self.stages if isinstance(stage, AskStage)}
        """The questions that the statements can depend on."""
        closing = (s for s in self.stages if isinstance(s, CloseStage | TwinStage))
        self.slots.update(term.slot for stage in closing for term in stage.plain)
        self.factor = prod(
            len(domain.values)
            for slot, domain in enumerate(space.domains)
            if domain.values and slot not in self.slots
        )
        if KIND not in self.wanted:
            self.factor *= len(space.kinds)
        """How many sheets each walk stands for."""
        self._sums: dict[tuple[int, Held], tuple[list[int], list[int], int]] = {}
        self._bands: dict[tuple[int, Held, Points], tuple[int, int, int]] = {}
        self._twin_sums: dict[int, TwinSums] = {}
        self.ahead: dict[Hashable, dict[tuple[int, int], bool]] = {}
        """What searches for pairs of sheets have found out about pairs of nodes, by the kind of search."""

    def start(self, root: int) -> State:
        """The state before the first stage."""
        return (root, self.relevances, ((0, 0),) * len(self.dimensions))

    def choose(self, state: State, variable: int, value: int) -> State:
        """The state after a variable that adds no points has a value."""
        node, relevances, points = state
        child = self.diagram.child
        return (
            child(node, variable, value),
            tuple([child(r, variable, value) for r in relevances]),
            points,
        )

    def answer(self, state: State, stage: AskStage, move: Move) -> State:
        """The state after a question is answered."""
        points = self.scored(state[1], state[2], stage.terms, move.value)
        node, relevances, _ = self.choose(state, stage.variable, move.group)
        return (node, relevances, points)

    @staticmethod
    def scored(
        relevances: tuple[int, ...],
        points: tuple[Points, ...],
        terms: tuple[tuple[int, Term], ...],
        value: int,
    ) -> tuple[Points, ...]:
        """The points with those of one more answer."""
        for position, term in terms:
            if term.relevance is None or relevances[term.relevance] == Diagram.TRUE:
                reached, possible = points[position]
                more = (reached + term.gains[value], possible + term.most)
                points = (*points[:position], more, *points[position + 1 :])
        return points

    @staticmethod
    def held(stage: CloseStage, relevances: tuple[int, ...]) -> Held:
        """Which of the questions that are summed up at a stage are relevant."""
        return tuple([t.relevance is None or relevances[t.relevance] == Diagram.TRUE for t in stage.plain])

    def bands(self, stage: CloseStage, held: Held, base: Points) -> tuple[int, int, int]:
        """In how many ways the questions that are summed up lead to low, medium and high."""
        key = (stage.position, held, base)
        if key not in self._bands:
            reached, up_to, possible = self._summed(stage, held)
            most = base[1] + possible
            total = up_to[-1]
            if most == 0:
                self._bands[key] = (total, 0, 0)
            else:
                medium, high = least(most, self.thresholds_of(stage))
                below_medium = up_to[bisect_left(reached, medium - base[0])]
                below_high = up_to[bisect_left(reached, high - base[0])]
                self._bands[key] = (below_medium, below_high - below_medium, total - below_high)
        return self._bands[key]

    def thresholds_of(self, stage: CloseStage) -> Bands:
        """The thresholds of the dimension that a stage closes."""
        return self._bands_of(self.space.layout.dimensions[self.dimensions[stage.position]])

    def _summed(self, stage: CloseStage, held: Held) -> tuple[list[int], list[int], int]:
        """Points that can be reached, ascending; ways to stay below each; the most possible."""
        key = (stage.position, held)
        if key not in self._sums:
            sums = {0: 1}
            possible = 0
            for term, relevant in zip(stage.plain, held, strict=True):
                if not relevant:
                    sums = {points: ways * len(term.gains) for points, ways in sums.items()}
                    continue
                after: dict[int, int] = {}
                for points, ways in sums.items():
                    for gain in term.gains:
                        after[points + gain] = after.get(points + gain, 0) + ways
                sums = after
                possible += term.most
            reached = sorted(sums)
            up_to = [0, *accumulate(sums[points] for points in reached)]
            self._sums[key] = (reached, up_to, possible)
        return self._sums[key]

    def closed(self, state: State, stage: CloseStage, band: int) -> State:
        """The state after a dimension has a band."""
        node, relevances, points = state
        kept = tuple([r if keep else Diagram.FALSE for r, keep in zip(relevances, stage.keep, strict=True)])
        rest = (*points[: stage.position], (0, 0), *points[stage.position + 1 :])
        return (self.diagram.child(node, stage.variable, band), kept, rest)

    def both_held(self, stage: TwinStage, relevances: tuple[int, ...]) -> HeldPairs:
        """Which of the questions that are summed up for two dimensions count in either."""

        def counts(relevance: int | None) -> bool:
            return relevance is None or relevances[relevance] == Diagram.TRUE

        return tuple([(counts(t.relevance[0]), counts(t.relevance[1])) for t in stage.plain])

    def both_bands(self, stage: TwinStage, state: State) -> Ways:
        """In how many ways two dimensions come to each pair of bands."""
        if stage.variable not in self._twin_sums:
            self._twin_sums[stage.variable] = TwinSums(stage, self.both_thresholds(stage))
        bases = (state[2][stage.positions[0]], state[2][stage.positions[1]])
        return self._twin_sums[stage.variable].ways(self.both_held(stage, state[1]), bases)

    def both_thresholds(self, stage: TwinStage) -> tuple[Bands, Bands]:
        """The thresholds of two dimensions."""
        names = [self.space.layout.dimensions[self.dimensions[position]] for position in stage.positions]
        return self._bands_of(names[0]), self._bands_of(names[1])

    def both_closed(self, state: State, stage: TwinStage, bands: tuple[int, int]) -> State:
        """The state after two dimensions have bands."""
        node, relevances, points = state
        kept = tuple([r if keep else Diagram.FALSE for r, keep in zip(relevances, stage.keep, strict=True)])
        rest = tuple([(0, 0) if i in stage.positions else each for i, each in enumerate(points)])
        child = self.diagram.child
        return (child(child(node, stage.variable, bands[0]), stage.second, bands[1]), kept, rest)

    def _bands_of(self, name: str) -> Bands:
        return self.space.pack.rules.dimensions[name].bands

    def successors(self, state: State, stage: Stage) -> list[tuple[State, int]]:
        """The states after a stage, and in how many ways each is reached."""
        if isinstance(stage, KindStage):
            return [(self.choose(state, stage.variable, kind), 1) for kind in range(stage.kinds)]
        if isinstance(stage, AskStage):
            return [(self.answer(state, stage, move), move.ways) for move in stage.moves]
        if isinstance(stage, TwinStage):
            pairs = self.both_bands(stage, state)
            return [(self.both_closed(state, stage, pair), ways) for pair, ways in pairs.items()]
        bands = self.bands(stage, self.held(stage, state[1]), state[2][stage.position])
        return [(self.closed(state, stage, band), bands[band]) for band in range(len(BANDS)) if bands[band]]

    def count(self, root: int) -> dict[Hashable, int]:
        """Result to the exact number of sheets that lead to it.

        Raises:
            ValueError: the statement looks at free flags, which are not part of a sheet.
        """
        if any(variable >= self.space.variables for variable in self.diagram.support(root)):
            raise ValueError("flags are not part of a sheet, so they cannot be counted")
        states = {self.start(root): 1}
        for stage in self.stages:
            after: dict[State, int] = {}
            for state, ways in states.items():
                for left, more in self.successors(state, stage):
                    after[left] = after.get(left, 0) + ways * more
            states = after
        found: dict[Hashable, int] = {}
        for (node, _, _), ways in states.items():
            payload = self.diagram.payload[node]
            found[payload] = found.get(payload, 0) + ways * self.factor
        return found
