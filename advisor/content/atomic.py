"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from advisor.errors import CannotWrite

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
    the new bytes take the place of the old ones; what it raises stops that.

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
        if check is not None:
            check()
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where folders can be opened at all."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
