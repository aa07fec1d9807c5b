"""Figures that an estimate goes in with, and the lines that it comes to."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import StrEnum

from advisor.model.base import Model
from advisor.model.price import Category, Phase


class Origin(StrEnum):
    """How a figure came about."""

    GIVEN = "given"
    DERIVED = "derived"
    ASSUMED = "assumed"
    COMPUTED = "computed"


class Provenance(Model):
    """Where a figure comes from."""

    origin: Origin
    source: str
    as_of: datetime.date | None = None
    question: str | None = None
    """The question whose answer it follows from."""


class Figure(Model):
    """An input with its range, in its own unit."""

    id: str
    title: str
    unit: str
    low: Decimal
    typical: Decimal
    high: Decimal
    alternative: str | None = None
    """The alternative that it holds for; None for all."""
    provenance: Provenance


class LineCost(Model):
    """One line of the cost of an alternative, in whole cents."""

    id: str
    title: str
    category: Category
    phase: Phase
    years: tuple[Decimal, ...]
    total: Decimal
    cash: bool
    exponent: Decimal | None
    """Of growing volume; None where machines are counted one by one, and for what is paid once."""
    exponent_from: Origin | None = None
    """``given`` where the assessment states the exponent, ``assumed`` where the pack does."""
    once: bool = False
    """Paid at the start instead of each year."""


class Ownership(Model):
    """What owned machines cost by what is paid for, a year."""

    servers: tuple[int, ...]
    hardware: tuple[Decimal, ...]
    """Depreciation less what a sale brings."""
    energy: tuple[Decimal, ...]
    hosting: tuple[Decimal, ...]
    support: tuple[Decimal, ...]
    purchases: tuple[Decimal, ...]
    """Cash at the start of each year."""
    resale: tuple[Decimal, ...]
    """Cash at the end of each year."""


class UnitCostValue(Model):
    """A cost for one unit, year by year; None where it cannot be told, with the reason."""

    id: str
    title: str
    unit: str
    years: tuple[Decimal, ...] | None
    trend: Decimal | None
    """Change from the first to the last year, as a share; below zero means cheaper."""
    utilisation: Decimal | None
    """The share of held capacity that did useful work in the first year; None where it plays no part."""
    missing: str | None = None


class Interval(Model):
    """The least and greatest that the ranges of the inputs allow."""

    low: Decimal
    high: Decimal
