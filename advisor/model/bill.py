"""What a bill shows, put together: its files, its pictures in each currency, and what could not be measured.

The parts are in ``bill_costs`` (amounts and breakdowns), ``bill_workloads`` (what was found of AI) and
``bill_allocation`` (whose it is); ``bill_answers`` holds the answers that a bill speaks for.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from advisor.model.base import Model, Slug
from advisor.model.bill_allocation import Allocation
from advisor.model.bill_costs import Breakdown, Costs, Measure
from advisor.model.bill_workloads import Day, Finding, FoundWorkload, Stability, TokenLine, Unclaimed


class BillFile(Model):
    """One file of the bill."""

    name: str
    """File name without its folder, as a person gave it; text of others, never markup."""
    sha256: str
    """Of the file's bytes."""
    bytes: int
    format: Literal["csv", "csv.gz", "parquet", "table"]
    """``table``: a table of another engine; its hash is that of its name and schema."""
    rows: int | None = None


class Notice(Model):
    """Something about the data that a reader of the figures has to know."""

    code: Slug
    """Stable: ``negative-rows``, ``credits``, ``adjustments``, ``refunds``, ``net-negative``,
    ``several-currencies``, ``missing-days``, ``missing-months``, ``partial-days``, ``unreadable-numbers``,
    ``unreadable-dates``, ``no-zone``, ``null-words``, ``bad-tags``, …"""
    text: str
    """For people, with the figures in it."""
    rows: int | None = None
    amount: Decimal | None = None
    """Effective cost of these rows, in ``currency``."""
    currency: str | None = None


class Unmeasured(Model):
    """A feature that this bill cannot tell."""

    what: str
    why: str
    columns: tuple[str, ...] = ()
    """FOCUS columns that are missing; with them it could be told."""


class Picture(Model):
    """Everything about one currency of a bill."""

    currency: str
    """As it stands in the bill; ``?`` where the bill names none."""
    rows: int
    first: datetime.date | None
    last: datetime.date | None
    """Last day with a charge, inclusive."""
    days: int
    """From first to last, inclusive."""
    missing_days: tuple[datetime.date, ...] = ()
    """Days inside the period without any row; at most 400 are listed."""
    cost: Costs
    ai: Costs
    ai_rows: int
    series: tuple[Day, ...]
    """Every day of the period; zero where there is no row."""
    ai_series: tuple[Day, ...]
    stability: Stability | None
    """Of all spend."""
    ai_stability: Stability | None
    findings: tuple[Finding, ...]
    unclaimed: tuple[Unclaimed, ...]
    workloads: tuple[FoundWorkload, ...]
    """Largest first."""
    tokens: tuple[TokenLine, ...]
    breakdowns: tuple[Breakdown, ...]
    allocation: Allocation
    measures: tuple[Measure, ...]
    notices: tuple[Notice, ...] = ()

    def measure(self, name: str) -> Measure | None:
        """The measure with this id."""
        return next((each for each in self.measures if each.id == name), None)

    def ai_share(self, cost: str = "effective") -> Decimal | None:
        """Share of AI in one of the four costs, taxes left out; None when there is nothing to share."""
        found = self.measure("ai_share" if cost == "effective" else f"ai_share_{cost}")
        if found is not None:
            return found.value
        whole, ai = getattr(self.cost, cost), getattr(self.ai, cost)
        return Decimal(ai / whole) if whole else None

    def tagged_share(self, *, whole: bool = False) -> Decimal | None:
        """Share of the rows that are no taxes with any tag; ``whole``: with every key that they need."""
        found = self.measure("compliant_share_rows" if whole else "tagged_share_rows")
        if found is not None:
            return found.value
        rows = self.allocation.compliant_rows if whole else self.allocation.tagged_rows
        return Decimal(rows) / self.rows if self.rows else None

    @property
    def untaxed(self) -> str:
        """What to say behind a share of spending: nothing where the bill has no taxes."""
        taxes = self.measure("tax_effective")
        return " without taxes" if taxes is not None and taxes.rows else ""

    def breakdown(self, by: str, *, ai_only: bool = False) -> Breakdown | None:
        """The breakdown by an aspect."""
        return next((each for each in self.breakdowns if (each.by, each.ai_only) == (by, ai_only)), None)


class Query(Model):
    """A query that was run, to be repeated by hand."""

    id: Slug
    title: str
    sql: str
    """In the dialect of the engine that ran it, over the tables of the queries before it."""


class Bill(Model):
    """A bill that was read: the same files and rules give the same bill, byte for byte."""

    schema_: Literal["advisor/evidence/1"] = Field(default="advisor/evidence/1", alias="schema")
    files: tuple[BillFile, ...]
    sha256: str
    """Over the files' hashes in order of their names, so that order does not matter."""
    rules_sha256: str
    """Of the pack's rules that it was read by."""
    engine: str
    """``duckdb``, ``pyspark``, …"""
    focus: str
    """The newest version of FOCUS whose columns it has: ``1.0``, …"""
    columns: tuple[str, ...]
    """Known columns of FOCUS that it has."""
    missing: tuple[str, ...]
    """Columns of FOCUS that the measures look for, and that it lacks."""
    own_columns: tuple[str, ...]
    """Columns that are none of FOCUS; at most 100."""
    rows: int
    pictures: tuple[Picture, ...]
    """One for each currency, the one with the most rows first; empty for a bill without rows."""
    notices: tuple[Notice, ...]
    unmeasured: tuple[Unmeasured, ...]
    queries: tuple[Query, ...]

    @property
    def main(self) -> Picture | None:
        """The picture of the currency that most rows are in."""
        return self.pictures[0] if self.pictures else None
