"""The files of a bill read to their end: their hashes, and no line too long to be one."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from advisor.errors import Problem, UnusableInput
from advisor.evidence.source_files import SourceFile, problem

_CHUNK = 1 << 22
LONGEST_LINE = 16 << 20
"""Bytes; a line that is longer is refused."""
_UNPACKED = 64 << 20
"""Bytes of a gzip file up to which it is unpacked once more to look at its lines."""

Told = Callable[[float, str], None]
"""Is told how much of a long step is done, 0 to 1, and what the step is."""


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
            problems.append(problem(file.path, message, hint, "long-line"))
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
