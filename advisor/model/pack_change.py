"""In what two packs differ, one change at a time, in words that need no file beside them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from advisor.model.base import Model


class Part(StrEnum):
    """The part of a pack that a change is about."""

    QUESTION = "question"
    OPTIONS = "options"
    LEVELS = "levels"
    RELEVANCE = "relevance"
    LIKELIHOOD = "likelihood"
    DIMENSION = "dimension"
    THRESHOLD = "threshold"
    WEIGHT = "weight"
    CONDITION = "condition"
    DECISION = "decision"
    OUTCOMES = "outcomes"
    GATE = "gate"
    ROW = "row"
    ORDER = "order"
    OTHERWISE = "otherwise"
    WARNING = "warning"
    FRAMEWORK = "framework"
    PRACTICE = "practice"
    KPI = "kpi"
    MODEL = "model"
    PERSONA = "persona"
    KIND = "kind"


class Happened(StrEnum):
    """What happened to it."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    REWORDED = "reworded"
    """It says the same in other words, so no result can change."""


class RuleChange(Model):
    """One difference between two packs."""

    part: Part
    happened: Happened
    id: str
    within: str | None = None
    """The decision, dimension or framework row that it belongs to."""
    decides: bool
    """Whether it can move what is decided; the others only change what is told about it."""
    text: str
    """A sentence with the pack's own words in it."""


class RuleEffect(Model):
    """On how many answer sheets the advice differs because of one change."""

    change: RuleChange
    alone: int | None = Field(ge=0)
    """Sheets with other advice when the other pack gets this change only; None if that is no pack."""
    without: int | None = Field(ge=0)
    """Sheets with other advice when the other pack gets every change but this; None likewise."""
