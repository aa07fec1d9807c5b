"""``advisor score --rejects FILE``: the rows that were left out, as a table for whoever can mend them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import StringIO
from pathlib import Path

from advisor.content.atomic import write_atomically
from advisor.content.names import shown
from advisor.content.table_problems import RowProblem
from advisor.content.tables import TableFile, separator_of
from advisor.errors import CannotWrite

COLUMNS = ("row", "id", "column", "value", "problem", "way_out", "file")
"""The names of the columns; they stay."""
_BOM = "\ufeff"
_LONGEST = 1_000
_FORMULA = re.compile(r"[\s\u200b]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What makes a spreadsheet compute: the signs, also as wide letters and behind space."""


class Rejects:
    """Gathers rows that were left out, and writes them when all tables have been read."""

    def __init__(self, path: Path, inputs: Sequence[str]) -> None:
        """Take the file to write.

        Raises:
            CannotWrite: it is one of the inputs, or another file that is there already.
        """
        self._path = path
        self._text = StringIO(newline="")
        self._separator: str | None = None
        if not path.parent.is_dir():
            raise CannotWrite(f"{path}: there is no folder “{path.parent}”; create it first")
        if not path.exists():
            return
        if any(Path(each).exists() and path.samefile(each) for each in inputs):
            raise CannotWrite(f"{path}: is what is to be scored; give the rows left out a file of their own")
        with path.open("rb") as file:
            if not _is_ours(file.read(200)):
                raise CannotWrite(
                    f"{path}: is there already, and is no list of rows left out; name another file"
                )

    def begin(self, table: TableFile) -> None:
        """Write as the first table is written, so that the same application opens it well."""
        if self._separator is None:
            self._separator = separator_of(table)
            self._text.write(_BOM)
            self._rows([COLUMNS])

    def add(self, problems: Iterable[RowProblem]) -> None:
        """Some more rows; what is only a warning left nothing out."""
        self._rows(_cells(each) for each in problems if each.leaves_out)

    @property
    def begun(self) -> bool:
        """Whether there was a table at all."""
        return self._separator is not None

    def write(self) -> None:
        """Put the file where it belongs; without any table there is none.

        Raises:
            CannotWrite: the system refused.
        """
        if self._separator is not None:
            write_atomically(self._path, self._text.getvalue().encode())

    def _rows(self, rows: Iterable[Sequence[str]]) -> None:
        csv.writer(self._text, delimiter=self._separator or ",", lineterminator="\r\n").writerows(rows)


def _cells(problem: RowProblem) -> list[str]:
    about = problem.problem
    texts = (problem.id, problem.heading, problem.value, about.message, about.hint, about.file)
    return ["" if about.line is None else str(about.line), *(_inert(text or "") for text in texts)]


@lru_cache(maxsize=4096)
def _inert(text: str) -> str:
    """A text that a spreadsheet only shows: no formula, no line ends, nothing hidden.

    Most of them come again in the next row.
    """
    plainly = shown(text, _LONGEST)
    return f"'{plainly}" if _FORMULA.match(text) or _FORMULA.match(plainly) else plainly


def _is_ours(head: bytes) -> bool:
    first = head.decode("utf-8", "replace").removeprefix(_BOM).partition("\r\n")[0]
    return not head or first in (sign.join(COLUMNS) for sign in ",;\t")
