"""What an estimate comes to, and where each figure comes from."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from advisor.model.base import Model
from advisor.model.economics_figures import (
    Figure,
    Interval,
    LineCost,
    Origin,
    Ownership,
    Provenance,
    UnitCostValue,
)
from advisor.model.economics_findings import (
    Advised,
    Crossing,
    CrossingKind,
    Cumulative,
    CurvePoint,
    HoursOfUse,
    KpiValue,
    Move,
    OwnedServers,
    RaisedWarning,
    Return,
    RigourAdvice,
    SmallerServer,
    Standing,
    Start,
    Swing,
    SwitchOver,
    Timing,
    YearAdvice,
)
from advisor.model.price import Category, Compute, Phase, PriceBook, Profile
from advisor.model.stated import Depreciation, Economics

__all__ = [
    "Advised",
    "AlternativeCost",
    "Basis",
    "BasisOf",
    "Crossing",
    "CrossingKind",
    "Cumulative",
    "CurvePoint",
    "Estimate",
    "Figure",
    "HoursOfUse",
    "Interval",
    "KpiValue",
    "LineCost",
    "Move",
    "Origin",
    "OwnedServers",
    "Ownership",
    "PooledCost",
    "Provenance",
    "RaisedWarning",
    "Return",
    "RigourAdvice",
    "SharedServers",
    "SmallerServer",
    "Standing",
    "Start",
    "Swing",
    "SwitchOver",
    "Timing",
    "TotalCost",
    "UnitCostValue",
    "WorkloadEstimate",
    "YearAdvice",
]


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
    """What one more such workload adds over the horizon, the shared parts being there already: licences,
    people, and servers of the same kind with the capacity that they have free."""
    next_alone: Decimal
    """The same when it has machines of its own."""
    at_half: Decimal | None = None
    """The total when half of the load comes from the start, and machines are had for that half."""


class WorkloadEstimate(Model):
    """What one workload costs, on every alternative."""

    workload: str
    title: str
    kind: str
    profile: str
    accelerator: str
    token_model: str | None = None
    """The hosted model whose list price is counted with; None where none is."""
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
    hours: tuple[HoursOfUse, ...] = ()
    servers: tuple[OwnedServers, ...] = ()
    years: tuple[YearAdvice, ...]
    tornado: tuple[Swing, ...]
    """The largest movement first."""
    robustness: Standing
    timing: tuple[Timing, ...]
    move: Move | None = None
    """From now's alternative to the target's; None where they are the same, or one has no price."""
    returns: tuple[Return, ...]
    kpis: tuple[KpiValue, ...]
    advised: Advised
    warnings: tuple[RaisedWarning, ...]
    rigour: RigourAdvice | None
    notices: tuple[str, ...]


class SharedServers(Model):
    """Servers that stand for several workloads, a year."""

    accelerator: str
    workloads: tuple[str, ...]
    servers: tuple[int, ...]
    alone: tuple[int, ...]
    """How many it would be with servers for each workload alone."""
    utilisation: tuple[Decimal, ...]
    """Useful hours of held hours."""


class PooledCost(Model):
    """An alternative over all workloads, those with the same machines sharing them."""

    years: tuple[Decimal, ...]
    total: Decimal
    present_value: Decimal
    categories: dict[Category, Decimal]
    interval: Interval
    saved: Decimal
    """Compared with machines for each workload alone."""
    sharing: tuple[SharedServers, ...]


class TotalCost(Model):
    """An alternative over all workloads, each with machines of its own."""

    alternative: str
    title: str
    short: str
    decision: str
    years: tuple[Decimal, ...]
    total: Decimal
    present_value: Decimal
    categories: dict[Category, Decimal]
    interval: Interval
    pooled: PooledCost | None = None
    """The same where workloads share servers; None where there are none to share."""


class BasisOf(Model):
    """What the estimate of one workload was made from."""

    workload: str
    kind: str
    profile: Profile
    inputs: tuple[Figure, ...]
    """All that are known, also those that no cost rests on."""


class Basis(Model):
    """What an estimate was made from, for formats that compute it again."""

    book: PriceBook
    economics: Economics
    initiatives: int
    """Workloads that share what is shared."""
    workloads: tuple[BasisOf, ...]


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
    basis: SkipJsonSchema[Basis | None] = Field(default=None, exclude=True, repr=False)
    """Never written out: prices and answers are told where they belong. None where a single workload is
    looked at."""
