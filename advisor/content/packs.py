"""Packs from disk: all or nothing, with every reason when it is nothing."""

from __future__ import annotations

from pathlib import Path

from advisor.content.pack_cache import cached_pack, keep_pack
from advisor.content.pack_identity import pack_sha256
from advisor.model.pack import Pack

__all__ = ["folder_of", "load_pack", "pack_sha256", "same_pack"]

_FOLDERS: dict[str, Path] = {}
"""Identity of a pack to the folder that it was read from last."""
_SHARED: dict[tuple[str, bool], Pack] = {}
"""The latest packs that assessments of this process follow, by identity and whether they are whole."""
_KEPT = 8


def load_pack(folder: Path, *, whole: bool = True) -> Pack:
    """The pack in a folder; without ``whole``, only what deciding needs: no KPIs and no practices.

    Raises:
        UnusableInput: the pack cannot be used; the problems are all there are, of all its files.
    """
    sha256 = pack_sha256(folder)
    _FOLDERS[sha256] = folder
    pack = cached_pack(sha256, whole=whole)
    if pack is not None:
        return pack
    # Only here is the machinery of validation and checks worth the time that importing it takes.
    from advisor.content.pack_build import build_pack

    pack = build_pack(folder, sha256)
    keep_pack(pack)
    return pack if whole else pack.model_copy(update={"kpis": (), "practices": ()})


def same_pack(folder: Path, *, whole: bool = True) -> Pack:
    """The pack in a folder, for all assessments that follow it the very same one while its files stay.

    What is compiled from a pack is kept with the very pack, so that thousands of assessments compile it once.

    Raises:
        UnusableInput: as by :func:`load_pack`.
    """
    key = (pack_sha256(folder), whole)
    # Another thread may push a pack out at any time, so nothing is looked up twice.
    pack = _SHARED.get(key)
    if pack is None:
        pack = _SHARED[key] = load_pack(folder, whole=whole)
        for old in list(_SHARED)[:-_KEPT]:
            _SHARED.pop(old, None)
    _FOLDERS[pack.sha256] = folder
    return pack


def folder_of(pack: Pack) -> Path | None:
    """The folder that a pack was read from; None for one that was made in memory."""
    return _FOLDERS.get(pack.sha256)
