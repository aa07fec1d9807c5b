"""The recommendation: what to run on, now and as a target, with the whole trace.

This is the shape of ``advisor score --format json`` (``schema: advisor/recommendation/1``).
Scores are exact ``Fraction`` inside the engine and are rounded half up to two decimals only here.
"""

from typing import Literal

from pydantic import Field

from advisor.model.base import Model
from advisor.model.condition import Band
from advisor.model.rules import Role, WarningSeverity


class PackReference(Model):
    """The rules that led to a result."""

    id: str
    version: str
    sha256: str


class DimensionScore(Model):
    """A dimension's score; ``low`` and ``high`` are what the open answers leave possible."""

    id: str
    title: str
    role: Role
    score: float | None
    """Expected score over all completions of the open answers; None when nothing applies."""
    low: float | None
    high: float | None
    band: Band | None
    """Band of ``score``."""
    bands: tuple[Band, ...]
    """Every band that some completion reaches, ascending."""
    answered: int
    asked: int
    """Relevant questions, without those that do not apply."""


class Contribution(Model):
    """What one answer adds to a dimension's score, to the last point."""

    dimension: str
    question: str
    answer: str | None
    """The label of the option, or of the number's range; None while open."""
    state: Literal["answered", "unknown", "not_answered", "not_applicable", "not_relevant"]
    weight: int
    level: int | None
    max_level: int
    points: float | None
    """Points of 100 that this answer adds, given today's denominator; None while open."""
    possible: float
    """Points that the best answer would add."""
    reason: str | None = None
    """Why it does not apply."""


class Excluded(Model):
    """An outcome that a gate rules out, whatever the scores say."""

    model: str
    gate: str
    reason: str


class FiredWarning(Model):
    """A warning that holds for this assessment."""

    id: str
    decision: str
    severity: WarningSeverity
    message: str
    do: str


class GateTrace(Model):
    """A gate and how sure it is: 1 fires in every completion, 0 in none."""

    id: str
    share: float
    fires: bool
    excludes: tuple[str, ...]
    reason: str
    questions: tuple[str, ...]
    """Questions that its condition looks at."""


class RowTrace(Model):
    """A row of the table that some completion hits first."""

    id: str
    share: float
    now: str
    """What the row names; gates may leave it out."""
    target: str
    outcomes: dict[str, float]
    """What comes of it once the gates have spoken: outcome today to share of all completions."""
    reason: str
    questions: tuple[str, ...]
    dimensions: tuple[str, ...]


class DecisionTrace(Model):
    """How one decision came out."""

    id: str
    title: str
    now: str | None
    target: str | None
    decided: bool
    """Whether no open answer can change ``now``."""
    settled: bool
    """Whether no open answer can change ``now`` or ``target``."""
    shares: dict[str, float]
    """Outcome to exact share of completions, as a rounded float; the exact fraction is in ``exact``."""
    target_shares: dict[str, float]
    exact: dict[str, str]
    """Outcome to share as ``numerator/denominator``."""
    without_outcome: float
    """Share of completions in which the gates leave no outcome."""
    exact_without: str
    """The same as ``numerator/denominator``; with ``exact`` it makes 1, to the last digit."""
    row: str | None
    """The row that leads here most often."""
    reason: str | None
    """Why, claiming no more than is known: the reason of row or gate, or one possibility with its share."""
    moved_by_gate: bool
    """Whether the row named another outcome and a gate moved it to the nearest admissible one."""
    excluded: tuple[Excluded, ...]
    gates: tuple[GateTrace, ...]
    rows: tuple[RowTrace, ...]
    open_questions: tuple[str, ...]
    """Open questions whose answer can still change ``now`` or ``target``, most telling first."""

    @property
    def certainly_moved(self) -> bool:
        """Whether a gate that fires whatever is answered excludes what the row named."""
        named = next((row.now for row in self.rows if row.id == self.row), None)
        return self.moved_by_gate and any(gate.fires and named in gate.excludes for gate in self.gates)


class FrameworkPlace(Model):
    """The lit cell of one framework row."""

    row: str
    cell: str
    certain: bool = True
    """Whether no open answer can move it to another cell."""


class Trace(Model):
    """Everything that led to a workload's recommendation."""

    decisions: tuple[DecisionTrace, ...]
    contributions: tuple[Contribution, ...]
    framework: tuple[FrameworkPlace, ...]
    not_relevant: tuple[str, ...]
    """Questions that have an answer which no longer counts."""


class WorkloadAdvice(Model):
    """What is advised for one workload, without how it came about."""

    id: str
    title: str
    kind: str
    dimensions: tuple[DimensionScore, ...]
    stage: str | None
    model: str | None
    target: str | None
    target_stage: str | None
    decided: bool
    """Whether no open answer can change ``model``."""
    settled: bool
    """Whether no open answer can change ``model`` or ``target``."""
    shares: dict[str, float]
    """Model to the share of completions that lead to it now."""
    share_none: float
    """Share of completions in which the gates leave no model; with ``shares`` it makes 1."""
    excluded: tuple[Excluded, ...]


class WorkloadRecommendation(WorkloadAdvice):
    """The advice for one workload."""

    warnings: tuple[FiredWarning, ...]
    decisions: dict[str, str | None]
    """Outcome, now, of every decision but the primary one."""
    trace: Trace


class Overall(Model):
    """All workloads taken together; when they differ, the advice is a hybrid told workload by workload."""

    stage: str | None
    """The common stage; ``hybrid`` when workloads differ; None when a workload has no admissible model."""
    model: str | None
    """The common model; None when workloads differ or one has none."""
    target: str | None
    target_stage: str | None
    hybrid: bool
    decided: bool
    """Whether no open answer can change any workload's model."""
    settled: bool
    """Whether no open answer can change any workload's model or target."""
    models: dict[str, str | None]
    """Workload id to model."""


class Recommendation(Model):
    """The result of scoring one assessment."""

    schema_: Literal["advisor/recommendation/1"] = Field(default="advisor/recommendation/1", alias="schema")
    pack: PackReference
    assessment: str
    organisation: str
    persona: str | None
    workloads: tuple[WorkloadRecommendation, ...]
    overall: Overall
