"""A case as a result: lines in whole cents, years, categories, cash, units."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.cost_cash import cash_flow
from advisor.economics.cost_lines import cents, line_costs
from advisor.economics.cost_units import results_of_year, unit_costs
from advisor.economics.depreciation import present_value
from advisor.economics.machines import ComputeYear
from advisor.model.construct import constructed
from advisor.model.economics import AlternativeCost, Interval, Ownership
from advisor.model.price import Category, Compute, Phase

_HALF = Decimal("0.5")
_ZERO = Decimal(0)


def alternative_cost(
    case: Case, name: str, kind: str, currency: str, discount: Decimal, interval: Interval, volume: str
) -> tuple[AlternativeCost, list[dict[str, Decimal]]]:
    """The result of a case, and what formulas may look at, year by year; ``volume`` is what grows."""
    computing = case.computing()
    every = line_costs(case, computing)
    # What comes to less than half a cent is not told, and yet counts where it is all that there is.
    lines = tuple(each for each in every if any(each.years))
    count = len(case.plan.periods)
    years = tuple(sum((line.years[index] for line in lines), _ZERO) for index in range(count))
    cash = cash_flow(case, computing, lines)
    alternative = case.alternative
    # Without machines there are no unit costs, and KPIs look at the first year alone.
    told = range(count if alternative.compute is not Compute.NONE else 1)
    values = [results_of_year(case, computing, every, index, volume) for index in told]
    held = [year for year in computing if year.held_hours]
    owned = alternative.compute in (Compute.OWNED, Compute.MIXED)
    alone = cents(case.one_more())
    categories, phases = dict.fromkeys(Category, _ZERO), dict.fromkeys(Phase, _ZERO)
    for line in lines:
        categories[line.category] += line.total
        phases[line.phase] += line.total
    found = constructed(
        AlternativeCost,
        id=name,
        title=alternative.title,
        short=alternative.short,
        decision=alternative.decision,
        outcome=alternative.outcome,
        compute=alternative.compute,
        lines=lines,
        years=years,
        total=sum(years, _ZERO),
        cash=cash,
        present_value=cents(present_value(discount, cash)),
        categories=categories,
        phases=phases,
        interval=interval,
        utilisation=tuple(year.useful_hours / year.held_hours for year in held),
        ownership=_ownership(computing) if owned else None,
        unit_costs=unit_costs(case.book, case.book.book.unit_costs, values, currency, kind)
        if alternative.compute is not Compute.NONE
        else (),
        next_initiative=alone,
        next_alone=alone,
        at_half=cents(case.total(_HALF)),
    )
    return found, values


def _ownership(computing: Sequence[ComputeYear]) -> Ownership:
    return constructed(
        Ownership,
        servers=tuple(year.servers for year in computing),
        hardware=tuple(cents(year.hardware) for year in computing),
        energy=tuple(cents(year.energy) for year in computing),
        hosting=tuple(cents(year.hosting) for year in computing),
        support=tuple(cents(year.support) for year in computing),
        purchases=tuple(cents(year.purchases) for year in computing),
        resale=tuple(cents(year.resale) for year in computing),
    )
