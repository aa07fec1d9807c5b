"""Questions: what is asked, of whom, why, and what an answer counts."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from advisor.model.base import Model, Slug, Text
from advisor.model.condition import Condition


class Scope(StrEnum):
    """Whom an answer speaks for."""

    ORGANISATION = "organisation"
    """One answer, shared by all workloads."""
    WORKLOAD = "workload"
    """One answer for each workload."""


class QuestionType(StrEnum):
    """The shape of an answer."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"
    TEXT = "text"


class Option(Model):
    """One choice that a reader can tell apart from its neighbours by observable facts."""

    id: Slug
    label: Text
    """The choice in a few words, as the user sees it."""
    detail: Text | None = None
    """What has to be true for this choice, where the label alone leaves doubt."""
    level: int | None = Field(default=None, ge=0, le=100)
    """Points towards the question's dimension, before its weight; None for questions that only steer."""
    alone: bool = False
    """For several choices: this one cannot be combined with others ("none of these")."""


class Bin(Model):
    """A half-open range of numbers that counts alike: from the previous bin's bound up to ``below``."""

    id: Slug
    label: Text
    below: Decimal | None = None
    """Upper bound, exclusive; None for the last bin."""
    level: int | None = Field(default=None, ge=0, le=100)


class NumberFormat(Model):
    """Unit, bounds and ranges of a numeric answer."""

    unit: Text
    """What is counted, per what: ``requests/day``."""
    minimum: Decimal
    maximum: Decimal
    integer: bool = False
    bins: tuple[Bin, ...] = Field(min_length=2)
    """The ranges that decisions tell apart, ascending; an unknown number counts each as equally likely."""


class Question(Model):
    """One thing asked of the people in the room."""

    id: Slug
    section: Slug
    scope: Scope
    type: QuestionType
    ask: Text
    """The question itself, one thing at a time, in plain words."""
    short: Text
    """Two to five words that name the question in tables, lists and traces."""
    why: Text
    """Why it is asked: what the answer changes."""
    evidence: Text
    """What to look for, or to ask to see, before believing the answer."""
    help: dict[str, Text] = Field(default_factory=dict)
    """Hard words of this question and what they mean."""
    not_applicable_example: Text | None = None
    """A reason for which the question would rightly not apply; None where hardly any is thinkable."""
    quick: bool = False
    """Part of the quick interview."""
    changeable: bool = True
    """Whether the organisation can change the answer by its own work (skills yes, laws no)."""
    relevant_when: Condition | None = None
    """Asked, and counted, only while this holds; None means always."""
    options: tuple[Option, ...] = ()
    """For single and several choices."""
    number: NumberFormat | None = None
    """For numbers."""
    likelihood: dict[Slug, int] = Field(default_factory=dict)
    """How likely each option or bin is when the answer is unknown; empty means all alike."""


class Section(Model):
    """A run of questions on one topic, shown together in the progress."""

    id: Slug
    title: Text
    intro: Text
    """One or two sentences: what this part is about and who should be in the room."""


class Questionnaire(Model):
    """The file ``questions.yaml``."""

    sections: tuple[Section, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = Field(min_length=1)
