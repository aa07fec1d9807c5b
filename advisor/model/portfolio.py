"""Many assessments at one glance: ``advisor portfolio --format json``."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from advisor.model.base import Model
from advisor.model.catalogue import Effort
from advisor.model.condition import Band
from advisor.model.milestone import FrozenWarning, Named
from advisor.model.recommendation import PackReference
from advisor.model.rules import Role


class PortfolioScore(Model):
    """A dimension's score."""

    id: str
    title: str
    role: Role
    score: Decimal | None
    low: Decimal | None
    high: Decimal | None
    band: Band | None


class PortfolioCost(Model):
    """What a workload costs over the horizon, by what its assessment states about money."""

    currency: str
    months: int
    now: Decimal | None
    """On the advised model; None when hard rules leave none."""
    target: Decimal | None
    cheapest: Decimal
    cheapest_title: str
    """Of the models alone, whatever the rules say."""


class PortfolioWorkload(Model):
    """The advice for one workload."""

    id: str
    title: str
    kind: str
    now: Named | None
    target: Named | None
    stage: str | None
    decided: bool
    scores: tuple[PortfolioScore, ...]
    warnings: tuple[FrozenWarning, ...]
    gates: tuple[str, ...]
    """Reasons of hard rules that leave models out."""
    cost: PortfolioCost | None


class LowAnswer(Model):
    """An answer that holds a capability back, or is still open."""

    question: str
    title: str
    dimension: str
    state: Literal["low", "open"]
    answer: str | None


class PortfolioPractice(Model):
    """A practice to take up next."""

    id: str
    title: str
    first_step: str
    effort: Effort


class PortfolioEntry(Model):
    """One assessment."""

    file: str
    """Relative to the folder of the portfolio."""
    assessment: str
    organisation: str
    title: str | None
    pack: PackReference
    now: str
    answered: int
    """Relevant questions with an answer, unknown ones not counted."""
    asked: int
    workloads: tuple[PortfolioWorkload, ...]
    practices: tuple[PortfolioPractice, ...]
    """The best next ones, for nobody in particular."""
    low: tuple[LowAnswer, ...]
    notices: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.title or self.organisation


class BrokenProblem(Model):
    """Why a file cannot be used."""

    line: int | None
    column: int | None
    message: str
    hint: str | None


class BrokenEntry(Model):
    """A file that cannot be used."""

    file: str
    problems: tuple[BrokenProblem, ...]


class SharedGap(Model):
    """A question that holds several assessments back."""

    pack: str
    question: str
    title: str
    dimension: str
    low: tuple[str, ...]
    """Files in which the answer reaches less than half of its levels."""
    open: tuple[str, ...]
    """Files in which it is unknown or not answered."""
    of: int
    """Assessments that are asked it."""


class SharedPractice(Model):
    """A practice that comes next in several assessments."""

    pack: str
    id: str
    title: str
    first_step: str
    effort: Effort
    files: tuple[str, ...]


class OpenRisk(Model):
    """A warning that holds in one assessment or more."""

    pack: str
    id: str
    severity: str
    message: str
    do: str
    workloads: int
    files: tuple[str, ...]


class Joining(Model):
    """What one workload costs on shared servers, the others being there, and on its own."""

    file: str
    workload: str
    title: str
    advised: Literal["now", "target"]
    """Whether the model with own servers is advised today, or as the target."""
    alone: Decimal
    joining: Decimal


class SharedServersOffer(Model):
    """Servers that several assessments could share, over the horizon; only their machines are counted."""

    alternative: str
    accelerator: str
    currency: str
    months: int
    servers_alone: int
    """In the last year, each workload with servers of its own."""
    servers_shared: int
    alone: Decimal
    shared: Decimal
    saved: Decimal
    members: tuple[Joining, ...]


class PackUse(Model):
    """A pack that assessments of the folder answer."""

    pack: PackReference
    title: str
    files: int
    dimensions: tuple[Named, ...]


class Portfolio(Model):
    """A folder of assessments."""

    schema_: Literal["advisor/portfolio/1"] = Field(default="advisor/portfolio/1", alias="schema")
    folder: str
    entries: tuple[PortfolioEntry, ...]
    broken: tuple[BrokenEntry, ...]
    others: tuple[str, ...]
    """YAML files that are no assessments and do not mean to be."""
    packs: tuple[PackUse, ...]
    """The most used first."""
    risks: tuple[OpenRisk, ...]
    """The most urgent first, then the most frequent."""
    gaps: tuple[SharedGap, ...]
    """Those that two assessments or more have, the most frequent first."""
    practices: tuple[SharedPractice, ...]
    shared: tuple[SharedServersOffer, ...]
    """The largest saving first."""
