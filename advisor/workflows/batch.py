"""Many answer sheets at once."""

from __future__ import annotations

from pathlib import Path

from advisor.content.locations import bundled_packs, pack_folder
from advisor.content.packs import load_pack
from advisor.model.pack import Pack


def deciding_pack(reference: str | None) -> Pack:
    """The pack that a user names, or the first bundled one; without what only reports need.

    Raises:
        UnusableInput: there is no such pack, or it has problems.
    """
    return load_pack(pack_folder(reference or next(iter(bundled_packs()), ""), Path()), whole=False)
