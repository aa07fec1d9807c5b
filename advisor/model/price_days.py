"""The days of a price book, from the first price or assumption in it to the newest."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from advisor.model.price import PriceBook


def days_of(book: PriceBook) -> tuple[datetime.date, ...]:
    """Every day of which a price book has a figure, oldest first."""
    return tuple(sorted(set(_days(book))))


def oldest_day(book: PriceBook) -> datetime.date:
    """The day of the oldest price or assumption."""
    return min(_days(book))


def newest_day(book: PriceBook) -> datetime.date:
    """The day of the newest price or assumption: what is computed with where no day is named."""
    return max(_days(book))


def _days(book: PriceBook) -> Iterator[datetime.date]:
    samples = [each.values for each in book.quantities.values()]
    samples += [each for profile in book.profiles for each in profile.values.values()]
    samples += [each.throughput for each in book.accelerators.values()]
    for several in samples:
        yield from (sample.as_of for sample in several)
    for accelerator in book.accelerators.values():
        yield from (rental.as_of for rental in accelerator.rentals)
        yield from (server.as_of for server in accelerator.servers)
