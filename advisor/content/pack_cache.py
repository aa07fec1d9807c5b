"""Checked packs, kept ready in the user's cache folder so that nothing is parsed twice.

An entry is named after everything that it depends on: the pack's files, the advisor's version and the
code that reads packs. It is data (JSON), never code, and carries its own digest; whatever does not fit
is ignored and written anew. Without a cache folder everything works, only more slowly.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import advisor
from advisor.content.pack_codec import decode, encode
from advisor.content.sealed_files import read_sealed, write_sealed
from advisor.model.pack import Pack

_MAGIC = "advisor pack cache 1"
_CORE = ("manifest", "sections", "questions", "rules", "models", "personas", "sha256")
_REST = ("kpis", "practices")
_OLD = 60 * 60 * 24 * 30
"""Seconds after which an entry that nobody wrote again is deleted."""


def cache_folder() -> Path | None:
    """Where entries are kept: ``ADVISOR_CACHE_DIR``, else the user's cache folder; None without a home."""
    chosen = os.environ.get("ADVISOR_CACHE_DIR")
    if chosen:
        return Path(chosen)
    shared = os.environ.get("XDG_CACHE_HOME")
    if shared and Path(shared).is_absolute():
        return Path(shared) / "advisor" / "packs"
    with contextlib.suppress(RuntimeError):
        return Path.home() / ".cache" / "advisor" / "packs"
    return None


def cached_pack(sha256: str, *, whole: bool) -> Pack | None:
    """The pack with these files, or None when it is not in the cache."""
    folder = cache_folder()
    if folder is None:
        return None
    key = _key(sha256)
    core = _read(folder / f"{key}.core", key)
    rest = _read(folder / f"{key}.rest", key) if whole else {"kpis": (), "practices": ()}
    if core is None or rest is None or core.get("sha256") != sha256:
        return None
    make: Callable[..., Pack] = Pack.model_construct
    return make(**core, **rest)


def keep_pack(pack: Pack) -> None:
    """Put a checked, whole pack into the cache; a folder that cannot be written is no error."""
    for suffix, names in (("core", _CORE), ("rest", _REST)):
        _keep(pack.sha256, suffix, {name: getattr(pack, name) for name in names})


def cached_part(sha256: str, name: str) -> object | None:
    """Another part of the pack with these files, such as its prices; None when it is not in the cache.

    The models in it have to be known to ``pack_codec``.
    """
    folder = cache_folder()
    key = _key(sha256)
    found = _read(folder / f"{key}.{name}", key) if folder is not None else None
    return found.get(name) if found is not None else None


def keep_part(sha256: str, name: str, part: object) -> None:
    """Put another part of a checked pack into the cache, under its name."""
    _keep(sha256, name, {name: part})


def _keep(sha256: str, suffix: str, values: dict[str, object]) -> None:
    folder = cache_folder()
    if folder is None:
        return
    key = _key(sha256)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _prune(folder)
        _write(folder / f"{key}.{suffix}", key, encode(values))


@cache
def _code() -> bytes:
    """A digest of the code that reads packs, so that a changed check never meets an old entry."""
    root = Path(advisor.__file__).parent
    digest = hashlib.sha256(advisor.__version__.encode())
    for room in ("model", "content"):
        for path in sorted((root / room).glob("*.py"), key=lambda path: path.name):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.digest()


def _key(sha256: str) -> str:
    return hashlib.sha256(_code() + sha256.encode()).hexdigest()[:40]


def _read(path: Path, key: str) -> dict[str, object] | None:
    payload = read_sealed(path, _MAGIC, key)
    try:
        return None if payload is None else decode(payload)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _write(path: Path, key: str, value: object) -> None:
    payload = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    write_sealed(path, _MAGIC, key, payload)


def _prune(folder: Path) -> None:
    before = time.time() - _OLD
    for path in folder.iterdir():
        if path.suffix in (".core", ".rest", ".prices", ".verdict") and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
