"""Reports into files: rendered, looked at, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from advisor.errors import CannotWrite
from advisor.reporting.document import Document
from advisor.reporting.registry import FORMATS


def file_names(document: Document, formats: Sequence[str]) -> tuple[str, ...]:
    """What the files of a report are called, format by format."""
    return tuple(f"{document.assessment}-{document.persona}.{FORMATS[name].extension}" for name in formats)


def rendered(document: Document, formats: Sequence[str]) -> dict[str, bytes]:
    """File name to content."""
    names = file_names(document, formats)
    return {name: FORMATS[each].render(document) for name, each in zip(names, formats, strict=True)}


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes files into a folder, which is made when missing; replaces what is there.

    Raises:
        CannotWrite: the system does not let us; no file is left half written.
    """
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            paths.append(_write(folder / name, content))
    except OSError as error:
        raise CannotWrite(f"{error.filename or folder}: {error.strerror or error}") from error
    return tuple(paths)


def _write(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for the owner alone; a report is meant to be passed on.
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return path
