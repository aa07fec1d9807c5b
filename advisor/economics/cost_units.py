"""What formulas may look at in a year of an alternative, and the costs of one unit that they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.compiled_book import CompiledBook
from advisor.economics.cost_lines import AMOUNT_OF_LINE
from advisor.economics.formulas import ZeroDenominator
from advisor.economics.machines import ComputeYear
from advisor.economics.wanting import titles_not_zero, titles_of
from advisor.model.construct import constructed
from advisor.model.economics import LineCost, UnitCostValue
from advisor.model.price import Category, Phase, UnitCost
from advisor.model.units import HOURS_A_YEAR, unit

_ZERO, _ONE = Decimal(0), Decimal(1)
_SUMS: dict[Category | Phase, str] = {each: f"{each}_cost" for each in (*Category, *Phase)}
"""Under which name formulas find the sum of a category, or of what lines are for."""


def results_of_year(
    case: Case, computing: Sequence[ComputeYear], lines: Iterable[LineCost], index: int, volume: str
) -> dict[str, Decimal]:
    """What formulas may look at in one year of an alternative, in base units: money and hours a year."""
    length = case.plan.periods[index]
    year = computing[index]
    found = case.values_at(volume)
    sums = dict.fromkeys(_SUMS.values(), _ZERO)
    total = _ZERO
    for name, amount_of in AMOUNT_OF_LINE.items():
        found[name] = amount_of(year) / length
    for line, amounts in case.line_years():
        found[line.id] = amounts[index] / length
    for each in lines:
        amount = found.get(each.id, _ZERO)
        total += amount
        sums[_SUMS[each.category]] += amount
        sums[_SUMS[each.phase]] += amount
    found |= sums
    found["total_cost"] = total
    found["held_hours"] = year.held_hours / length
    found["useful_hours"] = year.useful_hours / length
    if year.held_hours:
        found["held_utilisation"] = year.useful_hours / year.held_hours
    found["energy_used"] = case.machines.server_power * year.servers * HOURS_A_YEAR * case.machines.pue
    found["volume_factor"] = case.growth[index]
    return found


def unit_costs(
    book: CompiledBook,
    units: Iterable[UnitCost],
    years: Sequence[Mapping[str, Decimal]],
    currency: str,
    kind: str,
) -> tuple[UnitCostValue, ...]:
    """Costs for one unit in every year, with the use that they rest on."""
    found = []
    for each in units:
        if each.kinds and kind not in each.kinds:
            continue
        shown = unit(each.unit.replace(book.book.currency, currency))
        missing = book.missing(each.value, years[0]) if years else []
        reason = None
        values: tuple[Decimal, ...] | None = None
        if missing:
            reason = "no figure for " + ", ".join(titles_of(book.book, missing))
        else:
            formula = book.formula(each.value)
            found_so_far = []
            try:
                for year in years:
                    found_so_far.append(shown.from_base(formula(year)))
                values = tuple(found_so_far)
            except ZeroDenominator as zero:
                named = titles_not_zero(book.book, zero.divisor, years[len(found_so_far)])
                reason = "no figure for " + "; ".join(named)
        trend = values[-1] / values[0] - _ONE if values and values[0] and len(values) > 1 else None
        use = years[0].get("held_utilisation") if each.per_use and values else None
        found.append(
            constructed(
                UnitCostValue,
                id=each.id,
                title=each.title,
                unit=shown.text,
                years=values,
                trend=trend,
                utilisation=use,
                missing=reason,
            )
        )
    return tuple(found)
