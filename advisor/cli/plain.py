"""Plain text for terminals: cleaned, measured, wrapped, with bars and colour where they can be shown.

Everything that came from a file goes through :func:`clean` before it is printed, so that an
assessment from a stranger can neither move the cursor nor hide or reorder text.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import TextIO

WIDTH = 80
"""Columns that every text output fits in."""

_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|.)?", re.DOTALL
)
_BLANK = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_ASCII = str.maketrans(
    {"·": "-", "→": ">", "–": "-", "—": "-", "…": "~", "’": "'", "“": '"', "”": '"', "×": "x", "≥": ">"}
)

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


def clean(text: str) -> str:
    """One line that is safe to print: no terminal escapes, control, bidi or invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    text = _BLANK.sub(" ", _ESCAPE.sub("", text))
    return unicodedata.normalize("NFC", _HIDDEN.sub("", text)).strip()


def width_of(text: str) -> int:
    """Columns that a terminal gives to a text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def pad(text: str, columns: int) -> str:
    """The text cut or filled to exactly so many columns."""
    if width_of(text) > columns:
        kept = ""
        for char in text:
            if width_of(kept + char) > columns - 1:
                break
            kept += char
        text = f"{kept}…"
    return text + " " * (columns - width_of(text))


def wrap(text: str, indent: str = "", first: str | None = None, width: int = WIDTH) -> list[str]:
    """Lines of at most ``width`` columns; ``first`` is the indent of the first one."""
    return textwrap.wrap(
        clean(text),
        width=width,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=True,
        break_on_hyphens=False,
    ) or [(indent if first is None else first).rstrip()]


@dataclass(frozen=True, slots=True)
class Style:
    """What the output can show. Nothing is ever told by colour alone."""

    unicode: bool = True
    colour: bool = False

    def paint(self, text: str, *names: str) -> str:
        """The text in these styles, or as it is where colour is off."""
        if not self.colour or not names:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"

    @property
    def arrow(self) -> str:
        """From now to target."""
        return "→" if self.unicode else "->"

    @property
    def dot(self) -> str:
        """Between the parts of a line."""
        return "·" if self.unicode else "-"

    @property
    def lit(self) -> str:
        """Marks the own cell of a table."""
        return "●" if self.unicode else "*"

    @property
    def rule(self) -> str:
        """A line across the page."""
        return ("─" if self.unicode else "-") * WIDTH

    def bar(self, low: float, value: float, high: float, cells: int = 24) -> str:
        """A score of 100: certain up to ``low``, expected up to ``value``, possible up to ``high``."""
        marks = "█▓▒·" if self.unicode else "#+-."
        ends = [round(min(max(part, 0.0), 100.0) * cells / 100) for part in (low, value, high)]
        certain, expected, possible = (
            ends[0],
            max(ends[1] - ends[0], 0),
            max(ends[2] - max(ends[1], ends[0]), 0),
        )
        rest = cells - certain - expected - possible
        return marks[0] * certain + marks[1] * expected + marks[2] * possible + marks[3] * rest

    def share(self, share: float, cells: int = 20) -> str:
        """A share of 1 as a bar."""
        return self.bar(100 * share, 100 * share, 100 * share, cells)

    def fit(self, text: str) -> str:
        """The text without characters that the output's encoding is unlikely to have."""
        return text if self.unicode else text.translate(_ASCII)


def style_for(stream: TextIO) -> Style:
    """What a stream can show: colour on a terminal unless NO_COLOR is set, bars if they can be encoded."""
    try:
        "█▓▒·→●─".encode(stream.encoding or "ascii")
        unicode_ok = True
    except (UnicodeEncodeError, LookupError):
        unicode_ok = False
    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(unicode=unicode_ok, colour=colour)


def emit(lines: list[str], style: Style) -> None:
    """Print finished lines to standard output."""
    sys.stdout.write(style.fit("\n".join(lines)) + "\n")
