"""Rows that several parts of the picture of a bill are made of."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from textual.content import Content

from advisor.evidence.notices import share_text
from advisor.tui.widgets.drawing import MUTED, Lines, said, spread

MOST = 8
"""Lines of a list; the report and the JSON have all."""


def heading(text: str, width: int, aside: str = "") -> Content:
    """The title of a part, with something beside it."""
    return (
        spread(said(text, "bold $text-primary"), said(aside, MUTED), width)
        if aside
        else said(text, "bold $text-primary")
    )


def figures_row(label: Content, cells: Iterable[str], width: int, each: int = 11) -> Content:
    """A label and figures in columns at the right."""
    figures = "".join(cell.rjust(each) for cell in cells)
    room = max(4, width - len(figures))
    return label.truncate(room, ellipsis=True).truncate(room, pad=True) + said(figures)


def share_shown(part: Decimal | None) -> str:
    """A share for people; a dash where it is not known."""
    return share_text(part) if part is not None else "–"


def more_of(count: int, most: int) -> Lines:
    """How many more there are than are shown; nothing where all are."""
    return [said(f"  and {count - most:,} more", MUTED)] if count > most else []
