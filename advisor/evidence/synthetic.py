"""Made-up billing data in FOCUS format, of any size, with the truth about it known to the last digit.

Same plan, same rows: nothing is drawn but by hashing the row's number, and every amount is an integer in
millionths of its currency. Rows come in blocks, so memory does not grow with the bill.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from advisor.evidence.synthetic_lines import Charge, Line
from advisor.evidence.synthetic_patterns import (
    SHAPES,
    SLOTS,
    Bits,
    Whole,
    burst_days,
    day_factors,
    hour_slots,
    scattered,
)
from advisor.evidence.synthetic_world import lines as world_lines

BLOCK = 131_072
"""Rows made at a time."""
_NOISE = 0xFFFF


@dataclass(frozen=True)
class Plan:
    """What to make."""

    rows: int
    seed: int = 1
    start: dt.date = dt.date(2026, 7, 1)
    days: int = 92
    noise: int = 150
    """How far a row strays from its pattern at most, in thousandths."""
    currencies: bool = True
    """With vendors that invoice in another currency."""
    daily: bool = False
    """Every charge once a day, as exports by the day have it, rather than rows by the hour."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The kinds of charge, in the order of their numbers."""
        every = world_lines(currencies=self.currencies)
        if not self.daily:
            return every
        return tuple(replace(line, share=1, usage=line.usage * line.share, daily=True) for line in every)

    @property
    def hours(self) -> int:
        """Hours of the period."""
        return self.days * 24

    @property
    def bursts(self) -> tuple[dt.date, ...]:
        """The days on which bursty charges burst."""
        return tuple(self.start + dt.timedelta(days=day) for day in burst_days(self.days, self.seed))


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows: arrays of one length. Amounts in millionths, quantities in thousandths."""

    first: int
    """Number of the first row."""
    line: Whole
    hour: Whole
    """Start of the charge period, in hours since the plan's start."""
    resource: Whole
    """Which of the line's resources."""
    quantity: Whole
    billed: Whole
    effective: Whole
    listed: Whole
    contracted: Whole


def unit_prices(line: Line) -> tuple[int, int, int, int]:
    """What a unit counts for in billed, effective, list and contracted cost, in thousandths."""
    price, paid = line.price, line.price * line.rate // 1000
    return {
        Charge.ON_DEMAND: (paid, paid, price, paid),
        Charge.SPOT: (paid, paid, price, paid),
        Charge.COMMITTED: (0, paid, price, price),
        Charge.UNUSED: (0, paid, 0, 0),
        Charge.FEE: (price, 0, price, price),
        Charge.RECURRING: (price, price, price, price),
        Charge.CREDIT: (-price, -price, 0, 0),
        Charge.REFUND: (-paid, -paid, -price, -paid),
        Charge.TAX: (price, price, price, price),
    }[line.charge]


def by_month(line: Line) -> bool:
    """Whether it is billed for whole months."""
    return line.charge is Charge.RECURRING and not line.daily


def blocks(plan: Plan) -> Iterator[Block]:
    """The rows of a plan, in the order of their days."""
    maker = _Maker(plan)
    for first in range(0, plan.rows, BLOCK):
        yield maker.block(first, min(BLOCK, plan.rows - first))


class _Maker:
    """What all blocks of a plan share."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        every = plan.lines
        self.round = _round(every, plan.seed)
        self.shape = np.array([SHAPES.index(line.shape) for line in every])
        self.usage = np.array([line.usage for line in every])
        self.prices = np.array([unit_prices(line) for line in every])
        self.resources = np.array([max(line.resources, 1) for line in every], dtype=np.uint64)
        self.first_day = np.array([line.starts * plan.days // 10 for line in every])
        self.by_day = np.array([line.daily for line in every])
        self.by_month = np.array([by_month(line) for line in every])
        self.factors = day_factors(plan.days, plan.start.weekday(), plan.seed)
        self.slots = hour_slots()
        dates = [plan.start + dt.timedelta(days=day) for day in range(plan.days)]
        self.month_start = np.array(
            [max((date.replace(day=1) - plan.start).days, 0) for date in dates], dtype=np.int64
        )

    def block(self, first: int, count: int) -> Block:
        number = np.arange(first, first + count, dtype=np.int64)
        day = number * self.plan.days // max(self.plan.rows, 1)
        line = self.round[number % len(self.round)]
        line = np.where(day < self.first_day[line], 0, line)
        bits = scattered(number.astype(np.uint64), self.plan.seed)
        hour = self.slots[self.shape[line], (bits % np.uint64(SLOTS)).astype(np.int64)]
        hour = np.where(self.by_day[line] | self.by_month[line], 0, hour)
        day_of_charge = np.where(self.by_month[line], self.month_start[day], day)
        quantity = self._quantity(line, day, bits)
        billed, effective, listed, contracted = (self.prices[line, place] * quantity for place in range(4))
        resource = ((bits >> np.uint64(40)) % self.resources[line]).astype(np.int64)
        return Block(
            first,
            line,
            day_of_charge * 24 + hour,
            resource,
            quantity,
            billed,
            effective,
            listed,
            contracted,
        )

    def _quantity(self, line: Whole, day: Whole, bits: Bits) -> Whole:
        mask = np.uint64(_NOISE)
        thrown = ((bits >> np.uint64(8)) & mask) + ((bits >> np.uint64(24)) & mask)
        strays = (thrown.astype(np.int64) - _NOISE) * self.plan.noise // _NOISE
        usual = self.usage[line] * self.factors[self.shape[line], day] // 1000
        drawn: Whole = np.maximum(usual * (1000 + strays) // 1000, 1)
        return drawn


def _round(every: tuple[Line, ...], seed: int) -> Whole:
    """Each line as often as its share says, well mixed."""
    sequence = np.repeat(np.arange(len(every)), [line.share for line in every])
    order = np.argsort(scattered(np.arange(len(sequence), dtype=np.uint64), seed ^ 0x0DE4), kind="stable")
    return sequence[order]
