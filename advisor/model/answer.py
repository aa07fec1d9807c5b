"""One answer to one question."""

from decimal import Decimal
from enum import StrEnum

from advisor.model.base import Model, Slug


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

    @property
    def bare(self) -> "Answer":
        """The same without remarks, so that two answers can be told apart by what they say."""
        return self.model_copy(update={"note": None, "evidence": None})
