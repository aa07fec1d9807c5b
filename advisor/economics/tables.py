"""Tables of dated prices: the newest of a day, and the range over offers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Protocol, TypeVar

from advisor.errors import AdvisorError
from advisor.model.construct import constructed
from advisor.model.price import Accelerator, LookUp, Range, Rental


class NoPrice(AdvisorError):
    """The book has no figure at all that was known on a day."""

    def __init__(self, day: datetime.date, first: datetime.date) -> None:
        super().__init__(
            f"there is no price of {day.isoformat()} or before; the oldest ones are of {first.isoformat()}"
        )


class Dated(Protocol):
    """Anything that was known on a day."""

    @property
    def as_of(self) -> datetime.date:
        """The day."""
        ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a table says, in the unit of the table."""

    range: Range
    source: str
    as_of: datetime.date


def newest(entries: Iterable[D], day: datetime.date) -> D | None:
    """The entry that was in force on a day: the newest that is not later; of equals, the last.

    Where none is as old, the oldest there is. None without entries.
    """
    known = list(entries)
    found: D | None = None
    for entry in known:
        if entry.as_of <= _reached(known, day) and (found is None or entry.as_of >= found.as_of):
            found = entry
    return found


def _reached(entries: Sequence[Dated], day: datetime.date) -> datetime.date:
    """A day, or the first one of which there is an entry when that is later."""
    return max(day, min(entry.as_of for entry in entries))


def rentals_on(accelerator: Accelerator, day: datetime.date, provider: str | None = None) -> list[Rental]:
    """The offers in force on a day, the newest of each machine; the oldest ones where none is as old."""
    latest: dict[tuple[str, str, str | None], Rental] = {}
    offers = [each for each in accelerator.rentals if provider in (None, each.provider)]
    until = _reached(offers, day) if offers else day
    for rental in offers:
        if rental.as_of > until:
            continue
        key = (rental.provider, rental.instance, rental.region)
        if key not in latest or latest[key].as_of <= rental.as_of:
            latest[key] = rental
    return list(latest.values())


def looked_up(
    accelerator: Accelerator, what: LookUp, day: datetime.date, provider: str | None
) -> Looked | None:
    """What the table of an accelerator says of a day, or the oldest that it says; None when it is silent."""
    if what is LookUp.RENTAL_RATE:
        return _rental(accelerator, day, provider)
    if what is LookUp.THROUGHPUT:
        sample = newest(accelerator.throughput, day)
        if sample is None or sample.typical is None:
            return None
        found = constructed(Range, low=sample.low, typical=sample.typical, high=sample.high)
        return Looked(found, sample.source, sample.as_of)
    server = newest(accelerator.servers, day)
    if server is None:
        return None
    if what is LookUp.SERVER_PRICE:
        found = constructed(Range, low=server.low, typical=server.typical, high=server.high)
    elif what is LookUp.SERVER_POWER:
        found = constructed(Range, low=server.power_low, typical=server.power_typical, high=server.power_high)
    else:
        found = constructed(Range, typical=Decimal(server.accelerators))
    return Looked(found, server.source, server.as_of)


def _rental(accelerator: Accelerator, day: datetime.date, provider: str | None) -> Looked | None:
    offers = rentals_on(accelerator, day, provider)
    if not offers:
        return None
    rates = sorted(offer.per_hour / offer.accelerators for offer in offers)
    found = constructed(Range, low=rates[0], typical=median(rates), high=rates[-1])
    sources = dict.fromkeys(offer.source for offer in offers)
    clouds = ", ".join(dict.fromkeys(offer.provider for offer in offers))
    text = (
        f"list prices of {len(offers)} machines at {clouds} (least, median, greatest); {', '.join(sources)}"
    )
    return Looked(found, text, max(offer.as_of for offer in offers))
