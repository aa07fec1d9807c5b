"""A decision diagram followed by many sheets at once: one table lookup a variable, whatever the sheet."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import numpy as np
from numpy.typing import NDArray

from advisor.decision.diagram import LAST, Diagram

Indexes = NDArray[np.int64]


class BatchGraph:
    """The nodes under one root, numbered anew, as one table for each variable.

    Variables take their usual values, or one more that stands for open: a sheet that would have to
    test an open variable ends in ``stuck``.
    """

    def __init__(self, diagram: Diagram, root: int) -> None:
        """Lay out the tables."""
        nodes = _below(diagram, root)
        number = {node: index for index, node in enumerate(nodes)}
        self.stuck = len(nodes)
        self._start = number[root]
        self._tables: list[tuple[int, int, Indexes]] = []
        for variable in sorted(diagram.support(root)):
            size = diagram.sizes[variable]
            table = np.repeat(np.arange(len(nodes) + 1, dtype=np.int64)[:, None], size + 1, axis=1)
            for node in nodes:
                if diagram.variable[node] == variable:
                    table[number[node]] = [*(number[c] for c in diagram.children[node]), self.stuck]
            self._tables.append((variable, size + 1, table.ravel()))
        self.results: dict[int, Hashable] = {
            number[node]: diagram.payload[node] for node in nodes if diagram.variable[node] == LAST
        }
        """Where a sheet can end, apart from ``stuck``, with what comes out there."""

    def follow(self, values: Callable[[int], Indexes], count: int) -> Indexes:
        """Where each of ``count`` sheets ends; ``values`` gives their values of a variable."""
        node = np.full(count, self._start, dtype=np.int64)
        for variable, width, table in self._tables:
            node *= width
            node += values(variable)
            node = table.take(node)
        return node


def _below(diagram: Diagram, root: int) -> list[int]:
    found = {root: None}
    waiting = [root]
    while waiting:
        for child in diagram.children[waiting.pop()]:
            if child not in found:
                found[child] = None
                waiting.append(child)
    return list(found)
