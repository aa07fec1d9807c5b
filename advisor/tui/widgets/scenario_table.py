"""The present and scenarios side by side: names above, and what moves below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from advisor.model.scenario import ScenarioColumn, ScenarioRow, ScenarioTable, SupposedChange
from advisor.reporting.scenarios import GROUPS, NOT_THE_PACKS, shown_rows
from advisor.tui.widgets.drawing import (
    MUTED,
    STRONG,
    Drawing,
    Lines,
    beside,
    heading,
    one_line,
    said,
    wrapped,
)

_GAP = 2
_LEAST, _MOST = 12, 26
"""Cells that a column is given at least and at most."""
_SAME = "·"
_WIDE = 100
"""From this width on answers are told whole, …"""
_LINES = 2
"""… below it in so many lines, so that what they do comes into sight."""


def widths(width: int, columns: int) -> tuple[int, int]:
    """Cells for the titles of rows, and for each column."""
    wide = max(_LEAST, min(_MOST, (width * 2 // 3) // columns - _GAP))
    return max(8, width - columns * (wide + _GAP)), wide


class ScenarioHeads(Drawing):
    """The names of the columns; the chosen one stands out, and a click chooses."""

    auto_links = False
    DEFAULT_CSS = """
    ScenarioHeads { padding: 0 3 0 2; pointer: pointer; max-width: 130; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._columns: Sequence[ScenarioColumn] = ()
        self._at = 0

    def show(self, columns: Sequence[ScenarioColumn], at: int) -> None:
        """These columns, one of them chosen."""
        self._columns, self._at = columns, at
        self.redraw()

    def draw(self, width: int) -> Lines:
        """The names on one or two lines."""
        if not self._columns:
            return []
        label, wide = widths(width, len(self._columns))
        parts: list[tuple[Lines, int]] = [([Content("")], label)]
        for place, column in enumerate(self._columns):
            name = f"{column.name} ⚖" if column.weights_changed else column.name
            lines = wrapped(name, wide)[:2]
            style = "bold reverse $primary" if place == self._at and place else "bold"
            click = Style.from_meta({"@click": f"screen.column({place})"})
            parts.append(
                ([each.truncate(wide, pad=True).stylize(style).stylize(click) for each in lines], wide)
            )
        return beside(parts, _GAP)


class ScenarioBody(Drawing):
    """What is supposed, and what it does to one workload."""

    DEFAULT_CSS = """
    ScenarioBody { padding: 0 2; max-width: 130; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._table: ScenarioTable | None = None
        self._workload = ""
        self._everything = False

    def show(self, table: ScenarioTable | None, workload: str, *, everything: bool) -> None:
        """A table, as far as it tells of a workload."""
        self._table, self._workload, self._everything = table, workload, everything
        self.redraw()

    def draw(self, width: int) -> Lines:
        """Group by group; in a narrow terminal answers are cut short, but only where not all fits."""
        if self._table is None:
            return []
        lines = list(self._lines(self._table, width, None))
        room = self.parent.size.height if isinstance(self.parent, Widget) else 0
        if width >= _WIDE or len(lines) <= room:
            return lines
        return list(self._lines(self._table, width, _LINES))

    def _lines(self, table: ScenarioTable, width: int, most: int | None) -> Iterator[Content]:
        notices = [(each.name, notice) for each in table.columns for notice in each.notices]
        if any(each.weights_changed for each in table.columns):
            yield from wrapped(f"⚖ {NOT_THE_PACKS}", width, "$text-warning", indent=2)
        for name, notice in notices:
            yield from wrapped(f"{name}: {notice}", width, "$text-warning", indent=2, first="! ")
        yield heading("Supposed")
        yield from self._supposed(table, width, most)
        rows = [
            each for each in shown_rows(table, everything=self._everything) if each.workload == self._workload
        ]
        group = ""
        for row in rows:
            if row.group != group:
                group = row.group
                yield Content("")
                yield heading(GROUPS[group])
            yield from _row(row, width)
        if not any(row.differs for row in rows):
            yield Content("")
            yield said("Nothing that is told here moves for this workload.", MUTED)

    def _supposed(self, table: ScenarioTable, width: int, most: int | None) -> Iterator[Content]:
        places: dict[tuple[str, str, str | None], SupposedChange] = {}
        for column in table.columns:
            for change in column.changes:
                if change.kind == "weight" or change.where in (None, self._workload):
                    places.setdefault(_key(change), change)
        if not places:
            yield said("Nothing about this workload.", MUTED)
        for key, first in places.items():
            title = f"Weight: {first.title}" if first.kind == "weight" else first.title
            cells = [first.before]
            for column in table.columns[1:]:
                own = next((each for each in column.changes if _key(each) == key), None)
                cells.append(own.after if own is not None else _SAME)
            moved = [False, *(each != _SAME for each in cells[1:])]
            yield from _cells(title, cells, moved, width, most=most)


def _key(change: SupposedChange) -> tuple[str, str, str | None]:
    return change.kind, change.id, change.where


def _row(row: ScenarioRow, width: int) -> Lines:
    title = f"{row.title}, {row.unit}" if row.unit and row.unit != "1" else row.title
    texts = [each.text for each in row.cells]
    return _cells(title, texts, [False, *(each != texts[0] for each in texts[1:])], width)


def _cells(
    title: str, texts: Sequence[str], moved: Sequence[bool], width: int, most: int | None = None
) -> Lines:
    label, wide = widths(width, len(texts))
    parts: list[tuple[Sequence[Content], int]] = [
        (wrapped(title, label - 1, "" if any(moved) else MUTED), label)
    ]
    for text, moves in zip(texts, moved, strict=True):
        lines = wrapped(text, wide, STRONG if moves else MUTED)
        if most is not None and len(lines) > most:
            rest = " ".join(each.plain for each in lines[most - 1 :])
            lines = [*lines[: most - 1], one_line(rest, wide, STRONG if moves else MUTED)]
        parts.append((lines, wide))
    return beside(parts, _GAP)
