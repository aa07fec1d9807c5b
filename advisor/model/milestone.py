"""A milestone: the state of an assessment on one day, frozen so that it can be read without its pack.

Titles, labels and units stand beside the ids, in the words that the pack had then: whoever reads a
milestone years later needs neither the pack nor this program.
"""

import datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from advisor.model.base import Model, Text
from advisor.model.condition import Band
from advisor.model.recommendation import PackReference
from advisor.model.rules import Role, WarningSeverity

MILESTONE_FORMAT = 1
"""The newest format of milestones that this version reads."""


class Named(Model):
    """An outcome of a decision with what it was called."""

    id: str
    title: str


class FrozenScore(Model):
    """A dimension's score."""

    id: str
    title: str
    role: Role
    score: Decimal | None = None
    """Points of 100, to the cent; None when nothing applied."""
    low: Decimal | None = None
    high: Decimal | None = None
    band: Band | None = None
    medium_from: int | None = None
    """Threshold of the pack of then."""
    high_from: int | None = None


class FrozenGate(Model):
    """A hard rule that held, and what it left out."""

    id: str
    title: str
    """Its reason, in the pack's words."""
    excludes: tuple[str, ...] = ()


class FrozenWarning(Model):
    """A warning that held."""

    id: str
    severity: WarningSeverity
    message: str
    do: str


class FrozenKpi(Model):
    """The value of a KPI."""

    id: str
    title: str
    unit: str
    value: Decimal
    verdict: Literal["met", "missed"] | None = None


class FrozenCost(Model):
    """What the advised model costs over the horizon."""

    total: Decimal
    currency: str
    months: int
    model: str
    """Title of the alternative that was counted."""
    stated: bool = False
    """Whether the assessment stated anything about money; the pack assumed everything otherwise."""


class FrozenPath(Model):
    """How far it was to the target."""

    steps: int | None = None
    """Fewest levels of answers that had to be gained; None when work alone did not lead there."""
    reason: str


class FrozenWorkload(Model):
    """What was advised for one workload, and what it rested on."""

    id: str
    title: str
    kind: str
    now: Named | None = None
    """None when hard rules left no model."""
    target: Named | None = None
    stage: str | None = None
    decided: bool
    """Whether no open answer could change the model."""
    row: str | None = None
    """Id of the rule that decided."""
    reason: str | None = None
    path: FrozenPath
    scores: tuple[FrozenScore, ...] = ()
    gates: tuple[FrozenGate, ...] = ()
    warnings: tuple[FrozenWarning, ...] = ()
    decisions: dict[str, Named] = Field(default_factory=dict)
    """The other decisions, by id, without those that had no admissible outcome."""
    kpis: tuple[FrozenKpi, ...] = ()
    cost: FrozenCost | None = None


class FrozenAnswer(Model):
    """One answer in words."""

    question: str
    workload: str | None = None
    """None for the organisation's."""
    title: str
    """What the question was called."""
    answer: str
    level: int | None = None
    """What the answer counted; None where answers only steer, or it is unknown."""
    of: int | None = None
    """The highest level."""


class Snapshot(Model):
    """The state of an assessment: what was answered and what came of it."""

    pack: PackReference
    assessment: str
    organisation: str
    title: str | None = None
    now: str
    """The advice over all workloads, in words."""
    workloads: tuple[FrozenWorkload, ...] = Field(min_length=1)
    answers: tuple[FrozenAnswer, ...] = ()


class Milestone(Model):
    """The file of a milestone."""

    milestone: Text
    """Its name."""
    format: int = MILESTONE_FORMAT
    date: datetime.date
    note: Text | None = None
    state: Snapshot
    file: str
    """The assessment's own text, to the letter, line ends apart."""
