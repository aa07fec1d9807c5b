"""Buy now or later: what each month of ordering machines costs over the horizon."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from advisor.economics.case import Case
from advisor.economics.cost_lines import cents
from advisor.economics.growth import power
from advisor.economics.machines import Plan
from advisor.economics.machines_total import compute_total
from advisor.model.construct import constructed
from advisor.model.economics import Move, Start, Timing
from advisor.model.price import Compute
from advisor.model.units import MONTHS_A_YEAR

_ZERO, _ONE = Decimal(0), Decimal(1)
_MOST_STARTS = 12
_FARTHEST = 120
"""Months beyond which a date is no plan any more."""


def periods(months: int) -> tuple[Decimal, ...]:
    """A horizon in years: whole ones, and what is left."""
    whole, rest = divmod(months, 12)
    return (*(_ONE for _ in range(whole)), *((Decimal(rest) / 12,) if rest else ()))


def months_until(today: Decimal, wanted: Decimal, growth: Decimal) -> int | None:
    """Whole months until a volume that grows by a share a year has come to another.

    None when it is there already or never gets there, or only after more than ten years.
    """
    rise = _ONE + growth
    if rise <= 0 or rise == 1 or today <= 0 or wanted <= 0 or wanted == today:
        return None
    exact = MONTHS_A_YEAR * (wanted / today).ln() / rise.ln()
    # Logarithms have no end, so what is a whole month but for the last digits is one.
    months = round(exact, 9).to_integral_value(ROUND_CEILING)
    return int(months) if 0 < months <= _FARTHEST else None


def later(day: datetime.date, months: int) -> datetime.date:
    """The day so many months later, or the last of its month where that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def timing(owned: tuple[str, Case], until: tuple[str, Case], months: int, lead: int) -> Timing:
    """What ordering in each of some months costs, the interim being served by another alternative.

    The machines' price falls until the order, the interim is paid until they arrive, and what they still
    bring counts at the end. What is paid once for the interim is due unless it is never used.
    """
    interim = _Interim(until[1], months)
    never = interim.before(months)
    step = max(-(-months // _MOST_STARTS), 1)
    found = []
    for order in range(0, max(months - lead, 0), step):
        arrives = order + lead
        total = interim.before(arrives) + _after(owned[1], order, arrives, months)
        found.append((order, arrives, total))
    best = min((each for each in found), key=lambda each: each[2], default=None)
    least = min(never, best[2]) if best else never
    return constructed(
        Timing,
        owned=owned[0],
        until=until[0],
        lead_time=lead,
        starts=tuple(
            constructed(Start, order=order, arrives=arrives, total=cents(total), more=cents(total - least))
            for order, arrives, total in found
        ),
        never=cents(never),
        best=best[0] if best and best[2] < never else None,
        late=lead >= months,
    )


def move(now: tuple[str, Case], target: tuple[str, Case], months: int, lead: int) -> Move:
    """What it costs to use one alternative until another one can be used, and that one from then on.

    Machines are ordered at the start. What is paid once for now's alternative is due for any time of it.
    """
    owned = target[1].alternative.compute in (Compute.OWNED, Compute.MIXED)
    month = lead if owned else 0
    interim = _Interim(now[1], months)
    total = interim.before(month) + _after(target[1], 0, month, months) if month < months else None
    return constructed(
        Move,
        now=now[0],
        target=target[0],
        month=month if total is not None else None,
        total=None if total is None else cents(total),
    )


class _Interim:
    """What an alternative costs that is used from the start until some month."""

    def __init__(self, case: Case, months: int) -> None:
        self._months, self._periods = months, case.plan.periods
        self._once = sum((years[0] for line, years in case.line_years() if line.once), _ZERO)
        recurring = [years for line, years in case.line_years() if not line.once]
        self._years = [
            year.total + sum((years[index] for years in recurring), _ZERO)
            for index, year in enumerate(case.computing())
        ]

    def before(self, end: int) -> Decimal:
        """The cost up to the end of a month."""
        if end <= 0:
            return _ZERO
        total = self._once
        for index, (year, length) in enumerate(zip(self._years, self._periods, strict=True)):
            whole = int(length * MONTHS_A_YEAR)
            here = whole if end >= self._months else min(max(end - 12 * index, 0), whole)
            if not here:
                break
            total += year * here / (length * MONTHS_A_YEAR)
        return total


def _after(case: Case, order: int, arrives: int, months: int) -> Decimal:
    """Cost of an alternative with machines that serve from one month to the end of the horizon."""
    plan = Plan(periods(months - arrives), case.plan.method)
    start = Decimal(arrives) / MONTHS_A_YEAR
    rise = _ONE + case.machines.growth
    at_start = power(rise, start)
    factors = tuple(at_start * rise**index for index in range(len(plan.periods)))
    price = case.machines.server_price * power(
        _ONE - case.machines.price_decline, Decimal(order) / MONTHS_A_YEAR
    )
    machines = replace(case.machines, server_price=price)
    volumes = [case.scale * each for each in factors]
    total = compute_total(case.alternative.compute, machines, volumes, plan)
    for exponent, yearly, once in case.by_exponent():
        total += once + yearly * _stretched(plan.periods, factors, exponent)
    return total


@lru_cache(maxsize=4096)
def _stretched(periods: tuple[Decimal, ...], factors: tuple[Decimal, ...], exponent: Decimal) -> Decimal:
    """Sum over the years of their length times the growth of a line with this exponent."""
    grown = zip(periods, factors, strict=True)
    return sum((length * power(each, exponent) for length, each in grown), _ZERO)
