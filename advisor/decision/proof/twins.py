"""Two dimensions that score the same answers differently, as the old and the new version of one do.

What only scores would tie the two together answer by answer. Instead the points that it adds to both are
summed up side by side, and both bands are settled at once.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from advisor.decision.plan import BANDS, Points
from advisor.model.rules import Bands

Pair = tuple[int, int]
HeldPairs = tuple[tuple[bool, bool], ...]
"""For each question that only scores in the two dimensions: whether it counts in either."""
Ways = dict[Pair, int]
"""Pairs of bands to the number of ways that lead there."""


@dataclass(frozen=True, slots=True)
class TwinTerm:
    """How a question counts in both dimensions."""

    slot: int
    gains: tuple[Pair, ...]
    """The points that each value adds."""
    most: Pair
    relevance: tuple[int | None, int | None]
    """Indexes into the relevance functions that a view follows; None when always relevant."""


@dataclass(frozen=True, slots=True)
class TwinStage:
    """Turn the points of two dimensions into bands."""

    variable: int
    second: int
    """The variable of the second band, which follows that of the first."""
    positions: Pair
    plain: tuple[TwinTerm, ...]
    """Questions that are summed up here."""
    keep: tuple[bool, ...]
    """Which relevance functions are still needed afterwards."""


class TwinSums:
    """What the questions of one stage add together."""

    def __init__(self, stage: TwinStage, bands: tuple[Bands, Bands]) -> None:
        """Prepare; ``bands`` are the thresholds of the two dimensions."""
        self._stage = stage
        self._thresholds = bands
        self._sums: dict[HeldPairs, _Sums] = {}
        self._ways: dict[tuple[HeldPairs, Points, Points], Ways] = {}

    def ways(self, held: HeldPairs, bases: tuple[Points, Points]) -> Ways:
        """In how many ways each pair of bands comes about, on top of points gathered before."""
        key = (held, *bases)
        if key not in self._ways:
            if held not in self._sums:
                self._sums[held] = _Sums(self._stage, held)
            self._ways[key] = self._sums[held].ways(bases, self._thresholds)
        return self._ways[key]


class _Sums:
    def __init__(self, stage: TwinStage, held: HeldPairs) -> None:
        sums = {(0, 0): 1}
        most = [0, 0]
        for term, (first, second) in zip(stage.plain, held, strict=True):
            after: dict[Pair, int] = {}
            gains: dict[Pair, int] = {}
            for a, b in term.gains:
                gain = (a if first else 0, b if second else 0)
                gains[gain] = gains.get(gain, 0) + 1
            for (reached, other), ways in sums.items():
                for (a, b), times in gains.items():
                    points = (reached + a, other + b)
                    after[points] = after.get(points, 0) + ways * times
            sums = after
            most[0] += term.most[0] if first else 0
            most[1] += term.most[1] if second else 0
        self._most = most
        by_first: dict[int, list[Pair]] = {}
        for (reached, other), ways in sums.items():
            by_first.setdefault(reached, []).append((other, ways))
        self._rows: list[tuple[int, list[int], list[int]]] = []
        for reached, row in sorted(by_first.items()):
            row.sort()
            up_to = [0, *accumulate(ways for _, ways in row)]
            self._rows.append((reached, [other for other, _ in row], up_to))
        """Points in the first dimension; ascending points in the second; ways to stay below each."""

    def ways(self, bases: tuple[Points, Points], thresholds: tuple[Bands, Bands]) -> Ways:
        first, second = (least(bases[side][1] + self._most[side], thresholds[side]) for side in (0, 1))
        found: Ways = {}
        for reached, others, up_to in self._rows:
            band = sum(bases[0][0] + reached >= points for points in first)
            cuts = [bisect_left(others, points - bases[1][0]) for points in second]
            below = [0, *(up_to[cut] for cut in cuts), up_to[-1]]
            for other in range(len(BANDS)):
                count = below[other + 1] - below[other]
                if count:
                    found[band, other] = found.get((band, other), 0) + count
        return found


def least(possible: int, bands: Bands) -> Pair:
    """The fewest points that make medium, and high, when so many are possible; out of reach when none are."""
    if not possible:
        return (1, 1)
    medium, high = sorted((bands.medium, bands.high))
    return -(-medium * possible // 100), -(-high * possible // 100)
