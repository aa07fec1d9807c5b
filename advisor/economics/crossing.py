"""Where two cost curves cross for good.

Curves are given as functions of a point: a volume, or how busy machines are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from advisor.model.construct import constructed
from advisor.model.economics import Crossing, CrossingKind

_ZERO = Decimal(0)
_CLOSE, _NUDGE = Decimal("0.00001"), Decimal("0.4")
_HALVE = 4
_SAME = Decimal("1e-15")

Cost = Callable[[Decimal], Decimal]
"""What something costs at a point."""


def crossing(
    kind: CrossingKind, names: tuple[str, str], costs: tuple[Cost, Cost], points: Sequence[Decimal]
) -> Crossing:
    """Where the second of two curves falls below the first for good, within the points.

    When the first one is the cheaper at the far end instead, the roles are exchanged.
    """
    first, second = costs
    gaps = [gap_between(first(point), second(point)) for point in points]
    if gaps[-1] > 0:
        names = (names[1], names[0])
        first, second = second, first
        gaps = [-gap for gap in gaps]
    last = max((index for index, gap in enumerate(gaps) if gap >= 0), default=None)
    at = None
    if gaps[-1] == 0:
        state = "never"
    elif last is None:
        state = "always"
    else:
        state = "crosses"
        at = narrowed(
            lambda point: gap_between(first(point), second(point)),
            points[last],
            points[last + 1],
            gaps[last],
            gaps[last + 1],
        )
    return constructed(
        Crossing,
        kind=kind,
        alternative=names[1],
        against=names[0],
        at=at,
        state=state,
        low=points[0],
        high=points[-1],
    )


def gap_between(first: Decimal, second: Decimal) -> Decimal:
    """How much more the second costs; what only the last digits make different is the same."""
    gap = second - first
    return gap if abs(gap) > _SAME * (abs(first) + abs(second)) else _ZERO


def narrowed(gap: Cost, low: Decimal, high: Decimal, at_low: Decimal, at_high: Decimal) -> Decimal:
    """The point between two of different sign where the sign changes.

    False position, which forgets an end that never moves, and halving in between, because costs rise in
    steps where servers are whole. Within the last bracket costs are taken as straight, which is exact
    wherever no step lies in it.
    """
    if at_low == 0:
        return low
    pull_low, pull_high = at_low, at_high
    side = 0
    for turn in range(60):
        close = _CLOSE * high
        if high - low <= close:
            break
        middle = (low + high) / 2
        if turn % _HALVE != _HALVE - 1:
            middle = low + (high - low) * pull_low / (pull_low - pull_high)
        # Never quite at an end: a step beyond a root that is all but found closes the bracket.
        middle = min(max(middle, low + close * _NUDGE), high - close * _NUDGE)
        value = gap(middle)
        if value == 0:
            return middle
        if value > 0:
            low, at_low, pull_low = middle, value, value
            pull_high, side = (pull_high / 2, -1) if side == -1 else (pull_high, -1)
        else:
            high, at_high, pull_high = middle, value, value
            pull_low, side = (pull_low / 2, 1) if side == 1 else (pull_low, 1)
    return low + (high - low) * at_low / (at_low - at_high)
