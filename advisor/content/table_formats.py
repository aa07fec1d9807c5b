"""CSV and Parquet as the same thing: batches of columns, with the number of each row.

A column is either whole numbers or texts, the latter as a dictionary of the different ones.
"""

from __future__ import annotations

import csv
import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from advisor.errors import Problem, UnusableInput

TEXTS = pa.dictionary(pa.int32(), pa.string())
ID = "id"
"""The column that names sheets; always texts, so that 007 stays 007."""
ROWS = 65_536
"""Rows of a batch: enough to work on columns at once, few enough to stay in the processor's caches."""
_LOOKED_AT = 100
"""Cells of a column that are looked at to guess whether it holds whole numbers."""
_BLOCK = 1 << 22
"""Bytes that are parsed at once; with more, the columns fall out of the processor's caches."""


@dataclass(slots=True)
class Raw:
    """Rows as they stand in the file."""

    columns: dict[str, pa.Array]
    numbers: NDArray[np.int64]
    """The number of each row, as an editor or a spreadsheet shows it."""
    done: float
    """How much of the file has been read, up to 1."""
    problems: list[Problem] = field(default_factory=list)
    """Rows that cannot even be cut into cells."""


def unreadable(name: str, what: str, error: Exception) -> UnusableInput:
    """The whole file cannot be read."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return UnusableInput(
        [Problem(name, None, None, f"cannot be read as {what}: {reason}", code="unreadable")]
    )


def plain(name: str, column: str, values: pa.Array) -> pa.Array:
    """A column as whole numbers or texts.

    Raises:
        UnusableInput: it holds something else.
    """
    kind = values.type
    if pa.types.is_dictionary(kind):
        return values if kind == TEXTS else values.cast(pa.string()).dictionary_encode()
    if pa.types.is_integer(kind) or pa.types.is_null(kind):
        return values.cast(pa.int64())
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        values = pc.binary_join(values.cast(pa.list_(pa.string())), "|")
    elif pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        # Whole numbers with gaps are often kept as floating point, and then there may be very many.
        try:
            return values.cast(pa.int64())
        except pa.ArrowInvalid:
            return _as_texts(values)
    elif not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        message = f"the column “{column}” holds {kind}; expected texts or numbers"
        raise UnusableInput([Problem(name, None, None, message, code="wrong-type")])
    return values.cast(pa.string()).dictionary_encode()


def read_texts(column: str, values: pa.Array) -> pa.Array:
    """Texts of a file without types: ids stay as they are, whole numbers become numbers.

    Arrow finds the different texts of a column twice as fast here as while it parses.
    """
    if column == ID:
        return values
    first = next((each for each in values[:_LOOKED_AT].to_pylist() if each is not None), "")
    if first.isdecimal():
        try:
            return values.cast(pa.int64())
        except pa.ArrowInvalid:
            pass  # Not all of them are whole numbers; what they are is found out cell by cell.
    return values.dictionary_encode()


def _as_texts(values: pa.Array) -> pa.Array:
    """Numbers as a person would write them: 3000 and not 3000.0, never 3e+03."""
    different = values.dictionary_encode()
    written = [format(Decimal(str(value)), "f") for value in different.dictionary.to_pylist()]
    texts = [text.rstrip("0").rstrip(".") if "." in text else text for text in written]
    return pa.DictionaryArray.from_arrays(different.indices, pa.array(texts, pa.string()))


def _parts(block: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    for start in range(0, block.num_rows, ROWS):
        yield block.slice(start, ROWS)


def batches(name: str, table: pa.Table) -> Iterator[dict[str, pa.Array]]:
    """A table in batches of plain columns."""
    for start in range(0, table.num_rows, ROWS):
        part = table.slice(start, ROWS).combine_chunks()
        yield {column: plain(name, column, _chunk(part[column])) for column in part.column_names}


def _chunk(values: pa.ChunkedArray) -> pa.Array:
    return values.chunk(0) if values.num_chunks else pa.array([], values.type)


class CsvFile:
    """A CSV file; commas, semicolons or tabs, as its first line has them."""

    def __init__(self, path: Path, name: str) -> None:
        """Read the first line; messages call the file ``name``.

        Raises:
            UnusableInput: it is not text in UTF-8.
        """
        self.path = path
        self.name = name
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                line = file.readline(1_000_000)
                self._delimiter = max(",;\t", key=line.count)
                file.seek(0)
                self.columns = next(csv.reader(file, delimiter=self._delimiter), [])
        except (UnicodeDecodeError, csv.Error) as error:
            raise unreadable(name, "CSV", error) from None
        self.first_row = 2

    def read(self) -> Iterator[Raw]:
        """The rows below the first line."""
        name = self.name
        skipped: list[tuple[int, Problem | None]] = []

        def skip(row: pyarrow.csv.InvalidRow) -> str:
            skipped.append((row.number, self._short_or_long(row)))
            return "skip"

        quoted = _holds(self.path, b'"')
        source = pa.memory_map(str(self.path))
        try:
            reader = pyarrow.csv.open_csv(
                source,
                pyarrow.csv.ReadOptions(use_threads=False, block_size=_BLOCK),
                pyarrow.csv.ParseOptions(
                    delimiter=self._delimiter,
                    quote_char='"' if quoted else False,
                    newlines_in_values=quoted,
                    ignore_empty_lines=False,
                    invalid_row_handler=skip,
                ),
                pyarrow.csv.ConvertOptions(
                    column_types=dict.fromkeys(self.columns, pa.string()),
                    null_values=[""],
                    strings_can_be_null=True,
                ),
            )
            row = self.first_row
            for block in reader:
                done = source.tell() / max(source.size(), 1)
                for part in _parts(block):
                    columns = {each: read_texts(each, part.column(each)) for each in part.schema.names}
                    count = part.num_rows
                    numbers, row, problems = _numbered(row, count, skipped)
                    yield Raw(columns, numbers, done, problems)
            problems = [problem for _, problem in skipped if problem is not None]
            if problems:
                yield Raw({}, np.empty(0, dtype=np.int64), 1.0, problems)
        except pa.ArrowInvalid as error:
            raise unreadable(name, "CSV", error) from None
        finally:
            source.close()

    def _short_or_long(self, row: pyarrow.csv.InvalidRow) -> Problem | None:
        if not row.text.strip():
            return None
        message = f"{row.actual_columns} cells; the first line has {row.expected_columns}"
        hint = "put cells that hold the separator in quotes"
        return Problem(self.name, row.number, None, message, hint, "cells")


def _holds(path: Path, sign: bytes) -> bool:
    """Whether a file holds a byte; looking costs little, and parsing without quotes takes a third less."""
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return data.find(sign) >= 0


def _numbered(
    row: int, count: int, skipped: list[tuple[int, Problem | None]]
) -> tuple[NDArray[np.int64], int, list[Problem]]:
    """The numbers of the next rows, leaving out those that were skipped, and what is wrong with these."""
    problems: list[Problem] = []
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


class ParquetFile:
    """A Parquet file."""

    def __init__(self, path: Path, name: str) -> None:
        """Read its schema; messages call the file ``name``.

        Raises:
            UnusableInput: it is not a Parquet file.
        """
        self.name = name
        try:
            schema = pyarrow.parquet.read_schema(path)
            texts = [each.name for each in schema if pa.types.is_string(each.type)]
            self._file = pyarrow.parquet.ParquetFile(path, read_dictionary=texts)
        except pa.ArrowInvalid as error:
            raise unreadable(name, "Parquet", error) from None
        self.columns: list[str] = schema.names

    def read(self) -> Iterator[Raw]:
        """All rows."""
        name = self.name
        total = max(self._file.metadata.num_rows, 1)
        row = 1
        try:
            for block in self._file.iter_batches(batch_size=ROWS, use_threads=False):
                for columns in batches(name, pa.Table.from_batches([block])):
                    count = block.num_rows
                    numbers = np.arange(row, row + count, dtype=np.int64)
                    row += count
                    yield Raw(columns, numbers, (row - 1) / total)
        except (pa.ArrowInvalid, OSError) as error:
            raise unreadable(name, "Parquet", error) from None
        finally:
            self._file.close()
