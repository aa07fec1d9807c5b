"""What the computing costs, year by year, from wherever it comes.

Four ways: charges by use, rented accelerators, owned servers, and an owned base with a rented peak.
Everywhere the hours that did useful work are kept apart from those that were paid for and stood idle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from advisor.economics.depreciation import resale_share, schedule
from advisor.model.price import Compute
from advisor.model.stated import Depreciation
from advisor.model.units import HOURS_A_YEAR

_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(slots=True)
class Machines:
    """The amounts behind the computing of one alternative, in base units: rates a year, accelerator hours.

    Never changed once it is made; not frozen, because a frozen one takes three times as long to make, and
    an estimate makes hundreds.
    """

    resale: tuple[Decimal, ...]
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


@dataclass(slots=True)
class ComputeYear:
    """One year's computing: money by use, hours, and what owning was paid for."""

    serving: Decimal = _ZERO
    learning: Decimal = _ZERO
    development: Decimal = _ZERO
    idle: Decimal = _ZERO
    """Of hours that are held and do no work, what is on account of serving."""
    idle_learning: Decimal = _ZERO
    """The same on account of training and tuning."""
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
        return self.worked + self.idle + self.idle_learning + self.forgone

    @property
    def running(self) -> Decimal:
        """Cash of the year apart from buying and selling machines."""
        return self.worked + self.idle + self.idle_learning - self.hardware

    @property
    def worked(self) -> Decimal:
        """What the hours cost that did work."""
        return self.serving + self.learning + self.development


@dataclass(frozen=True, slots=True)
class Demand:
    """Hours of one year that work needs, and hours that have to be held for it."""

    serving: Decimal
    learning: Decimal
    development: Decimal
    serving_held: Decimal
    queued_held: Decimal
    """Of training, tuning and development, where a machine that is not busy is still held."""
    standby: Decimal = _ZERO
    """Of those held for serving, what is held around the clock however few requests come."""

    @property
    def held(self) -> Decimal:
        """All hours that owned machines have to offer."""
        return self.serving_held + self.queued_held

    @property
    def useful(self) -> Decimal:
        """Hours that do work."""
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


def _api(m: Machines, factor: Decimal, length: Decimal) -> ComputeYear:
    return ComputeYear(
        serving=m.api_serving * factor * length,
        learning=m.api_learning * factor * length,
        development=m.api_development * length,
    )


def _demand(m: Machines, factor: Decimal) -> Demand:
    serving, learning = m.serving * factor, m.learning * factor
    standby = m.standby * HOURS_A_YEAR
    held = max(serving / m.utilisation if serving else _ZERO, standby)
    queued = (learning + m.development) / m.utilisation if learning or m.development else _ZERO
    return Demand(serving, learning, m.development, held, queued, standby)


def _rented(m: Machines, demand: Demand, length: Decimal) -> ComputeYear:
    # Training and experiments rent by the job and give the machine back, so they leave nothing idle: all
    # idle hours are held for answers.
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


def _owned(m: Machines, demands: Sequence[Demand], plan: Plan) -> list[ComputeYear]:
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


def owned_demands(compute: Compute, m: Machines, factors: Sequence[Decimal]) -> list[Demand]:
    """What owned machines have to offer each year; of a mix, the owned base."""
    if compute is Compute.MIXED:
        return [_base(m, factor) for factor in factors]
    return [_demand(m, factor) for factor in factors]


def owned_years(m: Machines, demands: Sequence[Demand], plan: Plan) -> list[ComputeYear]:
    """Owned machines that offer so much each year, whoever needs it."""
    return _owned(m, demands, plan)


def together(demands: Sequence[Sequence[Demand]]) -> list[Demand]:
    """What several workloads need of the same machines, year by year."""
    return [
        Demand(
            sum((each.serving for each in year), _ZERO),
            sum((each.learning for each in year), _ZERO),
            sum((each.development for each in year), _ZERO),
            sum((each.serving_held for each in year), _ZERO),
            sum((each.queued_held for each in year), _ZERO),
            sum((each.standby for each in year), _ZERO),
        )
        for year in zip(*demands, strict=True)
    ]


def _base(m: Machines, factor: Decimal) -> Demand:
    """The share of the work that the owned base of a mix takes, at high use."""
    serving, learning = m.serving * factor, m.learning * factor
    standby = m.standby * HOURS_A_YEAR
    held = max(serving * m.base_share / m.base_utilisation, standby)
    queued = (learning + m.development) * m.base_share / m.base_utilisation
    work = (serving * m.base_share, learning * m.base_share, m.development * m.base_share)
    return Demand(*work, held, queued, standby)


def peak_years(m: Machines, factors: Sequence[Decimal], plan: Plan) -> list[ComputeYear]:
    """The rest of the work of a mix, which is rented by the hour."""
    peak = _ONE - m.base_share
    found = []
    for factor, length in zip(factors, plan.periods, strict=True):
        over = m.serving * factor * peak
        demand = Demand(over, m.learning * factor * peak, m.development * peak, over / m.utilisation, _ZERO)
        found.append(_rented(m, demand, length))
    return found


def _mixed(m: Machines, factors: Sequence[Decimal], plan: Plan) -> list[ComputeYear]:
    """Owned servers take a share of the work at high use; the rest is rented by the hour."""
    years = _owned(m, owned_demands(Compute.MIXED, m, factors), plan)
    for year, rented in zip(years, peak_years(m, factors, plan), strict=True):
        year.serving += rented.serving
        year.learning += rented.learning
        year.development += rented.development
        year.idle += rented.idle
        year.useful_hours += rented.useful_hours
        year.held_hours += rented.held_hours
    return years
