"""How firm an advice is: what is open, what would change it, how far it may be pushed."""

from __future__ import annotations

from typing import Literal

from advisor.model.base import Model


class OpenQuestion(Model):
    """An open question whose answer can still change the advice for today or the target."""

    question: str
    workload: str | None
    """The workload that it is asked of; None for the organisation."""
    bits: float
    """Doubt that its answer is expected to remove, in bits; 0 when it tells only together with others.

    Doubt about today's advice counts in full, what the target adds to it one half.
    """


class AnswerChange(Model):
    """An answer that has to change."""

    question: str
    before: str | None
    """Label of today's answer; None while it is open."""
    after: str
    steps: int
    """Levels between the two answers; 1 where answers have no levels."""


class Alternative(Model):
    """The least change of changeable answers that leads to another outcome."""

    outcome: str | None
    """None where the gates would leave nothing."""
    changes: tuple[AnswerChange, ...]
    presumes: tuple[AnswerChange, ...]
    """Open answers and how they would have to come out, as one example: others may lead there too."""
    steps: int


class WeightRange(Model):
    """Between which values one weight may lie without flipping the advice; None means no limit."""

    dimension: str
    question: str
    weight: int
    low: float | None
    high: float | None


class ThresholdRange(Model):
    """Between which values one threshold may lie without flipping the advice; None means no limit."""

    dimension: str
    band: Literal["medium", "high"]
    threshold: int
    low: float | None
    high: float | None


class Firmness(Model):
    """How firm the advice is against the pack's own weights and thresholds."""

    basis: Literal["answers", "expected"]
    """``expected``: answers are open, and scores stand at their expected value."""
    outcome: str | None
    """What the rules come to at this basis; with open answers it may differ from the advice."""
    all_weights: float | None
    """Largest relative change of all weights at once that cannot flip the advice; None when none can."""
    flips_to: str | None
    weights: tuple[WeightRange, ...]
    thresholds: tuple[ThresholdRange, ...]


class AnswerSwing(Model):
    """What one answer could do, all others as they are."""

    question: str
    answer: str | None
    scores: dict[str, tuple[float, float]]
    """Dimension to the least and greatest expected score."""
    outcomes: tuple[str | None, ...]


class Robustness(Model):
    """Everything about the firmness of one workload's primary decision."""

    workload: str
    decided: bool
    """Whether the open answers cannot change the advice for today."""
    settled: bool
    """Whether the open answers can change neither the advice for today nor the target."""
    doubt: float
    """Bits of doubt that the open answers leave, measured like those of ``next_questions``."""
    next_questions: tuple[OpenQuestion, ...]
    """Everything whose answer can still change the advice for today or the target, most telling first."""
    alternatives: tuple[Alternative, ...]
    firmness: Firmness
    tornado: tuple[AnswerSwing, ...]
