"""What is so on a made-up bill: added up while its rows are made, exactly."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np

from advisor.evidence.synthetic import Block, Plan
from advisor.evidence.synthetic_lines import Charge, Kind, Line
from advisor.evidence.synthetic_words import category, price_id, tags

SCHEMA = "advisor/synthetic-bill/1"
_MILLION = Decimal(1_000_000)
_COSTS = ("list", "contracted", "billed", "effective")


@dataclass(frozen=True, slots=True)
class LineTruth:
    """One line with its sums."""

    line: Line
    price_id: str
    """Its ``SkuPriceId``: rows of the bill belong to the line by it."""
    rows: int
    costs: dict[str, Decimal]
    """By the name of the cost."""
    quantity: Decimal
    hours: tuple[int, ...] = field(repr=False)
    """Effective cost of each hour of the period, in millionths."""


class Counter:
    """Adds up blocks as they pass."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        count = len(plan.lines)
        self._rows = np.zeros(count, dtype=np.int64)
        self._sums = {name: np.zeros(count, dtype=np.int64) for name in (*_COSTS, "quantity")}
        self._hours = np.zeros((count, plan.hours), dtype=np.int64)

    def add(self, block: Block) -> None:
        """Count these rows."""
        count = len(self._rows)
        self._rows += np.bincount(block.line, minlength=count)
        amounts = {
            "list": block.listed,
            "contracted": block.contracted,
            "billed": block.billed,
            "effective": block.effective,
            "quantity": block.quantity,
        }
        for name, values in amounts.items():
            np.add.at(self._sums[name], block.line, values)
        np.add.at(self._hours, (block.line, block.hour), block.effective)

    def lines(self) -> tuple[LineTruth, ...]:
        """What has been counted."""
        return tuple(
            LineTruth(
                line,
                price_id(place, line),
                int(self._rows[place]),
                {name: Decimal(int(self._sums[name][place])) / _MILLION for name in _COSTS},
                Decimal(int(self._sums["quantity"][place])) / 1000,
                tuple(int(value) for value in self._hours[place]),
            )
            for place, line in enumerate(self.plan.lines)
        )


@dataclass(frozen=True)
class Truth:
    """All that is so. Tax is in no figure, as a bill is read."""

    plan: Plan
    lines: tuple[LineTruth, ...]

    def of(self, fits: Callable[[Line], bool], currency: str | None = None) -> tuple[LineTruth, ...]:
        """The lines that fit, tax left out."""
        return tuple(
            each
            for each in self.lines
            if each.line.charge is not Charge.TAX
            and (currency is None or each.line.currency == currency)
            and fits(each.line)
        )

    @property
    def currencies(self) -> tuple[str, ...]:
        """The one with the most rows first."""
        rows: dict[str, int] = defaultdict(int)
        for each in self.lines:
            rows[each.line.currency] += each.rows
        return tuple(sorted(rows, key=lambda name: (-rows[name], name)))

    def daily(self, lines: Iterable[LineTruth]) -> tuple[Decimal, ...]:
        """Effective cost by day of the period."""
        total = [0] * self.plan.days
        for each in lines:
            for hour, value in enumerate(each.hours):
                total[hour // 24] += value
        return tuple(Decimal(value) / _MILLION for value in total)

    def as_json(self) -> dict[str, Any]:
        """For a file: money as text, exact."""
        return {
            "schema": SCHEMA,
            "seed": self.plan.seed,
            "rows": self.plan.rows,
            "first": self.plan.start.isoformat(),
            "last": (self.plan.start + dt.timedelta(days=self.plan.days - 1)).isoformat(),
            "bursts": [day.isoformat() for day in self.plan.bursts],
            "currencies": {name: self._currency(name) for name in self.currencies},
            "lines": [_line(each) for each in self.lines],
        }

    def _currency(self, currency: str) -> dict[str, Any]:
        every = self.of(_all, currency)
        ai = tuple(each for each in every if is_ai(each.line))
        tax = [
            each for each in self.lines if each.line.charge is Charge.TAX and each.line.currency == currency
        ]
        return {
            "all": sums(every),
            "tax": sums(tax),
            "ai": sums(ai),
            "kinds": _grouped(every, lambda line: line.kind.value),
            "families": _grouped(every, lambda line: line.family),
            "charges": _grouped(every, lambda line: line.charge.value),
            "teams": _grouped(every, lambda line: line.team),
            "activities": _grouped(ai, lambda line: line.activity),
            "tokens": _grouped(every, lambda line: line.direction),
            "untagged": sums(each for each in every if not tags(each.line)),
            "idle_accelerators": sums(each for each in every if each.line.capacity == "Unused"),
            "workloads": {
                name: found | self._pattern(name, currency)
                for name, found in _grouped(ai, lambda line: line.workload).items()
            },
        }

    def _pattern(self, workload: str, currency: str) -> dict[str, Any]:
        lines = self.of(lambda line: line.workload == workload, currency)
        days = self.daily(lines)
        seen = [place for place, value in enumerate(days) if value]
        lived = days[seen[0] : seen[-1] + 1] if seen else ()
        varies = variation(lived)
        return {
            "first": (self.plan.start + dt.timedelta(days=seen[0])).isoformat() if seen else None,
            "daily_cv": str(varies) if varies is not None else None,
            "teams": sorted({each.line.team for each in lines}),
            "kinds": sorted({each.line.kind for each in lines}),
        }


def is_ai(line: Line) -> bool:
    """Whether the charge is for AI."""
    return line.kind is not Kind.NONE


def variation(days: Sequence[Decimal]) -> Decimal | None:
    """Coefficient of variation (sample), to four places; None when it cannot be told."""
    if len(days) < 2 or (mean := sum(days, Decimal(0)) / len(days)) <= 0:
        return None
    return round(statistics.stdev(days) / mean, 4)


def _all(_: Line) -> bool:
    return True


def _grouped(lines: Sequence[LineTruth], name: Callable[[Line], str]) -> dict[str, dict[str, Any]]:
    """Sums by name; lines without one are left out."""
    names = sorted({name(each.line) for each in lines} - {""})
    return {each: sums(line for line in lines if name(line.line) == each) for each in names}


def sums(lines: Iterable[LineTruth]) -> dict[str, Any]:
    """Rows, and the four costs as text."""
    every = tuple(lines)
    costs = {name: str(sum((each.costs[name] for each in every), Decimal(0))) for name in _COSTS}
    return {"rows": sum(each.rows for each in every)} | costs


def _line(each: LineTruth) -> dict[str, Any]:
    line = each.line
    told = {
        "price_id": each.price_id,
        "charge_category": category(line),
        "service": line.service,
        "kind": line.kind.value,
        "family": line.family,
        "workload": line.workload,
        "team": line.team,
        "activity": line.activity,
        "currency": line.currency,
        "charge": line.charge.value,
        "quantity": str(each.quantity),
    }
    return told | sums([each])
