"""Where a quote in a CSV file opens and is never closed, so that it swallows the rows below."""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass

_QUOTED = re.compile(rb'"[^"]*(?:""[^"]*)*("?)')


@dataclass(frozen=True, slots=True)
class OpenQuote:
    """A quote whose cell does not end."""

    row: int
    """The row that it stands in, the line of headings being the first."""
    line: int
    """The line that it stands in, as an editor counts."""
    cell: int
    """The column, from 1 on."""
    last: int
    """The last line that it would take into its cell."""


def open_quote(data: bytes | mmap.mmap, delimiter: str) -> OpenQuote | None:
    """The first quote whose cell goes on over lines and then ends in the middle, or not at all.

    Cells may hold several lines; then their closing quote stands before a separator or the end of a line.
    """
    row, line, place, size = 1, 1, 0, len(data)
    while place < size:
        end = data.find(b"\n", place)
        end = size if end < 0 else end
        # A whole row has each quote twice; only where one is left over can it go on in the next line.
        if data[place:end].count(b'"') % 2:
            cell, opens, closes = _record(data, place, delimiter.encode())
            first = line + data[place:opens].count(b"\n")
            if cell:
                return OpenQuote(row, first, cell, line + data[place:closes].count(b"\n"))
            line += data[place:closes].count(b"\n")
            end = closes
        row, line, place = row + 1, line + 1, end + 1
    return None


def _record(data: bytes | mmap.mmap, place: int, delimiter: bytes) -> tuple[int, int, int]:
    """The cell of a row whose quote does not end, 0 if none; where it opens; where cell or row end."""
    unquoted = re.compile(b"[^" + re.escape(delimiter) + b"\n]*")
    cell, size = 0, len(data)
    while True:
        cell += 1
        opens = place
        found = _QUOTED.match(data, place)
        if found is not None:
            place = found.end()
            if not found[1]:
                return cell, opens, max(opens, place - 1)
            if data[place : place + 1] not in (b"", b"\r", b"\n", delimiter):
                if b"\n" in found[0]:
                    return cell, opens, place
                place = _end_of(unquoted, data, place)
        else:
            place = _end_of(unquoted, data, place)
        if data[place : place + 1] == b"\r":
            place += 1
        if place >= size or data[place : place + 1] == b"\n":
            return 0, opens, place
        place += 1


def _end_of(pattern: re.Pattern[bytes], data: bytes | mmap.mmap, place: int) -> int:
    found = pattern.match(data, place)
    return found.end() if found is not None else place
