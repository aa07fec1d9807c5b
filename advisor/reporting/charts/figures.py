"""What a chart shows, without a word about how it is drawn.

Numbers are floats: a drawing is no more exact than its pixels, and the exact figures stand in the
text beside it. Strings are plain text. Where a number is shown as a word, the word comes with it.
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
    lit: bool = False
    """The bar of what is advised."""
    mark: str | None = None
    """What makes it lit, in words: ``Advised``."""


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Bars of several parts on one scale: what something costs, by category."""

    kind: ClassVar[str] = "stacked_bars"
    unit: str
    parts: tuple[str, ...]
    bars: tuple[StackedBar, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A curve through points, from left to right."""

    label: str
    points: tuple[tuple[float, float], ...]
    lit: bool = False
    """The curve of what is advised."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a curve that something is said about."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves on one pair of scales: what something costs as its volume grows."""

    kind: ClassVar[str] = "curves"
    x_title: str
    y_title: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    """Where one curve comes to lie below the others."""
    now: float | None = None
    """Today's place on the horizontal scale."""
    now_label: str | None = None
    logarithmic: bool = True
    """Equal steps stand for equal ratios, on both scales."""


@dataclass(frozen=True, slots=True)
class Span:
    """How far something moves when one thing changes."""

    label: str
    low: float
    high: float
    low_label: str
    high_label: str
    lit: bool = False
    """It can change the advice by itself."""
    now: float | None = None
    """Where it stands today, when that differs from span to span."""
    marks: tuple[float, ...] = ()
    """Thresholds of this span alone."""


@dataclass(frozen=True, slots=True)
class Swings:
    """Spans below one another on one scale, the widest on top: what moves a result most."""

    kind: ClassVar[str] = "swings"
    unit: str
    spans: tuple[Span, ...]
    base: float | None = None
    """Where the result stands today."""
    base_label: str | None = None
    scale: tuple[float, float] | None = None
    """Both ends of the scale; as far as the spans go when not given."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a map; a cell is None, or says what makes it lit."""

    label: str
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A map of rows and columns in which some cells are lit."""

    kind: ClassVar[str] = "grid"
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    lit_columns: tuple[bool, ...] = ()
    """The columns of what is advised."""
    key: tuple[str, ...] = ()
    """What the letters in the cells stand for, in full."""


@dataclass(frozen=True, slots=True)
class Climb:
    """A ladder of so many rungs, and the way from one to another; the lowest rung is 0."""

    label: str
    rungs: int
    start: int | None
    """None while nobody knows."""
    end: int
    group: str | None = None
    """What it belongs to; rows of a group stand together."""


@dataclass(frozen=True, slots=True)
class Ladders:
    """How far each of several things has to rise, in order."""

    kind: ClassVar[str] = "ladders"
    climbs: tuple[Climb, ...]
    start_label: str
    end_label: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time in a lane."""

    start: float
    end: float
    label: str
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Notch:
    """A place on a scale with a name."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a time line."""

    label: str
    stretches: tuple[Stretch, ...]
    marks: tuple[Notch, ...] = ()
    """Moments."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes along one scale of time that begins at 0."""

    kind: ClassVar[str] = "timeline"
    unit: str
    """What the scale counts: ``months from now``."""
    end: float
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """One column: a stretch of time, and what fell into it by part."""

    label: str
    values: tuple[float, ...]
    """In the order of the figure's ``parts``, the lowest first; may be negative."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of several parts beside one another: what was spent as time went on."""

    kind: ClassVar[str] = "columns"
    unit: str
    parts: tuple[str, ...]
    columns: tuple[Stack, ...]


Figure: TypeAlias = StackedBars | Curves | Swings | Grid | Ladders | Timeline | Columns
"""Everything that can be drawn, beside the blocks ``Scores`` and ``Shares``."""
