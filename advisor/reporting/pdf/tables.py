"""A table as a printed page sets it: widths, what goes beneath what, and which rows must not part."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from advisor.reporting.blocks import Cell, Range, Table
from advisor.reporting.layout import Shown, is_card, layout
from advisor.reporting.pdf.texts import Json

_LINE = 115
"""Letters of a line across the page, at the size of tables."""
_WIDE = 1.12
"""How much wider than others the letters of a word may be."""
_EDGE = 3
"""Letters that the space beside a column takes."""
_WORD = re.compile(r"[^\s/\-]+")
_TALL = 26
"""Lines from which a row may part over two pages; it would leave too much of one empty."""
_MUCH = 110
"""Letters beneath a row's heading, on average, from which the row is set as a card."""
_NARROW = 13
"""Letters that a column has room for at least."""
_WHOLE = 12
"""Letters of a word that is kept whole; longer ones may be hyphenated where it saves much."""
_LONG = 6
"""Lines of a cell from which widths are worth another thought."""
_ROUNDS = 6
"""How often room is moved between columns, for each size of step."""
_SHORT = 42
"""Letters up to which a row's heading is set bold; a whole sentence in bold tires the eye."""


def table_data(table: Table, known: Collection[str], most: int | None = None) -> Json:
    """A table for the templates; ``known`` are sections to point to, ``most`` is how many rows fit."""
    shown = layout(table)
    card = is_card(shown) and _much(table, shown[0])
    if card:
        # The first column stands across the page, so the others share all of its width.
        shown = (shown[0], *_balanced(table, shown[1:]))
    elif any(_lines(row, one, one.width) > _LONG for row in table.rows for one in shown):
        shown = _balanced(table, shown)
    across = shown[1:] if card else shown
    rows = table.rows if most is None else table.rows[:most]
    left_out = len(table.rows) - len(rows)
    headings = [len(row[0].text) for row in rows]
    return {
        "kind": "table",
        "caption": table.caption,
        "note": table.note,
        "left_out": f"{left_out} more in the full report." if left_out else None,
        "card": card,
        "first": shown[0].title if shown else "",
        "bold": bool(headings) and sum(headings) / len(headings) <= _SHORT,
        "columns": [
            {
                "title": one.title,
                "end": one.end,
                "lit": one.lit,
                "width": one.width,
                "hyphenate": _longest(rows, one) * _WIDE > _LINE * one.width / 100 - _EDGE,
            }
            for one in across
        ],
        "rows": [_row(row, shown, known, card=card) for row in rows],
    }


def _longest(rows: Sequence[tuple[Cell, ...]], shown: Shown) -> int:
    """Letters of the longest word of a column, with what stands beneath."""
    texts = [shown.title]
    for row in rows:
        cell = row[shown.index]
        texts += [text for text in (cell.mark, cell.text, cell.detail) if text]
        texts += [text for one in shown.under for text in (one.title, row[one.index].text)]
    return max((len(word) for text in texts for word in _WORD.findall(text)), default=0)


def _much(table: Table, first: Shown) -> bool:
    """Whether there is so much beneath the rows' headings that these need the whole width."""
    told = sum(len(row[one.index].text) for row in table.rows for one in first.under)
    return told > _MUCH * len(table.rows)


def _balanced(table: Table, shown: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """The columns with widths that make the table short, found by moving room to where it saves most."""
    lengths = tuple(tuple(tuple(_lengths(row, one)) for one in shown) for row in table.rows)
    narrow = tuple(max(_NARROW, min(_longest(table.rows, one), _WHOLE) + _EDGE) for one in shown)
    return tuple(
        replace(one, width=max(1, round(100 * wide / _LINE)))
        for one, wide in zip(shown, _found_widths(lengths, narrow), strict=True)
    )


@lru_cache(64)
def _found_widths(lengths: tuple[tuple[tuple[int, ...], ...], ...], narrow: tuple[int, ...]) -> list[float]:
    """Widths in letters; kept, for reports of one assessment share their annexes."""
    widths = [_LINE / len(narrow)] * len(narrow)

    def height(tried: list[float]) -> int:
        rooms = [max(1, int(wide - _EDGE)) for wide in tried]
        return sum(
            max(sum(-(-many // room) for many in cell) for cell, room in zip(row, rooms, strict=True))
            for row in lengths
        )

    for step in (8.0, 4.0, 2.0, 1.0):
        for _ in range(_ROUNDS):
            found = [
                [wide + step * (place == to) - step * (place == out) for place, wide in enumerate(widths)]
                for to in range(len(narrow))
                for out in range(len(narrow))
                if to != out and widths[out] - step >= narrow[out]
            ]
            best = min(found, key=height, default=widths)
            if height(best) >= height(widths):
                break
            widths = best
    return widths


def _lengths(row: tuple[Cell, ...], shown: Shown) -> list[int]:
    """Letters of each line of a cell, before it is broken: its own, and of what stands beneath."""
    cell = row[shown.index]
    texts = [cell.mark, cell.text, cell.detail]
    texts += [f"{one.title} {row[one.index].text}" for one in shown.under if row[one.index].text]
    return [len(line) for text in texts if text for line in text.splitlines()]


def _row(row: tuple[Cell, ...], shown: tuple[Shown, ...], known: Collection[str], *, card: bool) -> Json:
    cells: list[Json] = [_cell(row, one, known) for one in shown]
    widths = [100 if card and place == 0 else one.width for place, one in enumerate(shown)]
    lines = [_lines(row, one, width) for one, width in zip(shown, widths, strict=True)]
    tallest = lines[0] + max(lines[1:], default=0) if card else max(lines, default=0)
    return {"cells": cells, "tall": tallest > _TALL}


def _cell(row: tuple[Cell, ...], shown: Shown, known: Collection[str]) -> Json:
    cell = row[shown.index]
    return {
        "text": cell.text,
        "detail": cell.detail,
        "lit": cell.lit,
        "mark": cell.mark,
        "links": [{"section": one.section, "text": one.text} for one in cell.links if one.section in known],
        "bar": _bar(cell.bar),
        "under": [
            {
                "label": one.title,
                "text": _told(row[one.index]),
                "width": _weight(f"{one.title}{row[one.index].text}"),
            }
            for one in shown.under
            if row[one.index].text
        ],
    }


def _weight(text: str) -> int:
    """How much room a text deserves beside others: by its length, but neither none nor all."""
    return round(math.pow(min(max(len(text), 36), 240), 0.75))


def _told(cell: Cell) -> str:
    return f"{cell.text} ({cell.detail})" if cell.detail else cell.text


def _bar(bar: Range | None) -> Json:
    if bar is None:
        return None
    return {
        "low": share(bar.low),
        "high": share(bar.high),
        "now": None if bar.now is None else share(bar.now),
        "marks": [share(one) for one in bar.marks],
    }


def share(points: float) -> float:
    """Points of 100 as a share of the scale, kept inside it."""
    return round(min(max(points, 0.0), 100.0), 2)


def _lines(row: tuple[Cell, ...], shown: Shown, width: int) -> int:
    """About how many lines a cell takes."""
    room = max(4, _LINE * width // 100 - _EDGE)
    return sum(-(-many // room) for many in _lengths(row, shown))
