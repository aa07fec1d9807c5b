"""What a report looks like, beside what it says: brand, paper, and templates of somebody's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from advisor.model.brand import Brand


class Paper(StrEnum):
    """The size of a page."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was read from a file and is known to be what it says."""

    data: bytes
    media_type: str
    """``image/png``, ``image/jpeg`` or ``image/svg+xml``."""
    width: int
    """In pixels, or in units of an SVG; with ``height`` it gives the proportions."""
    height: int


@dataclass(frozen=True, slots=True)
class Look:
    """Everything about a report's appearance that its reader's firm may choose."""

    brand: Brand = field(default_factory=Brand)
    logo: Logo | None = None
    paper: Paper = Paper.A4
    templates: Path | None = None
    """A folder whose files stand in for the built-in templates of the same relative path."""
    word_template: bytes | None = None
    """A .docx file whose styles and page set-up replace the built-in ones."""


PLAIN = Look()
"""No brand, A4."""
