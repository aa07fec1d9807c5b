"""What the computing costs, year by year, from wherever it comes.

Four ways: charges by use, rented accelerators, owned servers, and an owned base with a rented peak.
Everywhere the hours that did useful work are kept apart from those that were paid for and stood idle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from advisor.economics.depreciation import resale_share, schedule
from advisor.model.price import Compute
from advisor.model.stated import Depreciation
from advisor.model.units import HOURS_A_YEAR

_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Machines:
    """The amounts behind the computing of one alternative, in base units: rates a year, accelerator hours."""

    growth: Decimal
    serving: Decimal
    learning: Decimal
    development: Decimal
    standby: Decimal
    utilisation: Decimal
    base_share: Decimal
    base_utilisation: Decimal
    api_serving: Decimal
    api_learning: Decimal
    api_development: Decimal
    rental_rate: Decimal
    server_price: Decimal
    server_size: Decimal
    server_power: Decimal
    pue: Decimal
    power_price: Decimal
    hosting_price: Decimal
    support: Decimal
    price_decline: Decimal
    life: Decimal
    capital_cost: Decimal
    resale: tuple[Decimal, ...]


@dataclass(slots=True)
class ComputeYear:
    """One year's computing: money by use, hours, and what owning was paid for."""

    serving: Decimal = _ZERO
    learning: Decimal = _ZERO
    development: Decimal = _ZERO
    idle: Decimal = _ZERO
    forgone: Decimal = _ZERO
    """What the capital that is tied up would have earned; no cash."""
    useful_hours: Decimal = _ZERO
    held_hours: Decimal = _ZERO
    servers: int = 0
    hardware: Decimal = _ZERO
    energy: Decimal = _ZERO
    hosting: Decimal = _ZERO
    support: Decimal = _ZERO
    purchases: Decimal = _ZERO
    resale: Decimal = _ZERO

    @property
    def total(self) -> Decimal:
        """All that the computing costs in the year."""
        return self.serving + self.learning + self.development + self.idle + self.forgone

    @property
    def running(self) -> Decimal:
        """Cash of the year apart from buying and selling machines."""
        return self.serving + self.learning + self.development + self.idle - self.hardware


@dataclass(slots=True)
class _Demand:
    """Hours of one year that work needs, and hours that have to be held for it."""

    serving: Decimal
    learning: Decimal
    development: Decimal
    serving_held: Decimal
    queued_held: Decimal
    """Of training, tuning and development, where a machine that is not busy is still held."""

    @property
    def useful(self) -> Decimal:
        return self.serving + self.learning + self.development


@dataclass(frozen=True, slots=True)
class Plan:
    """Over which years, and how fast, everything is counted."""

    periods: tuple[Decimal, ...]
    """Lengths in years: all 1 but perhaps the last."""
    method: Depreciation = Depreciation.STRAIGHT_LINE


def compute_years(
    compute: Compute, machines: Machines, factors: Sequence[Decimal], plan: Plan
) -> list[ComputeYear]:
    """The computing of every year; ``factors`` say how many times today's volume each year has."""
    if compute is Compute.API:
        return [_api(machines, factor, length) for factor, length in zip(factors, plan.periods, strict=True)]
    if compute is Compute.RENTED:
        demands = [_demand(machines, factor) for factor in factors]
        return [_rented(machines, each, length) for each, length in zip(demands, plan.periods, strict=True)]
    if compute is Compute.OWNED:
        demands = [_demand(machines, factor) for factor in factors]
        return _owned(machines, demands, plan)
    if compute is Compute.MIXED:
        return _mixed(machines, factors, plan)
    return [ComputeYear() for _ in plan.periods]


def compute_total(compute: Compute, machines: Machines, factors: Sequence[Decimal], plan: Plan) -> Decimal:
    """What the computing costs over all years, as the sum of ``compute_years``."""
    m = machines
    if compute is Compute.NONE:
        return _ZERO
    if compute is Compute.API:
        volume = sum((f * length for f, length in zip(factors, plan.periods, strict=True)), _ZERO)
        years = sum(plan.periods, _ZERO)
        return (m.api_serving + m.api_learning) * volume + m.api_development * years
    if compute is Compute.RENTED:
        hours = _ZERO
        least = m.standby * HOURS_A_YEAR
        for factor, length in zip(factors, plan.periods, strict=True):
            held = max(m.serving * factor / m.utilisation, least)
            hours += (held + m.learning * factor + m.development) * length
        return hours * m.rental_rate
    return sum((year.total for year in compute_years(compute, m, factors, plan)), _ZERO)


def _api(m: Machines, factor: Decimal, length: Decimal) -> ComputeYear:
    return ComputeYear(
        serving=m.api_serving * factor * length,
        learning=m.api_learning * factor * length,
        development=m.api_development * length,
    )


def _demand(m: Machines, factor: Decimal, *, standby: bool = True) -> _Demand:
    serving, learning = m.serving * factor, m.learning * factor
    held = serving / m.utilisation if serving else _ZERO
    if standby:
        held = max(held, m.standby * HOURS_A_YEAR)
    queued = (learning + m.development) / m.utilisation if learning or m.development else _ZERO
    return _Demand(serving, learning, m.development, held, queued)


def _rented(m: Machines, demand: _Demand, length: Decimal) -> ComputeYear:
    # Training and experiments rent by the job and give the machine back, so they leave nothing idle.
    rate = m.rental_rate * length
    idle = demand.serving_held - demand.serving
    return ComputeYear(
        serving=demand.serving * rate,
        learning=demand.learning * rate,
        development=demand.development * rate,
        idle=idle * rate,
        useful_hours=demand.useful * length,
        held_hours=(demand.useful + idle) * length,
    )


def servers_for(hours: Decimal, size: Decimal) -> int:
    """Whole servers that offer so many accelerator hours a year."""
    return int((hours / (size * HOURS_A_YEAR)).to_integral_value(ROUND_CEILING))


def _owned(m: Machines, demands: Sequence[_Demand], plan: Plan) -> list[ComputeYear]:
    years = [ComputeYear() for _ in plan.periods]
    life = max(int(m.life.to_integral_value()), 1)
    wanted = [servers_for(each.serving_held + each.queued_held, m.server_size) for each in demands]
    retiring = [0] * (len(years) + life + 1)
    alive = 0
    price = m.server_price
    for index, (year, count) in enumerate(zip(years, wanted, strict=True)):
        alive -= retiring[index]
        bought = count - alive
        if bought > 0:
            last = min(index + life, len(years))
            retiring[index + life] += bought
            alive += bought
            _write_off(m, years[index:last], plan.periods[index:last], price * bought, plan.method)
        year.servers = alive
        price *= _ONE - m.price_decline
    for year, demand, length in zip(years, demands, plan.periods, strict=True):
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


def _run_owned(m: Machines, year: ComputeYear, demand: _Demand, length: Decimal) -> None:
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
        year.idle = max(spent - year.serving - year.learning - year.development, _ZERO)


def _mixed(m: Machines, factors: Sequence[Decimal], plan: Plan) -> list[ComputeYear]:
    """Owned servers take a share of the work at high use; the rest is rented by the hour."""
    own: list[_Demand] = []
    rent: list[_Demand] = []
    peak = _ONE - m.base_share
    for factor in factors:
        serving, learning = m.serving * factor, m.learning * factor
        held = max(serving * m.base_share / m.base_utilisation, m.standby * HOURS_A_YEAR)
        queued = (learning + m.development) * m.base_share / m.base_utilisation
        own.append(
            _Demand(
                serving * m.base_share, learning * m.base_share, m.development * m.base_share, held, queued
            )
        )
        over = serving * peak
        rent.append(_Demand(over, learning * peak, m.development * peak, over / m.utilisation, _ZERO))
    years = _owned(m, own, plan)
    for year, demand, length in zip(years, rent, plan.periods, strict=True):
        rented = _rented(m, demand, length)
        year.serving += rented.serving
        year.learning += rented.learning
        year.development += rented.development
        year.idle += rented.idle
        year.useful_hours += rented.useful_hours
        year.held_hours += rented.held_hours
    return years
