"""After how many hours of use a server of one's own has paid for itself."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.economics.break_even import break_even_hours
from advisor.economics.case import Case
from advisor.model.construct import constructed
from advisor.model.economics import HoursOfUse
from advisor.model.price import Compute
from advisor.model.units import HOURS_A_YEAR, MONTHS_A_YEAR


def hours_of_use(cases: Mapping[str, Case]) -> tuple[HoursOfUse, ...]:
    """Each alternative that owns all its servers against each that rents."""
    return tuple(
        _hours(owned, cases[owned], rented, cases[rented])
        for owned in cases
        if cases[owned].alternative.compute is Compute.OWNED
        for rented in cases
        if cases[rented].alternative.compute is Compute.RENTED
    )


def _hours(owned: str, own: Case, rented: str, rent: Case) -> HoursOfUse:
    m = own.machines
    rate = rent.machines.rental_rate * m.server_size
    running = m.server_power * (m.pue * m.power_price + m.hosting_price / HOURS_A_YEAR)
    running += m.support * m.server_price / HOURS_A_YEAR
    hours = break_even_hours(m.server_price, rate, running)
    months = None if hours is None else hours / (HOURS_A_YEAR / MONTHS_A_YEAR)
    return constructed(
        HoursOfUse,
        owned=owned,
        rented=rented,
        accelerators=int(m.server_size),
        purchase=m.server_price,
        rented_hour=rate,
        operating_hour=running,
        hours=hours,
        months=months,
        utilisation=m.utilisation,
        months_in_use=None if months is None else months / m.utilisation,
    )
