"""What an estimate comes to, and where each figure comes from."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from advisor.model.base import Model
from advisor.model.price import Benefit, Category, Compute, Phase
from advisor.model.stated import Depreciation

# Where a figure comes from -------------------------------------------------------------------


class Origin(StrEnum):
    """How a figure came about."""

    GIVEN = "given"
    DERIVED = "derived"
    ASSUMED = "assumed"
    COMPUTED = "computed"


class Provenance(Model):
    """Where a figure comes from."""

    origin: Origin
    source: str
    as_of: datetime.date | None = None
    question: str | None = None
    """The question whose answer it follows from."""


class Figure(Model):
    """An input with its range, in its own unit."""

    id: str
    title: str
    unit: str
    low: Decimal
    typical: Decimal
    high: Decimal
    alternative: str | None = None
    """The alternative that it holds for; None for all."""
    provenance: Provenance


# What comes out ------------------------------------------------------------------------------


class LineCost(Model):
    """One line of the cost of an alternative, in whole cents."""

    id: str
    title: str
    category: Category
    phase: Phase
    years: tuple[Decimal, ...]
    total: Decimal
    cash: bool
    exponent: Decimal | None
    """Of growing volume; None where machines are counted one by one."""


class Ownership(Model):
    """What owned machines cost by what is paid for, a year."""

    servers: tuple[int, ...]
    hardware: tuple[Decimal, ...]
    """Depreciation less what a sale brings."""
    energy: tuple[Decimal, ...]
    hosting: tuple[Decimal, ...]
    support: tuple[Decimal, ...]
    purchases: tuple[Decimal, ...]
    """Cash at the start of each year."""
    resale: tuple[Decimal, ...]
    """Cash at the end of each year."""


class UnitCostValue(Model):
    """A cost for one unit, year by year; None where it cannot be told, with the reason."""

    id: str
    title: str
    unit: str
    years: tuple[Decimal, ...] | None
    trend: Decimal | None
    """Change from the first to the last year, as a share; below zero means cheaper."""
    utilisation: Decimal | None
    """The share of held capacity that did useful work in the first year; None where it plays no part."""
    missing: str | None = None


class Interval(Model):
    """The least and greatest that the ranges of the inputs allow."""

    low: Decimal
    high: Decimal


class AlternativeCost(Model):
    """What one alternative costs."""

    id: str
    title: str
    short: str
    decision: str
    outcome: str | None
    compute: Compute
    lines: tuple[LineCost, ...]
    years: tuple[Decimal, ...]
    total: Decimal
    """The sum of the lines."""
    cash: tuple[Decimal, ...]
    """Cash out at the start, then at the end of each year; less what selling machines brings."""
    present_value: Decimal
    """Of the cash, at the discount rate."""
    categories: dict[Category, Decimal]
    phases: dict[Phase, Decimal]
    interval: Interval
    utilisation: tuple[Decimal, ...]
    """Useful hours of held hours, a year; empty where no capacity is held."""
    ownership: Ownership | None
    unit_costs: tuple[UnitCostValue, ...]
    next_initiative: Decimal
    """What one more such workload adds over the horizon, the shared parts being there already."""


class CrossingKind(StrEnum):
    """Along what two cost curves are compared."""

    VOLUME = "volume"
    UTILISATION = "utilisation"
    MONTH = "month"


class Crossing(Model):
    """Where one alternative becomes the cheaper of two."""

    kind: CrossingKind
    alternative: str
    """Becomes the cheaper one …"""
    against: str
    """… of these two."""
    at: Decimal | None
    """Volume (in the unit of the volume), share or month from which on; None when never, or always."""
    state: Literal["crosses", "always", "never"]
    """``always`` and ``never`` hold within the range that was looked at."""
    low: Decimal
    high: Decimal
    """The range that was looked at."""


class CurvePoint(Model):
    """Cost a month of each alternative at one volume."""

    volume: Decimal
    costs: dict[str, Decimal]


class Cumulative(Model):
    """Money spent up to the end of each month, without what a sale of machines would bring."""

    alternative: str
    months: tuple[Decimal, ...]
    """The first entry is the start."""


class Swing(Model):
    """What the range of one input does to the cost of one alternative."""

    quantity: str
    title: str
    alternative: str
    low: Decimal
    """Total at the low end of the input."""
    high: Decimal
    """Total at the high end of the input."""

    @property
    def width(self) -> Decimal:
        """How much the total moves."""
        return abs(self.high - self.low)


class Standing(Model):
    """Whether the cheapest alternative stays cheapest over all ranges."""

    cheapest: str
    runner_up: str | None
    state: Literal["proved", "refuted", "open"]
    """``proved``: over all ranges; ``refuted``: ``when`` tells a case; ``open``: neither was found."""
    when: dict[str, Decimal] = Field(default_factory=dict)
    """Input id to its value in a case where another alternative is cheaper, in the input's unit."""
    cheaper_then: str | None = None


class YearAdvice(Model):
    """The alternative that costs least in one year of the plan."""

    year: int
    cheapest: str
    costs: dict[str, Decimal]


class Start(Model):
    """What ordering machines in a certain month costs over the horizon."""

    order: int
    """Month of the order; 0 is now."""
    arrives: int
    total: Decimal
    more: Decimal
    """Compared with the best month."""


class Timing(Model):
    """What investing earlier or later costs."""

    owned: str
    """The alternative that is bought into."""
    until: str
    """The alternative that is used until then."""
    lead_time: int
    """Months."""
    starts: tuple[Start, ...]
    never: Decimal
    """Cost of staying with ``until``."""
    best: int | None
    """Month in which to order; None when never is cheapest."""
    late: bool
    """Whether machines ordered now would arrive after the horizon."""


class Return(Model):
    """What one alternative brings for what it costs."""

    alternative: str
    benefits: dict[Benefit, Decimal]
    benefit: Decimal
    cost: Decimal
    roi: Decimal | None
    npv: Decimal
    payback: int | None
    """Month in which the benefits have paid for everything so far; None when not within the horizon."""


class Advised(Model):
    """What the rules advise, beside the money."""

    now: str | None
    target: str | None


class RaisedWarning(Model):
    """Where the money disagrees with the rules, in the pack's words."""

    id: str
    severity: str
    message: str
    do: str


class RigourAdvice(Model):
    """How much examination the sum at stake deserves."""

    stake: Decimal
    title: str
    do: str


class KpiValue(Model):
    """A KPI of the catalogue with its value, or with what is missing for one."""

    kpi: str
    title: str
    unit: str
    alternative: str
    value: Decimal | None
    target: str | None
    """The target of the stage, in words."""
    verdict: Literal["met", "missed"] | None
    """None without a value or without a target in figures."""
    missing: tuple[str, ...]
    """Titles of the inputs that are missing."""


class WorkloadEstimate(Model):
    """What one workload costs, on every alternative."""

    workload: str
    title: str
    kind: str
    profile: str
    accelerator: str
    volume: Decimal
    """Today's, in ``volume_unit``."""
    volume_unit: str
    inputs: tuple[Figure, ...]
    alternatives: tuple[AlternativeCost, ...]
    cheapest: dict[str, str]
    """Decision id to the alternative that costs least."""
    crossings: tuple[Crossing, ...]
    curve: tuple[CurvePoint, ...]
    cumulative: tuple[Cumulative, ...]
    years: tuple[YearAdvice, ...]
    tornado: tuple[Swing, ...]
    """The largest movement first."""
    robustness: Standing
    timing: tuple[Timing, ...]
    returns: tuple[Return, ...]
    kpis: tuple[KpiValue, ...]
    advised: Advised
    warnings: tuple[RaisedWarning, ...]
    rigour: RigourAdvice | None
    notices: tuple[str, ...]


class TotalCost(Model):
    """An alternative over all workloads."""

    alternative: str
    title: str
    short: str
    decision: str
    years: tuple[Decimal, ...]
    total: Decimal
    present_value: Decimal
    categories: dict[Category, Decimal]
    interval: Interval


class Estimate(Model):
    """The result of ``advisor tco``."""

    schema_: Literal["advisor/tco/1"] = Field(default="advisor/tco/1", alias="schema")
    pack: str
    pack_version: str
    pack_sha256: str
    assessment: str
    organisation: str
    currency: str
    as_of: datetime.date
    horizon_months: int
    years: int
    discount: Decimal
    """A year, as a share; 0 when no discounting was asked for."""
    depreciation: Depreciation
    workloads: tuple[WorkloadEstimate, ...]
    totals: tuple[TotalCost, ...]
