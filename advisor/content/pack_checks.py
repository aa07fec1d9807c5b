"""What makes a pack unusable although each of its files is well formed."""

from __future__ import annotations

from advisor.content.pack_files import PackFiles


def check_references(files: PackFiles) -> None:
    """Add to the files' problems everything that dangles or contradicts."""
