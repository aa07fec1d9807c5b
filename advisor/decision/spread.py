"""Points that questions reach together, with the likelihood of each sum: products of polynomials."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from itertools import accumulate
from typing import TypeAlias

from advisor.model.rules import Bands

Term: TypeAlias = tuple[Mapping[int, int], int]
"""What one question adds: points to their likelihood, and the most that it could add."""


class Spread:
    """Points that some questions can reach together, with the likelihood of each sum."""

    __slots__ = ("_below", "_points", "possible", "reached")

    def __init__(self, possible: int, reached: dict[int, int]) -> None:
        """Take the most points that are possible, and the likelihood of each sum."""
        self.possible = possible
        self.reached = reached
        # Made when the spread is first cut: the sums, ascending, and the likelihood of everything below
        # each of them, with one entry more for all together.
        self._points: list[int] = []
        self._below: list[int] = []

    def by_band(self, base: tuple[int, int], bands: Bands) -> list[int]:
        """How the likelihood of these points, on top of a base, falls on the bands."""
        if not self._below:
            self._points = sorted(self.reached)
            self._below = [0, *accumulate([self.reached[points] for points in self._points])]
        below = self._below
        possible = base[1] + self.possible
        if possible == 0:
            return [below[-1], 0, 0]
        # The least whole number of points that reach a threshold, where the sums are cut.
        medium = below[bisect_left(self._points, -((100 * base[0] - bands.medium * possible) // 100))]
        high = below[bisect_left(self._points, -((100 * base[0] - bands.high * possible) // 100))]
        return [min(medium, high), max(high - medium, 0), below[-1] - high]

    def plus(self, term: Term) -> Spread:
        """The points with those of one more question."""
        ways, most = term
        reached: dict[int, int] = {}
        for points, count in self.reached.items():
            for gain, likelihood in ways.items():
                reached[points + gain] = reached.get(points + gain, 0) + count * likelihood
        return Spread(self.possible + most, reached)

    def minus(self, term: Term) -> Spread:
        """The points without those of one of the questions: ``plus`` undone, by dividing polynomials."""
        ways, most = term
        least, *more = sorted(gain for gain, likelihood in ways.items() if likelihood)
        unit = ways[least]
        rest: dict[int, int] = {}
        for points in sorted(self.reached):
            count = self.reached[points]
            for gain in more:
                count -= ways[gain] * rest.get(points - gain, 0)
            if count:
                rest[points - least] = count // unit
        return Spread(self.possible - most, rest)
