"""Drawings that were made before, kept in the user's cache folder beside the packs.

An entry is named after everything that it depends on, and carries its own digest. Whatever does not
fit, or could have been written by somebody else, is ignored and made anew. Without a folder that can
be written everything works, only more slowly.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from advisor.content.pack_cache import cache_folder
from advisor.content.sealed_files import read_sealed, write_sealed

_MAGIC = "advisor drawing 1"
_SUFFIX = ".drawing"
_MOST = 32 * 2**20
"""Bytes that all entries may take together; the oldest go first."""
_OLD = 60 * 60 * 24 * 30
"""Seconds after which an entry is deleted."""


def made(kind: str, source: str, make: Callable[[], bytes]) -> bytes:
    """What ``make`` makes of a source; taken from the folder where it was kept."""
    key = hashlib.sha256(b"\0".join((_code(), kind.encode(), source.encode()))).hexdigest()
    folder = _folder()
    if folder is None:
        return make()
    path = folder / f"{key[:40]}{_SUFFIX}"
    found = read_sealed(path, _MAGIC, key)
    if found is None:
        found = make()
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _make_room(folder, len(found))
            write_sealed(path, _MAGIC, key, found)
    return found


def _folder() -> Path | None:
    beside = cache_folder()
    return None if beside is None else beside / "charts"


@cache
def _code() -> bytes:
    """A digest of the code that draws, so that a changed drawing never meets an old entry."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py"), key=lambda path: path.name):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.digest()


def _make_room(folder: Path, needed: int) -> None:
    """Delete what is old, then the oldest until there is room."""
    entries = [(entry.stat(), entry) for entry in folder.iterdir() if entry.suffix == _SUFFIX]
    entries.sort(key=lambda one: one[0].st_mtime)
    before = time.time() - _OLD
    total = sum(status.st_size for status, _ in entries) + needed
    for status, entry in entries:
        if status.st_mtime >= before and total <= _MOST:
            break
        entry.unlink(missing_ok=True)
        total -= status.st_size
