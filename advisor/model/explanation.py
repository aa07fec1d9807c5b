"""A recommendation explained: how firm it is, why, and what would change it, workload by workload.

This is the shape of ``advisor explain --format json`` (``schema: advisor/explanation/1``). It holds what
``advisor score`` and the firmness of the advice hold, in the order in which one would tell it, and cuts
no list.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from advisor.model.base import Model
from advisor.model.recommendation import (
    Contribution,
    DecisionTrace,
    DimensionScore,
    Excluded,
    FiredWarning,
    FrameworkPlace,
    Overall,
    PackReference,
)
from advisor.model.robustness import (
    Alternative,
    AnswerSwing,
    OpenQuestion,
    Slip,
    ThresholdRange,
    WeightRange,
)
from advisor.model.weighing import Weighing


class Names(Model):
    """What the ids in an explanation are called."""

    questions: dict[str, str]
    """Question to its short name."""
    outcomes: dict[str, dict[str, str]]
    """Decision to outcome to its label."""


class Advice(Model):
    """What is advised, and the reason of the row or gate that decides."""

    stage: str | None
    model: str | None
    """None when the gates leave no model."""
    target_stage: str | None
    target: str | None
    reason: str | None


class Firm(Model):
    """How firm the advice is."""

    decided: bool
    """Whether the open answers cannot change the advice for today."""
    settled: bool
    """Whether the open answers can change neither the advice for today nor the target."""
    complete: bool
    """Whether nothing is open: every question that applies has its answer."""
    doubt: float
    """Bits of doubt that the open answers leave, measured like those of ``unknown``."""
    shares: dict[str, float]
    """Model to the share of all ways to fill the gaps that lead to it now."""
    target_shares: dict[str, float]
    """The same for the target."""
    without_model: float
    """Share of the ways in which the gates leave no model."""
    all_weights: float | None
    """δ*: up to which share of themselves all weights may change at once without leaving ``outcome`` today
    or ``target``.

    None when no change of the weights can. Just at it one of the two may flip already.
    """
    flips_to: str | None
    """The model for today first beyond that; ``outcome`` itself where only the target flips there."""
    target_flips_to: str | None
    """The target first beyond that; ``target`` itself where only today's model flips there."""
    now_weights: float | None
    """The same as ``all_weights`` for today's model alone: at least as large."""
    now_flips_to: str | None
    """The model for today first beyond ``now_weights``."""
    basis: Literal["answers", "expected"]
    """``expected``: answers are open, and the weights are tried with scores at their expected value."""
    outcome: str | None
    """What the rules come to today at this basis, from which changes of weights and thresholds are measured.

    With open answers it may differ from the advice, like ``target``.
    """
    target: str | None
    """The target that the rules come to at this basis."""
    nearest: Alternative | None
    """The other model for today that the fewest changes of answers lead to; None when none is in reach."""
    nearest_target: Alternative | None
    """The other target that the fewest changes of answers lead to; None when none is in reach."""


class ExplainedDimension(Model):
    """A score to the last point."""

    score: DimensionScore
    medium_from: int
    """Score from which the band is medium."""
    high_from: int
    """Score from which the band is high."""
    answers: tuple[Contribution, ...]
    """What each answer adds, the greatest possible part first."""


class Why(Model):
    """What led to the advice."""

    decisions: tuple[DecisionTrace, ...]
    """The primary decision first: rows and gates with the share of ways in which they take effect."""
    excluded: tuple[Excluded, ...]
    dimensions: tuple[ExplainedDimension, ...]
    framework: tuple[FrameworkPlace, ...]
    not_relevant: tuple[str, ...]
    """Questions that have an answer which no longer counts."""


class WayKind(StrEnum):
    """What it takes to come to another outcome."""

    CHANGE = "change"
    """Answers change."""
    SLIP = "slip"
    """Only capability gets worse, or no model is left: nothing that anybody would plan."""
    OPEN = "open"
    """Nothing changes: open answers alone can lead there."""


class Way(Model):
    """The least that leads to another outcome."""

    kind: WayKind
    alternative: Alternative


class PathStep(Model):
    """One answer that has to rise by a level, or an open one that has to come out so."""

    question: str
    from_: str = Field(alias="from")
    """Label of the answer before."""
    to: str
    """Label of the answer after."""
    dimension: str | None
    """What it raises, or counts in; None for an answer that only steers."""
    presumed: bool
    """The answer is open today: it has to be settled, and may be so already."""


class Path(Model):
    """The path from today's model to the target: what work can lift, as little as it takes."""

    reachable: bool
    """Whether such answers can reach the target, also where nothing has to change."""
    reason: str
    """What there is to do, or what is in the way."""
    steps: tuple[PathStep, ...]
    """In the order of work; empty without a climb."""


class OutOfReach(Model):
    """A model for today, or a target, that no change of answers which are anybody's to change leads to."""

    outcome: str
    facts: tuple[str, ...]
    """Questions about facts that nobody can change; one of them, answered otherwise, would lead there."""


class ExplainedWorkload(Model):
    """The explanation of one workload's advice, in the order in which it is told."""

    id: str
    title: str
    kind: str
    advice: Advice
    firm: Firm
    why: Why
    change: tuple[Way, ...]
    """The least that leads to each other model for today."""
    out_of_reach: tuple[OutOfReach, ...]
    """Models for today that no such change leads to."""
    target_change: tuple[Way, ...]
    """The least that leads to each other target."""
    target_out_of_reach: tuple[OutOfReach, ...]
    """Targets that no such change leads to."""
    slips: tuple[Slip, ...]
    """Every answer whose fall alone lowers today's model, then all that lower the target; skills first."""
    path: Path
    """How today's model becomes the target."""
    unknown: tuple[OpenQuestion, ...]
    """Open questions whose answers can still change today's advice or the target, the most telling first."""
    warnings: tuple[FiredWarning, ...]
    tornado: tuple[AnswerSwing, ...]
    thresholds: tuple[ThresholdRange, ...]
    weights: tuple[WeightRange, ...]


class Explanation(Model):
    """The result of explaining one assessment."""

    schema_: Literal["advisor/explanation/1"] = Field(default="advisor/explanation/1", alias="schema")
    pack: PackReference
    assessment: str
    organisation: str
    persona: str | None
    overall: Overall
    """Of the whole assessment, also where only one workload is explained."""
    weighing: Weighing
    """How the ways in which open answers may turn out are weighed, wherever a share of them is told."""
    names: Names
    workloads: tuple[ExplainedWorkload, ...]
