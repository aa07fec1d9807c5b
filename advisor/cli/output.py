"""Files that a command leaves behind: whole or not at all, and never over somebody else's work.

A small record beside them says what was written. A file that differs from its record was edited by
a person, and one without a record was written by somebody else; both stay, unless forced.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from advisor.content.atomic import write_atomically
from advisor.errors import CannotWrite

RECORD = ".advisor-written.json"
"""File name to SHA-256 of what a command wrote there last."""


def write_all(folder: Path, files: Mapping[str, bytes], *, force: bool) -> tuple[Path, ...]:
    """Write files into a folder, which is made when missing; all are looked at before the first is written.

    Raises:
        CannotWrite: a file is there that the advisor did not write, or that was edited since, and
            ``force`` is not set; or the system does not let us.
    """
    paths = tuple(folder / name for name in files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        record = _read_record(folder)
        theirs = [] if force else [path for path in paths if _is_theirs(path, files[path.name], record)]
    except OSError as error:
        raise CannotWrite(f"{error.filename or folder}: {error.strerror or error}") from error
    if theirs:
        names = ", ".join(str(path) for path in theirs)
        raise CannotWrite(f"{names}: edited, or not written by advisor; --force replaces it")
    for path, content in zip(paths, files.values(), strict=True):
        write_atomically(path, content)
    record |= {name: sha256(content).hexdigest() for name, content in files.items()}
    text = json.dumps(dict(sorted(record.items())), indent=1)
    write_atomically(folder / RECORD, f"{text}\n".encode())
    return paths


def _read_record(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / RECORD).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_theirs(path: Path, content: bytes, record: Mapping[str, str]) -> bool:
    if not path.exists():
        return False
    found = path.read_bytes()
    return found != content and record.get(path.name) != sha256(found).hexdigest()
