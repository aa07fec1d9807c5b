"""How scores and limits are rounded for people: never to a value that was not reached.

Bands begin at whole points, so 69.96 must not read as 70 while its band says medium. Every place that
shows a score shows it through here, so that no two of them differ by a rounding.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from math import floor

_DIGITS = (Decimal("0.1"), Decimal("0.01"))
_ALIKE = Decimal("0.00001")
"""Points over a whole number that nobody means."""


def score_figure(points: float | Decimal) -> Decimal:
    """A score in points of 100 with one decimal, half up; with more where one would feign a whole number."""
    exact = Decimal(str(points))
    for digit in _DIGITS:
        shown = exact.quantize(digit, ROUND_HALF_UP)
        if shown != shown.to_integral_value() or 0 <= exact - shown < _ALIKE:
            return shown
    return exact


def whole_points(points: float | Decimal) -> int:
    """The whole points that a score has reached, for where there is no room for decimals."""
    return floor(points)


def at_most(limit: float, places: int) -> Decimal:
    """An upper limit with so many decimals, rounded so that what is said still holds."""
    return Decimal(str(limit)).quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)


def at_least(limit: float, places: int) -> Decimal:
    """A lower limit with so many decimals, rounded so that what is said still holds."""
    return Decimal(str(limit)).quantize(Decimal(1).scaleb(-places), ROUND_CEILING)
