"""The rows of a batch while they are read: which of them are wrong, and why."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from advisor.content.table_formats import ID, Raw
from advisor.content.table_headings import Layout
from advisor.content.table_problems import RowProblem
from advisor.errors import Problem

About = tuple[str, str | None, str]
"""What is wrong: message, hint and code."""


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

    def report(self, place: int | None, rows: pa.Array, about: About) -> None:
        """Tell the same about several rows, none of which can be used."""
        found: NDArray[np.bool_] = rows.to_numpy(zero_copy_only=False)
        self.wrong |= found
        rows_found = np.flatnonzero(found)[: self._most]
        self.tell(rows_found, place, repeat(about, len(rows_found)))

    def tell(self, rows: NDArray[np.int64], place: int | None, about: Iterable[About]) -> None:
        """Describe what is wrong with a cell in each of some rows, or with the rows."""
        column = None if place is None or not self._placed else place + 1
        heading = None if place is None else self.raw.headings[place]
        values = None if place is None else self.raw.columns[place]
        told = zip(
            self.raw.numbers[rows].tolist(),
            about,
            texts_at(self._named, rows),
            texts_at(values, rows),
            strict=True,
        )
        self.problems += [
            RowProblem(Problem(self._name, number, column, *what), name, heading, value)
            for number, what, name, value in told
        ]


def texts_at(values: pa.Array | None, rows: NDArray[np.int64]) -> list[str | None]:
    """The cells of some rows as texts; taken all at once, which is much quicker than each by itself."""
    if values is None:
        return [None] * len(rows)
    found = values.take(pa.array(rows)).to_pylist()
    return [None if each is None else str(each) for each in found]
