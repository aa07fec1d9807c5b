"""A case as a result: lines in whole cents, years, categories, cash, units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from advisor.economics.case import Case
from advisor.economics.compiled_book import CompiledBook
from advisor.economics.depreciation import present_value
from advisor.economics.formulas import ZeroDenominator
from advisor.economics.machines import ComputeYear
from advisor.economics.wanting import titles_not_zero, titles_of
from advisor.model.construct import constructed
from advisor.model.economics import AlternativeCost, Interval, LineCost, Origin, Ownership, UnitCostValue
from advisor.model.price import Category, Compute, CostLine, Phase, UnitCost
from advisor.model.units import HOURS_A_YEAR, unit

CENT = Decimal("0.01")
_HALF = Decimal("0.5")
_ZERO, _ONE = Decimal(0), Decimal(1)
BY_USE: tuple[tuple[str, str, Category, Phase, bool, Decimal | None], ...] = (
    ("compute_learning", "Training and tuning", Category.COMPUTE, Phase.LEARNING, True, None),
    ("compute_serving", "Inference", Category.COMPUTE, Phase.SERVING, True, None),
    ("compute_development", "Development and tests", Category.COMPUTE, Phase.SHARED, True, None),
    ("compute_idle", "Idle capacity", Category.COMPUTE, Phase.SERVING, True, None),
    ("compute_idle_learning", "Idle capacity, training", Category.COMPUTE, Phase.LEARNING, True, None),
    ("capital_forgone", "Return forgone on tied-up capital", Category.OPPORTUNITY, Phase.SHARED, False, None),
)
"""Lines of the machines: id, title, category, what for, whether cash."""
_AMOUNTS: dict[str, Callable[[ComputeYear], Decimal]] = {
    "compute_learning": attrgetter("learning"),
    "compute_serving": attrgetter("serving"),
    "compute_development": attrgetter("development"),
    "compute_idle": attrgetter("idle"),
    "compute_idle_learning": attrgetter("idle_learning"),
    "capital_forgone": attrgetter("forgone"),
}
"""What each of these lines costs in a year."""
_SUMS: dict[Category | Phase, str] = {each: f"{each}_cost" for each in (*Category, *Phase)}
"""Under which name formulas find the sum of a category, or of what lines are for."""


def cents(amount: Decimal) -> Decimal:
    """Money in whole cents; half a cent is rounded up, as in a spreadsheet."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def in_cents(amounts: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Amounts of money in whole cents."""
    return tuple([amount.quantize(CENT, ROUND_HALF_UP) for amount in amounts])


def line_costs(case: Case, computing: Sequence[ComputeYear]) -> tuple[LineCost, ...]:
    """Every line, machines first; also those that cost nothing."""
    found = []
    if case.alternative.compute is not Compute.NONE:
        for name, title, category, phase, cash, exponent in BY_USE:
            years = in_cents(map(_AMOUNTS[name], computing))
            found.append(_line(name, title, category, phase, years, cash=cash, exponent=exponent))
    for line, amounts in case.line_years():
        years = in_cents(amounts)
        exponent = None if line.once else line.volume
        stated = Origin.GIVEN if line.id in case.book.exponents else Origin.ASSUMED
        found.append(
            _line(
                line.id,
                line.title,
                line.category,
                _phase(case, line),
                years,
                cash=line.cash,
                exponent=exponent,
                exponent_from=None if exponent is None else stated,
                once=line.once,
            )
        )
    return tuple(found)


def _phase(case: Case, line: CostLine) -> Phase:
    """What a line is for; where nothing is trained, nothing is there for the sake of training."""
    if line.phase is Phase.LEARNING and case.alternative.compute is not Compute.NONE and not case.learns:
        return Phase.SHARED
    return line.phase


def _line(
    name: str,
    title: str,
    category: Category,
    phase: Phase,
    years: tuple[Decimal, ...],
    *,
    cash: bool,
    exponent: Decimal | None,
    exponent_from: Origin | None = None,
    once: bool = False,
) -> LineCost:
    return constructed(
        LineCost,
        id=name,
        title=title,
        category=category,
        phase=phase,
        years=years,
        total=sum(years, _ZERO),
        cash=cash,
        exponent=exponent,
        exponent_from=exponent_from,
        once=once,
    )


def cash_flow(case: Case, computing: Sequence[ComputeYear], lines: Iterable[LineCost]) -> tuple[Decimal, ...]:
    """Cash out at the start, then at the end of each year; machines are paid when they are bought."""
    count = len(case.plan.periods)
    flow = [_ZERO] * (count + 1)
    once = {line.id for line, _ in case.line_years() if line.once}
    by_use = {name for name, *_ in BY_USE}
    for line in lines:
        if not line.cash or line.id in by_use:
            continue
        for index, amount in enumerate(line.years):
            flow[index if line.id in once else index + 1] += amount
    computed = compute_cash(computing)
    return tuple(one + other for one, other in zip(flow, computed, strict=True))


def compute_cash(computing: Sequence[ComputeYear]) -> list[Decimal]:
    """Cash out for machines, at the start and at the end of each year; less what selling them brings."""
    flow = [_ZERO] * (len(computing) + 1)
    for index, year in enumerate(computing):
        flow[index] += cents(year.purchases)
        flow[index + 1] += cents(year.running) - cents(year.resale)
    return flow


def results_of_year(
    case: Case, computing: Sequence[ComputeYear], lines: Iterable[LineCost], index: int, volume: str
) -> dict[str, Decimal]:
    """What formulas may look at in one year of an alternative, in base units: money and hours a year."""
    length = case.plan.periods[index]
    year = computing[index]
    found = case.values_at(volume)
    sums = dict.fromkeys(_SUMS.values(), _ZERO)
    total = _ZERO
    for name, amount_of in _AMOUNTS.items():
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
