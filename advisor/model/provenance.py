"""Where the answers of a team come from, when a workshop gave them."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from advisor.model.answer import Answer
from advisor.model.base import Model, Slug, Text


class SettledBy(StrEnum):
    """On what the team's answer to one question rests."""

    AGREED = "agreed"
    """Settled in the room, with a rationale."""
    UNANIMOUS = "unanimous"
    """Everybody who knew said the same."""
    CLOSE = "close"
    """Not discussed; near enough by the thresholds: the middle vote, or the most frequent answer."""
    MIDDLE = "middle"
    """Too far apart, and whatever is answered the advice stays: the facilitator let the middle vote, or the
    most frequent answer, stand."""
    ONE_VOICE = "one_voice"
    """A single person answered."""
    APART = "apart"
    """Too far apart, and nobody settled it: the team's answer is unknown."""
    NOBODY_KNOWS = "nobody_knows"
    """Everybody who answered said "unknown"."""


class Said(Model):
    """One answer, and who gave it."""

    answer: Answer
    count: int = Field(ge=1)
    by: tuple[Text, ...] = ()
    """Names, or letters; empty when the votes were never revealed."""


class Dissent(Model):
    """Somebody who does not share what was agreed."""

    who: Text
    why: Text | None = None


class TeamAnswer(Model):
    """Where the answer to one question comes from."""

    question: Slug
    workload: Slug | None = None
    """None for a question to the organisation."""
    basis: SettledBy
    answer: Answer
    """What the workshop came to; the assessment may have moved on since."""
    said: tuple[Said, ...] = ()
    """Every answer given, most frequent first."""
    rounds: int = Field(default=0, ge=0)
    """How often votes were revealed."""
    matters: bool = False
    """Whether the disagreement could have changed the advice, for today or as a target."""
    consensus: Decimal | None = None
    """Tastle and Wierman's measure, from 0 to 1; None where options have no order."""
    rationale: Text | None = None
    dissent: tuple[Dissent, ...] = ()


class TeamProvenance(Model):
    """The section ``provenance`` of an assessment that a workshop gave."""

    workshop: Text
    date: Text | None = None
    """ISO 8601."""
    facilitator: Text | None = None
    participants: tuple[Text, ...] = ()
    alpha: Decimal | None = None
    """Krippendorff's alpha, ordinal, of the votes as they were before any were revealed."""
    answers: tuple[TeamAnswer, ...] = ()

    def origin(self, question: str, workload: str | None) -> TeamAnswer | None:
        """Where one answer comes from; None when the workshop gave none."""
        return next((o for o in self.answers if (o.question, o.workload) == (question, workload)), None)
