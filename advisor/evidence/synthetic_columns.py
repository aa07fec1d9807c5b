"""Made-up rows as a table with the columns of FOCUS 1.2 and two of a provider's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from advisor.evidence.synthetic import Block, Plan, by_month, unit_prices
from advisor.evidence.synthetic_lines import Line
from advisor.evidence.synthetic_patterns import Whole
from advisor.evidence.synthetic_words import SAME, STATUS, WORDS, account_id, price_id, uses

MONEY: Final = pa.decimal128(18, 6)
MOMENT: Final = pa.timestamp("us", tz="UTC")
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_HOUR: Final = 3_600_000_000
"""Microseconds."""


class Columns:
    """Turns blocks of a plan into tables."""

    def __init__(self, plan: Plan, *, text_times: bool = False) -> None:
        """Get ready.

        Args:
            plan: whose blocks.
            text_times: write times as text, for formats without types.
        """
        self.plan = plan
        self.text_times = text_times
        every = plan.lines
        self._words = {name: _Choice([word(line) for line in every]) for name, word in WORDS.items()}
        self._words["SkuPriceId"] = _Choice([price_id(place, line) for place, line in enumerate(every)])
        self._words |= {name: _Choice([word] * len(every)) for name, word in SAME.items()}
        self._resources = _Resources(every)
        self._lengths = np.array([_hours(line) for line in every], dtype=np.int64)
        self._prices = np.array([unit_prices(line) for line in every], dtype=np.int64) * 1000
        self._list = np.array([line.price for line in every], dtype=np.int64) * 1000
        self._uses = np.array([uses(line) for line in every])
        self._commits = np.array([bool(STATUS.get(line.charge) and line.commitment) for line in every])
        self._invoices = _Invoices(plan)
        start = dt.datetime.combine(plan.start, dt.time(), tzinfo=dt.UTC)
        self._start = (start - _EPOCH) // dt.timedelta(microseconds=1)
        months = [(plan.start + dt.timedelta(days=day)).replace(day=1) for day in range(plan.days)]
        nexts = [(month + dt.timedelta(days=31)).replace(day=1) for month in months]
        self._month = np.array([(month - plan.start).days * 24 for month in months], dtype=np.int64)
        self._next = np.array([(month - plan.start).days * 24 for month in nexts], dtype=np.int64)
        self.names = sorted((*self._words, *_MEASURED), key=lambda name: (name.startswith("x_"), name))

    @property
    def schema(self) -> pa.Schema:
        """Names and types of the table's columns."""
        return self.table(_EMPTY).schema

    def table(self, block: Block) -> pa.Table:
        """The rows of a block."""
        line, day = block.line, block.hour // 24
        month, following = self._month[day], self._next[day]
        lasts = self._lengths[line]
        ends = np.where(lasts == 0, following, block.hour + lasts)
        quantity = block.quantity * 1000
        paid = self._prices[line, 3]
        found: dict[str, pa.Array] = {name: choice.pick(line) for name, choice in self._words.items()}
        found |= {
            "BilledCost": _money(block.billed),
            "EffectiveCost": _money(block.effective),
            "ListCost": _money(block.listed),
            "ContractedCost": _money(block.contracted),
            "BillingPeriodStart": self._moment(month),
            "BillingPeriodEnd": self._moment(following),
            "ChargePeriodStart": self._moment(block.hour),
            "ChargePeriodEnd": self._moment(ends),
            "ConsumedQuantity": _money(quantity, self._uses[line]),
            "PricingQuantity": _money(quantity),
            "CommitmentDiscountQuantity": _money(quantity, self._commits[line]),
            "ListUnitPrice": _money(self._list[line]),
            "ContractedUnitPrice": _money(np.abs(paid)),
            "PricingCurrencyListUnitPrice": _money(self._list[line]),
            "PricingCurrencyContractedUnitPrice": _money(np.abs(paid)),
            "PricingCurrencyEffectiveCost": _money(block.effective),
            "InvoiceId": self._invoices.pick(line, day),
            "ResourceId": self._resources.ids(line, block.resource),
            "ResourceName": self._resources.names(line, block.resource),
        }
        return pa.table({name: found[name] for name in self.names})

    def _moment(self, hours: Whole) -> pa.Array:
        moments = pa.array(hours * _HOUR + self._start, pa.int64()).cast(MOMENT)
        return _text_moments(moments) if self.text_times else moments


_MEASURED: Final = (
    "BilledCost",
    "BillingPeriodEnd",
    "BillingPeriodStart",
    "ChargePeriodEnd",
    "ChargePeriodStart",
    "CommitmentDiscountQuantity",
    "ConsumedQuantity",
    "ContractedCost",
    "ContractedUnitPrice",
    "EffectiveCost",
    "InvoiceId",
    "ListCost",
    "ListUnitPrice",
    "PricingCurrencyContractedUnitPrice",
    "PricingCurrencyEffectiveCost",
    "PricingCurrencyListUnitPrice",
    "PricingQuantity",
    "ResourceId",
    "ResourceName",
)
_NOTHING: Final = np.array([], dtype=np.int64)
_EMPTY: Final = Block(0, _NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING)


def _hours(line: Line) -> int:
    """Length of a charge period; 0: to the end of the month."""
    if by_month(line):
        return 0
    return 24 if line.daily else 1


def _money(amounts: Whole, where: NDArray[np.bool_] | None = None) -> pa.Array:
    """Millionths as decimals; null where ``where`` is false."""
    wide = np.empty((len(amounts), 2), dtype=np.int64)
    wide[:, 0] = amounts
    wide[:, 1] = amounts >> 63
    valid = None
    if where is not None:
        valid = pa.py_buffer(np.packbits(where, bitorder="little").tobytes())
    return pa.Array.from_buffers(MONEY, len(amounts), [valid, pa.py_buffer(wide.tobytes())])


def _text_moments(moments: pa.Array) -> pa.Array:
    """``2026-07-01T00:00:00Z``; each hour is written once and then pointed at."""
    pointed = moments.dictionary_encode()
    texts = [each.as_py().strftime("%Y-%m-%dT%H:%M:%SZ") for each in pointed.dictionary]
    return pa.DictionaryArray.from_arrays(pointed.indices, pa.array(texts, pa.string()))


class _Choice:
    """A text for each line, kept once however many lines share it."""

    def __init__(self, values: Sequence[str | None]) -> None:
        different = sorted({value for value in values if value is not None})
        self.values = pa.array(different, pa.string())
        codes = {value: code for code, value in enumerate(different)}
        self.codes = np.array([-1 if each is None else codes[each] for each in values], dtype=np.int32)

    def pick(self, places: Whole) -> pa.Array:
        codes = self.codes[places]
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), self.values)


class _Resources:
    """Names of resources, line by line."""

    def __init__(self, every: Sequence[Line]) -> None:
        counts = [max(line.resources, 1) for line in every]
        self.first = np.cumsum([0, *counts[:-1]])
        named = [(place, line, one) for place, line in enumerate(every) for one in range(counts[place])]
        self._names = _Choice(
            [f"{line.resource}-{one:02d}" if line.resource else None for _, line, one in named]
        )
        ids = [
            f"{account_id(line)}/{line.resource}-{place:03d}{one:02d}" if line.resource else None
            for place, line, one in named
        ]
        self._ids = _Choice(ids)

    def names(self, line: Whole, resource: Whole) -> pa.Array:
        return self._names.pick(self.first[line] + resource)

    def ids(self, line: Whole, resource: Whole) -> pa.Array:
        return self._ids.pick(self.first[line] + resource)


class _Invoices:
    """One invoice a vendor and month."""

    def __init__(self, plan: Plan) -> None:
        dates = [plan.start + dt.timedelta(days=day) for day in range(plan.days)]
        self.months = sorted({date.strftime("%Y-%m") for date in dates})
        self.month_of_day = np.array([self.months.index(date.strftime("%Y-%m")) for date in dates])
        names = [
            f"{line.provider[:3].upper()}-{month}-{line.account[-4:]}"
            for line in plan.lines
            for month in self.months
        ]
        self.choice = _Choice(names)

    def pick(self, line: Whole, day: Whole) -> pa.Array:
        return self.choice.pick(line * len(self.months) + self.month_of_day[day])
