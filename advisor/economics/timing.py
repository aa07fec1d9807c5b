"""Buy now or later: what each month of ordering machines costs over the horizon."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.compiled_book import power
from advisor.economics.costs import cents
from advisor.economics.machines import Plan, compute_years
from advisor.model.economics import Start, Timing
from advisor.model.units import MONTHS_A_YEAR

_ZERO, _ONE = Decimal(0), Decimal(1)
_MOST_STARTS = 12


def periods(months: int) -> tuple[Decimal, ...]:
    """A horizon in years: whole ones, and what is left."""
    whole, rest = divmod(months, 12)
    return (*(_ONE for _ in range(whole)), *((Decimal(rest) / 12,) if rest else ()))


def timing(owned: tuple[str, Case], until: tuple[str, Case], months: int, lead: int) -> Timing:
    """What ordering in each of some months costs, the interim being served by another alternative.

    The machines' price falls until the order, the interim is paid until they arrive, and what they still
    bring counts at the end. What is paid once for the interim is due unless it is never used.
    """
    never = _before(until[1], months, months)
    step = max(-(-months // _MOST_STARTS), 1)
    found = []
    for order in range(0, max(months - lead, 0), step):
        arrives = order + lead
        total = _before(until[1], arrives, months) + _after(owned[1], order, arrives, months)
        found.append((order, arrives, total))
    best = min((each for each in found), key=lambda each: each[2], default=None)
    least = min(never, best[2]) if best else never
    return Timing.model_construct(
        owned=owned[0],
        until=until[0],
        lead_time=lead,
        starts=tuple(
            Start.model_construct(order=order, arrives=arrives, total=cents(total), more=cents(total - least))
            for order, arrives, total in found
        ),
        never=cents(never),
        best=best[0] if best and best[2] < never else None,
        late=lead >= months,
    )


def _before(case: Case, end: int, months: int) -> Decimal:
    """Cost of an alternative from the start to the end of a month."""
    if end <= 0:
        return _ZERO
    total = sum((years[0] for line, years in case.line_years() if line.once), _ZERO)
    computing = case.computing()
    recurring = [years for line, years in case.line_years() if not line.once]
    for index, length in enumerate(case.plan.periods):
        here = min(max(end - 12 * index, 0), int(length * 12)) if end < months else int(length * 12)
        if not here:
            break
        year = computing[index].total + sum((years[index] for years in recurring), _ZERO)
        total += year * here / (length * 12)
    return total


def _after(case: Case, order: int, arrives: int, months: int) -> Decimal:
    """Cost of an alternative with machines that serve from one month to the end of the horizon."""
    plan = Plan(periods(months - arrives), case.plan.method)
    start = Decimal(arrives) / MONTHS_A_YEAR
    rise = _ONE + case.machines.growth
    at_start = power(rise, start)
    factors = [at_start * rise**index for index in range(len(plan.periods))]
    price = case.machines.server_price * power(
        _ONE - case.machines.price_decline, Decimal(order) / MONTHS_A_YEAR
    )
    computing = compute_years(
        case.alternative.compute, replace(case.machines, server_price=price), factors, plan
    )
    total = sum((year.total for year in computing), _ZERO)
    for line, amount in case.priced_lines():
        if line.once:
            total += amount
            continue
        stretch = sum(
            (
                length * power(factor, line.volume)
                for length, factor in zip(plan.periods, factors, strict=True)
            ),
            _ZERO,
        )
        total += amount * stretch
    return total
