"""What the computing costs over all years together: the same sum as year by year, without the years.

Ranges, break-even and tornado need hundreds of totals and no lines, so this is what sliders wait for.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from advisor.economics.depreciation import resale_share, schedule
from advisor.economics.machines import Machines, Plan
from advisor.economics.machines_owned import fleet, life_of
from advisor.model.price import Compute
from advisor.model.stated import Depreciation
from advisor.model.units import HOURS_A_YEAR

_ZERO, _ONE, _TWO = Decimal(0), Decimal(1), Decimal(2)


def compute_total(compute: Compute, machines: Machines, factors: Sequence[Decimal], plan: Plan) -> Decimal:
    """What the computing costs over all years, as the sum of ``compute_years``."""
    m = machines
    if compute is Compute.NONE:
        return _ZERO
    if compute is Compute.API:
        volume = years = _ZERO
        for factor, length in zip(factors, plan.periods, strict=True):
            volume += factor * length
            years += length
        return (m.api_serving + m.api_learning) * volume + m.api_development * years
    if compute is Compute.RENTED:
        return _rented(m, factors, plan)
    total = owned_total(m, owned_hours(compute, m, factors), plan)
    if compute is Compute.OWNED:
        return total
    hours, peak = _ZERO, _ONE - m.base_share
    over = m.serving / m.utilisation + m.learning
    for factor, length in zip(factors, plan.periods, strict=True):
        hours += (over * factor + m.development) * peak * length
    return total + hours * m.rental_rate


def owned_hours(compute: Compute, m: Machines, factors: Sequence[Decimal]) -> list[Decimal]:
    """Accelerator hours that owned machines have to offer each year; of a mix, its owned base."""
    if compute is Compute.MIXED:
        return _held(m, factors, m.base_share, m.base_utilisation)
    return _held(m, factors, _ONE, m.utilisation)


def _rented(m: Machines, factors: Sequence[Decimal], plan: Plan) -> Decimal:
    hours = _ZERO
    least = m.standby * HOURS_A_YEAR
    serving = m.serving / m.utilisation
    for factor, length in zip(factors, plan.periods, strict=True):
        held = serving * factor
        hours += ((held if held > least else least) + m.learning * factor + m.development) * length
    return hours * m.rental_rate


def _held(m: Machines, factors: Sequence[Decimal], share: Decimal, use: Decimal) -> list[Decimal]:
    """Accelerator hours that owned machines have to offer each year for a share of the work."""
    least = m.standby * HOURS_A_YEAR
    scale = share / use
    serving, learning, development = m.serving * scale, m.learning * scale, m.development * scale
    found = []
    for factor in factors:
        held = serving * factor
        found.append((held if held > least else least) + learning * factor + development)
    return found


def owned_total(m: Machines, hours: Sequence[Decimal], plan: Plan) -> Decimal:
    """What owned machines cost that offer so many accelerator hours each year."""
    life = life_of(m)
    standing, bought = fleet(m, hours, life)
    total = _ZERO
    uses = _uses(plan.method, plan.periods, life)
    for index, servers, price in bought:
        years, written = uses[index]
        paid = price * servers
        lost = paid * (_ONE - resale_share(years, m.resale))
        total += lost + m.capital_cost * (paid * years - lost * written)
    running = m.server_power * (HOURS_A_YEAR * m.pue * m.power_price + m.hosting_price)
    running += m.support * m.server_price
    years = _ZERO
    for length, servers in zip(plan.periods, standing, strict=True):
        years += length * servers
    return total + running * years


@lru_cache(maxsize=256)
def _uses(
    method: Depreciation, periods: tuple[Decimal, ...], life: int
) -> tuple[tuple[Decimal, Decimal], ...]:
    """Of machines that are bought at the start of each year: years of use, and of what is written off.

    The latter are the years times the share of the price that is written off by the middle of each.
    """
    found = []
    for index in range(len(periods)):
        use = periods[index : index + life]
        written = done = _ZERO
        for share, length in zip(schedule(method, use), use, strict=True):
            written += (done + share / _TWO) * length
            done += share
        found.append((sum(use, _ZERO), written))
    return tuple(found)
