"""What a bill shows: figures, findings, and the answers that they speak for.

Money is ``Decimal`` in the currency of its picture, and never added up over currencies. Shares are
``Decimal`` fractions (0.25 is 25 %) and may lie below 0 or above 1: refunds and credits make that
possible, and it is named, never hidden. Times are UTC.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from advisor.model.base import Model, Slug
from advisor.model.evidence_rules import Activity, Kind, TokenDirection


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


class Costs(Model):
    """The four costs of FOCUS."""

    list: Decimal
    contracted: Decimal
    billed: Decimal
    effective: Decimal


class Measure(Model):
    """One named figure. Measures are what thresholds, proposals and KPIs of a pack look at."""

    id: Slug
    title: str
    unit: str
    """``%`` for shares (the value is a fraction), a currency, ``days``, ``1`` for plain numbers, …"""
    value: Decimal | None
    """None when it cannot be told; ``why`` says why."""
    why: str | None = None
    rows: int = 0
    """Rows of the bill behind it."""
    sums: dict[str, Decimal] = Field(default_factory=dict)
    """The sums that it is computed from, by name."""
    query: str | None = None
    """Id of the query that gave it, see ``Bill.queries``."""


class Line(Model):
    """One line of a breakdown."""

    name: str | None
    """None: the cost has no such name (no tag, no account)."""
    rows: int
    cost: Costs
    share: Decimal | None
    """Of effective cost; None when the whole is zero."""
    ai: Decimal = Decimal(0)
    """Effective cost of AI within it."""


class Breakdown(Model):
    """Cost by one aspect, largest first (effective cost, then name)."""

    by: Literal["provider", "service", "category", "team", "environment", "workload", "model", "account"]
    ai_only: bool
    lines: tuple[Line, ...]
    more: int = 0
    """Lines that are left out; they are added up in the last line that is named ``…``."""


class Finding(Model):
    """What one rule found. Rows that several rules fit count for the first: known, tagged, discovered."""

    kind: Kind
    rule: Slug
    title: str
    rows: int
    """That count for this rule."""
    effective: Decimal
    also_rows: int = 0
    """Further rows that it fits, and that count for another rule."""
    also_effective: Decimal = Decimal(0)


class Unclaimed(Model):
    """What looks like AI, and no rule claims it: for a person to judge."""

    rule: Slug
    title: str
    provider: str | None
    service: str | None
    description: str | None
    rows: int
    effective: Decimal


class Day(Model):
    """One day of a series."""

    day: datetime.date
    effective: Decimal
    rows: int


class Stability(Model):
    """How even a load is, told by its cost. Days without rows inside the period count as zero."""

    days: int
    """From the first to the last day of the workload."""
    days_with_cost: int
    daily_cv: Decimal | None
    """Coefficient of variation: sample standard deviation over mean; None when the mean is not positive."""
    daily_cv_population: Decimal | None
    hourly_cv: Decimal | None
    """None when rows are not by the hour, or when too few hours have any and there is no pattern in them."""
    trend: Decimal | None
    """Slope of the least-squares line through the days, as a share of the mean per 30 days."""
    weekday: tuple[Decimal, ...] = ()
    """Mean of Monday … Sunday over the mean of all days."""
    weekday_strength: Decimal | None = None
    """Share of the variance of days that the weekday explains (eta squared)."""
    hour_of_day: tuple[Decimal, ...] = ()
    """Mean of the hours 0 … 23 (UTC) over the mean of all hours."""
    hour_strength: Decimal | None = None
    """Share of the variance of hours that the hour of the day explains."""
    burst: Decimal | None = None
    """95th percentile over median of the hours, of the days where there are no hours."""
    peak: Decimal | None = None
    """Busiest hour (or day) over the mean one."""
    first_seen: datetime.date | None = None
    weeks_seen: Decimal | None = None
    """From first to last day, in weeks."""
    at_start: bool = False
    """Whether it is there from the bill's first day on, so that it may be older."""


class FoundWorkload(Model):
    """An AI workload in the bill."""

    id: Slug
    """From its name; stable for one bill and one set of rules."""
    name: str
    """As the tag, account or rule names it; text of others."""
    kinds: dict[Kind, Decimal]
    """Effective cost by how it was found."""
    rules: tuple[Slug, ...]
    teams: tuple[str, ...] = ()
    environments: tuple[str, ...] = ()
    phases: dict[Activity, Decimal] = Field(default_factory=dict)
    """Effective cost by what it is for; what no rule tells is in neither."""
    rows: int
    cost: Costs
    share: Decimal | None
    """Of the effective cost of AI."""
    stability: Stability | None
    """None with fewer days than the pack asks for."""
    series: tuple[Day, ...]
    measures: tuple[Measure, ...]
    """Of this workload alone; the same ids for all workloads."""


class TokenLine(Model):
    """Tokens of one model in one direction."""

    model: str | None
    direction: TokenDirection | None
    tokens: Decimal | None
    """None when the unit does not count tokens."""
    rows: int
    effective: Decimal


class SplitShare(Model):
    """One team's part of a shared cost."""

    team: str
    weight: Decimal
    amount: Decimal


class Split(Model):
    """A shared cost, divided: the amounts add up to ``total`` exactly."""

    rule: Slug
    title: str
    method: str
    total: Decimal
    """Effective cost of what is shared, rounded to the cent (half even)."""
    exact: Decimal
    """Before rounding."""
    rows: int
    shares: tuple[SplitShare, ...]
    why: str | None = None
    """Why nothing was divided, when there is nobody to divide among."""


class ShowbackLine(Model):
    """What one team answers for."""

    team: str | None
    """None: nobody could be told."""
    direct: Decimal
    shared: Decimal
    """From the splits."""
    total: Decimal
    ai: Decimal
    """Effective cost of AI within ``direct``."""
    share: Decimal | None


class Allocation(Model):
    """To whom spend can be attributed; amounts are effective cost."""

    by_tag: Decimal
    by_account: Decimal
    by_split: Decimal
    nobody: Decimal
    rows_by_tag: int
    rows_by_account: int
    rows_by_split: int
    rows_nobody: int
    tagged_rows: int
    """Rows with any tag at all."""
    tagged_effective: Decimal
    tagged_billed: Decimal
    compliant_rows: int
    """Rows that carry every required key."""
    compliant_effective: Decimal
    missing_keys: dict[str, int] = Field(default_factory=dict)
    """Required key to the rows without it."""
    splits: tuple[Split, ...] = ()
    showback: tuple[ShowbackLine, ...] = ()


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


class Verdict(StrEnum):
    """How a proposal stands to the present answer."""

    NEW = "new"
    """There is no answer yet, or it is unknown."""
    AGREES = "agrees"
    DIFFERS = "differs"
    """It is another answer, but no rule calls that a contradiction."""
    CONTRADICTS = "contradicts"


class Proposal(Model):
    """An answer that the bill speaks for. It becomes an answer only when somebody accepts it."""

    id: str
    """``RULE`` or ``RULE@WORKLOAD``; what ``--accept`` takes."""
    rule: Slug
    question: Slug
    workload: Slug | None
    """Of the assessment; None for the organisation."""
    found: Slug | None
    """The workload of the bill that speaks; None for the bill as a whole."""
    option: Slug | None
    number: Decimal | None
    """One of the two is set."""
    label: str
    """The proposed answer in words."""
    bounds: str
    """The range of the option, in words: ``50 % to less than 80 %``."""
    measure: Measure
    first: datetime.date
    last: datetime.date
    reason: str
    caution: str | None
    source: str
    present: str | None
    """The present answer in words; None when there is none."""
    verdict: Verdict
    warning: str | None = None
    """For a contradiction: what disagrees."""
    do: str | None = None
    evidence: str
    """What is written into the answer: file, SHA-256, period, rule."""


class Unproposed(Model):
    """A rule of the pack that proposes no answer."""

    rule: Slug
    question: Slug
    workload: Slug | None
    why: str


class KpiFromBill(Model):
    """A KPI of the catalogue whose value the bill gives."""

    kpi: Slug
    title: str
    unit: str
    value: Decimal | None
    currency: str
    quantities: dict[str, Decimal]
    """The quantities of its formula with their values, in the units of the price book."""
    measures: tuple[Slug, ...]
    """The measures that gave them."""
    queries: tuple[Slug, ...]
    why: str | None = None
    """Why there is no value."""


class Evidence(Model):
    """A bill beside an assessment: what screen and report show."""

    bill: Bill
    proposals: tuple[Proposal, ...]
    kpis: tuple[KpiFromBill, ...]
    unmatched: tuple[str, ...]
    """AI workloads of the bill that no workload of the assessment is named after."""
    unproposed: tuple[Unproposed, ...] = ()
    """Answers that the bill might speak for, and does not, with the reason."""
