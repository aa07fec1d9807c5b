"""What a user states about money: the section ``economics`` of an assessment."""

import datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from advisor.model.base import Model, Slug


class TokenModel(Model):
    """A hosted language model, by the names of the list of token prices."""

    provider: str
    model: str


class TokenQuote(Model):
    """The price of a typical request at a hosted model, for one token each way."""

    read: Decimal
    written: Decimal
    currency: str
    model: str
    source: str
    as_of: datetime.date | None
    """From when on the price holds; None where the list does not say."""


class Given(Model):
    """An amount as a person wrote it, with its unit."""

    low: Decimal | None = None
    typical: Decimal
    high: Decimal | None = None
    unit: str
    source: str | None = None
    """What it rests on."""


class Depreciation(StrEnum):
    """How the price of a machine is spread over the years."""

    STRAIGHT_LINE = "straight_line"
    MACRS_5 = "macrs_5"


class Economics(Model):
    """The section ``economics`` of an assessment; everything in it is optional."""

    currency: str | None = None
    """Of all amounts here and of the result; the pack's when none is named."""
    as_of: datetime.date | None = None
    """Compute with the prices of this day."""
    accelerator: str | None = None
    provider: str | None = None
    """Rent from this provider only."""
    token_price: TokenModel | None = None
    depreciation: Depreciation = Depreciation.STRAIGHT_LINE
    exchange_rate: Given | None = None
    """Units of the currency for one of the pack's."""
    exponents: dict[Slug, Decimal] = Field(default_factory=dict)
    """Cost line id to the exponent with which it follows the volume, instead of the pack's."""
    values: dict[Slug, Given] = Field(default_factory=dict)
    """Quantity id to amount, for the organisation and all its workloads."""
    alternatives: dict[Slug, dict[Slug, Given]] = Field(default_factory=dict)
    """Alternative id to amounts that hold there only."""
    workloads: dict[Slug, dict[Slug, Given]] = Field(default_factory=dict)
    """Workload id to its amounts."""
