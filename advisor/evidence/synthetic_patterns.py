"""How charges of a made-up bill spread over days and hours, in whole numbers: the same on every machine."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Bits = NDArray[np.uint64]

SLOTS: Final = 256
"""How finely the hours of a day are weighted."""
BURST_CYCLE: Final = 14
"""Days from one burst to the next, on average."""
_BURST_DAYS: Final = 2
_DAY_HOURS: Final = (1, 1, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 10, 10, 10, 10, 11, 12, 14, 15, 14, 11, 6, 3)
_OFFICE_HOURS: Final = (0, 0, 0, 0, 0, 0, 0, 1, 6, 10, 10, 9, 6, 9, 10, 10, 9, 6, 2, 1, 0, 0, 0, 0)
_NIGHT_HOURS: Final = (6, 10, 10, 10, 8, 4) + (0,) * 18
_EVEN_HOURS: Final = (1,) * 24
_HOURS: Final = {
    "steady": _EVEN_HOURS,
    "bursty": _EVEN_HOURS,
    "daily": _DAY_HOURS,
    "growing": _DAY_HOURS,
    "office": _OFFICE_HOURS,
    "nights": _NIGHT_HOURS,
    "mondays": _NIGHT_HOURS,
}
SHAPES: Final = tuple(_HOURS)


def scattered(counter: Bits, seed: int) -> Bits:
    """Evenly spread bits for each number; the finaliser of SplitMix64 (Steele, Lea and Flood, 2014)."""
    step, first, second = (
        np.uint64(each) for each in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
    )
    start = np.array([seed & 0xFFFFFFFFFFFFFFFF], dtype=np.uint64) * second
    mixed = (counter + start) * step
    mixed ^= mixed >> np.uint64(30)
    mixed *= first
    mixed ^= mixed >> np.uint64(27)
    mixed *= second
    return mixed ^ (mixed >> np.uint64(31))


def burst_days(days: int, seed: int) -> tuple[int, ...]:
    """The days with a planted burst: two in each fortnight, at a place of its own."""
    cycles = np.arange(-(-days // BURST_CYCLE), dtype=np.uint64)
    places = scattered(cycles, seed ^ 0xB0057) % np.uint64(BURST_CYCLE - _BURST_DAYS)
    found = [
        cycle * BURST_CYCLE + int(place) + day
        for cycle, place in enumerate(places)
        for day in range(_BURST_DAYS)
    ]
    return tuple(day for day in found if day < days)


def day_factors(days: int, first_weekday: int, seed: int) -> Whole:
    """By shape and day: the amount in thousandths of the usual one.

    Args:
        days: of the period.
        first_weekday: of its first day; Monday is 0.
        seed: places the bursts.
    """
    weekday = (np.arange(days) + first_weekday) % 7
    weekend = weekday >= 5
    bursts = np.zeros(days, dtype=bool)
    bursts[list(burst_days(days, seed))] = True
    table = {
        "steady": np.full(days, 1000),
        "daily": np.where(weekend, 1250, 900),
        "office": np.where(weekend, 150, 1340),
        "nights": np.full(days, 1000),
        "mondays": np.where(weekday == 0, 4600, 400),
        "growing": 500 + 1000 * np.arange(days) // max(days - 1, 1),
        "bursty": np.where(bursts, 4500, 400),
    }
    return np.array([table[shape] for shape in SHAPES], dtype=np.int64)


def hour_slots() -> Whole:
    """By shape: the hour of each of :data:`SLOTS` equally likely slots."""
    rows = []
    for shape in SHAPES:
        weights = np.array(_HOURS[shape], dtype=np.int64)
        ends = np.cumsum(weights) * SLOTS // weights.sum()
        rows.append(np.searchsorted(ends, np.arange(SLOTS), side="right"))
    return np.array(rows, dtype=np.int64)
