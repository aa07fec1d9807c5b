"""A workshop: many people answer the same questions, and a team comes out with one assessment.

The file ``workshop.yaml`` is the facilitator's: what was revealed and what was agreed. Who answered
what stands in one ordinary assessment a participant, which only that person's program writes.
"""

from enum import StrEnum
from typing import TypeAlias

from pydantic import Field

from advisor.model.answer import Answer
from advisor.model.base import Model, Slug, Text
from advisor.model.provenance import Dissent

WORKSHOP_FORMAT = 1
"""The newest workshop format that this version reads."""

Key: TypeAlias = tuple[str, str | None]
"""A question and its workload; None for a question to the organisation."""


class AgendaOrder(StrEnum):
    """In which order disagreement is discussed."""

    ADVICE = "advice"
    """What changes the advice first, and of that what is expected to settle most."""
    QUESTIONNAIRE = "questionnaire"
    """As the questions stand in the pack."""


class Round(Model):
    """The votes on one question as they were revealed."""

    votes: dict[Slug, Answer]
    """Participant to answer; who had not answered is not in it."""


class Agreed(Model):
    """The team's answer, settled in the room."""

    answer: Answer
    rationale: Text | None = None
    dissent: tuple[Dissent, ...] = ()


class Discussion(Model):
    """What happened to one question in the room."""

    question: Slug
    workload: Slug | None = None
    rounds: tuple[Round, ...] = ()
    """What was revealed, oldest first."""
    voting: bool = False
    """Whether people vote once more, hidden, after a round was revealed."""
    agreed: Agreed | None = None

    @property
    def key(self) -> Key:
        """What identifies it."""
        return (self.question, self.workload)

    @property
    def revealed(self) -> Round | None:
        """The votes that everybody may see now; None while people vote."""
        return self.rounds[-1] if self.rounds and not self.voting else None


class WorkshopWorkload(Model):
    """One of the workloads that the workshop decides about."""

    id: Slug
    kind: Slug
    title: Text | None = None


class Workshop(Model):
    """The file ``workshop.yaml``."""

    workshop: Text
    """Its title."""
    format: int = WORKSHOP_FORMAT
    pack: str
    pack_version: str | None = None
    date: Text | None = None
    """ISO 8601."""
    facilitator: Text | None = None
    organisation: Text
    persona: Slug | None = None
    agenda: AgendaOrder = AgendaOrder.ADVICE
    timer: int = Field(default=180, ge=10, le=7200)
    """Seconds for one question."""
    names: bool = True
    """Whether the facilitator's screen names who gave which revealed answer; else counts only."""
    workloads: tuple[WorkshopWorkload, ...] = Field(min_length=1)
    discussions: tuple[Discussion, ...] = ()

    def discussion(self, key: Key) -> Discussion:
        """What happened to a question; an empty one when nothing has."""
        found = next((each for each in self.discussions if each.key == key), None)
        return found or Discussion(question=key[0], workload=key[1])

    def with_discussion(self, discussion: Discussion) -> "Workshop":
        """The workshop with one discussion changed, or added at the end."""
        known = any(each.key == discussion.key for each in self.discussions)
        kept = tuple(discussion if each.key == discussion.key else each for each in self.discussions)
        return self.model_copy(update={"discussions": kept if known else (*kept, discussion)})
