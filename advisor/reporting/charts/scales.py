"""Round numbers along a scale, and how large numbers are said in few letters."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

from advisor.reporting.numerals import localised

_SUFFIXES = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "k"))


def nice_ticks(low: float, high: float, wanted: int = 5) -> tuple[float, ...]:
    """Round numbers from at most ``low`` to at least ``high``, about so many."""
    low, high = (low, high) if math.isfinite(low) and math.isfinite(high) else (0.0, 1.0)
    size = max(abs(low), abs(high))
    if high - low <= max(size, 1e-6) * 1e-6:
        high = low + max(size * 0.1, 1.0)
    rough = (high - low) / max(1, wanted)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(place * step, 12) for place in range(first, last + 1))


def powers(low: float, high: float, wanted: int = 6) -> tuple[float, ...]:
    """Powers of ten within a range of positive numbers; where they are few, twos and fives beside them."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    step = max(1, math.ceil((last - first + 1) / wanted))
    found = [10.0**power for power in range(first, last + 1, step)]
    if len(found) < 3:
        found = [
            factor * 10.0**power
            for power in range(math.floor(math.log10(low)), last + 1)
            for factor in (1, 2, 5)
            if low * 0.999999 <= factor * 10.0**power <= high * 1.000001
        ]
    return tuple(found)


def compact(number: float) -> str:
    """A number in few letters: ``950``, ``12.5k``, ``3.4M``."""
    if not math.isfinite(number):
        return "–"
    size = abs(number)
    for divisor, suffix in _SUFFIXES:
        if size >= divisor * 0.9995:
            return localised(f"{_short(number / divisor)}{suffix}").replace("-", "−")
    return localised(_short(number)).replace("-", "−")


def _short(number: float) -> str:
    """Three digits that mean something."""
    if number == 0:
        return "0"
    text = f"{Decimal(f'{number:.3g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def finite(values: Iterable[float | None]) -> list[float]:
    """Those of some numbers that can be drawn."""
    return [value for value in values if value is not None and math.isfinite(value)]
