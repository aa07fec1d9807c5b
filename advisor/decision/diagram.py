"""Reduced, ordered decision diagrams: a decision as a graph that tests each variable at most once.

A node tests a variable and has one child for each of its values. Nodes are shared (equal nodes are
one), so a function of many answers stays small, two functions are equal exactly when their nodes
are, and counting sheets is a walk along the graph instead of an enumeration.
See R. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation" (1986).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

LAST = 1_000_000
"""The variable of terminals: it comes after every other."""


class DiagramTooLarge(Exception):
    """A function needs more nodes than its diagram may have."""


class Diagram:
    """A store of shared nodes over numbered variables with fixed numbers of values.

    ``FALSE`` and ``TRUE`` are the first two nodes; other terminals carry any hashable payload.
    """

    FALSE = 0
    TRUE = 1

    def __init__(self, sizes: list[int]) -> None:
        """Make an empty store; ``sizes[v]`` is the number of values of variable ``v``."""
        self.sizes = sizes
        self.most: int | None = None
        """How many nodes there may be, None for any number; one more raises :class:`DiagramTooLarge`."""
        self.variable: list[int] = []
        self.children: list[tuple[int, ...]] = []
        self.payload: list[Hashable] = []
        self._nodes: dict[tuple[int, tuple[int, ...]], int] = {}
        self._terminals: dict[Hashable, int] = {}
        self._ite: dict[tuple[int, int, int], int] = {}
        self._support: dict[int, frozenset[int]] = {}
        self.terminal(False)
        self.terminal(True)

    def terminal(self, payload: Hashable) -> int:
        """The node that stands for a result."""
        key = (type(payload), payload)
        if key not in self._terminals:
            self._terminals[key] = self._add(LAST, (), payload)
        return self._terminals[key]

    def node(self, variable: int, children: tuple[int, ...]) -> int:
        """The node that tests a variable; a test that changes nothing is left out."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        key = (variable, children)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = self._add(variable, children, None)
        return found

    def _add(self, variable: int, children: tuple[int, ...], payload: Hashable) -> int:
        if self.most is not None and len(self.variable) >= self.most:
            raise DiagramTooLarge
        self.variable.append(variable)
        self.children.append(children)
        self.payload.append(payload)
        return len(self.variable) - 1

    def literal(self, variable: int, values: set[int]) -> int:
        """True exactly when the variable has one of the values."""
        children = tuple(self.TRUE if v in values else self.FALSE for v in range(self.sizes[variable]))
        return self.node(variable, children)

    def child(self, node: int, variable: int, value: int) -> int:
        """The node that is left when a variable, not later than the node's own, has a value."""
        return self.children[node][value] if self.variable[node] == variable else node

    def branches(self, node: int, variable: int) -> tuple[int, ...]:
        """The nodes that are left for each value of a variable, not later than the node's own."""
        if self.variable[node] == variable:
            return self.children[node]
        return (node,) * self.sizes[variable]

    def ite(self, test: int, then: int, other: int) -> int:
        """``then`` where ``test`` holds, else ``other``."""
        if test == self.TRUE or then == other:
            return then
        if test == self.FALSE:
            return other
        key = (test, then, other)
        found = self._ite.get(key)
        if found is None:
            top = min(self.variable[test], self.variable[then], self.variable[other])
            ite = self.ite
            branches = zip(
                self.branches(test, top), self.branches(then, top), self.branches(other, top), strict=True
            )
            found = self._ite[key] = self.node(top, tuple([ite(*branch) for branch in branches]))
        return found

    def conjunction(self, parts: list[int]) -> int:
        """True when every part is."""
        result = self.TRUE
        for part in parts:
            result = self.ite(result, part, self.FALSE)
        return result

    def disjunction(self, parts: list[int]) -> int:
        """True when one part is."""
        result = self.FALSE
        for part in parts:
            result = self.ite(result, self.TRUE, part)
        return result

    def negation(self, part: int) -> int:
        """True when the part is false."""
        return self.ite(part, self.FALSE, self.TRUE)

    def combine(self, left: int, right: int, join: Callable[[Hashable, Hashable], Hashable]) -> int:
        """The diagram whose results join the results of two others."""
        memo: dict[tuple[int, int], int] = {}

        def walk(a: int, b: int) -> int:
            key = (a, b)
            found = memo.get(key)
            if found is None:
                top = min(self.variable[a], self.variable[b])
                if top == LAST:
                    found = self.terminal(join(self.payload[a], self.payload[b]))
                else:
                    branches = zip(self.branches(a, top), self.branches(b, top), strict=True)
                    found = self.node(top, tuple([walk(*branch) for branch in branches]))
                memo[key] = found
            return found

        return walk(left, right)

    def relabel(self, root: int, rename: Callable[[Hashable], Hashable]) -> int:
        """The diagram with other results; results that become equal merge."""
        memo: dict[int, int] = {}

        def walk(node: int) -> int:
            if node not in memo:
                if self.variable[node] == LAST:
                    memo[node] = self.terminal(rename(self.payload[node]))
                else:
                    below = tuple([walk(child) for child in self.children[node]])
                    memo[node] = self.node(self.variable[node], below)
            return memo[node]

        return walk(root)

    def support(self, node: int) -> frozenset[int]:
        """The variables that the result depends on."""
        if node not in self._support:
            if self.variable[node] == LAST:
                self._support[node] = frozenset()
            else:
                below = (self.support(child) for child in set(self.children[node]))
                self._support[node] = frozenset([self.variable[node]]).union(*below)
        return self._support[node]
