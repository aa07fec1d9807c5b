"""Is there a sheet on which a statement holds? Walks depth first, and forgets no dead end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.decision.diagram import Diagram
from advisor.decision.plan import BANDS, Points, band_index
from advisor.decision.proof.example import Candidate, Example, make_example, spread
from advisor.decision.proof.space import Term
from advisor.decision.proof.stages import AskStage, CloseStage, KindStage
from advisor.decision.proof.twins import TwinStage
from advisor.decision.proof.view import Held, State, View


@dataclass(slots=True)
class _Found:
    """What a successful walk chose."""

    kind: int = 0
    values: dict[int, int] = field(default_factory=dict)
    bands: dict[int, int] = field(default_factory=dict)
    tested: set[int] = field(default_factory=set)
    """Variables on which the statement hung along the way."""


class Search:
    """Looks for one sheet on which a true-or-false statement holds."""

    def __init__(self, view: View) -> None:
        """Search along the stages of a view, which has to cover the statement."""
        self.view = view
        self._writes = True
        """Whether answers are wanted, and not only whether there are any."""
        self._dead: set[tuple[int, State]] = set()

    def possible(self, root: int) -> bool:
        """Whether the statement holds on some sheet."""
        self._writes = False
        self._dead = set()
        return self._walk(0, self.view.start(root), _Found()) is not None

    def find(
        self, root: int, unknown: Mapping[str, int] | None = None, unproved: Mapping[str, int] | None = None
    ) -> Example | None:
        """A sheet on which the statement holds; None when there is none.

        ``unknown`` and ``unproved`` are the free flags of questions and of dimensions.
        """
        found = _Found()
        self._writes = True
        self._dead = set()
        last = self._walk(0, self.view.start(root), found)
        if last is None:
            return None
        space = self.view.space
        raised = self._raised(last)
        return make_example(
            space,
            found.kind,
            found.values,
            found.bands,
            found.tested,
            unknown=tuple(name for name, flag in (unknown or {}).items() if flag in raised),
            unproved=tuple(name for name, flag in (unproved or {}).items() if flag in raised),
        )

    def _raised(self, node: int) -> set[int]:
        """Flags to raise so that what is left of a statement becomes true."""
        diagram = self.view.diagram
        raised: set[int] = set()
        while node != Diagram.TRUE:
            lowered, lifted = diagram.children[node]
            if lowered == Diagram.FALSE:
                raised.add(diagram.variable[node])
            node = lifted if lowered == Diagram.FALSE else lowered
        return raised

    def _walk(self, at: int, state: State, found: _Found) -> int | None:
        """The node that a walk from here ends with, its choices written down; None for a dead end."""
        if state[0] == Diagram.FALSE:
            return None
        if at == len(self.view.stages):
            return state[0]
        if (at, state) in self._dead:
            return None
        last = self._branch(at, state, found)
        if last is None:
            self._dead.add((at, state))
        elif self.view.diagram.variable[state[0]] == self.view.stages[at].variable:
            found.tested.add(self.view.stages[at].variable)
        return last

    def _branch(self, at: int, state: State, found: _Found) -> int | None:
        view, stage = self.view, self.view.stages[at]
        last: int | None
        if isinstance(stage, KindStage):
            for kind in range(stage.kinds):
                last = self._walk(at + 1, view.choose(state, stage.variable, kind), found)
                if last is not None:
                    found.kind = kind
                    return last
        elif isinstance(stage, AskStage):
            for move in stage.moves:
                last = self._walk(at + 1, view.answer(state, stage, move), found)
                if last is not None:
                    found.values[stage.slot] = move.value
                    return last
        elif isinstance(stage, TwinStage):
            return self._both(at, stage, state, found)
        else:
            held, base = view.held(stage, state[1]), state[2][stage.position]
            ways = view.bands(stage, held, base)
            for band in range(len(BANDS)):
                last = self._walk(at + 1, view.closed(state, stage, band), found) if ways[band] else None
                if last is not None:
                    found.bands[view.dimensions[stage.position]] = band
                    if self._writes:
                        found.values |= self._reach(stage, held, base, band)
                    return last
        return None

    def _both(self, at: int, stage: TwinStage, state: State, found: _Found) -> int | None:
        """The same for two dimensions that close together."""
        view, diagram = self.view, self.view.diagram
        for pair in sorted(view.both_bands(stage, state)):
            last = self._walk(at + 1, view.both_closed(state, stage, pair), found)
            if last is None:
                continue
            between = diagram.child(state[0], stage.variable, pair[0])
            if diagram.variable[between] == stage.second:
                found.tested.add(stage.second)
            for position, band in zip(stage.positions, pair, strict=True):
                found.bands[view.dimensions[position]] = band
            if self._writes:
                found.values |= self._reach_both(stage, state, pair)
            return last
        return None

    def _reach_both(self, stage: TwinStage, state: State, pair: tuple[int, int]) -> dict[int, int]:
        view = self.view
        held = view.both_held(stage, state[1])
        bases = [state[2][position] for position in stage.positions]
        bands = view.both_thresholds(stage)
        possible = [
            base[1] + sum(term.most[side] for term, on in zip(stage.plain, held, strict=True) if on[side])
            for side, base in enumerate(bases)
        ]
        candidates = [
            [
                Candidate((index, index), (a if on[0] else 0, b if on[1] else 0))
                for index, (a, b) in enumerate(term.gains)
            ]
            for term, on in zip(stage.plain, held, strict=True)
        ]

        def accept(a: int, b: int) -> bool:
            sums = (a, b)
            return pair == tuple(
                band_index((bases[side][0] + sums[side], possible[side]), bands[side]) for side in (0, 1)
            )

        chosen = spread(candidates, accept)
        return {t.slot: c.values[0] for t, c in zip(stage.plain, chosen or (), strict=True)}

    def _reach(self, stage: CloseStage, held: Held, base: Points, band: int) -> dict[int, int]:
        """Answers to the questions that only score, so that a dimension has a band."""
        view = self.view
        bands = view.thresholds_of(stage)
        possible = base[1] + sum(t.most for t, on in zip(stage.plain, held, strict=True) if on)
        candidates = [self._candidates(t, on) for t, on in zip(stage.plain, held, strict=True)]
        chosen = spread(candidates, lambda more, _: band_index((base[0] + more, possible), bands) == band)
        return {t.slot: c.values[0] for t, c in zip(stage.plain, chosen or (), strict=True)}

    def _candidates(self, term: Term, relevant: bool) -> list[Candidate]:
        return [
            Candidate((index, index), (gain if relevant else 0, 0)) for index, gain in enumerate(term.gains)
        ]
