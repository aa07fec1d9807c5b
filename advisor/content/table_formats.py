"""Tables as the same thing whatever their form: batches of columns, with the number of each row.

A column is either whole numbers or texts, the latter as a dictionary of the different ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet
from numpy.typing import NDArray

from advisor.content.table_problems import RowProblem
from advisor.content.table_types import plain, refuse_unfit
from advisor.errors import Problem, UnusableInput

ID = "id"
"""The column that names sheets; always texts, so that 007 stays 007."""
ROWS = 65_536
"""Rows of a batch: enough to work on columns at once, few enough to stay in the processor's caches."""


@dataclass(slots=True)
class Raw:
    """Rows as they stand in the file."""

    headings: tuple[str, ...]
    columns: list[pa.Array]
    """The cells below each heading."""
    numbers: NDArray[np.int64]
    """The number of each row, as an editor or a spreadsheet shows it."""
    done: float
    """How much of the file has been read, up to 1."""
    problems: list[RowProblem] = field(default_factory=list)
    """Rows that cannot even be cut into cells."""
    stop: Problem | None = None
    """Why nothing can be read after these rows."""


def unreadable(name: str, what: str, error: Exception) -> UnusableInput:
    """The whole file cannot be read."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return UnusableInput(
        [Problem(name, None, None, f"cannot be read as {what}: {reason}", code="unreadable")]
    )


def all_printable(texts: pa.Array) -> bool:
    """Whether texts are of printable ASCII alone; much quicker than a pattern.

    False says nothing: a pattern has to tell then.
    """
    _, offsets, data = texts.buffers()
    if data is None:
        return True
    ends = np.frombuffer(offsets, dtype=np.int32)
    first, last = int(ends[texts.offset]), int(ends[texts.offset + len(texts)])
    signs = np.frombuffer(data, dtype=np.int8)[first:last]
    return not len(signs) or bool(signs.min() >= 0x20 and signs.max() < 0x7F)


def batches(name: str, table: pa.Table, left_alone: Collection[int]) -> Iterator[list[pa.Array]]:
    """A table in batches of plain columns, but for those that nobody looks at."""
    for start in range(0, table.num_rows, ROWS):
        part = table.slice(start, ROWS).combine_chunks()
        yield [
            _chunk(part.column(place))
            if place in left_alone
            else plain(name, place, column, _chunk(part.column(place)))
            for place, column in enumerate(part.column_names)
        ]


def _chunk(values: pa.ChunkedArray) -> pa.Array:
    return values.chunk(0) if values.num_chunks else pa.array([], values.type)


class ParquetFile:
    """A Parquet file."""

    def __init__(self, path: Path, name: str) -> None:
        """Read its schema; messages call the file ``name``.

        Raises:
            UnusableInput: it is not a Parquet file.
        """
        self.name = name
        self.first_row: int | None = None
        try:
            schema = pyarrow.parquet.read_schema(path)
            texts = [each.name for each in schema if pa.types.is_string(each.type)]
            self._file = pyarrow.parquet.ParquetFile(path, read_dictionary=texts)
        except pa.ArrowInvalid as error:
            raise unreadable(name, "Parquet", error) from None
        self.columns: list[str] = schema.names
        self._types: list[pa.DataType] = schema.types

    def read(self, left_alone: Collection[int]) -> Iterator[Raw]:
        """All rows; the columns at some places are not looked at.

        Raises:
            UnusableInput: columns hold what is no answer, or the file is damaged.
        """
        name = self.name
        of_use = [place for place in range(len(self.columns)) if place not in left_alone]
        refuse_unfit(name, [(place, self.columns[place], self._types[place]) for place in of_use])
        headings = tuple(self.columns)
        total = max(self._file.metadata.num_rows, 1)
        row = 1
        try:
            for block in self._file.iter_batches(batch_size=ROWS, use_threads=False):
                for columns in batches(name, pa.Table.from_batches([block]), left_alone):
                    count = block.num_rows
                    numbers = np.arange(row, row + count, dtype=np.int64)
                    row += count
                    yield Raw(headings, columns, numbers, (row - 1) / total)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
            raise unreadable(name, "Parquet", error) from None
        finally:
            self._file.close()
