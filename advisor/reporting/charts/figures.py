"""What a chart shows, without a word about how it is drawn.

Numbers are floats: a drawing is no more exact than its pixels, and the exact figures stand in the
text beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One bar and its parts, in the order of the chart's ``parts``."""

    label: str
    values: tuple[float, ...]
    low: float | None = None
    """Where the whole bar's interval begins; None without one."""
    high: float | None = None


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Bars of several parts on one scale: what something costs, by category."""

    kind: ClassVar[str] = "stacked_bars"
    unit: str
    parts: tuple[str, ...]
    bars: tuple[StackedBar, ...]


Figure: TypeAlias = StackedBars
"""Everything that can be drawn."""
