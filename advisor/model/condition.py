"""Conditions of rules, as a structured union: data to analyse, never an expression to evaluate.

In YAML a condition is a mapping with exactly one key, the kind of the condition::

    all:
      - band: {dimension: workload_stability, is: [high]}
      - answer: {question: purpose, is: [scaling, mission_critical]}

Some conditions look at what was *decided* or at how an answer was *given* (``outcome``, ``gap``,
``no_outcome``, ``unknown``, ``without_evidence``). They are allowed where a decision is already
known (warnings, framework cells, practices), not in gates, tables or relevance.
"""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from advisor.model.base import Model, Slug


class Band(StrEnum):
    """Where a score lies between the two thresholds of its dimension."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class BandIs(Model):
    """The score of a dimension lies in one of the bands."""

    dimension: Slug
    is_: tuple[Band, ...] = Field(alias="is", min_length=1)


class AtLeast(Model):
    """Every one of the dimensions has at least the band: the weakest of them decides."""

    dimensions: tuple[Slug, ...] = Field(min_length=1)
    band: Band


class AnswerIs(Model):
    """The answer is one of the options; of a question with several choices, at least one of them is."""

    question: Slug
    is_: tuple[Slug, ...] = Field(alias="is", min_length=1)


class NumberIs(Model):
    """The number lies in ``at_least <= number < below``, in the unit of its question."""

    question: Slug
    at_least: Decimal | None = None
    below: Decimal | None = None


class OutcomeIs(Model):
    """A decision came out with one of these outcomes, now or as the target."""

    decision: Slug
    now: tuple[Slug, ...] = ()
    target: tuple[Slug, ...] = ()


class Gap(Model):
    """The target of an ordered decision lies at least so many outcomes above its now."""

    decision: Slug
    at_least: int = Field(default=1, ge=1)


class WithoutEvidence(Model):
    """At least ``count`` answers of the dimension claim ``level`` or more and name no evidence."""

    dimension: Slug
    level: int = Field(ge=1)
    count: int = Field(default=1, ge=1)


class Condition(Model):
    """Exactly one of the kinds below; the name of the key is the kind."""

    all: tuple["Condition", ...] | None = None
    """True when every part is."""
    any: tuple["Condition", ...] | None = None
    """True when one part is."""
    not_: "Condition | None" = Field(default=None, alias="not")
    """True when the part is false; unknown stays unknown."""
    condition: Slug | None = None
    """The condition of this name, defined under ``conditions`` in the rules file."""
    kind: tuple[Slug, ...] | None = None
    """The workload is of one of these kinds."""
    band: BandIs | None = None
    at_least: AtLeast | None = None
    answer: AnswerIs | None = None
    number: NumberIs | None = None
    outcome: OutcomeIs | None = None
    gap: Gap | None = None
    no_outcome: Slug | None = None
    """The gates of this decision left no outcome."""
    unknown: Slug | None = None
    """The question is relevant and nobody has an answer: unknown, or not answered yet."""
    without_evidence: WithoutEvidence | None = None
