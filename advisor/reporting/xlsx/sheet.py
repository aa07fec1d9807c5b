"""One sheet in the making: texts are data, formulas carry their values, rows fit what stands in them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from io import BytesIO
from typing import Any

from advisor.reporting.look import Paper
from advisor.reporting.xlsx.formula import LONGEST, Expression, Ref
from advisor.reporting.xlsx.formula_text import Value
from advisor.reporting.xlsx.paint import Paint
from advisor.reporting.xlsx.texts import cell_text, cut, line, line_count, page_text, raw_text

_PAPERS = {Paper.A4: 9, Paper.LETTER: 1}
_PART = 8_000
"""Letters of one part of a rich text."""
_MESSAGE = 255
_TITLE = 150
_LINE, _HIGHEST = 12.75, 409.0
"""Points of a line of text, and of the highest row that there can be."""
_INDENT = 1.6
_LEAD = 1.4
"""How much larger a lead is set."""
_WRAPPED = frozenset(("cell", "wrap", "head"))
_NOTE = 1_500
"""Letters of a comment, which nobody scrolls."""
_PROTECTION = {
    "objects": False,
    "scenarios": False,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
}


class Sheet:
    """One sheet. Rows and columns count from 0."""

    def __init__(self, book: Paint, name: str, kind: type | None = None) -> None:
        """Use ``Book.sheet``."""
        self.book = book
        self.name = name
        self.raw: Any = book.raw.add_worksheet(name, kind)
        self._formulas: list[tuple[int, int, str, tuple[str, ...]]] = []
        self._widths: dict[int, float] = {}
        self._lines: dict[int, int] = {}
        self._heights: set[int] = set()
        self._reach = (0, 0)
        self._edge: int | None = None
        self._printed = False

    def text(self, row: int, column: int, text: str, *kinds: str, exact: bool = False) -> Ref:
        """Write a text, which is never taken for a formula; ``exact`` keeps every sign of it."""
        shown = raw_text(text) if exact else cell_text(text)
        self._fit(row, column, shown, kinds)
        return self._text(row, column, shown, kinds)

    def _text(self, row: int, column: int, shown: str, kinds: tuple[str, ...]) -> Ref:
        self.raw.write_string(row, column, shown, self.book.style(*kinds))
        return self._put(row, column, shown)

    def number(self, row: int, column: int, number: Fraction | Decimal | float, *kinds: str) -> Ref:
        """Write a number."""
        value = Fraction(number)
        self.raw.write_number(row, column, float(value), self.book.style(*kinds))
        return self._put(row, column, value)

    def day(self, row: int, column: int, day: str, *kinds: str) -> Ref:
        """Write an ISO 8601 day as a day."""
        date = datetime.datetime.fromisoformat(day)
        self.raw.write_datetime(row, column, date, self.book.style(*kinds))
        return self._put(row, column, Fraction((date - datetime.datetime(1899, 12, 30)).days))

    def formula(self, row: int, column: int, formula: Expression, *kinds: str) -> Ref:
        """Write a formula; it may look at cells that are written later."""
        self._formulas.append((row, column, formula.text(), kinds))
        return self._put(row, column, formula)

    def blank(self, row: int, column: int, *kinds: str) -> Ref:
        """An empty cell with a look."""
        self.raw.write_blank(row, column, None, self.book.style(*kinds))
        return Ref(self.name, row, column)

    def paragraph(self, row: int, column: int, text: str, columns: int, width: float, *kinds: str) -> None:
        """A text across several columns that are so many letters wide together."""
        shown = cell_text(text)
        self.raw.merge_range(row, column, row, column + columns - 1, "", self.book.style("wrap", *kinds))
        self._text(row, column, shown, ("wrap", *kinds))
        self.reach(row, column + columns - 1)
        # Applications fit no height to joined cells.
        scale = _LEAD if "lead" in kinds else 1.0
        lines = line_count(shown, width / scale, bold="lead" in kinds)
        self._lines[row] = max(self._lines.get(row, 1), lines if scale == 1.0 else round(lines * scale + 0.4))

    def picture(self, row: int, column: int, data: bytes, wide: float, high: float) -> None:
        """Put a picture that adorns only, as large as fits into so many pixels."""
        made = import_module("xlsxwriter.image").Image(BytesIO(data))
        width, height = made.width * 96 / made.x_dpi, made.height * 96 / made.y_dpi
        share = min(wide / width, high / height)
        place = {"x_scale": share, "y_scale": share, "x_offset": 4, "y_offset": 4, "object_position": 3}
        self.raw.insert_image(row, column, made, {**place, "decorative": True})

    def rich(self, row: int, column: int, parts: Sequence[tuple[str, str]], *kinds: str) -> None:
        """A text of several parts, each with a look of its own."""
        pieces: list[object] = []
        for kind, text in parts:
            pieces += [self.book.style(kind), cut(cell_text(text), _PART, "…")]
        whole = "".join(piece for piece in pieces if isinstance(piece, str))
        if len(parts) == 1:
            self.raw.write_string(row, column, whole, self.book.style(*kinds, parts[0][0]))
        else:
            self.raw.write_rich_string(row, column, *pieces, self.book.style(*kinds))
        self._fit(row, column, whole, (*kinds, parts[0][0]))
        self._put(row, column, whole)

    def message(self, row: int, column: int, text: str) -> None:
        """What is said beside a cell when it is chosen."""
        said = {"validate": "any", "input_message": line(text, _MESSAGE)}
        self.raw.data_validation(row, column, row, column, said)

    def note(self, row: int, column: int, text: str) -> None:
        """A comment on a cell, sized to its text."""
        shown = cut(cell_text(text), _NOTE, "…")
        lines = sum(1 + len(each) // 52 for each in shown.splitlines())
        self.raw.write_comment(row, column, shown, {"width": 320, "height": 26 + 17 * lines, "author": ""})

    def head(self, row: int, titles: Sequence[str], first: int = 0, numbers: Collection[int] = ()) -> None:
        """The heading row of a table; columns of ``numbers`` are set to the right."""
        for column, title in enumerate(titles, first):
            self.text(row, column, title, "head", *(("end",) if column in numbers else ()))

    def title(self, title: str, column: int = 0, height: float = 30) -> None:
        """What the sheet is, in its first row."""
        self.text(0, column, line(title, _TITLE), "title")
        self.height(0, height)

    def section(self, row: int, title: str, columns: int) -> None:
        """A heading over what follows, underlined across so many columns."""
        self.text(row, 0, line(title, _TITLE), "section")
        for column in range(1, columns):
            self.blank(row, column, "section")
        self.height(row, 22)

    def widths(self, widths: Sequence[float], first: int = 0) -> None:
        """The widths of columns, in letters."""
        for column, width in enumerate(widths, first):
            self._widths[column] = width
            self.raw.set_column(column, column, width, self.book.style())

    def height(self, row: int, points: float) -> None:
        """The height of a row, which is else fitted to what stands in it."""
        self._heights.add(row)
        self.raw.set_row(row, points)

    def _fit(self, row: int, column: int, text: str, kinds: tuple[str, ...]) -> None:
        """Keep how many lines a text takes: not every application fits rows by itself."""
        if any(kind in _WRAPPED for kind in kinds):
            # What is indented has that much less room, on both sides of a cell.
            room = self._widths.get(column, 8.0) - _INDENT
            lines = line_count(text, room, bold="strong" in kinds or "head" in kinds)
            self._lines[row] = max(self._lines.get(row, 1), lines)

    def hide(self, column: int) -> None:
        """Hide a column."""
        self.raw.set_column(column, column, 8, self.book.style(), {"hidden": True})

    def protect(self) -> None:
        """Let only input cells be changed; there is no password."""
        self.raw.protect("", _PROTECTION)

    def overlay(self, area: tuple[int, int, int, int], test: Expression | str, kind: str) -> None:
        """Lay a look over cells while a formula holds, which is written as for the first of them."""
        formula = test if isinstance(test, str) else test.text()
        options = {"type": "formula", "criteria": f"={formula}", "format": self.book.overlay(kind)}
        self.raw.conditional_format(*area, options)

    def reach(self, row: int, column: int) -> None:
        """Say that something stands as far as here: what is printed ends there, whatever runs over."""
        self._reach = (max(self._reach[0], row), max(self._reach[1], column))

    def edge(self, column: int) -> None:
        """Say that nothing right of this column is printed: steps that only formulas look at."""
        self._edge = column

    def breaks(self, rows: Sequence[int]) -> None:
        """Begin a new page before each of these rows."""
        self.raw.set_h_pagebreaks([row for row in rows if row > 0])

    def page(self, *, repeat: int | None = None, landscape: bool = True, tall: int = 0) -> None:
        """How it prints: one page wide, the heading row ``repeat`` on each, marked and numbered."""
        self._printed = True
        look, brand = self.book.look, self.book.look.brand
        if landscape:
            self.raw.set_landscape()
        self.raw.set_paper(_PAPERS[look.paper])
        self.raw.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        self.raw.fit_to_pages(1, tall)
        if repeat is not None:
            self.raw.repeat_rows(repeat)
        mark = f"&R&B{page_text(brand.classification)}" if brand.classification else ""
        self.raw.set_header(f"&L{page_text(self.book.title, 90)}{mark}", {"margin": 0.35})
        foot = page_text(brand.footer or brand.firm or "", 80)
        self.raw.set_footer(f"&L{foot}&C{page_text(self.name, 31)}&RPage &P of &N", {"margin": 0.3})
        self.raw.hide_gridlines(2)

    def work_out(self) -> None:
        """Work out all formulas, from above, so that long chains are followed step by step."""
        for row, column, *_ in self._formulas:
            self.book.cells.value((self.name, row, column))

    def write_formulas(self) -> None:
        """Write all formulas with their values, now that every cell is known."""
        for row, column, formula, kinds in self._formulas:
            value = self.book.cells.value((self.name, row, column))
            style = self.book.style(*kinds)
            if len(formula) < LONGEST:
                self.raw.write_formula(row, column, f"={formula}", style, _saved(value))
            else:
                self._value(row, column, _saved(value), style)
                self.note(row, column, "Too long for a formula: this is as in the report and stays so.")
            if isinstance(value, str):
                self._fit(row, column, value, kinds)
        if self._printed:
            row, column = self._reach
            self.raw.print_area(0, 0, row, column if self._edge is None else min(column, self._edge))
        for row, lines in self._lines.items():
            if row not in self._heights:
                self.height(row, min(_LINE * lines + 3, _HIGHEST))

    def _value(self, row: int, column: int, value: str | float, style: object) -> None:
        if isinstance(value, str):
            self.raw.write_string(row, column, value, style)
        else:
            self.raw.write_number(row, column, value, style)

    def _put(self, row: int, column: int, content: Value | Expression) -> Ref:
        at = (self.name, row, column)
        if at in self.book.cells.contents:
            raise ValueError(f"{self.name}: row {row}, column {column} is written twice")
        self.book.cells.contents[at] = content
        self.reach(row, column)
        return Ref(*at)


def _saved(value: Value) -> str | float | bool:
    """A value as files keep it beside its formula."""
    if value is None:
        return ""
    return float(value) if isinstance(value, Fraction) else value
