"""How many hours the work needs of machines, and how many have to be held for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.economics.machines import Machines
from advisor.model.price import Compute
from advisor.model.units import HOURS_A_YEAR

_ZERO = Decimal(0)


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


def demand_of(m: Machines, factor: Decimal) -> Demand:
    """What the work needs in a year of so many times today's volume."""
    serving, learning = m.serving * factor, m.learning * factor
    standby = m.standby * HOURS_A_YEAR
    held = max(serving / m.utilisation if serving else _ZERO, standby)
    queued = (learning + m.development) / m.utilisation if learning or m.development else _ZERO
    return Demand(serving, learning, m.development, held, queued, standby)


def owned_demands(compute: Compute, m: Machines, factors: Sequence[Decimal]) -> list[Demand]:
    """What owned machines have to offer each year; of a mix, the owned base."""
    if compute is Compute.MIXED:
        return [_base(m, factor) for factor in factors]
    return [demand_of(m, factor) for factor in factors]


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
