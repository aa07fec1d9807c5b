"""What a file of a bill is, by its name, its first bytes and its header."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from advisor.errors import Problem, UnusableInput
from advisor.evidence.columns import plain
from advisor.model.focus import FOCUS

Format = Literal["csv", "csv.gz", "parquet"]
_ENDINGS: tuple[tuple[str, Format], ...] = (
    (".csv", "csv"),
    (".csv.gz", "csv.gz"),
    (".csv.gzip", "csv.gz"),
    (".parquet", "parquet"),
    (".parq", "parquet"),
    (".snappy.parquet", "parquet"),
)
_GZIP, _PARQUET = b"\x1f\x8b", b"PAR1"
_LOOK = 1 << 22
"""Bytes in which a header has to end."""
_DELIMITERS = ",;\t|"
MOST_COLUMNS = 20_000


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a bill, with what its first bytes say."""

    path: Path
    format: Format
    size: int
    names: tuple[str, ...] = ()
    """Columns of a CSV file, in order; empty for Parquet, which says so itself."""
    delimiter: str = ","
    encoding: str = "utf-8"


def problem(path: Path, message: str, hint: str | None, code: str, line: int | None = None) -> Problem:
    """What is wrong with a file, at a line of it or as a whole."""
    return Problem(str(path), line, None, message, hint, code)


def format_of(path: Path) -> Format | None:
    """The format that a file's name promises; None where it promises none."""
    name = path.name.lower()
    return next((format_ for ending, format_ in _ENDINGS if name.endswith(ending)), None)


def looked_at(path: Path) -> SourceFile:
    """A file that can be a bill, with the columns of its header.

    Raises:
        UnusableInput: its content is not what its name promises, or its header cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        start = stream.read(4)
    if not size:
        raise UnusableInput([problem(path, "this file is empty", None, "empty")])
    if start == _PARQUET:
        return SourceFile(path, "parquet", size)
    if start[:2] == b"PK":
        raise UnusableInput(
            [problem(path, "this is a ZIP archive", "unpack it first: CSV, gzip or Parquet", "wrong-format")]
        )
    if format_of(path) == "parquet":
        raise UnusableInput([problem(path, "this is no Parquet file", None, "wrong-format")])
    format_: Format = "csv.gz" if start[:2] == _GZIP else "csv"
    encoding, head = _head(path, zipped=format_ == "csv.gz")
    delimiter, names = _header(path, head)
    return SourceFile(path, format_, size, names, delimiter, encoding)


def _head(path: Path, *, zipped: bool) -> tuple[str, str]:
    """The encoding of a file and its first line or so."""
    try:
        with gzip.open(path, "rb") if zipped else path.open("rb") as stream:
            data = stream.read(_LOOK)
    except (EOFError, OSError, zlib.error) as error:
        message = f"this gzip file cannot be unpacked: {error}"
        raise UnusableInput([problem(path, message, "export or copy it again", "bad-gzip")]) from error
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "this file is written in UTF-16"
        raise UnusableInput([problem(path, message, "save it as UTF-8", "bad-encoding")])
    if b"\0" in data[:4096]:
        message = "this is no text, so it is no CSV file"
        raise UnusableInput([problem(path, message, "CSV, gzip of CSV, or Parquet", "wrong-format")])
    text = data.removeprefix(b"\xef\xbb\xbf")
    first, newline, _ = text.partition(b"\n")
    if not newline and len(data) >= _LOOK:
        message = f"the first line does not end within {_LOOK >> 20} MB"
        raise UnusableInput(
            [problem(path, message, "a bill starts with the names of its columns", "no-header")]
        )
    # Quoted names may hold line ends, so what follows the first line is kept, too.
    try:
        first.decode()
    except UnicodeDecodeError as error:
        message = "the names of the columns are not written in UTF-8"
        raise UnusableInput([problem(path, message, "save it as UTF-8", "bad-encoding", 1)]) from error
    return "utf-8", text[: len(first) + 65536].decode(errors="replace")


def _header(path: Path, head: str) -> tuple[str, tuple[str, ...]]:
    best: tuple[str, list[str]] = (",", [])
    for delimiter in _DELIMITERS:
        try:
            names = next(csv.reader(io.StringIO(head), delimiter=delimiter), [])
        except csv.Error:
            continue
        if len(names) > len(best[1]):
            best = (delimiter, names)
    delimiter, names = best
    if not names:
        message = "there are no names of columns in the first line"
        raise UnusableInput([problem(path, message, None, "no-header", 1)])
    if len(names) > MOST_COLUMNS:
        message = f"more than {MOST_COLUMNS:,} columns"
        raise UnusableInput([problem(path, message, None, "too-many", 1)])
    broken = next((place for place, name in enumerate(names, 1) if "\n" in name or "\r" in name), None)
    if broken is not None:
        # The engine would take the rest of the name for rows, and skip them without a word.
        message = f"the name of column {broken} runs over a line's end"
        raise UnusableInput([problem(path, message, "names of columns stand on one line", "bad-header", 1)])
    known = {plain(each): each for each in FOCUS}
    twice = sorted(
        {known[key] for key, count in Counter(map(plain, names)).items() if count > 1 and key in known}
    )
    if twice:
        message = f"the column {', '.join(twice[:5])} is there twice, so nobody knows which one counts"
        raise UnusableInput([problem(path, message, "remove or rename one of them", "duplicate-column", 1)])
    used: dict[str, int] = {}
    unique = []
    for index, raw in enumerate(names, start=1):
        name = raw.strip() or f"column{index}"
        used[name.lower()] = used.get(name.lower(), 0) + 1
        unique.append(name if used[name.lower()] == 1 else f"{name}__{index}")
    return delimiter, tuple(unique)
