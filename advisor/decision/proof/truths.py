"""Where conditions hold: one walk over their parts, whatever stands for a set of sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.decision.conditions import Named
from advisor.model.condition import Condition

Known = tuple[int, int]
"""Where a condition is definitely true, and where it is definitely false."""
Joined = Callable[[Sequence[int]], int]


class Truths:
    """Sets of sheets are numbers: nodes of a diagram, or bits of some sheets."""

    def __init__(
        self, named: Named, leaf: Callable[[Condition, bool], Known], every: Joined, some: Joined
    ) -> None:
        """Join what ``leaf`` knows of a part; its second argument says whether sheets are complete."""
        self._named = named
        self._leaf = leaf
        self._every = every
        self._some = some
        self._known: dict[tuple[str, bool, bool], int] = {}

    def using(self, named: Named) -> Truths:
        """The same with other named conditions."""
        return Truths(named, self._leaf, self._every, self._some)

    def where(self, condition: Condition, *, given: bool, truth: bool = True) -> int:
        """Where a condition is definitely true, or definitely false.

        ``given``: on complete sheets; else as reported, when an answer may be unknown.
        """
        if condition.not_ is not None:
            return self.where(condition.not_, given=given, truth=not truth)
        if condition.condition is not None:
            key = (condition.condition, given, truth)
            if key not in self._known:
                self._known[key] = self.where(self._named[condition.condition], given=given, truth=truth)
            return self._known[key]
        parts = condition.all if condition.all is not None else condition.any
        if parts is None:
            return self._leaf(condition, given)[0 if truth else 1]
        join = self._every if (condition.all is not None) is truth else self._some
        return join([self.where(part, given=given, truth=truth) for part in parts])
