"""Are there two sheets, alike but for one thing, of which something is so?

The two sheets are walked side by side: they give the same answer to every question but one, or the
same answers are scored with another weight. Walks end as soon as no difference is left that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from advisor.decision.diagram import LAST
from advisor.decision.plan import BANDS
from advisor.decision.proof.example import Example, make_example
from advisor.decision.proof.pair_points import Change, PairPoints, Twin
from advisor.decision.proof.space import Move
from advisor.decision.proof.stages import AskStage, CloseStage, KindStage
from advisor.decision.proof.view import State, View

Bad = Callable[[Hashable, Hashable], bool]
"""Whether two results are what is looked for; never true of equal results."""
_EVERY = tuple((a, b) for a in range(len(BANDS)) for b in range(len(BANDS)))
_SAME = tuple((a, a) for a in range(len(BANDS)))
_RISING = tuple((a, b) for a in range(len(BANDS)) for b in range(len(BANDS)) if a <= b)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sheets that differ in one answer, and what comes out of each."""

    first: Example
    second: Example
    question: str
    results: tuple[Hashable, Hashable]


@dataclass(slots=True)
class _Found:
    kinds: int = 0
    values: tuple[dict[int, int], dict[int, int]] = field(default_factory=lambda: ({}, {}))
    bands: tuple[dict[int, int], dict[int, int]] = field(default_factory=lambda: ({}, {}))
    tested: set[int] = field(default_factory=set)


class PairSearch:
    """Looks for one pair of sheets along the stages of a view."""

    def __init__(self, view: View, change: Change, bad: Bad) -> None:
        """Prepare; the view has to cover the statement whose results are compared."""
        self.view = view
        self.change = change
        self.bad = bad
        space = view.space
        self.points = PairPoints(view, change)
        variable = space.layout.variable.get(change.question)
        self.variable = variable if variable in view.wanted else None
        self.moves = self._moves()
        self.allowed = {d: self._allowed(d) for d in view.dimensions}
        self.touched = {
            space.layout.band_variable[space.layout.dimensions[d]]
            for d, pairs in self.allowed.items()
            if pairs is not _SAME
        }
        if self.variable is not None:
            self.touched.add(self.variable)
        """Variables that can have two values in the two sheets."""
        self.last = max(
            (index for index, stage in enumerate(view.stages) if self.points.enters(stage)), default=-1
        )
        """The last stage at which the change can enter; equal states after it stay equal."""
        self._writes = True
        self._dead: set[tuple[int, Twin]] = set()
        groups = tuple((a.group, b.group) for a, b in self.moves)
        key = (self.variable, groups, tuple(self.allowed.items()), bad)
        self._can: dict[tuple[int, int], bool] = view.ahead.setdefault(key, {})

    def _moves(self) -> tuple[tuple[Move, Move], ...]:
        if self.variable is None:
            return ()
        space = self.view.space
        found: dict[tuple[int, int], tuple[Move, Move]] = {}
        for first, second in self.change.values:
            moves = (space.move_of(self.variable, first), space.move_of(self.variable, second))
            found.setdefault((moves[0].group, moves[1].group), moves)
        return tuple(found.values())

    def _allowed(self, dimension: int) -> tuple[tuple[int, int], ...]:
        """Bands that a dimension can have in the two sheets, before looking closer."""
        layout, diagram = self.view.space.layout, self.view.diagram
        weights = layout.weights[dimension]
        steers = self.variable is not None and any(
            self.variable in diagram.support(layout.counted(dimension, question)) for question in weights
        )
        if steers or self.change.unweighted == layout.dimensions[dimension]:
            return _EVERY
        if self.change.question not in weights or self.change.unweighted is not None:
            return _SAME
        return _RISING if self.change.rising else _EVERY

    def possible(self, root: int) -> bool:
        """Whether there are two sheets whose results are bad."""
        self._writes = False
        return self._search(root, _Found()) is not None

    def _search(self, root: int, found: _Found) -> tuple[int, int] | None:
        if self.last < 0 or not self.can(root, root):
            return None
        self._dead = set()
        start = self.view.start(root)
        return self._walk(0, (start, start), found)

    def find(self, root: int) -> Pair | None:
        """Two sheets whose results are bad; None when there are none."""
        found = _Found()
        self._writes = True
        ends = self._search(root, found)
        if ends is None:
            return None
        space, diagram = self.view.space, self.view.diagram
        first, second = (
            make_example(space, found.kinds, found.values[side], found.bands[side], found.tested)
            for side in (0, 1)
        )
        return Pair(first, second, self.change.question, (diagram.payload[ends[0]], diagram.payload[ends[1]]))

    def can(self, first: int, second: int) -> bool:
        """Whether two nodes can still lead to bad results, as if all allowed bands were possible."""
        key = (first, second)
        if key not in self._can:
            self._can[key] = self._look_ahead(first, second)
        return self._can[key]

    def _look_ahead(self, first: int, second: int) -> bool:
        diagram, space = self.view.diagram, self.view.space
        top = min(diagram.variable[first], diagram.variable[second])
        if top == LAST:
            return self.bad(diagram.payload[first], diagram.payload[second])
        if first == second and self.touched.isdisjoint(diagram.support(first)):
            return False
        dimension = space.band(top)
        if top == self.variable:
            pairs: tuple[tuple[int, int], ...] = tuple((a.group, b.group) for a, b in self.moves)
        elif dimension is not None:
            pairs = self.allowed[dimension]
        else:
            pairs = tuple((value, value) for value in range(diagram.sizes[top]))
        return any(self.can(diagram.child(first, top, a), diagram.child(second, top, b)) for a, b in pairs)

    def _walk(self, at: int, twin: Twin, found: _Found) -> tuple[int, int] | None:
        """The nodes that a walk from here ends with; None for a dead end."""
        first, second = twin
        if (at > self.last and first == second) or not self.can(first[0], second[0]):
            return None
        if at == len(self.view.stages):
            return self._flagged(first[0], second[0])
        if (at, twin) in self._dead:
            return None
        ends = self._branch(at, twin, found)
        if ends is None:
            self._dead.add((at, twin))
            return None
        variable, tests = self.view.stages[at].variable, self.view.diagram.variable
        if variable in (tests[first[0]], tests[second[0]], self.variable):
            found.tested.add(variable)
        return ends

    def _flagged(self, first: int, second: int) -> tuple[int, int]:
        """Settle free flags, which are the same for both, so that the results are bad."""
        diagram = self.view.diagram
        while (top := min(diagram.variable[first], diagram.variable[second])) != LAST:
            children = ((diagram.child(first, top, v), diagram.child(second, top, v)) for v in (0, 1))
            first, second = next(pair for pair in children if self.can(*pair))
        return first, second

    def _branch(self, at: int, twin: Twin, found: _Found) -> tuple[int, int] | None:
        view, stage = self.view, self.view.stages[at]
        ends: tuple[int, int] | None
        first, second = twin
        if isinstance(stage, KindStage):
            for kind in range(stage.kinds):
                after = (
                    view.choose(first, stage.variable, kind),
                    view.choose(second, stage.variable, kind),
                )
                ends = self._walk(at + 1, after, found)
                if ends is not None:
                    found.kinds = kind
                    return ends
        elif isinstance(stage, AskStage):
            for one, other in self._asked(stage):
                after = (view.answer(first, stage, one), self._second(second, stage, other))
                ends = self._walk(at + 1, after, found)
                if ends is not None:
                    found.values[0][stage.slot], found.values[1][stage.slot] = one.value, other.value
                    return ends
        elif isinstance(stage, CloseStage):
            for bands in self.points.bands(stage, twin):
                after = (view.closed(first, stage, bands[0]), view.closed(second, stage, bands[1]))
                ends = self._walk(at + 1, after, found)
                if ends is not None:
                    if self._writes:
                        self._write(stage, twin, bands, found)
                    return ends
        return None

    def _asked(self, stage: AskStage) -> tuple[tuple[Move, Move], ...]:
        if stage.slot == self.points.slot:
            return self.moves
        return tuple((move, move) for move in stage.moves)

    def _second(self, state: State, stage: AskStage, move: Move) -> State:
        """The second sheet's state after an answer, which may score differently there."""
        if self.change.unweighted is None or stage.slot != self.points.slot:
            return self.view.answer(state, stage, move)
        terms = tuple(
            (position, term)
            for position, term in stage.terms
            if self.points.name(position) != self.change.unweighted
        )
        points = self.view.scored(state[1], state[2], terms, move.value)
        node, relevances, _ = self.view.choose(state, stage.variable, move.group)
        return (node, relevances, points)

    def _write(self, stage: CloseStage, twin: Twin, bands: tuple[int, int], found: _Found) -> None:
        """Write down the bands of a dimension, and answers that lead to them."""
        for slot, values in self.points.answers(stage, twin, bands).items():
            found.values[0][slot], found.values[1][slot] = values
        for side in (0, 1):
            found.bands[side][self.view.dimensions[stage.position]] = bands[side]
