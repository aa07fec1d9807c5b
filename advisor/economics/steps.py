"""Break-even that holds: whole servers make costs rise in steps, and a step can undo a break-even.

Curves are compared at a few volumes first. Where one of two owns its machines, it can fall below the other,
buy a server more, and be the dearer one again. So the volumes around the next steps are looked at, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, Decimal

from advisor.economics.case import Case
from advisor.economics.machines_total import owned_hours
from advisor.model.price import Compute
from advisor.model.units import HOURS_A_YEAR

_ONE = Decimal(1)
_BESIDE = Decimal("1e-9")
_STEPS, _ROUNDS = 12, 6
_FEW = 100
"""Servers from which on one more makes no difference worth telling."""

Gap = Callable[[Decimal], Decimal]
Narrow = Callable[[Gap, Decimal, Decimal, Decimal, Decimal], Decimal]


def settled(
    cheap: Case, dear: Case, at: Decimal, gap: Gap, ends: Sequence[Decimal], narrow: Narrow
) -> Decimal:
    """From which scale of the volume on one alternative costs less than another, past the next steps.

    Args:
        cheap: the one that costs less from ``at`` on, but perhaps for steps.
        dear: the other one.
        at: where it does so first, or the least volume.
        gap: how much more the cheap one costs at a scale.
        ends: scales, in order; beyond ``at`` the gap is negative at each of them.
        narrow: finds the scale between two where the sign of the gap changes.
    """
    for _ in range(_ROUNDS):
        points = sorted(
            [
                *(step * (_ONE + _BESIDE) for step in steps_after(cheap, at)),
                *(step * (_ONE - _BESIDE) for step in steps_after(dear, at)),
            ]
        )
        points = [point for point in points if at < point < ends[-1]][:_STEPS]
        gaps = [gap(point) for point in points]
        last = max((index for index, each in enumerate(gaps) if each > 0), default=None)
        if last is None:
            break
        low, over = points[last], gaps[last]
        if last + 1 < len(points):
            high, under = points[last + 1], gaps[last + 1]
        else:
            high = next(end for end in ends if end > low)
            under = gap(high)
        if under >= 0:
            break
        at = narrow(gap, low, high, over, under)
    return at


def steps_after(case: Case, scale: Decimal) -> list[Decimal]:
    """The next scales of the volume at which servers of its own are one more in some year."""
    m, compute = case.machines, case.alternative.compute
    if compute not in (Compute.OWNED, Compute.MIXED):
        return []
    share, use = (m.base_share, m.base_utilisation) if compute is Compute.MIXED else (_ONE, m.utilisation)
    room = m.server_size * HOURS_A_YEAR
    fixed = m.development * share / use
    least = m.standby * HOURS_A_YEAR
    hours = owned_hours(compute, m, [scale * factor for factor in case.factors])
    found: set[Decimal] = set()
    for held, factor in zip(hours, case.factors, strict=True):
        follows = (m.serving + m.learning) * factor * share / use
        learning = m.learning * factor * share / use
        full = (held / room).to_integral_value(ROUND_FLOOR)
        if full > _FEW or not follows:
            continue
        for more in range(_STEPS):
            # Answers hold a place each, or the place that stands ready: whichever is more.
            wanted = (full + more) * room - fixed
            at = wanted / follows
            if learning:
                at = min(at, (wanted - least) / learning)
            if at > scale:
                found.add(at)
    return sorted(found)[:_STEPS]
