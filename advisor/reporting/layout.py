"""Which columns of a table stand side by side, how wide, and which go beneath another one's text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.reporting.blocks import Align, Cell, Table

_LINE = 118
"""Letters that fit side by side on a printed page, at the size of tables."""
_EDGE = 3
"""Letters that the space beside a column takes."""
_LONGEST = 16
"""Words up to this length stay whole; longer ones are hyphenated."""
_CARD = 2
"""With so many columns beneath the first one, a narrow page sets each row as a card."""
_WORD = re.compile(r"[^\s/\-]+[/\-]?")


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as a page sets it; ``index`` is its place in a row's cells."""

    index: int
    title: str
    end: bool
    lit: bool
    under: tuple[Shown, ...]
    """Columns set beneath this one's text."""
    width: int = 0
    """Share of the table's width in per cent."""

    @property
    def classes(self) -> str:
        """Style classes of its cells."""
        return "end" if self.end else "start"


def layout(table: Table) -> tuple[Shown, ...]:
    """The columns that stand side by side; those that say ``under`` go beneath the one they name."""
    below: dict[str, list[Shown]] = {}
    for index, column in enumerate(table.columns):
        if column.under is not None:
            below.setdefault(column.under, []).append(Shown(index, column.title, False, False, ()))
    groups = [
        (index, column, tuple(below.get(column.key, ())))
        for index, column in enumerate(table.columns)
        if column.under is None
    ]
    widths = _widths(table, [(index, *(one.index for one in under)) for index, _, under in groups])
    return tuple(
        Shown(index, column.title, column.align is Align.END, column.lit, under, width)
        for (index, column, under), width in zip(groups, widths, strict=True)
    )


def is_card(shown: tuple[Shown, ...]) -> bool:
    """Whether a narrow page sets each row as a card instead: too much stands beneath its heading."""
    return len(shown) > 1 and len(shown[0].under) >= _CARD


def _widths(table: Table, groups: list[tuple[int, ...]]) -> list[int]:
    """Shares of the width in per cent: room for the longest word, the rest by how much there is to read."""
    needs: list[float] = []
    volumes: list[float] = []
    for first, *under in groups:
        column = table.columns[first]
        texts = [_texts(row[first]) for row in table.rows]
        heading = f"{column.title} Advised" if column.lit else column.title
        longest = max(len(word) for text in [heading, *texts] for word in [*_WORD.findall(text), ""])
        needs.append(min(longest, _LONGEST) * 1.08 + _EDGE)
        read = sum(map(len, texts)) + sum(len(_texts(row[one])) for row in table.rows for one in under)
        volumes.append(max(read / max(1, len(table.rows)), len(heading)) ** 0.85 + 1)
    spare = max(0.0, _LINE - sum(needs))
    wide = [need + spare * volume / sum(volumes) for need, volume in zip(needs, volumes, strict=True)]
    shares = [int(100 * one / sum(wide)) for one in wide]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return shares


def _texts(cell: Cell) -> str:
    words = (cell.mark, cell.text, cell.detail, *(link.text for link in cell.links))
    return " ".join(word for word in words if word)
