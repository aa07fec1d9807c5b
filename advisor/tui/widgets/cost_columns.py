"""Rows with a column for each alternative."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from advisor.tui.widgets.drawing import MUTED, Lines, one_line, said, wrapped

COLUMN, TIGHT = 12, 10
"""Cells of a column with whole amounts, and with short ones where those have no room."""
LABEL = 25


def label_width(width: int, taken: int) -> int:
    """Cells for the names of rows, where columns take so many."""
    return max(14, min(width - taken, 2 * LABEL))


def head(names: Sequence[str], label: int, column: int) -> Content:
    """The names of the columns."""
    cells = "".join(f"{one_line(name, column - 1).plain:>{column}}" for name in names)
    return said(" " * label + cells, MUTED)


def row(title: str, cells: Sequence[str], label: int, column: int, style: str = "") -> Content:
    """A name and its cells on one line."""
    # One line forgets the spaces in front that set a row off as a part of the one above.
    inset = len(title) - len(title.lstrip())
    name = said(" " * inset) + one_line(title, label - inset, style)
    name = name.truncate(label, pad=True)
    return name + said("".join(f"{cell:>{column}}" for cell in cells), style)


def titled(title: str, cells: Sequence[str], label: int, column: int) -> Lines:
    """A row whose name may be longer than its room: then it stands above its cells."""
    if len(title) <= label:
        return [row(title, cells, label, column)]
    return [*wrapped(title, label + column * len(cells)), row("", cells, label, column)]
