"""Tables of answers: one row a sheet, a column a question, beside ``kind`` and perhaps ``id``.

Reading them fast takes the extra ``tables``, so this module imports it only when a table is opened.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import Problem, UnusableInput
from advisor.model.pack import Pack

if TYPE_CHECKING:
    from advisor.content.table_reader import TableBatch

FORMS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
"""Endings of the names of files that are tables, with the form that each stands for."""
KIND = "kind"
"""The column that every table has."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table of answers on disk."""

    path: Path
    form: str
    """One of those in ``FORMS``."""
    name: str
    """What messages call it."""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table is read."""

    strict: bool = False
    """Whether a column that answers no question is an error."""
    ignored: frozenset[str] = field(default_factory=frozenset)
    """Headings of columns that are left out without a word."""
    every: bool = False
    """Whether every problem is described, and not only the first hundred of a batch."""


USUAL = TableOptions()


def table_at(path: Path, form: str | None = None) -> TableFile | None:
    """The table at a path, whose name says its form unless ``form`` does; None when it is no table."""
    found = form or FORMS.get(path.suffix.lower())
    return None if found is None else TableFile(path, found, str(path))


def is_table(path: Path) -> bool:
    """Whether the name of a file says that it is a table of answers."""
    return table_at(path) is not None


def sniffed(head: bytes) -> str | None:
    """The form of the table that begins like this; None for an assessment, or what is neither.

    An assessment is YAML and begins with a key, a comment or a marker. A table of JSON lines begins with
    a whole object in one line, and CSV with names between separators, which no key of YAML has.
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    text = head.decode("utf-8-sig", errors="replace").lstrip()
    first = text.splitlines()[0].strip() if text else ""
    if first.startswith("{"):
        try:
            found = json.loads(first)
        except ValueError:
            return None
        return "jsonl" if isinstance(found, dict) and "assessment" not in found else None
    names = [name.strip(" \"'") for name in first.replace(";", ",").replace("\t", ",").split(",")]
    is_csv = KIND in names or (len(names) > 1 and ":" not in first and first[0] not in "#-%[")
    return "csv" if is_csv else None


def separator_of(table: TableFile) -> str:
    """What stands between the cells of a CSV file, as its first line has it; a comma for other forms."""
    if table.form != "csv" or not table.path.is_file():
        return ","
    with table.path.open("rb") as file:
        return separator_in(file.readline(1_000_000).decode("utf-8", "replace"))


def separator_in(line: str) -> str:
    """The separator that a line of headings has most of."""
    return max(",;\t", key=line.count)


def refuse_workbook(head: bytes, name: str) -> None:
    """What a spreadsheet saves by itself is no table here, and no assessment.

    Raises:
        UnusableInput: the file begins like a workbook.
    """
    if head.startswith(b"PK\x03\x04"):
        what = "this is a workbook, as Excel and others save it (.xlsx, .ods)"
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        what = "this is an old Excel workbook (.xls)"
    else:
        return
    message = f"{what}; a table of answers is read as CSV, Parquet or JSON lines"
    hint = (
        "save the sheet as “CSV UTF-8 (Comma delimited)” and score that; a filled questionnaire of ours is "
        "read by “advisor import FILE”"
    )
    raise UnusableInput([Problem(name, None, None, message, hint, "workbook")])


def read_table(table: TableFile, pack: Pack, options: TableOptions = USUAL) -> Iterator[TableBatch]:
    """The sheets of a table, in batches; problems of single rows are in the batches.

    Raises:
        UnusableInput: the file cannot be read, its columns do not fit the pack, or the extra that
            reads tables is not installed.
    """
    try:
        from advisor.content.table_reader import read_batches
    except ImportError as error:
        message = f"reading tables needs {error.name}, which is not installed"
        hint = "pip install 'crawl-walk-run-advisor[tables]'"
        raise UnusableInput([Problem(table.name, None, None, message, hint, "missing-extra")]) from None
    return read_batches(table, pack, options)
