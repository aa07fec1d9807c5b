"""Sheets that open answers leave open: decided one by one, each different one once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from advisor.decision.batch_graph import Indexes
from advisor.decision.sheets import ABSENT, Sheet

SHIFT = 2
"""Added to a value's index, to ``OPEN`` and to ``ABSENT``, so that all of them index tables."""

Codes = NDArray[np.int16]
_REMEMBERED = 200_000


class ExactRows:
    """Answers one question about single sheets and remembers the answers."""

    def __init__(self, width: int, slots: Sequence[int], decide: Callable[[int, Sheet], int]) -> None:
        """Prepare.

        ``width`` is the number of questions, ``slots`` those that the answer depends on, and ``decide``
        takes the index of a workload's kind and a sheet.
        """
        self._width = width
        self._slots = tuple(slots)
        self._decide = decide
        self._remembered: dict[bytes, int] = {}

    def run(self, kinds: Indexes, codes: Sequence[Codes], rows: Indexes) -> Indexes:
        """The answers for some rows of a batch."""
        table = np.column_stack([each[rows].astype(np.int16) for each in self._columns(kinds, codes)])
        different, which = _distinct(table)
        found = np.array([self._one(row) for row in different], dtype=np.int64)
        return found.take(which)

    def _columns(self, kinds: Indexes, codes: Sequence[Codes]) -> list[NDArray[np.integer]]:
        return [kinds, *(codes[slot] for slot in self._slots)]

    def _one(self, row: Codes) -> int:
        key = row.tobytes()
        if key not in self._remembered:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            kind, *given = row.tolist()
            sheet = [ABSENT] * self._width
            for slot, code in zip(self._slots, given, strict=True):
                sheet[slot] = code - SHIFT
            self._remembered[key] = self._decide(kind, tuple(sheet))
        return self._remembered[key]


def _distinct(rows: Codes) -> tuple[Codes, Indexes]:
    """The different rows, and for each row which of them it is."""
    whole = np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))
    packed = np.ascontiguousarray(rows).view(whole).ravel()
    _, first, which = np.unique(packed, return_index=True, return_inverse=True)
    return rows[first], which.astype(np.int64)
