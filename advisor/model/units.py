"""Units of measure: what an amount counts, per what, so that nothing is added that does not belong together.

A unit is written as people write it: ``USD/kWh``, ``requests/day``, ``USD/1M tokens``, ``%/year``.
Inside, every amount is in base units: rates per year, shares of 1, accelerator time in GPU hours,
energy in kWh. Rates in the usual periods convert exactly, because a year holds a whole number of each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache

HOURS_A_YEAR = Decimal(8760)
MONTHS_A_YEAR = Decimal(12)

Dimension = tuple[tuple[str, int], ...]
"""Base units with their powers, sorted by name."""

_PER_YEAR = {
    "s": 31_536_000,
    "second": 31_536_000,
    "min": 525_600,
    "minute": 525_600,
    "h": 8760,
    "hour": 8760,
    "day": 365,
    "d": 365,
    "month": 12,
    "quarter": 4,
    "year": 1,
    "a": 1,
}
_SCALED: dict[str, tuple[str, Decimal]] = {
    "GPU-h": ("GPU-h", Decimal(1)),
    "GPU-hour": ("GPU-h", Decimal(1)),
    "GPU-min": ("GPU-h", 1 / Decimal(60)),
    "GPU-s": ("GPU-h", 1 / Decimal(3600)),
    "kWh": ("kWh", Decimal(1)),
    "MWh": ("kWh", Decimal(1000)),
    "kW": ("kW", Decimal(1)),
    "MW": ("kW", Decimal(1000)),
    "W": ("kW", Decimal("0.001")),
    "GB": ("GB", Decimal(1)),
    "TB": ("GB", Decimal(1000)),
    "FTE": ("FTE", Decimal(1)),
    "GPU": ("GPU", Decimal(1)),
}
_INVERSE = {"GPU-min": Decimal(60), "GPU-s": Decimal(3600)}
"""What divides by these scales multiplies exactly by their inverse."""
_MULTIPLES = {"": 1, "k": 1000, "K": 1000, "M": 1_000_000, "G": 1_000_000_000}
_TERM = re.compile(r"(?:(\d+(?:\.\d+)?)([kKMG])?(?:\s+|$))?(?:([kKMG])\s+)?([A-Za-z][A-Za-z-]*|%)?")
_AMOUNT = re.compile(r"([-+]?\d+(?:\.\d+)?)([kM](?![A-Za-z]))?\s*(.*)", re.DOTALL)
_CURRENCY = re.compile(r"[A-Z]{3}")
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}

TIME, RATIO = "time", ""
_SHOWN = Context(prec=24)
_LONGEST = 80


class UnitError(ValueError):
    """A text is no unit, or two units do not belong together; the text says why."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, what one of it is in base units, and of what it consists."""

    text: str
    scale: Decimal
    dimension: Dimension
    inverse: Decimal | None = None
    """Exact inverse of a scale that has no end as a decimal."""

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that it is in."""
        return tuple(name for name, _ in self.dimension if _CURRENCY.fullmatch(name) and name not in _SCALED)

    def to_base(self, amount: Decimal) -> Decimal:
        """An amount in this unit, in base units."""
        return amount / self.inverse if self.inverse is not None else amount * self.scale

    def from_base(self, amount: Decimal) -> Decimal:
        """An amount in base units, in this unit."""
        # Digits that conversion itself made up are not shown.
        return _SHOWN.plus(amount * self.inverse if self.inverse is not None else amount / self.scale)


@lru_cache(maxsize=1024)
def unit(text: str) -> Unit:
    """The unit that a text names.

    Raises:
        UnitError: it names none.
    """
    if len(text) > _LONGEST:
        raise UnitError("this is too long for a unit")
    for symbol, code in _SYMBOLS.items():
        if symbol in text:
            raise UnitError(f"write the currency as {code}, not as {symbol}")
    above, below = Decimal(1), Decimal(1)
    powers: dict[str, int] = {}
    for index, part in enumerate(text.split("/")):
        up = index == 0
        factor, name = _term(part.strip(), text, empty=up)
        if name in _PER_YEAR:
            # A year holds a whole number of every period, so rates convert without rounding.
            below, above = (below * _PER_YEAR[name], above) if up else (below, above * _PER_YEAR[name])
            base = TIME
        elif name in _SCALED:
            base, scale = _SCALED[name]
            inverse = _INVERSE.get(name)
            if up:
                above, below = (above, below * inverse) if inverse else (above * scale, below)
            else:
                above, below = (above * inverse, below) if inverse else (above, below * scale)
        elif name == "%":
            above, below = (above, below * 100) if up else (above * 100, below)
            base = RATIO
        else:
            base = name
        above, below = (above * factor, below) if up else (above, below * factor)
        if base:
            powers[base] = powers.get(base, 0) + (1 if up else -1)
    dimension = tuple(sorted((name, power) for name, power in powers.items() if power))
    scale = above / below
    return Unit(text, scale, dimension, None if scale * below == above else below / above)


def _term(text: str, whole: str, *, empty: bool) -> tuple[Decimal, str]:
    """The multiple and the singular name of one part of a unit."""
    found = _TERM.fullmatch(text)
    if found is None or not (text or empty):
        raise UnitError(f"“{whole[:_LONGEST]}” is not a unit")
    factor = Decimal(found[1] or "1") * _MULTIPLES[found[2] or ""] * _MULTIPLES[found[3] or ""]
    if factor == 0:
        raise UnitError(f"“{whole}” divides by zero")
    return factor, _singular(found[4] or "")


def _singular(name: str) -> str:
    if name in _PER_YEAR or name in _SCALED or name == "%" or _CURRENCY.fullmatch(name):
        return name
    stem = name[:-1] if name.endswith("s") and not name.endswith("ss") and len(name) > 2 else name
    if stem in _PER_YEAR or stem in _SCALED:
        return stem
    return stem.lower()


def amount(text: str) -> tuple[Decimal, Unit]:
    """A number and its unit, as in ``0.21 USD/kWh``; the number is in that unit.

    Raises:
        UnitError: the text is no amount.
    """
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise UnitError("an amount is a number and its unit, such as “0.21 USD/kWh”")
    rest = found[3].strip()
    if rest[:1] in (",", ".", "_", "'"):
        raise UnitError("write the number without separators, with a point for decimals")
    if len(found[1]) > 40:
        raise UnitError("this number is too long")
    number = Decimal(found[1]) * _MULTIPLES[found[2] or ""]
    return number, unit(rest)


def combined(parts: list[tuple[Dimension, int]]) -> Dimension:
    """The dimension of a product of dimensions, each to a power."""
    powers: dict[str, int] = {}
    for dimension, sign in parts:
        for name, power in dimension:
            powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def in_words(dimension: Dimension) -> str:
    """A dimension as a unit in base units, for messages."""
    above = [name for name, power in dimension for _ in range(power)]
    below = [name for name, power in dimension for _ in range(-power)]
    text = "·".join("year" if name == TIME else name for name in above) or "1"
    return "/".join([text, *("year" if name == TIME else name for name in below)])
