"""Rules that turn figures of a bill into answers, and say where figures and answers disagree."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from advisor.model.base import Model, Slug, Text


class Bound(Model):
    """The range of a measure for which an option is the right answer."""

    option: Slug
    from_: Decimal | None = Field(default=None, alias="from")
    """Smallest value, inclusive."""
    above: Decimal | None = None
    """Or: larger than this."""
    below: Decimal | None = None
    """Smaller than this."""
    up_to: Decimal | None = None
    """Or: largest value, inclusive."""
    also: dict[Slug, Beside] = Field(default_factory=dict)
    """Other measures that have to lie in a range, too."""


class Beside(Model):
    """A range of another measure."""

    from_: Decimal | None = Field(default=None, alias="from")
    below: Decimal | None = None


class LeastData(Model):
    """What there has to be before a measure speaks for an answer."""

    days: int = Field(default=1, ge=1)
    """Days of the bill with data (of the workload, for a workload's question)."""
    rows: int = Field(default=1, ge=1)


class ProposalRule(Model):
    """Which answer a measure speaks for."""

    id: Slug
    question: Slug
    measure: Slug
    """A measure of the bill, or of a workload for a question that each workload has."""
    options: tuple[Bound, ...] = ()
    """Tried in order, for a question with options; no fit, no proposal."""
    per: Decimal = Field(default=Decimal(1), gt=0)
    """The measure is multiplied by this before it is held against bounds or given as a number."""
    kinds: tuple[Slug, ...] = ()
    """Kinds of workload that it is for; empty means all."""
    needs: LeastData = LeastData()
    reason: Text
    """Why the measure speaks for the answer; one sentence."""
    caution: Text | None = None
    """What the measure cannot see."""
    source: Text
    """Where the bounds come from; "this pack's own" where nobody published them."""


class Contradiction(Model):
    """When an answer and the bill disagree so far that it is worth a warning."""

    id: Slug
    proposal: Slug
    """The proposal whose answer the present one is held against."""
    levels: int = Field(default=1, ge=1, le=100)
    """By so many steps on the ladder of levels, at least. An option without a level: any other option."""
    only_higher: bool = False
    """Only when the present answer claims more than the bill shows."""
    message: Text
    do: Text
