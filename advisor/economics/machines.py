"""The machines of one alternative: what is known of them, what a year of them comes to, over which years.

How many hours the work needs of them is in ``machines_demand``, what one's own cost in ``machines_owned``,
what computing costs wherever it comes from in ``machines_years``, and the sum alone in ``machines_total``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from advisor.model.stated import Depreciation

_ZERO = Decimal(0)


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
class Plan:
    """Over which years, and how fast, everything is counted."""

    periods: tuple[Decimal, ...]
    """Lengths in years: all 1 but perhaps the last."""
    method: Depreciation = Depreciation.STRAIGHT_LINE
