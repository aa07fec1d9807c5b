"""An assessment: one organisation's answers."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from advisor.model.base import Model, Slug
from advisor.model.stated import Economics

ASSESSMENT_FORMAT = 1
"""The newest assessment format that this version reads."""


class AnswerState(StrEnum):
    """What is known. "Not answered yet" is the absence of an answer; "no" is an option like any other."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    """Asked, and nobody in the room knows."""
    NOT_APPLICABLE = "not_applicable"
    """Does not apply here, for a stated reason; left out of the score's denominator."""


class Answer(Model):
    """An answer to one question; exactly one of the values is set when the state is ``answered``."""

    state: AnswerState = AnswerState.ANSWERED
    choice: Slug | None = None
    choices: tuple[Slug, ...] | None = None
    """Option ids in the order of the question's options."""
    number: Decimal | None = None
    """In the unit of the question."""
    text: str | None = None
    reason: str | None = None
    """Why the question does not apply; mandatory for that state, None otherwise."""
    note: str | None = None
    evidence: str | None = None
    """What the answer rests on: a document, a dashboard, a person."""


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

    def answer(self, question: str, workload: str | None = None) -> Answer | None:
        """The answer to a question, of the workload when one is named; None when not answered yet."""
        if workload is None:
            return self.answers.get(question)
        return next((w.answers.get(question) for w in self.workloads if w.id == workload), None)
