"""A commented section ``economics`` to be filled in: every quantity with what is assumed without it."""

from __future__ import annotations

from decimal import Decimal

from advisor.content.economics import SECTION
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read
from advisor.errors import Problem, UnusableInput
from advisor.model.assessment import Assessment
from advisor.model.price import PriceBook, Quantity, Sample
from advisor.model.question import Scope

_HEAD = """\
{section}:
  # Everything here is optional. What is missing follows from answers or from the pack's dated assumptions.
  # Remove the # before a line that you know. An amount is a number and its unit, or a range:
  #   {{low: 0.15, typical: 0.2, high: 0.3, unit: {currency}/kWh, source: contract of May}}
  currency: {currency}
  # Another currency needs the rate of exchange for the prices, and all amounts below are in that currency:
  # exchange_rate: 0.92 EUR/{currency}
  # as_of: "2026-10-01"                # compute with the prices of this day
  # depreciation: straight_line        # or macrs_5
  # accelerator: {accelerator}         # one of: {accelerators}
  # provider: {provider}               # rent from this provider only
"""


def with_section(data: bytes, name: str, assessment: Assessment, book: PriceBook) -> bytes:
    """The bytes of an assessment with a section added at the end.

    Raises:
        UnusableInput: it has one already.
    """
    source = read(data, name, ASSESSMENT_LIMIT)
    if isinstance(source.value, dict) and SECTION in source.value:
        mark = source.mark((SECTION,), key=True)
        line, column = (mark.line, mark.column) if mark else (None, None)
        message = f"there is a section “{SECTION}” already"
        raise UnusableInput(
            [Problem(name, line, column, message, "fill it in, or delete it", "already-there")]
        )
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    text = section(assessment, book).encode().replace(b"\n", newline)
    return data.rstrip() + newline * 2 + text


def section(assessment: Assessment, book: PriceBook) -> str:
    """The section with every quantity of the book in comments."""
    first = next(iter(book.accelerators))
    providers = [each.provider for one in book.accelerators.values() for each in one.rentals]
    text = _HEAD.format(
        section=SECTION,
        currency=book.currency,
        accelerator=first,
        accelerators=", ".join(book.accelerators),
        provider=providers[0] if providers else "…",
    )
    if book.token_prices is not None:
        model = book.token_prices.default
        text += f"  # token_price: {{provider: {model.provider}, model: {model.model}}}\n"
    text += "  values:\n"
    text += _lines(book, Scope.ORGANISATION, "    ")
    text += _of_alternatives(book)
    text += _growing(book)
    text += "  workloads:\n"
    for workload in assessment.workloads:
        text += f"    {workload.id}:\n" + _lines(book, Scope.WORKLOAD, "      ")
    return text


def _growing(book: PriceBook) -> str:
    """The exponents of all lines that are paid each year."""
    lines = [line for line in book.lines if not line.once]
    if not lines:
        return ""
    text = (
        "  # How costs follow the volume: 0 fixed, below 1 sub-linear, 1 linear, above 1 super-linear.\n"
        "  exponents:\n"
    )
    return text + "".join(
        f"    # {line.id}: {line.volume:f}".ljust(52) + f"  # {line.title}\n" for line in lines
    )


def _lines(book: PriceBook, scope: Scope, indent: str) -> str:
    """Quantities of a scope, those that formulas compute unless they are stated at the end."""
    own = {name: each for name, each in book.quantities.items() if each.scope is scope}
    text = "".join(_line(name, each, indent) for name, each in own.items() if each.value is None)
    computed = {name: each for name, each in own.items() if each.value is not None}
    if computed:
        text += f"{indent}# Computed from the others, unless you know better:\n"
        text += "".join(_line(name, each, indent) for name, each in computed.items())
    return text


def _of_alternatives(book: PriceBook) -> str:
    """Quantities that differ by alternative, under each; a line above holds for all of them."""
    by = {name: each.values[-1].by for name, each in book.quantities.items() if each.values}
    having = [key for key in book.alternatives if any(key in found for found in by.values())]
    if not having:
        return ""
    text = "  # Amounts that hold for one alternative only; what stands above holds for all of them.\n"
    text += "  alternatives:\n"
    for key in having:
        text += f"    {key}:\n"
        for name, found in by.items():
            if key in found:
                text += _commented(name, found[key].typical, book.quantities[name], "      ")
    return text


def _line(name: str, quantity: Quantity, indent: str) -> str:
    return _commented(name, _typical(quantity.values[-1] if quantity.values else None), quantity, indent)


def _commented(name: str, typical: Decimal | None, quantity: Quantity, indent: str) -> str:
    amount = "…" if typical is None else f"{typical:f}"
    unit = "" if quantity.unit == "1" else f" {quantity.unit}"
    return f"{indent}# {name}: {amount}{unit}".ljust(52) + f"  # {quantity.title}\n"


def _typical(sample: Sample | None) -> Decimal | None:
    typical: Decimal | None = sample.typical if sample else None
    if typical is None and sample is not None and sample.by:
        typical = next(iter(sample.by.values())).typical
    return typical
