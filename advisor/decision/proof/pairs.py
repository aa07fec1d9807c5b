"""Are there two sheets, alike but for one thing, of which something is so?

The two sheets are walked side by side: they give the same answer to every question but one, or the
same answers are scored with another weight. Walks end as soon as no difference is left that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from advisor.decision.diagram import LAST
from advisor.decision.plan import BANDS, Points, band_index
from advisor.decision.proof.example import Candidate, Example, make_example, spread
from advisor.decision.proof.space import Move, Term
from advisor.decision.proof.view import AskStage, CloseStage, Held, KindStage, Stage, State, View

Bad = Callable[[Hashable, Hashable], bool]
"""Whether two results are what is looked for; never true of equal results."""
Twin = tuple[State, State]
_EVERY = tuple((a, b) for a in range(len(BANDS)) for b in range(len(BANDS)))
_SAME = tuple((a, a) for a in range(len(BANDS)))
_RISING = tuple((a, b) for a in range(len(BANDS)) for b in range(len(BANDS)) if a <= b)


@dataclass(frozen=True, slots=True)
class Change:
    """In what the two sheets differ."""

    question: str
    values: tuple[tuple[int, int], ...]
    """Pairs of value indexes that the question may have in the first and the second sheet."""
    rising: bool = False
    """Whether every pair goes from a lower level to a higher one."""
    unweighted: str | None = None
    """A dimension in which the question does not score in the second sheet; the answers are equal."""


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
        self.slot = space.slots[change.question]
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
        self.last = max((index for index, stage in enumerate(view.stages) if self._enters(stage)), default=-1)
        """The last stage at which the change can enter; equal states after it stay equal."""
        self._writes = True
        self._dead: set[tuple[int, Twin]] = set()
        groups = tuple((a.group, b.group) for a, b in self.moves)
        key = (self.variable, groups, tuple(self.allowed.items()), bad)
        self._can: dict[tuple[int, int], bool] = view.ahead.setdefault(key, {})
        self._sums: dict[tuple[int, Held, Held], frozenset[tuple[int, int]]] = {}
        self._band_pairs: dict[tuple[int, Held, Held, Points, Points], tuple[tuple[int, int], ...]] = {}

    def _moves(self) -> tuple[tuple[Move, Move], ...]:
        if self.variable is None:
            return ()
        space = self.view.space
        found: dict[tuple[int, int], tuple[Move, Move]] = {}
        for first, second in self.change.values:
            moves = (space.move_of(self.variable, first), space.move_of(self.variable, second))
            found.setdefault((moves[0].group, moves[1].group), moves)
        return tuple(found.values())

    def _enters(self, stage: Stage) -> bool:
        if isinstance(stage, AskStage):
            return stage.slot == self.slot
        return isinstance(stage, CloseStage) and any(term.slot == self.slot for term in stage.plain)

    def _allowed(self, dimension: int) -> tuple[tuple[int, int], ...]:
        """Bands that a dimension can have in the two sheets, before looking closer."""
        layout, diagram = self.view.space.layout, self.view.diagram
        weights = layout.weights[dimension]
        steers = self.variable is not None and any(
            self.variable in diagram.support(layout.relevance(question)) for question in weights
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
        else:
            for bands in self._bands(stage, first, second):
                after = (view.closed(first, stage, bands[0]), view.closed(second, stage, bands[1]))
                ends = self._walk(at + 1, after, found)
                if ends is not None:
                    if self._writes:
                        self._write(stage, twin, bands, found)
                    return ends
        return None

    def _asked(self, stage: AskStage) -> tuple[tuple[Move, Move], ...]:
        if stage.slot == self.slot:
            return self.moves
        return tuple((move, move) for move in stage.moves)

    def _second(self, state: State, stage: AskStage, move: Move) -> State:
        """The second sheet's state after an answer, which may score differently there."""
        if self.change.unweighted is None or stage.slot != self.slot:
            return self.view.answer(state, stage, move)
        terms = tuple(
            (position, term)
            for position, term in stage.terms
            if self._name(position) != self.change.unweighted
        )
        points = self.view.scored(state[1], state[2], terms, move.level)
        node, relevances, _ = self.view.choose(state, stage.variable, move.group)
        return (node, relevances, points)

    def _name(self, position: int) -> str:
        return self.view.space.layout.dimensions[self.view.dimensions[position]]

    def _bands(self, stage: CloseStage, first: State, second: State) -> tuple[tuple[int, int], ...]:
        """Bands that a dimension can have in the two sheets."""
        view = self.view
        held = (view.held(stage, first[1]), view.held(stage, second[1]))
        bases = (first[2][stage.position], second[2][stage.position])
        if held[0] == held[1] and bases[0] == bases[1] and not self._enters(stage):
            ways = view.bands(stage, held[0], bases[0])
            return tuple((band, band) for band in range(len(BANDS)) if ways[band])
        key = (stage.position, *held, *bases)
        if key not in self._band_pairs:
            bands = view.thresholds_of(stage)
            most = self._possible(stage, held, bases)
            self._band_pairs[key] = tuple(
                sorted(
                    {
                        (
                            band_index((bases[0][0] + a, most[0]), bands),
                            band_index((bases[1][0] + b, most[1]), bands),
                        )
                        for a, b in self._gained(stage, held)
                    }
                )
            )
        return self._band_pairs[key]

    def _possible(
        self, stage: CloseStage, held: tuple[Held, Held], bases: tuple[Points, Points]
    ) -> tuple[int, int]:
        first = sum(t.weight * t.most for t, on in zip(stage.plain, held[0], strict=True) if on)
        second = sum(
            self._weight(stage, t) * t.most for t, on in zip(stage.plain, held[1], strict=True) if on
        )
        return bases[0][1] + first, bases[1][1] + second

    def _weight(self, stage: CloseStage, term: Term) -> int:
        """A question's weight in the second sheet."""
        changed = term.slot == self.slot and self.change.unweighted == self._name(stage.position)
        return 0 if changed else term.weight

    def _gained(self, stage: CloseStage, held: tuple[Held, Held]) -> frozenset[tuple[int, int]]:
        key = (stage.position, *held)
        if key not in self._sums:
            sums = {(0, 0)}
            for candidates in self._candidates(stage, held):
                gains = {candidate.gains for candidate in candidates}
                sums = {(a + more, b + again) for a, b in sums for more, again in gains}
            self._sums[key] = frozenset(sums)
        return self._sums[key]

    def _candidates(self, stage: CloseStage, held: tuple[Held, Held]) -> list[list[Candidate]]:
        return [
            [
                Candidate(
                    (a, b),
                    (
                        term.weight * self._level(term, a) if first else 0,
                        self._weight(stage, term) * self._level(term, b) if second else 0,
                    ),
                )
                for a, b in self._value_pairs(term)
            ]
            for term, first, second in zip(stage.plain, *held, strict=True)
        ]

    def _value_pairs(self, term: Term) -> tuple[tuple[int, int], ...]:
        if term.slot == self.slot:
            return self.change.values
        return tuple((value, value) for value in range(len(self.view.space.domains[term.slot].values)))

    def _level(self, term: Term, value: int) -> int:
        return self.view.space.domains[term.slot].values[value].level or 0

    def _write(self, stage: CloseStage, twin: Twin, bands: tuple[int, int], found: _Found) -> None:
        """Write down answers with which a dimension has these bands in the two sheets."""
        view = self.view
        held = (view.held(stage, twin[0][1]), view.held(stage, twin[1][1]))
        bases = (twin[0][2][stage.position], twin[1][2][stage.position])
        thresholds, most = view.thresholds_of(stage), self._possible(stage, held, bases)

        def accept(a: int, b: int) -> bool:
            first = band_index((bases[0][0] + a, most[0]), thresholds)
            return (first, band_index((bases[1][0] + b, most[1]), thresholds)) == bands

        chosen = spread(self._candidates(stage, held), accept)
        for term, candidate in zip(stage.plain, chosen or (), strict=True):
            for side in (0, 1):
                found.values[side][term.slot] = candidate.values[side]
        for side in (0, 1):
            found.bands[side][view.dimensions[stage.position]] = bands[side]
