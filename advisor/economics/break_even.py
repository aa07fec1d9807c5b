"""Break-even of a single machine by a formula, as studies publish it."""

from __future__ import annotations

from decimal import Decimal

_ONE = Decimal(1)


def break_even_hours(purchase: Decimal, rented: Decimal, operating: Decimal) -> Decimal | None:
    """Hours of use after which buying has paid for itself; None when each rented hour costs no more.

    Args:
        purchase: paid at the start.
        rented: for one hour.
        operating: of the own machine, for one hour.
    """
    return purchase / (rented - operating) if rented > operating else None


def cost_per_million(rate: Decimal, throughput: Decimal, utilisation: Decimal = _ONE) -> Decimal:
    """Cost of a million tokens on an accelerator.

    Args:
        rate: for one hour, busy or idle.
        throughput: tokens a second at full load.
        utilisation: share of the hours in which it does useful work.
    """
    return rate / (throughput * 3600 * utilisation) * 1_000_000


def break_even_requests(rate: Decimal, charge: Decimal) -> Decimal:
    """Requests a day from which an accelerator held around the clock costs less than charges by request."""
    return rate * 24 / charge
