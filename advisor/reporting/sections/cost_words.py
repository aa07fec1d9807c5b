"""Amounts, kinds of cost and origins of figures, as the report says them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

from advisor.model.brand import DateFormat
from advisor.model.economics import AlternativeCost, Estimate, Interval, Origin, Provenance, WorkloadEstimate
from advisor.model.pack import Pack
from advisor.model.price import Category
from advisor.reporting import words
from advisor.reporting.look import written_day
from advisor.reporting.numerals import localised

CATEGORIES = {
    Category.COMPUTE: "Computing",
    Category.DATA: "Data",
    Category.PLATFORM: "Platform and tools",
    Category.PEOPLE: "People",
    Category.INTEGRATION: "Integration, operation",
    Category.OPPORTUNITY: "Opportunity",
}
ORIGINS = {
    Origin.GIVEN: "Given by you",
    Origin.DERIVED: "From an answer",
    Origin.ASSUMED: "Assumed",
    Origin.COMPUTED: "Computed",
}


def money(amount: Decimal) -> str:
    """An amount without cents: ``1,240,623``."""
    return localised(f"{amount:,.0f}").replace("-", "−")


def precise(amount: Decimal) -> str:
    """An amount with three digits that mean something: ``0.00314``, ``68.1``, ``3,527``."""
    if amount == 0:
        return "0"
    if abs(amount) >= 1000:
        return money(amount)
    text = f"{Decimal(f'{amount:.3g}'):f}"
    return localised(text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def with_unit(amount: str, unit: str) -> str:
    """An amount with its unit; a plain number has none."""
    return amount if unit == "1" else f"{amount} {unit}"


def interval(span: Interval) -> str:
    """From where to where: ``344,818 to 3,729,966``."""
    return f"{money(span.low)} to {money(span.high)}"


def change(share: Decimal) -> str:
    """A change in whole per cent, with its sign: ``−24 %``."""
    percent = (share * 100).to_integral_value()
    sign = "+" if percent > 0 else "−" if percent < 0 else "±"
    return f"{sign}{localised(f'{abs(percent):,f}')} %"


def origin(known: Provenance) -> str:
    """Where a figure comes from, with its day: ``Assumed, 2026-10-01``."""
    day = f", {known.as_of.isoformat()}" if known.as_of else ""
    return f"{ORIGINS[known.origin]}{day}"


def name(pack: Pack, cost: AlternativeCost) -> str:
    """What an alternative is called; with its stage where a model of the pack stands for it."""
    if cost.outcome is not None and cost.decision == pack.manifest.primary_decision:
        return words.model_with_stage(pack, cost.outcome)
    return cost.title


def primary(pack: Pack, workload: WorkloadEstimate) -> list[AlternativeCost]:
    """The alternatives that belong to the pack's primary decision."""
    decision = pack.manifest.primary_decision
    return [one for one in workload.alternatives if one.decision == decision]


def advised(pack: Pack, workload: WorkloadEstimate) -> AlternativeCost | None:
    """The alternative that the rules advise for today; the cheapest one where several stand for it."""
    if workload.advised.now is None:
        return None
    found = [one for one in primary(pack, workload) if one.outcome == workload.advised.now]
    return min(found, key=lambda one: one.total, default=None)


def month(day: datetime.date) -> str:
    """The month of a day: ``March 2031``."""
    return written_day(day.isoformat(), DateFormat.LONG).partition(" ")[2]


def horizon(estimate: Estimate) -> str:
    """How far ahead is counted: ``36 months``."""
    return words.count(estimate.horizon_months, "month")


def exchange(estimate: Estimate) -> str | None:
    """The rate by which prices of the pack became those of the report; None where they share a currency."""
    basis = estimate.basis
    if basis is None or basis.economics.exchange_rate is None or estimate.currency == basis.book.currency:
        return None
    rate = basis.economics.exchange_rate
    span = ""
    if rate.low is not None and rate.high is not None and rate.low != rate.high:
        span = f" ({precise(rate.low)} to {precise(rate.high)})"
    return (
        f"The pack's prices are in {basis.book.currency}; they are converted at"
        f" {precise(rate.typical)}{span} {rate.unit}."
    )


def origins(figures: Iterable[Provenance]) -> dict[Origin, int]:
    """How many figures came about in which way."""
    found = dict.fromkeys(Origin, 0)
    for one in figures:
        found[one.origin] += 1
    return found
