"""The file ``evidence.yaml`` of a pack: how a bill is read, and which answers its figures speak for.

Nothing in the code knows a vendor, a tag, a machine or a question: all of that stands here. A pattern is
a text in which ``*`` stands for anything; it has to fit the whole of what it is held against, and capital
letters make no difference. In a tag rule ``{workload}``, ``{team}``, ``{environment}`` and ``{model}``
stand for anything, too, and what they stood for becomes the name of the workload, team and so on.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from advisor.model.base import Model, Slug, Text

Pattern = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""A text with ``*`` for anything, as above."""

Column = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*\*?$", max_length=80)]
"""A column of FOCUS, such as ``ServiceName``, or one of a provider's own, such as ``x_Model``; a ``*`` at
the end names all columns that begin so."""


class Kind(StrEnum):
    """How spend is known to be for AI, as the FinOps paper tells them apart; the first that fits counts."""

    KNOWN = "known"
    """A service that its vendor publishes as AI."""
    TAGGED = "tagged"
    """Marked by the organisation itself."""
    DISCOVERED = "discovered"
    """Neither, but the machine, image or unit gives it away."""


class Activity(StrEnum):
    """What AI spend is for."""

    LEARNING = "learning"
    """Training and tuning."""
    SERVING = "serving"
    """Inference."""


class TokenDirection(StrEnum):
    """Which way tokens go."""

    INPUT = "input"
    CACHED = "cached_input"
    OUTPUT = "output"


class FindRule(Model):
    """A rule that tells AI spend by what stands in columns.

    All columns that are named have to fit one of their patterns, and none of ``unless`` may fit.
    """

    id: Slug
    title: Text
    """What it finds, for people: ``Amazon Bedrock``."""
    provider: Text | None = None
    """Of whom, for people."""
    where: dict[Column, tuple[Pattern, ...]] = Field(min_length=1)
    """Column to the patterns of which one has to fit. A name that ends in ``*``: one of these columns."""
    unless: dict[Column, tuple[Pattern, ...]] = Field(default_factory=dict)
    accelerator: bool = False
    """Whether what it finds are GPUs or other accelerators that are paid by the hour."""
    accelerators: int | None = Field(default=None, ge=1, le=1024)
    """How many of them are in one machine, where all that it finds have the same number."""
    phase: Activity | None = None
    """What the spend is for, where the rule already tells."""


class TagRule(Model):
    """A rule that tells AI spend by a tag; one of the keys has to fit, and its value."""

    id: Slug
    title: Text
    keys: tuple[Pattern, ...] = Field(min_length=1)
    values: tuple[Pattern, ...] = ("*",)
    """Patterns with ``*`` and with ``{workload}``, ``{team}``, ``{environment}``, ``{model}``."""


class PhaseRule(Model):
    """A rule that tells training from inference; the first that fits counts."""

    id: Slug
    phase: Activity
    where: dict[Column, tuple[Pattern, ...]] = Field(default_factory=dict)
    """As in a rule that finds."""
    tags: dict[Pattern, tuple[Pattern, ...]] = Field(default_factory=dict)
    """Pattern of a key to patterns of its value."""


class DirectionRule(Model):
    """A rule that tells which way tokens go; the first that fits counts."""

    id: Slug
    direction: TokenDirection
    where: dict[Column, tuple[Pattern, ...]] = Field(min_length=1)


class ModelRule(Model):
    """Where the name of the AI model stands."""

    column: Column
    pattern: Pattern
    """With ``{model}`` for the name: ``{model} Input Tokens*``; or ``{model}`` alone for the whole cell."""


class AccountRule(Model):
    """An account, subscription or project that belongs to somebody."""

    id: Slug
    accounts: tuple[Pattern, ...] = Field(min_length=1)
    """Of ``SubAccountId`` or ``SubAccountName``."""
    team: Text | None = None
    workload: Text | None = None
    environment: Text | None = None


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


class Bound(Model):
    """The range of a measure for which an option is the right answer."""

    option: Slug
    from_: Decimal | None = Field(default=None, alias="from")
    """Smallest value, inclusive."""
    above: Decimal | None = None
    """Or: larger than this."""
    below: Decimal | None = None
    """Smaller than this."""
    up_to: Decimal | None = None
    """Or: largest value, inclusive."""
    also: dict[Slug, Beside] = Field(default_factory=dict)
    """Other measures that have to lie in a range, too."""


class Beside(Model):
    """A range of another measure."""

    from_: Decimal | None = Field(default=None, alias="from")
    below: Decimal | None = None


class LeastData(Model):
    """What there has to be before a measure speaks for an answer."""

    days: int = Field(default=1, ge=1)
    """Days of the bill with data (of the workload, for a workload's question)."""
    rows: int = Field(default=1, ge=1)


class ProposalRule(Model):
    """Which answer a measure speaks for."""

    id: Slug
    question: Slug
    measure: Slug
    """A measure of the bill, or of a workload for a question that each workload has."""
    options: tuple[Bound, ...] = ()
    """Tried in order, for a question with options; no fit, no proposal."""
    per: Decimal = Field(default=Decimal(1), gt=0)
    """The measure is multiplied by this before it is held against bounds or given as a number."""
    kinds: tuple[Slug, ...] = ()
    """Kinds of workload that it is for; empty means all."""
    needs: LeastData = LeastData()
    reason: Text
    """Why the measure speaks for the answer; one sentence."""
    caution: Text | None = None
    """What the measure cannot see."""
    source: Text
    """Where the bounds come from; "this pack's own" where nobody published them."""


class Contradiction(Model):
    """When an answer and the bill disagree so far that it is worth a warning."""

    id: Slug
    proposal: Slug
    """The proposal whose answer the present one is held against."""
    levels: int = Field(default=1, ge=1, le=100)
    """By so many steps on the ladder of levels, at least. An option without a level: any other option."""
    only_higher: bool = False
    """Only when the present answer claims more than the bill shows."""
    message: Text
    do: Text


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


Bound.model_rebuild()
