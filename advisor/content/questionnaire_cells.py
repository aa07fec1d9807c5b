"""The cells of a filled workbook, by their hidden keys, wherever they stand now."""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from advisor.content.names import shown
from advisor.content.questionnaire_archive import safe_workbook
from advisor.content.questionnaire_form import FORMAT, HEAD, TITLES, normal
from advisor.errors import MissingExtra, Problem, UnusableInput

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as LibraryCell
    from openpyxl.workbook import Workbook

_ROWS, _COLUMNS = 20_000, 64
"""As far as sheets are looked at; ours end long before."""
_SHEETS = 200
_FORMAT_KEY = "@format"
_IS_KEY = re.compile(
    r"@[a-z][a-z0-9_/-]*|organisation(/[a-z][a-z0-9_-]*){1,2}|workload(/[a-z][a-z0-9_-]*){2,3}"
)


class Kind(StrEnum):
    """What stands in a cell."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    FORMULA = "formula"
    ERROR = "error"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty, and where it is: ``Organisation!E12``."""

    place: str
    kind: Kind
    text: str
    """As it stands there; of a number its shortest digits."""
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the form: where it is, and its cells by their column's title."""

    sheet: str
    row: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, str]
    """Letters of columns by title."""

    def place(self, title: str) -> str:
        """Where a cell of the line is, or would be."""
        return place_of(self.sheet, self.columns.get(title, "A"), self.row)


@dataclass(slots=True)
class Filled:
    """Everything that a workbook holds."""

    name: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    """Key to its lines: one, unless somebody copied it."""
    carried: dict[str, str] = field(default_factory=dict)
    """What it carries beside answers."""


def read_cells(data: bytes, name: str) -> Filled:
    """The cells of a workbook's bytes; formulas are not computed.

    Raises:
        UnusableInput: it cannot be opened, or is no questionnaire.
        MissingExtra: the library that reads workbooks is not installed.
    """
    try:
        import openpyxl
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise MissingExtra("reading Excel", "reports") from None
    file = safe_workbook(data, name)
    found = Filled(name)
    try:
        with warnings.catch_warnings():
            # What an application adds to a file and the library does not know is no concern of ours.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
            _gather(book, found)
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        SyntaxError,
    ) as error:
        message = "the workbook cannot be read"
        hint = "save it as .xlsx in the application that wrote it"
        raise UnusableInput([Problem(name, None, None, message, hint, "not-xlsx")]) from error
    if found.carried.get(_FORMAT_KEY) != FORMAT:
        message = "this workbook is no questionnaire"
        hint = "“advisor questionnaire” writes one; keep its hidden sheets and columns"
        raise UnusableInput([Problem(name, None, None, message, hint, "not-a-questionnaire")])
    return found


def _gather(book: Workbook, found: Filled) -> None:
    for sheet in book.worksheets[:_SHEETS]:
        sheet.reset_dimensions()
        lines: list[list[LibraryCell]] = []
        for cells in sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS):
            filled: list[LibraryCell] = [cell for cell in cells if cell.value is not None]
            if filled:
                lines.append(filled)
        head = next((line for line in lines if line[0].value == HEAD and _titled(line)), None)
        if head is not None:
            _form(sheet.title, lines, head, found)
        elif any([cell.value for cell in line[:2]] == [_FORMAT_KEY, FORMAT] for line in lines):
            for line in lines:
                if len(line) > 1 and isinstance(line[0].value, str):
                    found.carried.setdefault(line[0].value, str(line[1].value))


def _form(sheet: str, lines: list[list[LibraryCell]], head: list[LibraryCell], found: Filled) -> None:
    """The lines of a sheet: those with a key where the line of titles has its own."""
    columns = _titled(head)
    letters = {columns[cell.column]: cell.column_letter for cell in head if cell.column in columns}
    for line in lines:
        first, *rest = line
        if first.column != head[0].column or not _is_key(first.value):
            continue
        own = {columns[cell.column]: _cell(cell, sheet) for cell in rest if cell.column in columns}
        found.rows.setdefault(str(first.value), []).append(Row(sheet, first.row, own, letters))


def _titled(line: list[LibraryCell]) -> dict[int, str]:
    """The columns that a line of titles names."""
    titles = {normal(title): title for title in TITLES}
    named = ((cell.column, titles.get(normal(str(cell.value)))) for cell in line)
    return {column: title for column, title in named if title is not None}


def _is_key(value: object) -> bool:
    return isinstance(value, str) and value != HEAD and _IS_KEY.fullmatch(value) is not None


def _cell(cell: LibraryCell, sheet: str) -> Cell:
    place = place_of(sheet, cell.column_letter, cell.row)
    value = cell.value
    if cell.data_type == "f":
        return Cell(place, Kind.FORMULA, shown(str(value)))
    if cell.data_type == "e":
        return Cell(place, Kind.ERROR, shown(str(value)))
    if isinstance(value, bool):
        return Cell(place, Kind.TEXT, "yes" if value else "no")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Cell(place, Kind.DAY, str(value))
    if isinstance(value, int | float):
        number = Decimal(str(value))
        if not number.is_finite():
            return Cell(place, Kind.ERROR, str(value))
        percent = "%" in (cell.number_format or "")
        return Cell(place, Kind.PERCENT if percent else Kind.NUMBER, f"{number.normalize():f}", number)
    return Cell(place, Kind.TEXT, str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n"))


def place_of(sheet: str, letter: str, row: int) -> str:
    """A cell as formulas name it: ``'Night shift'!E12``."""
    name = sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{letter}{row}"
