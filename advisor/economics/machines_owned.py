"""Servers of one's own: when they are bought and given up, and what they cost year by year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from advisor.economics.depreciation import resale_share, schedule
from advisor.economics.machines import ComputeYear, Machines, Plan
from advisor.economics.machines_demand import Demand
from advisor.model.stated import Depreciation
from advisor.model.units import HOURS_A_YEAR

_ZERO, _ONE = Decimal(0), Decimal(1)


def fleet(
    m: Machines, hours: Sequence[Decimal], life: int
) -> tuple[list[int], list[tuple[int, int, Decimal]]]:
    """Servers that stand there in each year for so many accelerator hours, and every purchase.

    A purchase is the year it is made in, how many servers it is, and what one of them costs then. Servers
    are bought when there are too few, used to the end of their life, and never given up before.
    """
    a_year = m.server_size * HOURS_A_YEAR
    fall = _ONE - m.price_decline
    retiring = [0] * (len(hours) + life + 1)
    standing: list[int] = []
    bought: list[tuple[int, int, Decimal]] = []
    alive = 0
    price = m.server_price
    for index, wanted in enumerate(hours):
        alive -= retiring[index]
        more = ceil(wanted / a_year) - alive
        if more > 0:
            retiring[index + life] += more
            alive += more
            bought.append((index, more, price))
        standing.append(alive)
        price *= fall
    return standing, bought


def life_of(m: Machines) -> int:
    """Whole years in which a server is used."""
    return max(int(m.life.to_integral_value()), 1)


def owned_years(m: Machines, demands: Sequence[Demand], plan: Plan) -> list[ComputeYear]:
    """Owned machines that offer so much each year, whoever needs it."""
    years = [ComputeYear() for _ in plan.periods]
    life = life_of(m)
    standing, bought = fleet(m, [each.held for each in demands], life)
    for index, count, price in bought:
        last = min(index + life, len(years))
        _write_off(m, years[index:last], plan.periods[index:last], price * count, plan.method)
    for year, servers, demand, length in zip(years, standing, demands, plan.periods, strict=True):
        year.servers = servers
        _run_owned(m, year, demand, length)
    return years


def _write_off(
    m: Machines,
    years: Sequence[ComputeYear],
    periods: tuple[Decimal, ...],
    paid: Decimal,
    method: Depreciation,
) -> None:
    """Spread what was paid for machines, less what they bring in the end, over the years of their use."""
    brings = paid * resale_share(sum(periods, _ZERO), m.resale)
    lost = paid - brings
    years[0].purchases += paid
    years[-1].resale += brings
    book = paid
    for year, share, length in zip(years, schedule(method, periods), periods, strict=True):
        part = lost * share
        year.hardware += part
        year.forgone += m.capital_cost * (book - part / 2) * length
        book -= part


def _run_owned(m: Machines, year: ComputeYear, demand: Demand, length: Decimal) -> None:
    power = m.server_power * year.servers
    year.energy = power * HOURS_A_YEAR * length * m.pue * m.power_price
    year.hosting = power * m.hosting_price * length
    year.support = m.support * m.server_price * year.servers * length
    spent = year.hardware + year.energy + year.hosting + year.support
    year.held_hours = year.servers * m.server_size * HOURS_A_YEAR * length
    year.useful_hours = demand.useful * length
    if year.held_hours:
        rate = spent * length / year.held_hours
        year.serving = demand.serving * rate
        year.learning = demand.learning * rate
        year.development = demand.development * rate
        idle = max(spent - year.worked, _ZERO)
        # The same machines serve and learn, so each carries idle hours by the hours that it takes up: those
        # it works, and for answers at least those in which a machine has to stand ready for them.
        if demand.learning:
            taken = max(demand.serving, demand.standby)
            year.idle_learning = idle * demand.learning / (demand.learning + taken)
        year.idle = idle - year.idle_learning
