"""How amounts grow with the volume: powers, and their sums over the years."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

_ZERO, _ONE = Decimal(0), Decimal(1)


@lru_cache(maxsize=4096)
def stretched(growth: Decimal, periods: tuple[Decimal, ...], exponent: Decimal) -> Decimal:
    """Sum over the years of their length times the growth of a line with this exponent."""
    rise = _ONE + growth
    return sum((length * power(rise**year, exponent) for year, length in enumerate(periods)), _ZERO)


@lru_cache(maxsize=16384)
def power(base: Decimal, exponent: Decimal) -> Decimal:
    """A power that is exact where it can be: exponents of 0 and 1 change nothing."""
    if exponent == 0 or base == 1:
        return _ONE
    if exponent == 1:
        return base
    if base == 0:
        # A shared cost does not vanish with the last request; a cost by volume does.
        return _ZERO
    return base**exponent
