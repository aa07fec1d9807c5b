"""The rows of a batch while they are read: which of them are wrong, and why."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from advisor.content.table_formats import ID, Raw
from advisor.content.table_headings import Layout
from advisor.content.table_problems import RowProblem
from advisor.errors import Problem


class Rows:
    """The rows of a batch while they are read: which of them are wrong, and why."""

    def __init__(self, name: str, raw: Raw, layout: Layout, most: int, *, placed: bool) -> None:
        self._name = name
        self._most = most
        self._placed = placed
        self.raw = raw
        self.layout = layout
        self.problems: list[RowProblem] = list(raw.problems)
        self.wrong: NDArray[np.bool_] = np.zeros(len(raw.numbers), dtype=np.bool_)
        place = layout.columns.get(ID)
        self._named: pa.Array | None = None if place is None else raw.columns[place]

    def ids(self) -> pa.Array:
        """The names of the rows as texts, else their numbers."""
        numbers = pa.array(self.raw.numbers).cast(pa.string())
        if self._named is None:
            return numbers
        named = self._named
        if pa.types.is_dictionary(named.type):
            named = named.dictionary_decode()
        return pc.coalesce(named.cast(pa.string()), numbers)

    def report(self, place: int | None, rows: pa.Array, about: tuple[str, str | None, str]) -> None:
        """Tell the same about several rows, none of which can be used."""
        found: NDArray[np.bool_] = rows.to_numpy(zero_copy_only=False)
        self.wrong |= found
        for row in np.flatnonzero(found)[: self._most].tolist():
            self.tell(row, place, about)

    def tell(self, row: int, place: int | None, about: tuple[str, str | None, str]) -> None:
        """Describe what is wrong with a cell, or with a row."""
        column = None if place is None or not self._placed else place + 1
        problem = Problem(self._name, int(self.raw.numbers[row]), column, *about)
        heading = None if place is None else self.raw.headings[place]
        self.problems.append(
            RowProblem(problem, self._text(self._named, row), heading, self._value(row, place))
        )

    def _value(self, row: int, place: int | None) -> str | None:
        return None if place is None else self._text(self.raw.columns[place], row)

    def _text(self, values: pa.Array | None, row: int) -> str | None:
        value = None if values is None else values[row].as_py()
        return None if value is None else str(value)
