"""The files of a bill: found, told apart, and known by their hashes, before any engine opens them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
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
_CHUNK = 1 << 22
LONGEST_LINE = 16 << 20
"""Bytes; a line that is longer is refused."""
_UNPACKED = 64 << 20
"""Bytes of a gzip file up to which it is unpacked once more to look at its lines."""
_DELIMITERS = ",;\t|"
MOST_FILES = 100_000
MOST_COLUMNS = 20_000

Told = Callable[[float, str], None]
"""Is told how much of a long step is done, 0 to 1, and what the step is."""


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


def found_files(arguments: Iterable[str]) -> list[SourceFile]:
    """Every file that the arguments name: files, folders (with what lies below) and globs; each once.

    Raises:
        UnusableInput: with everything that cannot be used.
    """
    problems: list[Problem] = []
    paths: dict[Path, Path] = {}
    for argument in arguments:
        given = Path(argument)
        if given.is_dir():
            inside = sorted(each for each in given.rglob("*") if each.is_file() and _ending(each) is not None)
            if not inside:
                hint = "files end in .csv, .csv.gz or .parquet"
                problems.append(_problem(given, "there is no billing file in this folder", hint, "no-file"))
            paths.update((each.resolve(), each) for each in inside)
        elif given.exists():
            paths[given.resolve()] = given
        else:
            matching = _globbed(argument)
            if not matching:
                problems.append(_problem(given, "there is no such file", None, "no-file"))
            paths.update((each.resolve(), each) for each in matching if each.is_file())
    if len(paths) > MOST_FILES:
        problems.append(
            _problem(Path(), f"more than {MOST_FILES:,} files", "give fewer at a time", "too-many")
        )
    files: list[SourceFile] = []
    for path in sorted(paths.values(), key=lambda each: (each.name, str(each))) if not problems else ():
        try:
            files.append(_looked_at(path))
        except UnusableInput as unusable:
            problems.extend(unusable.problems)
    if problems:
        raise UnusableInput(problems)
    return files


def sha256_of(files: Iterable[SourceFile], told: Told | None = None) -> dict[Path, str]:
    """The hash of each file.

    Raises:
        UnusableInput: a line is so long that the engine would leave it out without a word.
    """
    listed = list(files)
    whole = sum(each.size for each in listed) or 1
    done = 0
    found = {}
    problems: list[Problem] = []
    for file in listed:
        digest, lines = hashlib.sha256(), _Lines(file)
        with file.path.open("rb") as stream:
            while block := stream.read(_CHUNK):
                digest.update(block)
                lines.look(block)
                done += len(block)
                if told is not None:
                    told(min(done / whole, 1.0), "Looking at the files")
        found[file.path] = digest.hexdigest()
        if lines.longest > LONGEST_LINE:
            message = f"a line is longer than {LONGEST_LINE >> 20} MB"
            hint = "look for a quotation mark that is never closed"
            problems.append(_problem(file.path, message, hint, "long-line"))
    if problems:
        raise UnusableInput(problems)
    return found


class _Lines:
    """How long the longest line of a file is, as far as that matters: to within a block."""

    def __init__(self, file: SourceFile) -> None:
        self.longest = 0
        self._open = 0
        self._looks = file.format == "csv" or (file.format == "csv.gz" and file.size <= _UNPACKED)
        self._unpack = zlib.decompressobj(wbits=31) if file.format == "csv.gz" else None

    def look(self, block: bytes) -> None:
        """The next bytes of the file."""
        if not self._looks:
            return
        if self._unpack is None:
            self._add(block)
            return
        while block:
            try:
                self._add(self._unpack.decompress(block, _CHUNK))
            except zlib.error:
                self._looks = False  # The engine tells what is broken.
                return
            block = self._unpack.unconsumed_tail
            if self._unpack.eof:
                block = self._unpack.unused_data.lstrip(b"\0")
                self._unpack = zlib.decompressobj(wbits=31)

    def _add(self, text: bytes) -> None:
        first = text.find(b"\n")
        if first < 0:
            self._open += len(text)
        else:
            self.longest = max(self.longest, self._open + first)
            self._open = len(text) - text.rfind(b"\n") - 1
        self.longest = max(self.longest, self._open)


def joint_sha256(hashes: Iterable[str]) -> str:
    """One hash for all files, whatever their order and names.

    That of one file is its own, so that anybody can hold the file against what an answer points at.
    """
    listed = sorted(hashes)
    return listed[0] if len(listed) == 1 else hashlib.sha256("\n".join(listed).encode()).hexdigest()


def _globbed(pattern: str) -> list[Path]:
    """Files that a pattern names, for shells that do not look themselves."""
    whole = Path(pattern)
    root = Path(whole.anchor)
    below = whole.relative_to(root) if whole.anchor else whole
    if not any(sign in pattern for sign in "*?["):
        return []
    try:
        return sorted(root.glob(str(below)))
    except (ValueError, NotImplementedError, OSError):
        return []


def _problem(path: Path, message: str, hint: str | None, code: str, line: int | None = None) -> Problem:
    return Problem(str(path), line, None, message, hint, code)


def _ending(path: Path) -> Format | None:
    name = path.name.lower()
    return next((format_ for ending, format_ in _ENDINGS if name.endswith(ending)), None)


def _looked_at(path: Path) -> SourceFile:
    size = path.stat().st_size
    with path.open("rb") as stream:
        start = stream.read(4)
    if not size:
        raise UnusableInput([_problem(path, "this file is empty", None, "empty")])
    if start == _PARQUET:
        return SourceFile(path, "parquet", size)
    if start[:2] == b"PK":
        raise UnusableInput(
            [_problem(path, "this is a ZIP archive", "unpack it first: CSV, gzip or Parquet", "wrong-format")]
        )
    if _ending(path) == "parquet":
        raise UnusableInput([_problem(path, "this is no Parquet file", None, "wrong-format")])
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
        raise UnusableInput([_problem(path, message, "export or copy it again", "bad-gzip")]) from error
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "this file is written in UTF-16"
        raise UnusableInput([_problem(path, message, "save it as UTF-8", "bad-encoding")])
    if b"\0" in data[:4096]:
        message = "this is no text, so it is no CSV file"
        raise UnusableInput([_problem(path, message, "CSV, gzip of CSV, or Parquet", "wrong-format")])
    text = data.removeprefix(b"\xef\xbb\xbf")
    first, newline, _ = text.partition(b"\n")
    if not newline and len(data) >= _LOOK:
        message = f"the first line does not end within {_LOOK >> 20} MB"
        raise UnusableInput(
            [_problem(path, message, "a bill starts with the names of its columns", "no-header")]
        )
    # Quoted names may hold line ends, so what follows the first line is kept, too.
    try:
        first.decode()
    except UnicodeDecodeError as error:
        message = "the names of the columns are not written in UTF-8"
        raise UnusableInput([_problem(path, message, "save it as UTF-8", "bad-encoding", 1)]) from error
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
        raise UnusableInput([_problem(path, message, None, "no-header", 1)])
    if len(names) > MOST_COLUMNS:
        message = f"more than {MOST_COLUMNS:,} columns"
        raise UnusableInput([_problem(path, message, None, "too-many", 1)])
    broken = next((place for place, name in enumerate(names, 1) if "\n" in name or "\r" in name), None)
    if broken is not None:
        # The engine would take the rest of the name for rows, and skip them without a word.
        message = f"the name of column {broken} runs over a line's end"
        raise UnusableInput([_problem(path, message, "names of columns stand on one line", "bad-header", 1)])
    known = {plain(each): each for each in FOCUS}
    twice = sorted(
        {known[key] for key, count in Counter(map(plain, names)).items() if count > 1 and key in known}
    )
    if twice:
        message = f"the column {', '.join(twice[:5])} is there twice, so nobody knows which one counts"
        raise UnusableInput([_problem(path, message, "remove or rename one of them", "duplicate-column", 1)])
    used: dict[str, int] = {}
    unique = []
    for index, raw in enumerate(names, start=1):
        name = raw.strip() or f"column{index}"
        used[name.lower()] = used.get(name.lower(), 0) + 1
        unique.append(name if used[name.lower()] == 1 else f"{name}__{index}")
    return delimiter, tuple(unique)
