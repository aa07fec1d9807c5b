"""Packs from disk: all or nothing, with every reason when it is nothing."""

from __future__ import annotations

from pathlib import Path

from advisor.content.pack_cache import cached_pack, keep_pack
from advisor.content.pack_identity import pack_sha256
from advisor.model.pack import Pack

__all__ = ["folder_of", "load_pack", "pack_sha256"]

_FOLDERS: dict[str, Path] = {}
"""Identity of a pack to the folder that it was read from last."""


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


def folder_of(pack: Pack) -> Path | None:
    """The folder that a pack was read from; None for one that was made in memory."""
    return _FOLDERS.get(pack.sha256)
