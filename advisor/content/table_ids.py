"""The ids of a whole table: which of them come more than once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Again:
    """An id that an earlier row has as well."""

    id: str
    row: int
    first: int
    """The number of the first row with it."""


class Ids:
    """Keeps every id, some bytes each, until the table has been read."""

    def __init__(self) -> None:
        """Begin without any."""
        self._ids: list[pa.Array] = []
        self._rows: list[NDArray[np.int64]] = []

    def add(self, ids: pa.Array, rows: NDArray[np.int64]) -> None:
        """Some more, with the numbers of their rows."""
        self._ids.append(ids)
        self._rows.append(rows)

    def again(self) -> list[Again]:
        """The rows whose id an earlier row has, in order."""
        ids = pa.chunked_array(self._ids, pa.string())
        if pc.count_distinct(ids).as_py() == len(ids):
            return []
        # Sorting takes longer than counting, so it is done only where something comes twice.
        rows = np.concatenate(self._rows)
        which = ids.dictionary_encode().combine_chunks()
        codes = which.indices.to_numpy()
        order = np.argsort(codes, kind="stable")
        starts = np.flatnonzero(np.append(True, np.diff(codes[order]) != 0))
        first = np.repeat(order[starts], np.diff(np.append(starts, len(order))))
        later = order != first
        found = sorted(zip(order[later].tolist(), first[later].tolist(), strict=True))
        return [Again(ids[here].as_py(), int(rows[here]), int(rows[there])) for here, there in found]
