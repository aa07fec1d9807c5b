"""The file ``evidence.yaml`` of a pack: how a bill is read, and which answers its figures speak for.

Nothing in the code knows a vendor, a tag, a machine or a question: all of that stands here. A pattern is
a text in which ``*`` stands for anything; it has to fit the whole of what it is held against, and capital
letters make no difference. In a tag rule ``{workload}``, ``{team}``, ``{environment}`` and ``{model}``
stand for anything, too, and what they stood for becomes the name of the workload, team and so on.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from advisor.model.base import Model, Slug, Text
from advisor.model.evidence_finding import (
    AccountRule,
    Column,
    DirectionRule,
    FindRule,
    ModelRule,
    Pattern,
    PhaseRule,
    TagRule,
)
from advisor.model.evidence_proposing import Contradiction, ProposalRule


class SplitMethod(StrEnum):
    """How shared cost is divided."""

    FIXED = "fixed"
    """By stated percentages."""
    PROPORTIONAL = "proportional"
    """As the teams' own cost."""
    EVEN = "even"


class Measured(StrEnum):
    """In proportion to what shared cost is divided."""

    EFFECTIVE_COST = "effective_cost"
    """The direct effective cost of each team."""
    AI_COST = "ai_cost"
    """Its direct effective cost of AI."""
    CONSUMED_TOKENS = "consumed_tokens"
    ROWS = "rows"


class SplitRule(Model):
    """How the cost of something shared is divided among teams; exact to the last cent."""

    id: Slug
    title: Text
    where: dict[Column, tuple[Pattern, ...]] = Field(default_factory=dict)
    tags: dict[Pattern, tuple[Pattern, ...]] = Field(default_factory=dict)
    """What is shared: rows that fit ``where`` and ``tags``."""
    method: SplitMethod
    shares: dict[Text, Decimal] = Field(default_factory=dict)
    """Team to percentage, for ``fixed``; 100 in all."""
    measure: Measured | None = None
    """For ``proportional``."""
    teams: tuple[Text, ...] = ()
    """Among whom, for ``even`` and ``proportional``; empty: all teams that have cost of their own."""


class Keys(Model):
    """Tag keys that name who and what, most telling first; patterns."""

    workload: tuple[Pattern, ...] = ()
    team: tuple[Pattern, ...] = ()
    environment: tuple[Pattern, ...] = ()
    model: tuple[Pattern, ...] = ()
    required: tuple[Pattern, ...] = ()
    """What every row should carry; tag compliance counts the rows that carry them all."""


class MeasureText(Model):
    """How a measure is told to people."""

    title: Text
    unit: Text
    about: Text | None = None


class Thresholds(Model):
    """Numbers that several measures look at; this pack's own starting points."""

    anomaly_factor: Decimal = Field(default=Decimal(3), gt=0)
    """A day is out of the ordinary when it lies so many median absolute deviations (scaled to a standard
    deviation) above the median of the days."""
    least_days: int = Field(default=7, ge=2)
    """Fewer days with data give no stability."""
    least_filled: Decimal = Field(default=Decimal(0), ge=0, le=1)
    """Hours speak for a load when such a share of them has rows, or when the hour of the day explains as
    much of how they differ (a job of each night). Otherwise days do: scattered rows look like bursts."""
    most_workloads: int = Field(default=200, ge=1)
    """Workloads that are told one by one; the smallest of more are one line."""
    trend_days: int = Field(default=14, ge=2)
    """Fewer days with data give no trend."""


class EvidenceRules(Model):
    """The file ``evidence.yaml``."""

    summary: Text
    keys: Keys
    texts: dict[Slug, tuple[Column, ...]] = Field(default_factory=dict)
    """A name for several columns, to be used like a column: a pattern fits when one of them fits. Each of
    these columns is read, and so is each that a rule names."""
    services: tuple[FindRule, ...] = ()
    """What vendors publish as AI: spend that these find is known."""
    tags: tuple[TagRule, ...] = ()
    """Spend that these find is tagged."""
    discoveries: tuple[FindRule, ...] = ()
    """Spend that these find is discovered."""
    suspicions: tuple[FindRule, ...] = ()
    """What looks like AI and is listed for a person to judge; never counted."""
    phases: tuple[PhaseRule, ...] = ()
    directions: tuple[DirectionRule, ...] = ()
    models: tuple[ModelRule, ...] = ()
    accounts: tuple[AccountRule, ...] = ()
    splits: tuple[SplitRule, ...] = ()
    compute: dict[Column, tuple[Pattern, ...]] = Field(default_factory=dict)
    """What counts as machines, for coverage by commitments."""
    spot: dict[Column, tuple[Pattern, ...]] = Field(default_factory=dict)
    """What counts as spot."""
    idle: dict[Column, tuple[Pattern, ...]] = Field(default_factory=dict)
    """What is paid for and not used: of accelerators, this is idle."""
    token_units: tuple[Pattern, ...] = ()
    """Units that count tokens; ``PricingUnit`` or ``ConsumedUnit``. A number in front, such as ``1K`` or
    ``1M``, multiplies."""
    request_units: tuple[Pattern, ...] = ()
    """Units of ``ConsumedUnit`` that count requests."""
    hour_units: tuple[Pattern, ...] = ()
    """Units of ``ConsumedUnit`` that count hours of a machine."""
    thresholds: Thresholds = Thresholds()
    measures: dict[Slug, MeasureText] = Field(default_factory=dict)
    """Titles of measures, by id; one without is told by its id."""
    quantities: dict[Slug, Slug] = Field(default_factory=dict)
    """Quantity of the price book to the measure that gives its value: so KPIs get values from the bill."""
    proposals: tuple[ProposalRule, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
