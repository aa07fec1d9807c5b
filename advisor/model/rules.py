"""Rules: how answers become scores, bands, gates, a decision and warnings."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from advisor.model.base import Model, Slug, Text
from advisor.model.condition import Condition


class Role(StrEnum):
    """Whether a dimension says what a team can run, or what its work calls for."""

    CAPABILITY = "capability"
    NEED = "need"


class Bands(Model):
    """Thresholds in points of 100: a score at or above one lies in its band."""

    medium: int = Field(ge=1, le=100)
    high: int = Field(ge=1, le=100)


class Dimension(Model):
    """A score from 0 to 100: the weighted mean of its questions' levels, each out of its highest."""

    title: Text
    role: Role
    summary: Text
    """What a high score means, in one sentence."""
    bands: Bands
    weights: dict[Slug, int] = Field(min_length=1)
    """Question id to its positive integer weight."""
    threshold_source: Text
    """Where the thresholds come from, or that they are the pack's own."""


class Gate(Model):
    """A written obligation or hard fact that excludes outcomes outright."""

    id: Slug
    when: Condition
    exclude: tuple[Slug, ...] = Field(min_length=1)
    reason: Text


class Row(Model):
    """A row of a decision table; the first row whose condition holds decides (DMN hit policy FIRST)."""

    id: Slug
    when: Condition
    now: Slug
    target: Slug | None = None
    """What to grow towards; None means the same as now."""
    reason: Text


class Otherwise(Model):
    """What is decided when no row holds; mandatory, so that a table is always total."""

    id: Slug = "otherwise"
    now: Slug
    target: Slug | None = None
    reason: Text


class WarningSeverity(StrEnum):
    """How urgent a warning is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class WarningRule(Model):
    """Something that the advice has to mention, and what to do about it."""

    id: Slug
    when: Condition
    severity: WarningSeverity
    message: Text
    do: Text


class Direction(StrEnum):
    """How an outcome moves when a dimension's band rises."""

    UP = "up"
    DOWN = "down"


class Decision(Model):
    """One decision: outcomes, gates that exclude, and a table that chooses."""

    title: Text
    question: Text
    """What is being decided, as a question that a manager would ask."""
    outcomes: tuple[Slug, ...] = Field(min_length=2)
    """From least to most, when ``ordered``."""
    ordered: bool = True
    """Whether the outcomes form a scale: undecided advice takes its lower median, else the likeliest."""
    labels: dict[Slug, Text]
    """What each outcome is called."""
    gates: tuple[Gate, ...] = ()
    table: tuple[Row, ...] = ()
    otherwise: Otherwise
    monotone: dict[Slug, Direction] = Field(default_factory=dict)
    """Dimensions in which the decision is declared monotone."""
    warnings: tuple[WarningRule, ...] = ()


class Cell(Model):
    """What one stage of the framework says about one aspect."""

    text: Text
    when: Condition | None = None
    """Places an assessment in this cell; the first cell in order whose condition holds is lit."""


class FrameworkRow(Model):
    """One aspect of the selection framework with a cell for each outcome of the primary decision."""

    id: Slug
    title: Text
    cells: dict[Slug, Cell]
    """Outcome id to cell, tried in this order; exactly one cell has no condition and is the last resort."""
    because: Text
    """What places an assessment in a cell of this row, in one sentence."""


class Agreement(Model):
    """When people in a workshop count as agreed; fixed beforehand, so that nobody moves it in the room.

    The defaults are the advisor's own, in line with what Delphi studies often use.
    """

    consensus: int = Field(default=80, ge=0, le=100)
    """Hundredths that Tastle and Wierman's consensus has to reach, for answers on a scale."""
    interquartile_range: Decimal = Field(default=Decimal(1), ge=0)
    """Steps of the scale that the middle half of the votes may span at most."""
    one_step: int = Field(default=60, ge=51, le=100)
    """Per cent of the votes on one step of three or more that are near enough whatever the two measures say,
    when all others lie on the steps next to it."""
    majority: int = Field(default=75, ge=51, le=100)
    """Per cent of the votes that one answer needs, where answers have no order."""
    alpha_tentative: int = Field(default=67, ge=0, le=100)
    """Hundredths of Krippendorff's alpha from which tentative conclusions may be drawn."""
    alpha_reliable: int = Field(default=80, ge=0, le=100)
    """Hundredths of Krippendorff's alpha from which the panel counts as reliable."""
    source: Text = "The advisor's own defaults; the pack states none."
    """Where the thresholds come from, or that they are the pack's own."""


class Rules(Model):
    """The file ``rules.yaml``."""

    conditions: dict[Slug, Condition] = Field(default_factory=dict)
    """Named conditions, to say a thing once and use it in many places."""
    dimensions: dict[Slug, Dimension] = Field(min_length=1)
    decisions: dict[Slug, Decision] = Field(min_length=1)
    framework: tuple[FrameworkRow, ...] = ()
    agreement: Agreement | None = None
    """When a workshop counts as agreed; None for the defaults."""
