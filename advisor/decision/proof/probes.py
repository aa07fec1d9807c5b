"""A few thousand sheets on which conditions are tried at once, before anything is proved about all sheets.

Each condition is one large integer with a bit for each sheet, so trying it costs next to nothing. That two
conditions come apart on a probe is proof enough that they differ; that they do not proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_

from advisor.decision.diagram import LAST, Diagram
from advisor.decision.lot import Lot
from advisor.decision.plan import KindStep, QuestionStep, band_index
from advisor.decision.proof.example import Example
from advisor.decision.proof.statements import Statements
from advisor.decision.proof.truths import Known, Truths
from advisor.model.condition import Condition

_BY_LOT = 1_000
_LIFTED = 3
"""For each dimension that makes a case: its answers at the lowest, at the highest, and by lot."""

Drawn = tuple[int, tuple[int, ...], frozenset[int]]
"""A kind, the value of each question, and the flags that are raised."""


class Probes:
    """Sheets near those that make a case, and sheets drawn by lot (always the same ones)."""

    def __init__(self, statements: Statements, examples: Iterable[Example]) -> None:
        """Draw them."""
        self._statements = statements
        self._space = statements.space
        self._flags = (*statements.unknown.values(), *statements.unproved.values())
        self.drawn = tuple(dict.fromkeys([*self._near(examples), *self._by_lot()]))
        """The sheets; the first one has the lowest bit."""
        self.all = (1 << len(self.drawn)) - 1
        """The bits of all of them."""
        self._bits: dict[int, tuple[int, ...]] = {}
        self._where: dict[int, int] = {}
        self._fill(self.drawn)

    def _by_lot(self) -> Iterator[Drawn]:
        lot = Lot(1)
        sizes = [max(len(domain.values), 1) for domain in self._space.domains]
        for _ in range(_BY_LOT):
            raised = frozenset(flag for flag in self._flags if lot.below(2))
            yield (
                lot.below(len(self._space.kinds)),
                tuple([lot.below(size) for size in sizes]),
                raised,
            )

    def _near(self, examples: Iterable[Example]) -> Iterator[Drawn]:
        space, lot = self._space, Lot(2)
        for example in examples:
            kind = space.kinds.index(example.kind)
            sheet = tuple(max(value, 0) for value in example.sheet)
            raised = frozenset(self._raised(example))
            yield kind, sheet, raised
            for flag in self._flags:
                yield kind, sheet, raised ^ {flag}
            if example.kind_matters:
                yield from ((other, sheet, raised) for other in range(len(space.kinds)))
            for question in example.questions:
                slot = space.slots[question]
                for value in range(len(space.domains[slot].values)):
                    yield kind, (*sheet[:slot], value, *sheet[slot + 1 :]), raised
            for dimension, _ in example.bands:
                for how in range(_LIFTED):
                    yield kind, self._lifted(sheet, dimension, how, lot, set(example.questions)), raised

    def _raised(self, example: Example) -> Iterator[int]:
        yield from (self._statements.unknown[question] for question in example.unknown)
        yield from (self._statements.unproved[dimension] for dimension in example.unproved)

    def _lifted(
        self, sheet: tuple[int, ...], dimension: str, how: int, lot: Lot, kept: set[str]
    ) -> tuple[int, ...]:
        layout = self._space.layout
        index = layout.dimensions.index(dimension)
        changed = list(sheet)
        for question in layout.weights[index]:
            gains = layout.gains(index, question)
            best = gains.index(max(gains)) if how else gains.index(min(gains))
            if question not in kept:
                changed[self._space.slots[question]] = best if how < _LIFTED - 1 else lot.below(len(gains))
        return tuple(changed)

    def _fill(self, drawn: Sequence[Drawn]) -> None:
        layout = self._space.layout
        columns = list(zip(*(sheet for _, sheet, _ in drawn), strict=True))
        for variable, step in enumerate(layout.steps):
            if isinstance(step, KindStep):
                values = [kind for kind, _, _ in drawn]
            elif isinstance(step, QuestionStep):
                values = list(map(step.classes.__getitem__, columns[step.slot]))
            else:
                values = self._bands(step.dimension, columns)
            size = self._space.diagram.sizes[variable]
            self._bits[variable] = tuple(_bits([value == each for value in values]) for each in range(size))
        for flag in self._flags:
            raised = _bits([flag in each for _, _, each in drawn])
            self._bits[flag] = (self.all & ~raised, raised)

    def _bands(self, dimension: int, columns: list[tuple[int, ...]]) -> list[int]:
        layout, space = self._space.layout, self._space
        reached = possible = [0] * self.all.bit_length()
        for question in layout.weights[dimension]:
            gains, counted = layout.gains(dimension, question), layout.counted(dimension, question)
            points = list(map(gains.__getitem__, columns[space.slots[question]]))
            most = [max(gains)] * len(points)
            if counted != Diagram.TRUE:
                held = _flags(self.where(counted), len(points))
                points = [a * b for a, b in zip(points, held, strict=True)]
                most = [a * b for a, b in zip(most, held, strict=True)]
            reached = [a + b for a, b in zip(reached, points, strict=True)]
            possible = [a + b for a, b in zip(possible, most, strict=True)]
        bands = space.pack.rules.dimensions[layout.dimensions[dimension]].bands
        known: dict[tuple[int, int], int] = {}
        return [
            known[pair] if pair in known else known.setdefault(pair, band_index(pair, bands))
            for pair in zip(reached, possible, strict=True)
        ]

    def truths(self) -> Truths:
        """Where conditions hold on these sheets."""

        def leaf(condition: Condition, given: bool) -> Known:
            true, false = self._statements.leaf(condition, given)
            return self.where(true), self.where(false)

        def every(masks: Sequence[int]) -> int:
            return reduce(and_, masks, self.all)

        def some(masks: Sequence[int]) -> int:
            return reduce(or_, masks, 0)

        return Truths(self._statements.named, leaf, every, some)

    def where(self, root: int) -> int:
        """The sheets on which a statement holds."""
        if root not in self._where:
            self._where[root] = self._follow(root)
        return self._where[root]

    def _follow(self, root: int) -> int:
        diagram = self._space.diagram
        masks = {root: self.all}
        for node in sorted(_below(diagram, root), key=diagram.variable.__getitem__):
            mask = masks.get(node, 0)
            if mask and diagram.variable[node] != LAST:
                bits = self._bits[diagram.variable[node]]
                for child, value in zip(diagram.children[node], bits, strict=True):
                    masks[child] = masks.get(child, 0) | (mask & value)
        return masks.get(Diagram.TRUE, 0)


def _below(diagram: Diagram, root: int) -> set[int]:
    found = {root}
    waiting = [root]
    while waiting:
        for child in diagram.children[waiting.pop()]:
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def _bits(held: list[bool]) -> int:
    """The first of a list as the lowest bit."""
    return int("".join(["1" if each else "0" for each in reversed(held)]) or "0", 2)


def _flags(bits: int, count: int) -> list[int]:
    return [each == "1" for each in reversed(f"{bits:0{count}b}")]
