"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from advisor.errors import CannotWrite

if sys.platform != "win32":
    import fcntl

_OLD = 3600.0
"""Seconds after which a draft is nobody's any more."""
_PATIENCE = 5.0
"""Seconds to wait for others, who need the folder for an instant; whoever keeps it longer is none of us."""
_WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "it is write-protected, or its folder is",
    errno.EPERM: "it is write-protected, or its folder is",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EISDIR: "there is a folder of this name",
    errno.ENAMETOOLONG: "the name is too long",
}


def write_atomically(path: Path, data: bytes, check: Callable[[], object] | None = None) -> None:
    """Replace a file's content so that a reader, or a crash, sees the old bytes or the new, never a mix.

    The bytes are on the disk when this returns. Mode bits are kept; a symbolic link is written
    through; a temporary file that is not needed any more is removed. ``check`` is called right before
    the new bytes take the place of the old ones; what it raises stops that. No other program that writes
    with this function comes in between the two, where the file system knows locks.

    Raises:
        CannotWrite: nothing was changed.
    """
    try:
        _write(Path(os.path.realpath(path)), data, check)
    except OSError as error:
        why = _WHY.get(error.errno or 0, error.strerror or str(error))
        if error.errno == errno.ENOENT:
            folder = path.parent if not path.parent.exists() else Path(os.path.realpath(path)).parent
            why = f"there is no folder “{folder}”; create it first"
        raise CannotWrite(f"{path}: cannot be written: {why}") from error


def _write(target: Path, data: bytes, check: Callable[[], object] | None) -> None:
    try:
        status = target.stat()
    except FileNotFoundError:
        mode = None
    else:
        mode = stat.S_IMODE(status.st_mode)
        if not os.access(target, os.W_OK):
            # Renaming over it would succeed, against the wish of whoever write-protected it.
            raise PermissionError(errno.EACCES, "the file is write-protected")
    # Same folder, so that the rename stays within one file system.
    temporary = target.with_name(f".{target.name[:60]}.{os.urandom(6).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if mode is not None:
                with contextlib.suppress(OSError):  # File systems without modes.
                    temporary.chmod(mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with _alone_in(target.parent):
            if check is not None:
                check()
            temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep others from putting files into a folder for a moment.

    The lock is on the folder itself: nothing is left behind, and it ends with the program, however that
    ends. Some file systems and systems know no such lock; then there is none.
    """
    if sys.platform == "win32":
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # A folder that may be written to and not be looked into.
        yield
        return
    try:
        give_up = time.monotonic() + _PATIENCE
        while time.monotonic() < give_up:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.005)
            except OSError:
                break
            else:
                break
        yield
    finally:
        os.close(descriptor)


def remove_leftovers(path: Path) -> None:
    """Take away what programs left that were killed while they wrote this file; not what may be in work."""
    target = Path(os.path.realpath(path))
    name = re.compile(rf"\.{re.escape(target.name[:60])}\.[0-9a-f]{{12}}\.tmp")
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if name.fullmatch(entry.name) and time.time() - entry.stat().st_mtime > _OLD:
                Path(entry.path).unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where folders can be opened at all."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
