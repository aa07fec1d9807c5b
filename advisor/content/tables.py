"""Tables of answers: one row a sheet, a column a question, beside ``kind`` and perhaps ``id``.

Reading them fast takes the extra ``tables``, so this module imports it only when a table is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import Problem, UnusableInput
from advisor.model.pack import Pack

if TYPE_CHECKING:
    from advisor.content.table_reader import TableBatch

SUFFIXES = (".csv", ".jsonl", ".ndjson", ".parquet")
"""Endings of the names of files that are tables."""


def is_table(path: Path) -> bool:
    """Whether the name of a file says that it is a table of answers."""
    return path.suffix.lower() in SUFFIXES


def read_table(path: Path, pack: Pack) -> Iterator[TableBatch]:
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
        raise UnusableInput([Problem(str(path), None, None, message, hint, "missing-extra")]) from None
    return read_batches(path, pack)
