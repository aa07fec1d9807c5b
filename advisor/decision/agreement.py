"""How far people agree who answered the same questions on ordered levels.

Frequencies, interpolated median and quartiles, and consensus speak of one question; Krippendorff's
alpha speaks of the whole panel. Levels are whole numbers, lowest first, as in a pack's options.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log2
from typing import TypeVar

_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Spread:
    """How the votes on one question lie."""

    counts: Mapping[int, int]
    """Level to the number of votes on it, lowest first; levels without a vote are there with 0."""
    median: Fraction
    lower_quartile: Fraction
    upper_quartile: Fraction
    consensus: float
    """From 0, votes split between the ends of the scale, to 1, all alike."""

    @property
    def interquartile_range(self) -> Fraction:
        """How far apart the middle half of the votes lies, in levels."""
        return self.upper_quartile - self.lower_quartile

    @property
    def range(self) -> int:
        """Levels between the lowest and the highest vote."""
        voted = [level for level, count in self.counts.items() if count]
        return voted[-1] - voted[0]

    @property
    def middle(self) -> tuple[int, int, int]:
        """Lower quartile, median and upper quartile as levels that somebody voted for; at a tie the lower."""
        return (
            quantile(self.counts, Fraction(1, 4)),
            quantile(self.counts, Fraction(1, 2)),
            quantile(self.counts, Fraction(3, 4)),
        )


def spread(levels: Sequence[int], votes: Iterable[int]) -> Spread | None:
    """How votes lie on a scale of levels; None when there is none.

    Raises:
        ValueError: a vote is on no level of the scale.
    """
    scale = sorted(set(levels))
    counted = Counter(votes)
    strange = set(counted) - set(scale)
    if strange:
        raise ValueError(f"votes on levels that the scale has not: {sorted(strange)}")
    if not counted:
        return None
    counts = {level: counted.get(level, 0) for level in scale}
    return Spread(
        counts,
        interpolated_quantile(counts, Fraction(1, 2)),
        interpolated_quantile(counts, Fraction(1, 4)),
        interpolated_quantile(counts, Fraction(3, 4)),
        consensus(counts),
    )


def quantile(counts: Mapping[int, int], share: Fraction) -> int:
    """The lowest level with a vote at or below which at least this share of the votes lies."""
    wanted = share * sum(counts.values())
    below = 0
    for level, count in sorted(counts.items()):
        below += count
        if count and below >= wanted:
            return level
    raise ValueError("a quantile needs votes, and a share from 0 to 1")


def interpolated_quantile(counts: Mapping[int, int], share: Fraction) -> Fraction:
    """The level below which this share of the votes lies, each level standing for half a level around it.

    The quantile of grouped data: ``L + (n·share - F) / f`` with ``L`` the lower edge of the level that
    holds it, ``F`` the votes below and ``f`` those on it. Votes 0, 1, 0, 10, 9 on levels 1 to 5 have
    the median 4.4. Where it falls between two levels that have votes, the middle of the gap.
    """
    voted = [(level, count) for level, count in sorted(counts.items()) if count]
    wanted = share * sum(count for _, count in voted)
    below = 0
    for (level, count), following in zip(voted, [*voted[1:], None], strict=True):
        if below + count == wanted and following is not None:
            return Fraction(level + following[0], 2)
        if below + count >= wanted:
            return Fraction(2 * level - 1, 2) + (wanted - below) / count
        below += count
    raise ValueError("a quantile needs votes, and a share from 0 to 1")


def consensus(counts: Mapping[int, int]) -> float:
    """Consensus of votes on a scale: ``1 + Σ p·log2(1 - |x - μ| / d)``, d the width of the scale.

    Source: W. J. Tastle and M. J. Wierman, Consensus and dissention: a measure of ordinal dispersion,
    International Journal of Approximate Reasoning 45 (2007).
    """
    total = sum(counts.values())
    width = max(counts) - min(counts)
    if not total or not width:
        return 1.0
    mean = Fraction(sum(level * count for level, count in counts.items()), total)
    terms = (count / total * log2(1 - abs(level - mean) / width) for level, count in counts.items() if count)
    return max(0.0, 1.0 + sum(terms))


def krippendorff_alpha(units: Iterable[Sequence[int]]) -> float | None:
    """Agreement of a panel over many questions, corrected for chance: 1 perfect, 0 as by chance.

    For ordinal data: ``1 - observed / expected disagreement``, where two values differ by the square
    of the votes that lie between them, both ends counted half. Units with fewer than two votes say
    nothing about agreement and are left out. None when no two votes could be compared; 1 when no vote
    differs from any other.

    Source: K. Krippendorff, Computing Krippendorff's alpha-reliability (2011).
    """
    paired = [Counter(unit) for unit in units if len(unit) > 1]
    if not paired:
        return None
    totals: Counter[int] = Counter()
    for unit in paired:
        totals.update(unit)
    values = sorted(totals)
    everything = sum(totals.values())
    position = {}
    passed = Fraction(0)
    for value in values:
        position[value] = passed + Fraction(totals[value], 2)
        passed += totals[value]
    observed = sum(
        (
            Fraction(unit[one] * unit[other], sum(unit.values()) - 1) * (position[one] - position[other]) ** 2
            for unit in paired
            for one in unit
            for other in unit
        ),
        Fraction(0),
    )
    expected = sum(
        (
            totals[one] * totals[other] * (position[one] - position[other]) ** 2
            for one in values
            for other in values
        ),
        Fraction(0),
    )
    if not expected:
        return 1.0
    return float(1 - (everything - 1) * observed / expected)


def ends(votes: Mapping[_V, int]) -> tuple[tuple[_V, ...], tuple[_V, ...]]:
    """Who voted lowest and who highest; nobody where all voted alike."""
    if not votes or len(set(votes.values())) == 1:
        return (), ()
    low, high = min(votes.values()), max(votes.values())
    return (
        tuple(who for who, level in votes.items() if level == low),
        tuple(who for who, level in votes.items() if level == high),
    )
