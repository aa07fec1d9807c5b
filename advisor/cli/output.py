"""Files that a command leaves behind: whole or not at all, and never over somebody else's work.

A small record beside them says what was written. A file that differs from its record was edited by
a person, and one without a record was written by somebody else; both stay, unless forced.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from advisor.content.atomic import write_atomically
from advisor.errors import AdvisorError, CannotWrite

RECORD = ".advisor-written.json"
"""File name to SHA-256 of what a command wrote there last."""
_MOST_NAMED = 8


class Folder:
    """A folder that gets files one by one, each whole or not at all."""

    def __init__(self, path: Path, *, force: bool) -> None:
        """``force`` replaces files that the advisor did not write."""
        self.path = path
        self._force = force
        self._record: dict[str, str] = {}
        self._new: dict[str, str] = {}

    def look_at(self, names: Iterable[str]) -> None:
        """Make the folder, and make sure that files of these names may be written.

        Raises:
            CannotWrite: a file is there that the advisor did not write, or that was edited since, and
                ``force`` is not set; or the system does not let us.
        """
        paths = [self.path / name for name in names]
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._record = _read_record(self.path)
            theirs = [] if self._force else [path for path in paths if _is_theirs(path, None, self._record)]
        except OSError as error:
            raise CannotWrite(f"{error.filename or self.path}: {error.strerror or error}") from error
        _refuse(theirs)

    def write(self, name: str, content: bytes) -> Path:
        """Write one file.

        Raises:
            CannotWrite: the system does not let us.
        """
        path = self.path / name
        _unlink(path)
        write_atomically(path, content)
        self._new[name] = sha256(content).hexdigest()
        return path

    def close(self) -> None:
        """Note down what was written."""
        if self._new:
            _write_record(self.path, self._record | self._new)


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
    _refuse(theirs)
    for path, content in zip(paths, files.values(), strict=True):
        _unlink(path)
        write_atomically(path, content)
    _write_record(folder, record | {name: sha256(content).hexdigest() for name, content in files.items()})
    return paths


def give(content: bytes, output: Path | None, *, force: bool) -> None:
    """Print what a command made, or write it to a file and tell where it is.

    Raises:
        AdvisorError: the file is a folder.
        CannotWrite: as for ``write_all``.
    """
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    if output.is_dir():
        raise AdvisorError(f"-o {output}: this is a folder; name a file in it.")
    (written,) = write_all(output.parent, {output.name: content}, force=force)
    print(written, flush=True)


def _unlink(path: Path) -> None:
    """Take away a link of that name, so that what it leads to, elsewhere, stays as it is.

    Raises:
        CannotWrite: the system does not let us.
    """
    try:
        if path.is_symlink():
            path.unlink()
    except OSError as error:
        raise CannotWrite(f"{path}: {error.strerror or error}") from error


def _refuse(theirs: Sequence[Path]) -> None:
    if theirs:
        shown = ", ".join(str(path) for path in theirs[:_MOST_NAMED])
        more = f" and {len(theirs) - _MOST_NAMED} more" if len(theirs) > _MOST_NAMED else ""
        raise CannotWrite(f"{shown}{more}: edited, or not written by advisor; --force replaces it")


def _write_record(folder: Path, record: Mapping[str, str]) -> None:
    text = json.dumps(dict(sorted(record.items())), indent=1)
    write_atomically(folder / RECORD, f"{text}\n".encode())


def _read_record(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / RECORD).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_theirs(path: Path, content: bytes | None, record: Mapping[str, str]) -> bool:
    """Whether somebody else wrote a file; one with this very content may be anybody's.

    A link always is theirs: the advisor writes none.
    """
    if path.is_symlink():
        return True
    if not path.exists():
        return False
    found = path.read_bytes()
    return found != content and record.get(path.name) != sha256(found).hexdigest()
