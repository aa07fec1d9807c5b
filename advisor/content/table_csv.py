"""CSV as batches of columns: as spreadsheets write it, told apart from what only looks like it."""

from __future__ import annotations

import csv
import mmap
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from numpy.typing import NDArray

from advisor.content.table_formats import ROWS, Raw, all_printable, unreadable
from advisor.content.table_problems import RowProblem
from advisor.content.table_quotes import OpenQuote, open_quote
from advisor.content.table_text import check_text
from advisor.content.table_types import TEXTS
from advisor.content.tables import separator_in
from advisor.errors import Problem, UnusableInput

_LOOKED_AT = 100
"""Cells of a column that are looked at to guess whether it holds whole numbers."""
_BLOCK = 1 << 22
"""Bytes that are parsed at once; with more, the columns fall out of the processor's caches."""
_LINE_ENDS = r"\S[\r\n]+\S"
_FIRST_ROW = 2


class CsvFile:
    """A CSV file; commas, semicolons or tabs, as its first line has them."""

    def __init__(self, path: Path, name: str) -> None:
        """Read the first line, and see that all of it is text; messages call the file ``name``.

        Raises:
            UnusableInput: it is not text in UTF-8.
        """
        self.path = path
        self.name = name
        self.first_row: int | None = 1
        with pa.memory_map(str(path)) as source:
            self._data: pa.Buffer = source.read_buffer()
        check_text(memoryview(self._data).cast("B"), name)
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                line = file.readline(1_000_000)
                self.delimiter = separator_in(line)
                file.seek(0)
                self.columns = next(csv.reader(file, delimiter=self.delimiter), [])
        except (UnicodeDecodeError, csv.Error) as error:
            raise unreadable(name, "CSV", error) from None

    def read(self, left_alone: Collection[int], ids: int | None, one_line: Collection[int]) -> Iterator[Raw]:
        """The rows below the first line.

        Columns at some places are not looked at; ids stay as they are; cells of some columns have one line.
        """
        if not self.columns:
            return
        skipped: list[tuple[int, RowProblem | None]] = []
        suspicious: list[int] = []

        def skip(row: pyarrow.csv.InvalidRow) -> str:
            if '"' in row.text and "\n" in row.text:
                suspicious.append(row.number)
            skipped.append((row.number, self._short_or_long(row, ids)))
            return "skip"

        headings = tuple(self.columns)
        as_texts = {*left_alone} if ids is None else {*left_alone, ids}
        quoted = self._holds_quotes()
        source = pa.BufferReader(self._data)
        row, done = _FIRST_ROW, 0.0
        try:
            for block in self._reader(source, quoted, skip):
                done = source.tell() / max(source.size(), 1)
                for start in range(0, block.num_rows, ROWS):
                    part = block.slice(start, ROWS)
                    columns = [
                        each if place in as_texts else _read_texts(each)
                        for place, each in enumerate(part.columns)
                    ]
                    numbers, row, problems = _numbered(row, part.num_rows, skipped)
                    raw = Raw(headings, columns, numbers, done, problems)
                    if quoted and (suspicious or _any_over_lines(columns, one_line)):
                        found = self._open_quote()
                        if found is not None:
                            yield self._up_to(raw, found)
                            return
                        suspicious.clear()
                    yield raw
            problems = [problem for _, problem in skipped if problem is not None]
            nothing = [pa.array([], TEXTS)] * len(headings)
            last = Raw(headings, nothing, np.empty(0, dtype=np.int64), 1.0, problems)
            found = self._open_quote() if suspicious else None
            if found is not None:
                last = self._up_to(last, found)
            if problems or found:
                yield last
        except pa.ArrowInvalid as error:
            found = self._open_quote() if quoted else None
            if found is not None:
                raise UnusableInput([self._unclosed(found)]) from None
            raise unreadable(self.name, "CSV", error) from None

    def _reader(
        self, source: pa.BufferReader, quoted: bool, skip: pyarrow.csv.InvalidRowHandler
    ) -> pyarrow.csv.CSVStreamingReader:
        """Columns are called by their place: headings may come twice, or be empty."""
        names = [str(place) for place in range(len(self.columns))]
        return pyarrow.csv.open_csv(
            source,
            pyarrow.csv.ReadOptions(
                use_threads=False, block_size=_BLOCK, column_names=names, skip_rows_after_names=1
            ),
            pyarrow.csv.ParseOptions(
                delimiter=self.delimiter,
                quote_char='"' if quoted else False,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
                invalid_row_handler=skip,
            ),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                check_utf8=False,  # That was done, so that a message has a place.
            ),
        )

    def _holds_quotes(self) -> bool:
        """Whether there are any; looking costs little, and parsing without them takes less."""
        if not self._data.size:
            return False
        with self.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return data.find(b'"') >= 0

    def _open_quote(self) -> OpenQuote | None:
        with self.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return open_quote(data, self.delimiter)

    def _unclosed(self, found: OpenQuote) -> Problem:
        first, last = found.line, found.last
        until = (
            f"lines {first:,} to {last:,} would be one cell" if last > first else "the file ends in its cell"
        )
        message = f"a quote opens here and is not closed: {until}; nothing from here on was read"
        hint = 'close it, take it out, or write it twice ("") where a cell holds a quote'
        return Problem(self.name, first, found.cell, message, hint, "unclosed-quote")

    def _up_to(self, raw: Raw, found: OpenQuote) -> Raw:
        """The rows before a quote that is not closed."""
        count = int(np.searchsorted(raw.numbers, found.row))
        kept = [each for each in raw.problems if (each.problem.line or 0) < found.row]
        columns = [each[:count] for each in raw.columns]
        return Raw(raw.headings, columns, raw.numbers[:count], raw.done, kept, self._unclosed(found))

    def _short_or_long(self, row: pyarrow.csv.InvalidRow, ids: int | None) -> RowProblem | None:
        if not row.text.strip():
            return None
        message = f"{row.actual_columns} cells; the first line has {row.expected_columns}"
        hint = "put cells that hold the separator in quotes"
        problem = Problem(self.name, row.number, None, message, hint, "cells")
        return RowProblem(problem, self._id_in(row.text, ids), None, row.text)

    def _id_in(self, text: str, place: int | None) -> str | None:
        """The id of a row that has too few or too many cells, where it stands at the beginning."""
        if place is None or place > 0:
            return None
        try:
            return next(csv.reader([text], delimiter=self.delimiter), [""])[0] or None
        except csv.Error:
            return None


def _read_texts(values: pa.Array) -> pa.Array:
    """Texts of a file without types: whole numbers become numbers.

    Arrow finds the different texts of a column twice as fast here as while it parses.
    """
    first = next((each for each in values[:_LOOKED_AT].to_pylist() if each is not None), "")
    if first.isdecimal():
        try:
            return values.cast(pa.int64())
        except pa.ArrowInvalid:
            pass  # Not all of them are whole numbers; what they are is found out cell by cell.
    return values.dictionary_encode()


def _any_over_lines(columns: list[pa.Array], places: Collection[int]) -> bool:
    """Whether a cell that should be a name holds several lines, as one with an open quote does."""
    for place in places:
        values = columns[place]
        if pa.types.is_dictionary(values.type):
            values = values.dictionary
        if not pa.types.is_string(values.type) or all_printable(values):
            continue
        if pc.match_substring_regex(values, _LINE_ENDS).true_count:
            return True
    return False


def _numbered(
    row: int, count: int, skipped: list[tuple[int, RowProblem | None]]
) -> tuple[NDArray[np.int64], int, list[RowProblem]]:
    """The numbers of the next rows, leaving out those that were skipped, and what is wrong with these."""
    problems: list[RowProblem] = []
    numbers: list[NDArray[np.int64]] = []
    while count or (skipped and skipped[0][0] == row):
        until = min(row + count, skipped[0][0]) if skipped else row + count
        numbers.append(np.arange(row, until, dtype=np.int64))
        count -= until - row
        row = until
        if skipped and skipped[0][0] == row:
            problem = skipped.pop(0)[1]
            problems += [] if problem is None else [problem]
            row += 1
    return np.concatenate(numbers or [np.empty(0, dtype=np.int64)]), row, problems
