"""What the computing costs, year by year, from wherever it comes.

Four ways: charges by use, rented accelerators, owned servers, and an owned base with a rented peak.
Everywhere the hours that did useful work are kept apart from those that were paid for and stood idle.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.economics.machines import ComputeYear, Machines, Plan
from advisor.economics.machines_demand import Demand, demand_of, owned_demands
from advisor.economics.machines_owned import owned_years
from advisor.model.price import Compute

_ZERO, _ONE = Decimal(0), Decimal(1)


def compute_years(
    compute: Compute, machines: Machines, factors: Sequence[Decimal], plan: Plan
) -> list[ComputeYear]:
    """The computing of every year; ``factors`` say how many times today's volume each year has."""
    if compute is Compute.API:
        return [_api(machines, factor, length) for factor, length in zip(factors, plan.periods, strict=True)]
    if compute is Compute.RENTED:
        demands = [demand_of(machines, factor) for factor in factors]
        return [_rented(machines, each, length) for each, length in zip(demands, plan.periods, strict=True)]
    if compute is Compute.OWNED:
        demands = [demand_of(machines, factor) for factor in factors]
        return owned_years(machines, demands, plan)
    if compute is Compute.MIXED:
        return _mixed(machines, factors, plan)
    return [ComputeYear() for _ in plan.periods]


def _api(m: Machines, factor: Decimal, length: Decimal) -> ComputeYear:
    return ComputeYear(
        serving=m.api_serving * factor * length,
        learning=m.api_learning * factor * length,
        development=m.api_development * length,
    )


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
    years = owned_years(m, owned_demands(Compute.MIXED, m, factors), plan)
    for year, rented in zip(years, peak_years(m, factors, plan), strict=True):
        year.serving += rented.serving
        year.learning += rented.learning
        year.development += rented.development
        year.idle += rented.idle
        year.useful_hours += rented.useful_hours
        year.held_hours += rented.held_hours
    return years
