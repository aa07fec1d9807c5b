"""An assessment: one organisation's answers."""

from pydantic import Field

from advisor.model.answer import Answer, AnswerState
from advisor.model.base import Model, Slug
from advisor.model.provenance import TeamProvenance
from advisor.model.stated import Economics

__all__ = ["ASSESSMENT_FORMAT", "Answer", "AnswerState", "Assessment", "Workload"]

ASSESSMENT_FORMAT = 1
"""The newest assessment format that this version reads."""


class Workload(Model):
    """One unit of decision."""

    id: Slug
    kind: Slug
    title: str | None = None
    answers: dict[Slug, Answer] = Field(default_factory=dict)


class Assessment(Model):
    """The file that a person reads, edits and keeps."""

    id: Slug
    title: str | None = None
    pack: str
    pack_version: str | None = None
    """The version that the answers were given against."""
    persona: Slug | None = None
    organisation: str
    answers: dict[Slug, Answer] = Field(default_factory=dict)
    """For the questions of scope organisation."""
    workloads: tuple[Workload, ...] = Field(min_length=1)
    economics: Economics | None = None
    """What is stated about money; everything else is derived or assumed."""
    provenance: TeamProvenance | None = None
    """Where the answers come from, when a workshop gave them."""

    def answer(self, question: str, workload: str | None = None) -> Answer | None:
        """The answer to a question, of the workload when one is named; None when not answered yet."""
        if workload is None:
            return self.answers.get(question)
        return next((w.answers.get(question) for w in self.workloads if w.id == workload), None)
