"""The books of a machine: how its price is spread, what it still brings, what later money is worth today."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from advisor.model.stated import Depreciation

MACRS_5 = tuple(Decimal(share) for share in ("0.20", "0.32", "0.192", "0.1152", "0.1152", "0.0576"))
"""Five-year property, half-year convention: shares of the price in each of six tax years."""
_ONE, _ZERO = Decimal(1), Decimal(0)


@lru_cache(maxsize=256)
def schedule(method: Depreciation, periods: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Shares of the amount to be written off, one a period of use; they add up to exactly 1.

    ``periods`` are the lengths of the periods in years, all 1 but perhaps the last. What is left when a
    machine is given up counts in the last period.
    """
    if not periods:
        return ()
    if method is Depreciation.MACRS_5:
        shares = [
            (MACRS_5[index] if index < len(MACRS_5) else _ZERO) * length
            for index, length in enumerate(periods)
        ]
    else:
        use = sum(periods, _ZERO)
        shares = [length / use for length in periods]
    shares[-1] = _ONE - sum(shares[:-1], _ZERO)
    return tuple(shares)


def straight_line(price: Decimal, years: int, resale: Decimal = _ZERO) -> tuple[Decimal, ...]:
    """Price less resale in equal parts over whole years."""
    return tuple((price - resale) / years for _ in range(years))


def macrs_5(price: Decimal) -> tuple[Decimal, ...]:
    """A price over the six tax years of five-year property."""
    return tuple(price * share for share in MACRS_5)


@lru_cache(maxsize=1024)
def resale_share(age: Decimal, curve: tuple[Decimal, ...]) -> Decimal:
    """Share of the price that a machine of an age in years still brings.

    ``curve`` holds the shares after one, two, … years; between them lies a straight line, and after
    the last one the line goes on falling as it did, to nothing.
    """
    points = (_ONE, *curve)
    whole = int(age)
    if whole < len(points) - 1:
        left, right = points[whole], points[whole + 1]
        return left + (right - left) * (age - whole)
    fall = points[-2] - points[-1]
    return max(points[-1] - max(fall, _ZERO) * (age - (len(points) - 1)), _ZERO)


def present_value(rate: Decimal, cash: Sequence[Decimal]) -> Decimal:
    """What a series of payments is worth at the start: the first now, the others a year apart."""
    factor = _ONE
    total = _ZERO
    for payment in cash:
        total += payment * factor
        factor /= _ONE + rate
    return total
