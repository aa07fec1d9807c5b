"""How firm an advice is: what is open, what would change it, how far it may be pushed.

The advice is a pair: the model for today, and the target. Every part says which of the two it speaks of.
Limits are rounded inward, so that what is said of them still holds.
"""

from __future__ import annotations

from typing import Literal

from advisor.model.base import Model
from advisor.model.rules import Role


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
    """The least change of changeable answers that leads to another model for today, or to another target."""

    outcome: str | None
    """The model for today in ``alternatives``, the target in ``target_alternatives``.

    None where the gates would leave nothing, and then neither.
    """
    changes: tuple[AnswerChange, ...]
    presumes: tuple[AnswerChange, ...]
    """Open answers and how they would have to come out, as one example: others may lead there too."""
    steps: int


class Slip(Model):
    """One answer that must not fall to a lower level: by itself that lowers today's model or the target."""

    lowers: Literal["now", "target"]
    """Which of the two falls. An answer that lowers both has an entry for each."""
    outcome: str | None
    """What it falls to; None where the gates would leave nothing (said of today's model alone)."""
    role: Role
    """What falls: skill gets worse (``capability``), or the work asks for less (``need``)."""
    change: AnswerChange
    """The smallest fall that does it."""


class WeightRange(Model):
    """Between which values one weight may lie, all else as it is; None means no limit.

    Just at a limit the advice may flip already.
    """

    dimension: str
    question: str
    weight: int
    low: float | None
    """Down to here neither today's model nor the target flips."""
    high: float | None
    """Up to here neither today's model nor the target flips."""
    now_low: float | None
    """The same for today's model alone: at least as far."""
    now_high: float | None


class ThresholdRange(Model):
    """Between which values one threshold may lie, all else as it is; None means no limit.

    Just at a limit the advice may flip already.
    """

    dimension: str
    band: Literal["medium", "high"]
    threshold: int
    low: float | None
    """Down to here neither today's model nor the target flips."""
    high: float | None
    """Up to here neither today's model nor the target flips."""
    now_low: float | None
    """The same for today's model alone: at least as far."""
    now_high: float | None


class Firmness(Model):
    """How firm the advice is against the pack's own weights and thresholds."""

    basis: Literal["answers", "expected"]
    """``expected``: answers are open, and scores stand at their expected value."""
    outcome: str | None
    """What the rules come to today at this basis; with open answers it may differ from the advice."""
    target: str | None
    """The target that the rules come to at this basis; with open answers it may differ from the advice."""
    all_weights: float | None
    """Largest relative change of all weights at once that flips neither ``outcome`` nor ``target``.

    None when none can flip either. Just at it one may flip already.
    """
    flips_to: str | None
    """The model for today just beyond ``all_weights``: ``outcome`` itself where only the target flips."""
    target_flips_to: str | None
    """The target just beyond ``all_weights``: ``target`` itself where only today's model flips."""
    now_weights: float | None
    """The same as ``all_weights`` for today's model alone: at least as large; None when none can flip it."""
    now_flips_to: str | None
    """The model for today just beyond ``now_weights``."""
    weights: tuple[WeightRange, ...]
    thresholds: tuple[ThresholdRange, ...]


class AnswerSwing(Model):
    """What one answer could do, all others as they are."""

    question: str
    answer: str | None
    scores: dict[str, tuple[float, float]]
    """Dimension to the least and greatest expected score."""
    outcomes: tuple[str | None, ...]
    """Every model that some answer leads to today, in order; more than one where the answer can change it."""
    targets: tuple[str | None, ...]
    """Every target that some answer leads to, in order; more than one where the answer can change it."""


class Robustness(Model):
    """Everything about the firmness of one workload's primary decision."""

    workload: str
    decided: bool
    """Whether the open answers cannot change the advice for today."""
    settled: bool
    """Whether the open answers can change neither the advice for today nor the target."""
    complete: bool
    """Whether nothing is open: every question that applies has its answer. Where something is, settled holds
    as long as each open question gets one of its answers, and none turns out not to apply."""
    doubt: float
    """Bits of doubt that the open answers leave, measured like those of ``next_questions``."""
    next_questions: tuple[OpenQuestion, ...]
    """Everything whose answer can still change the advice for today or the target, most telling first."""
    alternatives: tuple[Alternative, ...]
    """The least change to each other model for today that changes can reach, and to none at all (last)."""
    target_alternatives: tuple[Alternative, ...]
    """The least change to each other target that changes can reach; today's model may stay or change."""
    slips: tuple[Slip, ...]
    """Every answer whose fall alone lowers today's model, then all that lower the target; skills first."""
    firmness: Firmness
    tornado: tuple[AnswerSwing, ...]
    """What can change today's model first, then what can change the target, then the widest scores."""
