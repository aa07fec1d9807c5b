"""Quantities of a price book: what is counted or paid, with dated and sourced assumptions."""

import datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from advisor.model.base import Model, Slug, Text
from advisor.model.expression import Expression
from advisor.model.question import Scope


class Range(Model):
    """What an amount may come to; ``low`` and ``high`` are ``typical`` where they are left out."""

    low: Decimal | None = None
    typical: Decimal
    high: Decimal | None = None


class Sample(Model):
    """A range as it was known on a day."""

    as_of: datetime.date
    low: Decimal | None = None
    typical: Decimal | None = None
    high: Decimal | None = None
    by: dict[Slug, Range] = Field(default_factory=dict)
    """Alternative id to range, where the alternatives differ; beside or instead of the range."""
    source: Text
    note: Text | None = None


class Derivation(Model):
    """How a quantity follows from an answer."""

    question: Slug
    unit: Text | None = None
    """Of a numeric answer, where the quantity counts in another unit than the question."""
    options: dict[Slug, Range] = Field(default_factory=dict)
    """Option id to range, for a question with options; in the unit of the quantity."""
    as_of: datetime.date | None = None
    """The day of the ranges."""
    source: Text | None = None
    """Where the ranges come from."""


class LookUp(StrEnum):
    """A figure that comes from the table of accelerators or from a list of token prices."""

    RENTAL_RATE = "rental_rate"
    SERVER_PRICE = "server_price"
    SERVER_SIZE = "server_size"
    SERVER_POWER = "server_power"
    THROUGHPUT = "throughput"
    INPUT_PRICE = "input_price"
    """Of a token that a hosted model reads."""
    OUTPUT_PRICE = "output_price"
    """Of a token that a hosted model writes."""


class Benefit(StrEnum):
    """Kinds of benefit, which are never added up unseen."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    STRATEGIC = "strategic"


class Quantity(Model):
    """Something that is counted or paid: given by the user, derived, looked up, assumed, or computed."""

    title: Text
    unit: Text
    scope: Scope = Scope.ORGANISATION
    about: Text | None = None
    """What it means and what to look for."""
    minimum: Decimal = Decimal(0)
    """In its unit; anything below is a mistake."""
    maximum: Decimal | None = None
    """In its unit; anything above is a mistake."""
    derive: tuple[Derivation, ...] = ()
    """Tried in order, after what the user gave."""
    look_up: LookUp | None = None
    values: tuple[Sample, ...] = ()
    """Assumptions, oldest first."""
    value: Expression | None = None
    """Computed from other quantities, unless the user gives it."""
    benefit: Benefit | None = None
