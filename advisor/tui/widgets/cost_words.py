"""Amounts, origins and kinds of cost in words, as the screen of costs says them."""

from __future__ import annotations

from decimal import Decimal

from advisor.model.economics import Figure, Origin
from advisor.model.price import Category

CATEGORIES = {
    Category.COMPUTE: ("█", "Computing"),
    Category.DATA: ("▒", "Data"),
    Category.PLATFORM: ("▚", "Platform and tools"),
    Category.PEOPLE: ("░", "People"),
    Category.INTEGRATION: ("▞", "Integration, running"),
    Category.OPPORTUNITY: ("▄", "Opportunity"),
}
"""What a part of a bar is drawn with, and its name; the patterns differ, so no colour is needed."""

ORIGINS = {
    Origin.GIVEN: ("●", "given"),
    Origin.DERIVED: ("◆", "answer"),
    Origin.ASSUMED: ("○", "assumed"),
    Origin.COMPUTED: ("○", "computed"),
}


def money(amount: Decimal) -> str:
    """An amount without cents."""
    return f"{amount:,.0f}"


def precise(amount: Decimal) -> str:
    """An amount with three digits that mean something."""
    if amount == 0:
        return "0"
    if abs(amount) >= 1000:
        return f"{amount:,.0f}"
    return _short(amount)


def compact(amount: Decimal) -> str:
    """A number in few characters: 950, 12k, 3.4M."""
    size = abs(amount)
    for divisor, suffix in ((Decimal(10) ** 9, "G"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "k")):
        if size >= divisor:
            scaled = amount / divisor
            return f"{_short(scaled) if abs(scaled) < 100 else f'{scaled:.0f}'}{suffix}"
    return f"{amount:.0f}" if size >= 10 or amount == 0 else _short(amount)


def _short(amount: Decimal) -> str:
    """Three digits that mean something, without zeros that mean nothing."""
    text = f"{Decimal(f'{amount:.3g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(amount: str, unit: str) -> str:
    """An amount behind which its unit stands; a plain number has none."""
    return amount if unit == "1" else f"{amount} {unit}"


def spanned(figure: Figure) -> str:
    """The typical amount, with its range where it has one."""
    text = precise(figure.typical)
    if figure.low != figure.high:
        text += f" ({precise(figure.low)} to {precise(figure.high)})"
    return text


def source_of(figure: Figure) -> str:
    """Where a figure comes from, with its day."""
    known = figure.provenance
    day = f", {known.as_of.isoformat()}" if known.as_of else ""
    words = "from an answer" if known.origin is Origin.DERIVED else ORIGINS[known.origin][1]
    return f"{words}{day}: {known.source}"
