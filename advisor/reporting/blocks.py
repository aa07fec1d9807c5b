"""The parts a report is made of, without a word about how any of them is drawn.

Every string is plain text: no Markdown, no HTML, no terminal markup. A renderer decides how a block
looks and escapes the strings for its format. Each class carries its ``kind``, the name by which
templates and the JSON report tell blocks apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias

from advisor.reporting.charts.figures import Figure


class Tone(StrEnum):
    """What a callout asks of its reader; always said in words too (``Callout.label``)."""

    INFO = "info"
    GOOD = "good"
    CAUTION = "caution"
    SERIOUS = "serious"


class Align(StrEnum):
    """How a column's text is set: numbers to the right."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Link:
    """A pointer into the same document."""

    section: str
    """Id of a section."""
    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of the scale from 0 to 100, for a small chart beside the words that say the same."""

    low: float
    high: float
    now: float | None
    """Where today's value lies."""
    marks: tuple[int, ...] = ()
    """Where bands begin."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell of a table."""

    text: str
    detail: str | None = None
    """A second, quieter line."""
    lit: bool = False
    """The cell that holds for this assessment."""
    mark: str | None = None
    """What makes it lit, in words, so that colour is never the only carrier: ``You are here``."""
    links: tuple[Link, ...] = ()
    bar: Range | None = None
    """Drawn where a format can draw; the text says the same."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    ``under`` names another column beneath whose text a narrow page may set this one, labelled with
    its title. A format with room (a spreadsheet) gives it a column of its own.
    """

    key: str
    title: str
    align: Align = Align.START
    under: str | None = None
    lit: bool = False
    """The column of the recommended model."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first cell of a row is its heading."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few short sentences; ``lead`` sets it larger, as the thing to read when nothing else is read."""

    kind: ClassVar[str] = "paragraph"
    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list, with a quieter second line."""

    text: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``ordered`` when the order is part of what it says."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Item, ...]
    title: str | None = None
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values, side by side."""

    kind: ClassVar[str] = "facts"
    facts: tuple[Fact, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Callout:
    """Something that must not be overlooked, and what to do about it."""

    kind: ClassVar[str] = "callout"
    tone: Tone
    label: str
    """The tone in words: ``High``, ``Good to know``."""
    title: str
    text: str | None = None
    do: str | None = None
    about: str | None = None
    """The workloads that it concerns, when not all."""


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One score on its scale of 0 to 100."""

    label: str
    score: float | None
    low: float | None
    high: float | None
    """The interval that open answers leave; equal to the score when all is known."""
    medium_from: int
    high_from: int
    """Where the bands begin."""
    value: str
    """The score in words: ``62.5``."""
    band: str
    """The band in words, or the bands that are possible."""
    alternative: str
    """The whole bar in one sentence, for who cannot see it."""


@dataclass(frozen=True, slots=True)
class Scores:
    """A chart of scores with bands and intervals."""

    kind: ClassVar[str] = "scores"
    title: str
    bars: tuple[ScoreBar, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """An outcome and the share of completions that lead to it."""

    label: str
    share: float
    """Between 0 and 1."""
    value: str
    """The share in words: ``62 %``, never 0 or 100 unless exactly so."""
    exact: str
    """``numerator/denominator``."""
    lit: bool
    """The advised outcome."""


@dataclass(frozen=True, slots=True)
class Shares:
    """A chart of how the completions of the open answers come out."""

    kind: ClassVar[str] = "shares"
    title: str
    parts: tuple[Share, ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing as SVG or PNG; its words stand in where nothing can be drawn."""

    kind: ClassVar[str] = "chart"
    id: str
    """Unique in its document: lower-case letters, digits and ``-``."""
    title: str
    alternative: str
    """What the chart shows, in words, for who cannot see it."""
    figure: Figure
    note: str | None = None
    tabled: bool = False
    """Whether a table beside it has the same figures, so that no format has to repeat them."""


Block: TypeAlias = Paragraph | Bullets | Facts | Table | Callout | Scores | Shares | Chart
"""Anything that can stand in a section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of blocks; sections inside come after the blocks."""

    id: str
    """Unique in its document: lower-case letters, digits and ``-``."""
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
