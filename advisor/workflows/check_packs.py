"""What there is to say of a pack beside others: copies that look like another one, and changed advice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.decision.proof import Comparison, Finding, Incomparable, Place
from advisor.decision.proof.finding_words import Share
from advisor.decision.proof.findings import RULES
from advisor.decision.proof.findings_packs import (
    MANIFEST,
    AdviceDiffers,
    ChangedCopy,
    NotComparable,
    Plain,
)
from advisor.model.pack import Pack

_SHOWN = 12
"""Digits that tell two hashes apart for a reader."""


def copies(folder: Path, pack: Pack, against: Pack | None) -> Iterator[Finding]:
    """Another pack that goes by the same id and version."""
    bundled = bundled_packs().get(pack.id)
    if bundled is not None and bundled.resolve() != folder.resolve():
        yield from _copy(pack, load_pack(bundled, whole=False), "the bundled pack")
    if against is not None:
        yield from _copy(pack, against, "the pack that it is compared with")


def _copy(pack: Pack, other: Pack, called: str) -> Iterator[Finding]:
    if (pack.id, pack.version) == (other.id, other.version) and pack.sha256 != other.sha256:
        yield ChangedCopy(
            place=Place(MANIFEST, ("version",)),
            pack=pack.id,
            version=Plain(pack.version),
            other=Plain(called),
            own=Plain(pack.sha256[:_SHOWN]),
            theirs=Plain(other.sha256[:_SHOWN]),
        )


def differences(against: Pack | None, comparison: Comparison | Incomparable | None) -> Iterator[Finding]:
    """What changes from the pack that another one is compared with."""
    if against is None or comparison is None:
        return
    other = Plain(f"{against.id} {against.version}")
    if isinstance(comparison, Incomparable):
        reasons = Plain("; ".join(comparison.reasons))
        yield NotComparable(place=Place(MANIFEST, ("id",)), other=other, reasons=reasons)
        return
    for each in comparison.decisions:
        if each.sheets:
            share = Share(each.sheets, comparison.sheets)
            place = Place(RULES, ("decisions", each.id))
            yield AdviceDiffers(place=place, decision=each.id, other=other, share=share)
