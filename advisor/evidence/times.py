"""Times of a bill: read from text in whatever way it is written, in UTC."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

EARLIEST, LATEST = datetime.date(1990, 1, 1), datetime.date(2200, 1, 1)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?: (\d{1,2})(?::\d{2}){0,2})?")
_SHORT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2})")


class Moment(NamedTuple):
    """A time, and how it was written."""

    at: datetime.datetime
    zoned: bool
    american: bool = False
    """Month first, with slashes."""


@lru_cache(maxsize=65536)
def moment(text: str) -> Moment | None:
    """The time that a text states; None for none, or one that no bill can have."""
    text = text.strip()
    if not text:
        return None
    found = _read(text)
    if found is None or not EARLIEST <= found.at.date() < LATEST:
        return None
    return found


def _read(text: str) -> Moment | None:
    short = _SHORT.fullmatch(text)
    if short is not None:
        text = f"{short[1]} {short[2]}:00"
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return _american(text)
    if found.tzinfo is None:
        return Moment(found, zoned=False)
    try:
        return Moment(found.astimezone(datetime.UTC).replace(tzinfo=None), zoned=True)
    except OverflowError:
        return None


def _american(text: str) -> Moment | None:
    found = _AMERICAN.fullmatch(text)
    if found is None:
        return None
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    try:
        at = datetime.datetime(year, int(found[1]), int(found[2]), int(found[4] or 0))
    except ValueError:
        return None
    return Moment(at, zoned=False, american=True)


class Span(NamedTuple):
    """What the times of a row come to."""

    day: str
    """``2026-10-01``; empty when the row has no time that can be read."""
    hour: int
    """Of the day, in UTC."""
    length: str
    """``hour``, ``day``, ``longer`` or nothing when it is not known."""
    delay: int
    """Days from the end of use to the end of the billing period; negative when use ends later."""
    has_delay: bool
    late: bool
    """Whether the use ended before its billing period began."""
    month: str
    american: bool


def span(start: str, end: str, billing_start: str, billing_end: str) -> Span:
    """The times of a row, taken together."""
    begin, until = moment(start), moment(end)
    opened, closed = moment(billing_start), moment(billing_end)
    if begin is None:
        return Span("", 0, "", 0, False, False, "", False)
    length = ""
    if until is not None:
        took = until.at - begin.at
        hours = took.total_seconds() / 3600
        # A period that ends with its last second, cut to the hour, is as long as one that ends with the next.
        length = "hour" if hours < 2 else "day" if hours <= 25 else "longer"
    last = (until or begin).at
    delay = (closed.at - last).days if closed is not None else 0
    return Span(
        day=begin.at.date().isoformat(),
        hour=begin.at.hour,
        length=length,
        delay=max(-3660, min(3660, delay)),
        has_delay=closed is not None,
        late=opened is not None and last < opened.at,
        month=begin.at.strftime("%Y-%m"),
        american=begin.american,
    )
