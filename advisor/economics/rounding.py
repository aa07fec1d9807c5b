"""Figures in as few digits as they can bear: what rests on ranges is never known to the last one."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

_DIGITS = 3
"""Digits of a break-even that mean something, beside inputs that are rough themselves."""


def significant(amount: Decimal, digits: int = _DIGITS) -> Decimal:
    """An amount with so many digits that mean something: 1,455,112 becomes 1,460,000."""
    if not amount:
        return amount
    return amount.quantize(Decimal(1).scaleb(amount.adjusted() - digits + 1), ROUND_HALF_EVEN)
