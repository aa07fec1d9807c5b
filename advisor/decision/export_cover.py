"""A decision diagram as a short list of rows that is read from the top: the first row that fits decides.

A row fixes some variables to one value each and leaves the others free. The rows of each result come
from Minato's irredundant sums of products (1992), carried over to variables of several values; that
rows above have already taken their part makes later rows shorter. The order of the results matters
much and is searched for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from advisor.decision.diagram import LAST, Diagram

Cube = tuple[tuple[int, int], ...]
"""Variables with the value that they are fixed to, ascending; variables not named are free."""

_ALL_ORDERS_UP_TO = 5
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One row, and the diagram of what no row above it takes."""

    cube: Cube
    result: int
    """The terminal that the row leads to."""
    region: int


def terminals_of(diagram: Diagram, root: int) -> tuple[int, ...]:
    """The results that a diagram can lead to, in the order in which they are met."""
    found: list[int] = []
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        if diagram.variable[node] == LAST:
            found.append(node)
        waiting.extend(reversed(diagram.children[node]))
    return tuple(found)


class Cover:
    """Finds the rows of one diagram."""

    def __init__(self, diagram: Diagram, root: int, last: int) -> None:
        """Prepare; ``last`` is the result of the catch-all row."""
        self._diagram = diagram
        self._last = last
        self._memo: dict[tuple[int, int], tuple[tuple[Cube, ...], int]] = {}
        self._where = {result: self._reaching(root, result) for result in terminals_of(diagram, root)}

    def _reaching(self, root: int, result: int) -> int:
        """The diagram of what leads to a result."""
        wanted = self._diagram.payload[result]
        return self._diagram.relabel(root, lambda payload: payload == wanted)

    def rows(self) -> tuple[CoverRow, ...]:
        """The shortest list that was found; the catch-all comes last."""
        diagram = self._diagram
        covered = Diagram.FALSE
        rows: list[CoverRow] = []
        for result in self._order():
            cubes, _ = self._stage(result, covered)
            for cube in cubes:
                taken = self._function(cube)
                rows.append(CoverRow(cube, result, self._without(taken, covered)))
                covered = diagram.ite(covered, Diagram.TRUE, taken)
        return (*rows, CoverRow((), self._last, diagram.negation(covered)))

    def _order(self) -> Sequence[int]:
        """The order of results with the fewest rows: of all orders, or by swapping where those are many."""
        free = [result for result in self._where if result != self._last]
        if len(free) <= _ALL_ORDERS_UP_TO:
            return min(permutations(free), key=self._size)
        best: Sequence[int] = free
        size = self._size(best)
        for _ in range(_ROUNDS):
            before = size
            for one, other in combinations(range(len(free)), 2):
                trial = list(best)
                trial[one], trial[other] = trial[other], trial[one]
                if (rows := self._size(trial)) < size:
                    best, size = trial, rows
            if size == before:
                break
        return best

    def _size(self, order: Sequence[int]) -> int:
        covered = Diagram.FALSE
        size = 0
        for result in order:
            cubes, function = self._stage(result, covered)
            covered = self._diagram.ite(covered, Diagram.TRUE, function)
            size += len(cubes)
        return size

    def _stage(self, result: int, covered: int) -> tuple[tuple[Cube, ...], int]:
        """Rows that take all of a result that is not covered yet, and nothing else that is not."""
        where = self._where[result]
        return self._sum(self._without(where, covered), self._diagram.ite(where, Diagram.TRUE, covered))

    def _without(self, one: int, other: int) -> int:
        return self._diagram.ite(other, Diagram.FALSE, one)

    def _function(self, cube: Cube) -> int:
        node = Diagram.TRUE
        for variable, value in reversed(cube):
            size = self._diagram.sizes[variable]
            node = self._diagram.node(
                variable, tuple(node if each == value else Diagram.FALSE for each in range(size))
            )
        return node

    def _sum(self, least: int, most: int) -> tuple[tuple[Cube, ...], int]:
        """Rows whose union holds ``least`` and stays within ``most``, and that union."""
        if least == Diagram.FALSE:
            return (), Diagram.FALSE
        if most == Diagram.TRUE:
            return ((),), Diagram.TRUE
        key = (least, most)
        if key not in self._memo:
            self._memo[key] = self._split(least, most)
        return self._memo[key]

    def _split(self, least: int, most: int) -> tuple[tuple[Cube, ...], int]:
        diagram = self._diagram
        variable = min(diagram.variable[least], diagram.variable[most])
        values = range(diagram.sizes[variable])
        within = [diagram.child(most, variable, value) for value in values]
        common = diagram.conjunction(within)
        cubes: list[Cube] = []
        functions: list[int] = []
        rest = Diagram.FALSE
        for value in values:
            needed = diagram.child(least, variable, value)
            found, function = self._sum(self._without(needed, common), within[value])
            cubes += [((variable, value), *cube) for cube in found]
            functions.append(function)
            rest = diagram.ite(rest, Diagram.TRUE, self._without(needed, function))
        found, function = self._sum(rest, common)
        own = diagram.node(variable, tuple(functions))
        return (*cubes, *found), diagram.ite(function, Diagram.TRUE, own)
