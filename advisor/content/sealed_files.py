"""Small files in a cache folder that tell by themselves whether they are whole and one's own.

The first line is a digest over the name that an entry goes by and what follows. It guards against
accidents and mix-ups; who could write into the folder could seal as well, so a file that others may
have written is not read at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path


def read_sealed(path: Path, magic: str, key: str) -> bytes | None:
    """The content of an entry; None when there is none, or none that can be trusted."""
    try:
        with path.open("rb") as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            data = file.read()
    except OSError:
        return None
    first, _, payload = data.partition(b"\n")
    return payload if first + b"\n" == _seal(magic, key, payload) else None


def write_sealed(path: Path, magic: str, key: str, payload: bytes) -> None:
    """Put an entry in its place, whole or not at all, readable for its owner alone.

    Raises:
        OSError: the system refused.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_seal(magic, key, payload) + payload)
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _seal(magic: str, key: str, payload: bytes) -> bytes:
    digest = hashlib.sha256(key.encode() + payload).hexdigest()
    return f"{magic} {digest}\n".encode()


def _is_own(status: os.stat_result) -> bool:
    """Whether only this user could have written an entry; a shared folder may hold planted ones."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
