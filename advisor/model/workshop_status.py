"""Where a workshop stands, as ``advisor workshop status --format json`` prints it, without hidden votes."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from advisor.model.base import Model, Slug
from advisor.model.recommendation import PackReference


class StatusParticipant(Model):
    """Somebody who takes part."""

    id: Slug
    name: str
    answered: int
    """Questions with which they are done: answered, or left out by their other answers."""
    asked: int
    """Questions of the room."""
    readable: bool
    """Whether their file can be read just now; if not, what it said last counts."""


class StatusProblem(Model):
    """A file that does not count."""

    place: str
    message: str


class PossibleAdvice(Model):
    """A pair of today and target that some combination of the answers leads to."""

    model: str | None
    """None where gates leave no model."""
    target: str | None


class StatusWorkload(Model):
    """What the advice for a workload can still be."""

    id: Slug
    possible: tuple[PossibleAdvice, ...] | None
    """Over all combinations of answers that are disputed or open. None until two people have answered: it
    would tell what the only one has said."""


class StatusBar(Model):
    """How many gave one answer."""

    id: str
    label: str
    count: int
    by: tuple[str, ...]
    """Ids of participants."""


class StatusRound(Model):
    """One revealed vote."""

    bars: tuple[StatusBar, ...]
    unknown: tuple[str, ...]
    """Ids of who said “unknown”."""
    not_applicable: tuple[str, ...]
    median: float | None
    """From 1, the lowest option; None where options have no order."""
    interquartile_range: float | None
    consensus: float | None
    """Tastle and Wierman's, from 0 for two camps at the ends to 1 for agreement."""
    lowest: tuple[str, ...]
    """Ids of who explains first; empty where nobody stands apart."""
    highest: tuple[str, ...]
    unanimous: bool
    close: bool
    """Whether the votes are near enough by the thresholds of the pack."""


class StatusDissent(Model):
    """Somebody who does not share what was agreed."""

    who: str
    why: str | None


class StatusAgreed(Model):
    """What the room agreed on."""

    answer: dict[str, Any]
    """As an answer in its long form: choice, choices, number or text, or a state with its reason."""
    rationale: str | None
    dissent: tuple[StatusDissent, ...]


class StatusItem(Model):
    """One question on the agenda."""

    question: Slug
    workload: Slug | None
    """None for a question to the organisation."""
    stage: Literal["voting", "revealed", "voting_again", "agreed"]
    worth: Literal["discuss", "nothing", "alike", "too_few", "done"]
    """What there is to discuss: it can change the advice; people differ and it cannot; the rules do not tell
    the answers apart; fewer than two answered; agreed."""
    changes_today: bool
    changes_target: bool
    bits: float | None
    """How much of the doubt about the advice an answer takes away; the agenda is in this order."""
    workloads: tuple[str, ...]
    """Workloads whose advice hangs on it."""
    voted: tuple[str, ...]
    """Ids of who has nothing more to do here."""
    waiting: tuple[str, ...]
    changed_since: tuple[str, ...]
    """Ids of who changed an answer since it was revealed."""
    rounds: tuple[StatusRound, ...]
    """What was revealed, oldest first."""
    agreed: StatusAgreed | None


class WorkshopStatus(Model):
    """Where a workshop stands; votes that were not revealed are not in it."""

    schema_: Literal["advisor/workshop/1"] = Field(alias="schema")
    pack: PackReference
    workshop: str
    date: str | None
    facilitator: str | None
    organisation: str
    timer: int
    """Seconds for one question."""
    participants: tuple[StatusParticipant, ...]
    not_counted: tuple[StatusProblem, ...]
    voters: int
    """People who answered anything."""
    nothing_to_discuss: bool
    """Whether no disagreement can change the advice; false until two people have answered."""
    settled: bool
    """Whether the advice of every workload is one, whatever is disputed or open; false until two answered."""
    alpha: float | None
    """Krippendorff's alpha, ordinal, over what was revealed, as voted first."""
    workloads: tuple[StatusWorkload, ...]
    agenda: tuple[StatusItem, ...]
