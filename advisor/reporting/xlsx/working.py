"""What all sheets of a report's workbook share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.model.assessment import Workload
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.reporting.document import Document
from advisor.reporting.xlsx.book import Book
from advisor.reporting.xlsx.formula import Expression, Ref
from advisor.reporting.xlsx.truths import NO_, YES_, Places


@dataclass(frozen=True, slots=True)
class Subject:
    """A workload: its answers, what is advised, and where it is answered."""

    workload: Workload
    advice: WorkloadRecommendation
    places: dict[str, Places] = field(default_factory=dict)
    """By question, the organisation's as well."""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.advice.title

    def kind(self, kinds: tuple[str, ...]) -> Expression:
        """Whether it is of one of these kinds; a workbook does not change the kind."""
        return YES_ if self.workload.kind in kinds else NO_


@dataclass(frozen=True, slots=True)
class Working:
    """A report and the workbook that it becomes."""

    document: Document
    book: Book
    subjects: tuple[Subject, ...]

    @property
    def pack(self) -> Pack:
        """The rules and texts."""
        return self.document.content


@dataclass(frozen=True, slots=True)
class Live:
    """The cells that say what the workbook has worked out for one workload."""

    scores: Mapping[str, Ref]
    bands: Mapping[str, Ref]
    """Dimension to its band in words."""
    now: Mapping[str, Ref]
    """Decision to its outcome in words."""
    target: Mapping[str, Ref]
    reason: Mapping[str, Ref]
