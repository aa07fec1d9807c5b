"""Rules that find the AI in a bill: which rows are AI, whose they are, and what they are for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from advisor.model.base import Model, Slug, Text

Pattern = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""A text with ``*`` for anything, as above."""

Column = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*\*?$", max_length=80)]
"""A column of FOCUS, such as ``ServiceName``, or one of a provider's own, such as ``x_Model``; a ``*`` at
the end names all columns that begin so."""


class Kind(StrEnum):
    """How spend is known to be for AI, as the FinOps paper tells them apart; the first that fits counts."""

    KNOWN = "known"
    """A service that its vendor publishes as AI."""
    TAGGED = "tagged"
    """Marked by the organisation itself."""
    DISCOVERED = "discovered"
    """Neither, but the machine, image or unit gives it away."""


class Activity(StrEnum):
    """What AI spend is for."""

    LEARNING = "learning"
    """Training and tuning."""
    SERVING = "serving"
    """Inference."""


class TokenDirection(StrEnum):
    """Which way tokens go."""

    INPUT = "input"
    CACHED = "cached_input"
    OUTPUT = "output"


class FindRule(Model):
    """A rule that tells AI spend by what stands in columns.

    All columns that are named have to fit one of their patterns, and none of ``unless`` may fit.
    """

    id: Slug
    title: Text
    """What it finds, for people: ``Amazon Bedrock``."""
    provider: Text | None = None
    """Of whom, for people."""
    where: dict[Column, tuple[Pattern, ...]] = Field(min_length=1)
    """Column to the patterns of which one has to fit. A name that ends in ``*``: one of these columns."""
    unless: dict[Column, tuple[Pattern, ...]] = Field(default_factory=dict)
    accelerator: bool = False
    """Whether what it finds are GPUs or other accelerators that are paid by the hour."""
    accelerators: int | None = Field(default=None, ge=1, le=1024)
    """How many of them are in one machine, where all that it finds have the same number."""
    phase: Activity | None = None
    """What the spend is for, where the rule already tells."""


class TagRule(Model):
    """A rule that tells AI spend by a tag; one of the keys has to fit, and its value."""

    id: Slug
    title: Text
    keys: tuple[Pattern, ...] = Field(min_length=1)
    values: tuple[Pattern, ...] = ("*",)
    """Patterns with ``*`` and with ``{workload}``, ``{team}``, ``{environment}``, ``{model}``."""


class PhaseRule(Model):
    """A rule that tells training from inference; the first that fits counts."""

    id: Slug
    phase: Activity
    where: dict[Column, tuple[Pattern, ...]] = Field(default_factory=dict)
    """As in a rule that finds."""
    tags: dict[Pattern, tuple[Pattern, ...]] = Field(default_factory=dict)
    """Pattern of a key to patterns of its value."""


class DirectionRule(Model):
    """A rule that tells which way tokens go; the first that fits counts."""

    id: Slug
    direction: TokenDirection
    where: dict[Column, tuple[Pattern, ...]] = Field(min_length=1)


class ModelRule(Model):
    """Where the name of the AI model stands."""

    column: Column
    pattern: Pattern
    """With ``{model}`` for the name: ``{model} Input Tokens*``; or ``{model}`` alone for the whole cell."""


class AccountRule(Model):
    """An account, subscription or project that belongs to somebody."""

    id: Slug
    accounts: tuple[Pattern, ...] = Field(min_length=1)
    """Of ``SubAccountId`` or ``SubAccountName``."""
    team: Text | None = None
    workload: Text | None = None
    environment: Text | None = None
