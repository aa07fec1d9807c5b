"""Whose the spending is: what is shared out, by which method, and what each owner is shown."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from advisor.model.base import Model, Slug


class SplitShare(Model):
    """One team's part of a shared cost."""

    team: str
    weight: Decimal
    amount: Decimal


class Split(Model):
    """A shared cost, divided: the amounts add up to ``total`` exactly."""

    rule: Slug
    title: str
    method: str
    total: Decimal
    """Effective cost of what is shared, rounded to the cent (half even)."""
    exact: Decimal
    """Before rounding."""
    rows: int
    shares: tuple[SplitShare, ...]
    why: str | None = None
    """Why nothing was divided, when there is nobody to divide among."""


class ShowbackLine(Model):
    """What one team answers for."""

    team: str | None
    """None: nobody could be told."""
    direct: Decimal
    shared: Decimal
    """From the splits."""
    total: Decimal
    ai: Decimal
    """Effective cost of AI within ``direct``."""
    share: Decimal | None


class Allocation(Model):
    """To whom spend can be attributed; amounts are effective cost."""

    by_tag: Decimal
    by_account: Decimal
    by_split: Decimal
    nobody: Decimal
    rows_by_tag: int
    rows_by_account: int
    rows_by_split: int
    rows_nobody: int
    tagged_rows: int
    """Rows with any tag at all."""
    tagged_effective: Decimal
    tagged_billed: Decimal
    compliant_rows: int
    """Rows that carry every required key."""
    compliant_effective: Decimal
    missing_keys: dict[str, int] = Field(default_factory=dict)
    """Required key to the rows without it."""
    splits: tuple[Split, ...] = ()
    showback: tuple[ShowbackLine, ...] = ()
