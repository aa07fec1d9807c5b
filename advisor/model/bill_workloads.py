"""The AI of a bill: single findings, days, and workloads with their figures."""

from __future__ import annotations

import datetime
from decimal import Decimal

from pydantic import Field

from advisor.model.base import Model, Slug
from advisor.model.bill_costs import Costs, Measure
from advisor.model.evidence_finding import Activity, Kind, TokenDirection


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
