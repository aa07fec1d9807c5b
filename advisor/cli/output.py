"""Files that a command leaves behind: written whole or not at all, and never over somebody else's work."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from advisor.errors import CannotWrite

MARKS = (b"crawl-walk-run-advisor", b"advisor/report/", b"advisor/schema/")
"""One of them stands in every file that a command of the advisor writes."""


def is_ours(path: Path) -> bool:
    """Whether a command of the advisor wrote the file."""
    content = path.read_bytes()
    return any(mark in content for mark in MARKS)


def write_all(folder: Path, files: Mapping[str, bytes], *, force: bool) -> tuple[Path, ...]:
    """Write files into a folder, which is made when missing; all are looked at before the first is written.

    Raises:
        CannotWrite: a file is there that the advisor did not write, and ``force`` is not set; or the
            system does not let us. Files are never left half written.
    """
    paths = tuple(folder / name for name in files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        foreign = [path for path in paths if path.exists() and not force and not is_ours(path)]
        if foreign:
            names = ", ".join(str(path) for path in foreign)
            raise CannotWrite(f"{names}: not written by advisor, so not replaced. --force replaces it.")
        for path, content in zip(paths, files.values(), strict=True):
            _write(path, content)
    except OSError as error:
        raise CannotWrite(f"{error.filename or folder}: {error.strerror or error}") from error
    return paths


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for the owner alone; a report is meant to be passed on.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
