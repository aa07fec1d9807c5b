"""A question about a pack, compiled once and answered for many sheets: exactly, without sampling.

A plan has an ordered list of steps. A step either fixes a question that some condition looks at, or
closes a dimension: it turns the points gathered so far, and those of all questions that do nothing
but score, into a band. Running a plan carries a small set of weighted states along the steps; states
with the same future are one, so the cost follows the size of the decision, not the number of sheets.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace

from advisor.decision.diagram import LAST, Diagram
from advisor.decision.sheets import ABSENT, OPEN, Domain, Sheet
from advisor.decision.spread import Spread, Term
from advisor.model.condition import Band
from advisor.model.rules import Bands

BANDS = tuple(Band)
Points = tuple[int, int]
"""Weighted levels reached, and the most that could be reached."""
_CACHE_LIMIT = 4096


def band_index(points: Points, bands: Bands) -> int:
    """0 low, 1 medium, 2 high; compares ``100·Σw·level`` with ``threshold·Σw·max``, exactly.

    A dimension in which nothing applies is low: nothing supports more.
    """
    reached, possible = points
    if possible == 0:
        return 0
    return (100 * reached >= bands.medium * possible) + (100 * reached >= bands.high * possible)


@dataclass(frozen=True, slots=True)
class Scored:
    """A question that adds to a dimension."""

    slot: int
    """Index of the question in sheets."""
    weight: int
    relevance: int | None
    """Index into the tracked relevance functions; None when always relevant."""


@dataclass(frozen=True, slots=True)
class QuestionStep:
    """Fix one question that conditions look at."""

    slot: int
    classes: tuple[int, ...]
    """Value index to class; values that no condition tells apart share one. Class 0: no condition holds."""
    scored: tuple[tuple[int, Scored], ...]
    """Dimension index and how the question counts there."""
    steers: bool
    """Whether the relevance of scored questions can depend on it."""


@dataclass(frozen=True, slots=True)
class CloseStep:
    """Turn a dimension's points into a band."""

    dimension: int
    release: frozenset[int]
    """Tracked relevance functions that no later step needs; forgotten, so that states can merge."""


@dataclass(frozen=True, slots=True)
class KindStep:
    """Fix the kind of the workload."""


Step = KindStep | QuestionStep | CloseStep
State = tuple[int, tuple[int, ...], tuple[Points, ...]]


@dataclass(slots=True)
class Plan:
    """A compiled decision (``root``) or the read-out of one dimension's points (``readout``)."""

    kinds: tuple[str, ...]
    domains: tuple[Domain, ...]
    dimensions: tuple[str, ...]
    bands: tuple[Bands, ...]
    steps: tuple[Step, ...]
    diagram: Diagram
    relevances: tuple[int, ...]
    plain: tuple[tuple[Scored, ...], ...]
    """Per dimension: the questions that score and that no condition looks at."""
    root: int = Diagram.TRUE
    readout: bool = False
    slots: tuple[int, ...] = ()
    """Every question that the plan reads, ascending."""
    _runs: dict[tuple[str, Sheet], dict[Hashable, int]] = field(default_factory=dict)
    _points: dict[Hashable, Spread] = field(default_factory=dict)

    def run(self, kind: str, sheet: Sheet) -> dict[Hashable, int]:
        """Result to the summed likelihood of the completions that lead to it.

        Results are the payloads of the diagram's terminals, or points for a read-out. With uniform
        likelihoods the numbers count completions (up to a common factor).
        """
        key = (kind, tuple([sheet[slot] for slot in self.slots]))
        found = self._runs.get(key)
        if found is None:
            if len(self._runs) > _CACHE_LIMIT:
                self._runs.clear()
            found = self._runs[key] = self._run(kind, sheet)
        return found

    def rooted(self, root: int) -> Plan:
        """The same plan for another function of its diagram."""
        return replace(self, root=root, _runs={}, _points={})

    def results(self) -> set[Hashable]:
        """Every payload that the diagram leads to, by whatever answers."""
        found: set[Hashable] = set()
        waiting, seen = [self.root], {self.root}
        while waiting:
            node = waiting.pop()
            if self.diagram.variable[node] == LAST:
                found.add(self.diagram.payload[node])
            for child in self.diagram.children[node]:
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return found

    def start(self) -> State:
        """The state before the first step."""
        zero: Points = (0, 0)
        return (self.root, self.relevances, (zero,) * len(self.dimensions))

    def _run(self, kind: str, sheet: Sheet) -> dict[Hashable, int]:
        states = {self.start(): 1}
        read: dict[Hashable, int] = {}
        for variable, step in enumerate(self.steps):
            if isinstance(step, KindStep):
                states = {self.placed(s, variable, self.kinds.index(kind)): w for s, w in states.items()}
            elif isinstance(step, QuestionStep):
                states = self._answer(states, variable, step, sheet)
            elif self.readout:
                self._read(states, step.dimension, sheet, read)
            else:
                states = self._close(states, variable, step, sheet)
        if self.readout:
            return read
        results: dict[Hashable, int] = {}
        for (node, _, _), weight in states.items():
            payload = self.diagram.payload[node]
            results[payload] = results.get(payload, 0) + weight
        return results

    def placed(self, state: State, variable: int, value: int) -> State:
        """The state after a variable that scores nothing is known."""
        node, relevances, points = state
        child = self.diagram.child
        return (child(node, variable, value), tuple([child(r, variable, value) for r in relevances]), points)

    def _answer(
        self, states: dict[State, int], variable: int, step: QuestionStep, sheet: Sheet
    ) -> dict[State, int]:
        if sheet[step.slot] == OPEN and self.idle(states, variable, step):
            return states
        moves = self.moves(step, sheet)
        after: dict[State, int] = {}
        advance = self.advance
        for state, weight in states.items():
            for (value, level), likelihood in moves.items():
                left = advance(state, variable, step, value, level)
                after[left] = after.get(left, 0) + weight * likelihood
        return after

    def moves(self, step: QuestionStep, sheet: Sheet) -> dict[tuple[int, int | None], int]:
        """Class and level to likelihood, for every value that the sheet leaves to a question."""
        value = sheet[step.slot]
        if value == ABSENT:
            return {(0, None): 1}
        values = self.domains[step.slot].values
        if value != OPEN:
            return {(step.classes[value], values[value].level or 0): 1}
        moves: dict[tuple[int, int | None], int] = {}
        for index in range(len(values)):
            move = self.move(step, index)
            moves[move] = moves.get(move, 0) + values[index].likelihood
        return moves

    def move(self, step: QuestionStep, value: int) -> tuple[int, int | None]:
        """The class and level that one value stands for; levels count only where the question scores."""
        level = self.domains[step.slot].values[value].level or 0
        return (step.classes[value], level if step.scored else 0)

    def idle(self, states: Iterable[State], variable: int, step: QuestionStep) -> bool:
        """Whether no state's future depends on a question, neither its choice nor its points."""
        tests = self.diagram.variable
        for node, relevances, _ in states:
            if tests[node] == variable or variable in map(tests.__getitem__, relevances):
                return False
            for _, scored in step.scored:
                if scored.relevance is None or relevances[scored.relevance] == Diagram.TRUE:
                    return False
        return True

    def advance(
        self, state: State, variable: int, step: QuestionStep, value: int, level: int | None
    ) -> State:
        """The state after a question has a class and a level."""
        node, relevances, points = state
        if level is not None and step.scored:
            most = self.domains[step.slot].max_level
            for dimension, scored in step.scored:
                if scored.relevance is None or relevances[scored.relevance] == Diagram.TRUE:
                    reached, possible = points[dimension]
                    new = (reached + scored.weight * level, possible + scored.weight * most)
                    points = (*points[:dimension], new, *points[dimension + 1 :])
        diagram = self.diagram
        if step.steers:
            relevances = tuple([diagram.child(r, variable, value) for r in relevances])
        if diagram.variable[node] == variable:
            node = diagram.children[node][value]
        return (node, relevances, points)

    def _close(
        self, states: dict[State, int], variable: int, step: CloseStep, sheet: Sheet
    ) -> dict[State, int]:
        after: dict[State, int] = {}
        shares: dict[tuple[tuple[bool, ...], Points], list[int]] = {}
        for state, weight in states.items():
            base = (self.held(state, step.dimension), state[2][step.dimension])
            if base not in shares:
                points = self.plain_points(step.dimension, base[0], sheet)
                shares[base] = self.band_counts(step.dimension, base[1], points)
            for left, count in zip(self.closings(state, variable, step), shares[base], strict=True):
                if count:
                    after[left] = after.get(left, 0) + weight * count
        return after

    def band_counts(self, dimension: int, base: Points, points: Spread) -> list[int]:
        """How the likelihood of more points, on top of a base, falls on the bands."""
        return points.by_band(base, self.bands[dimension])

    def closings(self, state: State, variable: int, step: CloseStep) -> list[State]:
        """The state after a dimension has its band, for each of them, ascending; its points are gone."""
        node, relevances, points = state
        if step.release:
            relevances = tuple([Diagram.FALSE if i in step.release else r for i, r in enumerate(relevances)])
        if points[step.dimension] != (0, 0):
            points = (*points[: step.dimension], (0, 0), *points[step.dimension + 1 :])
        return [(child, relevances, points) for child in self.diagram.branches(node, variable)]

    def _read(
        self, states: dict[State, int], dimension: int, sheet: Sheet, read: dict[Hashable, int]
    ) -> None:
        for state, weight in states.items():
            base = state[2][dimension]
            points = self.plain_points(dimension, self.held(state, dimension), sheet)
            for reached, count in points.reached.items():
                key = (base[0] + reached, base[1] + points.possible)
                read[key] = read.get(key, 0) + weight * count

    def held(self, state: State, dimension: int) -> tuple[bool, ...]:
        """Which of the questions that only score in a dimension are relevant in a state."""
        relevances = state[1]
        return tuple(
            [s.relevance is None or relevances[s.relevance] == Diagram.TRUE for s in self.plain[dimension]]
        )

    def plain_points(self, dimension: int, holds: tuple[bool, ...], sheet: Sheet) -> Spread:
        """Points of the questions that only score in a dimension, with their likelihood."""
        scored = self.plain[dimension]
        key = (dimension, holds, tuple([sheet[s.slot] for s in scored]))
        # Another thread may empty the cache at any time, so nothing is read from it twice.
        found = self._points.get(key)
        if found is None:
            found = Spread(0, {0: 1})
            for item, relevant in zip(scored, holds, strict=True):
                found = found.plus(self._term(item, sheet, relevant=relevant))
            self._keep_points(key, found)
        return found

    def plain_points_without(
        self, dimension: int, index: int, holds: tuple[bool, ...], sheet: Sheet
    ) -> Spread:
        """The same without the question at one place among those that only score in the dimension."""
        scored = self.plain[dimension]
        held = (*holds[:index], *holds[index + 1 :])
        key = (dimension, index, held, tuple([sheet[s.slot] for s in scored if s is not scored[index]]))
        found = self._points.get(key)
        if found is None:
            term = self._term(scored[index], sheet, relevant=holds[index])
            found = self.plain_points(dimension, holds, sheet).minus(term)
            self._keep_points(key, found)
        return found

    def _keep_points(self, key: Hashable, found: Spread) -> None:
        if len(self._points) > _CACHE_LIMIT:
            self._points.clear()
        self._points[key] = found

    def _term(self, scored: Scored, sheet: Sheet, *, relevant: bool) -> Term:
        """What one question adds; one that is not relevant adds no points, only ways to turn out."""
        value, domain = sheet[scored.slot], self.domains[scored.slot]
        if value == ABSENT or not relevant:
            return {0: domain.total if value == OPEN else 1}, 0
        most = scored.weight * domain.max_level
        if value != OPEN:
            return {scored.weight * (domain.values[value].level or 0): 1}, most
        ways: dict[int, int] = {}
        for candidate in domain.values:
            gain = scored.weight * (candidate.level or 0)
            ways[gain] = ways.get(gain, 0) + candidate.likelihood
        return ways, most
