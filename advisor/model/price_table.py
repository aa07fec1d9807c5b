"""Tables of a price book: machines to rent and to buy, dated and sourced."""

import datetime
from decimal import Decimal

from pydantic import Field

from advisor.model.base import Model, Slug, Text
from advisor.model.price_quantity import Sample


class Rental(Model):
    """The list price of one kind of machine at one provider on one day."""

    provider: Text
    instance: Text
    accelerators: int = Field(ge=1)
    region: Text | None = None
    per_hour: Decimal = Field(gt=0)
    """For the whole machine, in the book's currency."""
    as_of: datetime.date
    source: Slug
    """A key of ``sources``."""


class Server(Model):
    """A machine to buy."""

    accelerators: int = Field(ge=1)
    low: Decimal = Field(gt=0)
    typical: Decimal = Field(gt=0)
    high: Decimal = Field(gt=0)
    """Price in the book's currency."""
    power_low: Decimal = Field(gt=0)
    power_typical: Decimal = Field(gt=0)
    power_high: Decimal = Field(gt=0)
    """kW under load."""
    as_of: datetime.date
    source: Text


class Accelerator(Model):
    """A kind of accelerator, with what it costs to rent and to buy."""

    title: Text
    memory: Decimal
    """GB on one."""
    rentals: tuple[Rental, ...] = ()
    servers: tuple[Server, ...] = ()
    """Dated offers of one machine, oldest first."""
    throughput: tuple[Sample, ...] = ()
    """Output tokens a second of one at full load, with a model of about eight billion parameters."""
