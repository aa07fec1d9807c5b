"""Amounts of a bill: costs of each kind, measures, and breakdowns into lines."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from advisor.model.base import Model, Slug


class Costs(Model):
    """The four costs of FOCUS."""

    list: Decimal
    contracted: Decimal
    billed: Decimal
    effective: Decimal


class Measure(Model):
    """One named figure. Measures are what thresholds, proposals and KPIs of a pack look at."""

    id: Slug
    title: str
    unit: str
    """``%`` for shares (the value is a fraction), a currency, ``days``, ``1`` for plain numbers, …"""
    value: Decimal | None
    """None when it cannot be told; ``why`` says why."""
    why: str | None = None
    rows: int = 0
    """Rows of the bill behind it."""
    sums: dict[str, Decimal] = Field(default_factory=dict)
    """The sums that it is computed from, by name."""
    query: str | None = None
    """Id of the query that gave it, see ``Bill.queries``."""


class Line(Model):
    """One line of a breakdown."""

    name: str | None
    """None: the cost has no such name (no tag, no account)."""
    rows: int
    cost: Costs
    share: Decimal | None
    """Of effective cost; None when the whole is zero."""
    ai: Decimal = Decimal(0)
    """Effective cost of AI within it."""


class Breakdown(Model):
    """Cost by one aspect, largest first (effective cost, then name)."""

    by: Literal["provider", "service", "category", "team", "environment", "workload", "model", "account"]
    ai_only: bool
    lines: tuple[Line, ...]
    more: int = 0
    """Lines that are left out; they are added up in the last line that is named ``…``."""
