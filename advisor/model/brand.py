"""How a firm signs its reports: names, logo, colours, fonts, and how dates and numbers are written."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from advisor.model.base import Model

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""Red, green and blue as six hexadecimal digits: ``#1F4E79``."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
FontName = Annotated[str, StringConstraints(pattern=r"^[\w][\w \-]{0,60}$")]


class DateFormat(StrEnum):
    """How a day is written."""

    ISO = "iso"
    """2026-01-31"""
    LONG = "long"
    """31 January 2026"""
    MONTH_FIRST = "month_first"
    """January 31, 2026"""
    DOTTED = "dotted"
    """31.01.2026"""
    SLASHED = "slashed"
    """31/01/2026"""


class NumberFormat(StrEnum):
    """How numbers are written; the language of the text is the pack's."""

    EN = "en"
    """1,234.5"""
    DE = "de"
    """1.234,5"""
    FR = "fr"
    """1 234,5, with narrow spaces that do not break"""
    CH = "ch"
    """1’234.5"""
    PLAIN = "plain"
    """1234.5"""


class Colours(Model):
    """Colours of a report. Text on them is set in black or white, whichever reads better."""

    accent: Colour = "#0B5D5A"
    """Rules, headings, and the cell that holds for the reader."""
    ink: Colour = "#1D2230"
    """Text."""


class Fonts(Model):
    """Names of fonts; a font that is not there falls back to the built-in one."""

    text: FontName | None = None
    """For running text."""
    headings: FontName | None = None
    """For titles; the text's font when not given."""


class Brand(Model):
    """What a firm puts on its reports. Everything may be left out."""

    firm: Line | None = None
    """Who prepared the report."""
    client: Line | None = None
    """For whom, beside the organisation that the assessment names."""
    logo: str | None = None
    """A PNG, JPEG or SVG file, relative to this one."""
    colours: Colours = Field(default_factory=Colours)
    """Colours of headings and charts."""
    fonts: Fonts = Field(default_factory=Fonts)
    """Fonts of text and headings."""
    classification: Line | None = None
    """Who may read it, on every page: ``Confidential``."""
    footer: Line | None = None
    """At the foot of every page."""
    dates: DateFormat = DateFormat.ISO
    """How days are written."""
    numbers: NumberFormat = NumberFormat.EN
    """How numbers are written."""


class Logo(Model):
    """A picture that was read from a file and is what it says it is."""

    data: bytes
    """The file."""
    media_type: str
    """``image/png``, ``image/jpeg`` or ``image/svg+xml``."""
    width: int
    """In pixels, or units of an SVG; with ``height`` it gives the proportions."""
    height: int
    """Like ``width``."""
