"""JSON lines as batches of columns: in one go where the lines agree, else line by line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.json

from advisor.content.names import described, shown
from advisor.content.numbers import unambiguous
from advisor.content.table_formats import Raw, batches
from advisor.content.table_problems import RowProblem
from advisor.content.table_text import check_text
from advisor.errors import Problem

_BLOCK = 1 << 23


class JsonLines:
    """A file with one JSON object in each line."""

    columns: tuple[str, ...] = ()
    """Not known beforehand; each line has its own."""

    def __init__(self, path: Path, name: str, texts: Sequence[str], wanted: Callable[[str], bool]) -> None:
        """Take the file, what messages call it, the columns that hold texts, and which are looked at."""
        self.path = path
        self._wanted = wanted
        self.name = name
        self._schema = pa.schema([(column, pa.string()) for column in texts])

    def read(self) -> Iterator[Raw]:
        """All lines, in order."""
        size = max(self.path.stat().st_size, 1)
        line = 1
        done = 0
        with self.path.open("rb") as file:
            # Whole lines; they are cut apart only where Arrow cannot read them all at once.
            while data := file.read(_BLOCK) + file.readline():
                done += len(data)
                if line == 1:
                    _refuse_utf_16(data[:4], self.name)
                    data = data.removeprefix(b"\xef\xbb\xbf")
                count = data.count(b"\n") + (not data.endswith(b"\n"))
                for raw in self._quickly(data, count, line) or self._one_by_one(data, line):
                    raw.done = done / size
                    yield raw
                line += count

    def _quickly(self, data: bytes, lines: int, line: int) -> list[Raw] | None:
        """The lines in one go; None when they differ in more than their values."""
        try:
            table = pyarrow.json.read_json(
                pa.BufferReader(data),
                pyarrow.json.ReadOptions(use_threads=False, block_size=len(data) + 1),
                pyarrow.json.ParseOptions(explicit_schema=self._schema),
            )
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            return None
        left_alone = [place for place, key in enumerate(table.column_names) if not self._wanted(key)]
        types = (each.type for place, each in enumerate(table.schema) if place not in left_alone)
        if table.num_rows != lines or not all(map(_is_plain, types)):
            return None
        found = []
        for columns in batches(self.name, table, left_alone):
            count = len(columns[0])
            found.append(
                Raw(tuple(table.column_names), columns, np.arange(line, line + count, dtype=np.int64), 0.0)
            )
            line += count
        return found

    def _one_by_one(self, data: bytes, line: int) -> list[Raw]:
        rows: list[dict[str, str | None]] = []
        numbers: list[int] = []
        problems: list[RowProblem] = []
        for number, text in enumerate(data.split(b"\n"), start=line):
            if not text.strip():
                continue
            row = self._row(text, number)
            if isinstance(row, Problem):
                problems.append(RowProblem(row, value=text.decode("utf-8", "replace").strip()))
            else:
                rows.append(row)
                numbers.append(number)
        names = dict.fromkeys(name for row in rows for name in row)
        columns = [
            pa.array([row.get(name) for row in rows], pa.string()).dictionary_encode() for name in names
        ]
        return [Raw(tuple(names), columns, np.array(numbers, dtype=np.int64), 0.0, problems)]

    def _row(self, text: bytes, line: int) -> dict[str, str | None] | Problem:
        try:
            found = json.loads(
                text, parse_float=Decimal, parse_constant=str, object_pairs_hook=_Object.of_pairs
            )
        except json.JSONDecodeError as error:
            return self._problem(line, error.colno, f"this line is not JSON: {error.msg}")
        except (UnicodeDecodeError, RecursionError):
            return self._problem(line, None, "this line is not JSON in UTF-8")
        if not isinstance(found, _Object):
            return self._problem(line, 1, f"expected an object, found {described(found)}")
        if found.twice is not None:
            return self._problem(line, None, f"the key “{shown(found.twice)}” comes twice", "keep one")
        row: dict[str, str | None] = {}
        for name, value in found.items():
            try:
                row[name] = _cell(value) if self._wanted(name) else _there(value)
            except ValueError:
                message = (
                    f"“{shown(name)}”: expected a text, a number or a list of ids, found {described(value)}"
                )
                return self._problem(line, None, message)
        return row

    def _problem(
        self, line: int, column: int | None, message: str, hint: str = "one object a line"
    ) -> Problem:
        return Problem(self.name, line, column, message, hint, "bad-line")


class _Object(dict[str, object]):
    """An object of JSON that knows whether a key came twice, of which a dictionary keeps the last.

    Arrow reads no block with such a line, so it is met here only.
    """

    twice: str | None = None

    @classmethod
    def of_pairs(cls, pairs: list[tuple[str, object]]) -> _Object:
        found = cls(pairs)
        if len(found) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            found.twice = next(key for key, count in counts.items() if count > 1)
        return found


def _refuse_utf_16(head: bytes, name: str) -> None:
    """Lines of another encoding are told once, not each by itself."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        check_text(head, name)


def _there(value: object) -> str | None:
    """Whether there is something in a cell that nobody looks at."""
    return None if value is None or value == "" else "…"


def _is_plain(kind: pa.DataType) -> bool:
    if pa.types.is_list(kind):
        return bool(pa.types.is_string(kind.value_type))
    return bool(
        pa.types.is_dictionary(kind)
        or pa.types.is_string(kind)
        or pa.types.is_int64(kind)
        or pa.types.is_null(kind)
    )


def _cell(value: object) -> str | None:
    """A value as a cell of a table has it.

    Raises:
        ValueError: no cell has such a value.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal):
        return format(unambiguous(value), "f")  # A number of JSON has one meaning.
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "|".join(value)
    raise ValueError
