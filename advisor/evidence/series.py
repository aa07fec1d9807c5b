"""Cost by the day and by the hour, for the bill, for AI and for each of the larger workloads."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from advisor.evidence.cube import Cube, money
from advisor.evidence.stability import MOST_DAYS, stability
from advisor.model.bill_workloads import Day, Stability
from advisor.model.evidence_rules import Thresholds

if TYPE_CHECKING:
    from ibis.expr.types import Table

ZERO = Decimal(0)
_Row = tuple[str, str | bool, datetime.date, int, Decimal, int, int]
"""Two keys, day, hour, cost, rows, and rows that are for an hour."""


@dataclass(slots=True)
class Series:
    """What cost how much when."""

    days: dict[datetime.date, Decimal] = field(default_factory=dict)
    rows: dict[datetime.date, int] = field(default_factory=dict)
    hours: dict[tuple[datetime.date, int], Decimal] = field(default_factory=dict)
    by_hour: int = 0
    """Rows that are for an hour."""

    def add(self, day: datetime.date, hour: int, amount: Decimal, rows: int, by_hour: int) -> None:
        """One hour's rows."""
        self.days[day] = self.days.get(day, ZERO) + amount
        self.rows[day] = self.rows.get(day, 0) + rows
        self.hours[day, hour] = self.hours.get((day, hour), ZERO) + amount
        self.by_hour += by_hour

    @property
    def all_rows(self) -> int:
        """Rows with a time."""
        return sum(self.rows.values())

    @property
    def hourly(self) -> bool:
        """Whether most rows are for an hour, so that hours say something."""
        return self.by_hour * 2 > self.all_rows

    def stability(self, begin: datetime.date, thresholds: Thresholds) -> Stability | None:
        """How even it is."""
        return stability(
            self.days,
            self.hours if self.hourly else None,
            begin=begin,
            least_days=thresholds.least_days,
            trend_days=thresholds.trend_days,
            least_filled=thresholds.least_filled,
        )

    def between(self, first: datetime.date, last: datetime.date) -> tuple[Day, ...]:
        """Every day of a period."""
        count = (last - first).days + 1
        if count > MOST_DAYS:
            return tuple(
                Day(day=day, effective=self.days[day], rows=self.rows[day])
                for day in sorted(self.days)[:MOST_DAYS]
            )
        days = (first + datetime.timedelta(each) for each in range(count))
        return tuple(
            Day(day=day, effective=self.days.get(day, ZERO), rows=self.rows.get(day, 0)) for day in days
        )


def overall(cube: Cube) -> dict[str, tuple[Series, Series]]:
    """Currency to the series of all spend and of AI."""
    t = cube.timed
    base = t.mutate(is_ai=t.kind != "")
    found: dict[str, tuple[Series, Series]] = {}
    asked = _asked(cube, "hours", "Cost by the hour", base, ("currency", "is_ai"))
    for currency, is_ai, day, hour, amount, rows, by_hour in asked:
        both = found.setdefault(currency, (Series(), Series()))
        for each in both if is_ai else both[:1]:
            each.add(day, hour, amount, rows, by_hour)
    return found


def of_workloads(cube: Cube, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Series]:
    """Currency and workload to its series."""
    wanted = frozenset(names)
    if not wanted:
        return {}
    t = cube.timed
    base = t.filter((t.kind != "") & t.workload.isin(sorted({name for _, name in wanted})))
    found: dict[tuple[str, str], Series] = {}
    asked = _asked(
        cube, "hours_of_workloads", "Cost of AI workloads by the hour", base, ("currency", "workload")
    )
    for currency, name, day, hour, amount, rows, by_hour in asked:
        key = (currency, str(name))
        if key in wanted:
            found.setdefault(key, Series()).add(day, hour, amount, rows, by_hour)
    return found


def _asked(cube: Cube, name: str, title: str, base: Table, keys: tuple[str, str]) -> Iterator[_Row]:
    dated = base.filter(base.day != "")
    query = dated.group_by(*keys, "day", "hour").agg(
        effective=dated.effective.sum(),
        rows=dated.rows.sum(),
        by_hour=dated.rows.sum(where=dated.length == "hour"),
    )
    read = cache(datetime.date.fromisoformat)
    for row in cube.ask(name, title, query):
        yield (
            row[keys[0]],
            row[keys[1]],
            read(row["day"]),
            int(row["hour"]),
            money(row["effective"]),
            int(row["rows"]),
            int(row["by_hour"] or 0),
        )
