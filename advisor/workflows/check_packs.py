"""What there is to say of a pack beside others: copies that look like another one, and changed advice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from advisor.content.assessment_reader import names_another
from advisor.content.examples import bundled_examples, bundled_studies
from advisor.content.locations import bundled_packs
from advisor.content.names import shown
from advisor.content.packs import load_pack
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read, read_bytes
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
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.pack import Pack

_SHOWN = 12
"""Digits that tell two hashes apart for a reader."""


def copies(folder: Path, pack: Pack, against: Pack | None) -> Iterator[Finding]:
    """Another pack that goes by the same id and version."""
    bundled = bundled_packs().get(pack.id)
    known = None
    if bundled is not None and bundled.resolve() != folder.resolve():
        other = load_pack(bundled, whole=False)
        known = other.sha256
        yield from _copy(pack, other, "the bundled pack")
    if against is not None and against.sha256 != known:
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


def strange_examples(folder: Path, pack: Pack) -> Iterator[Problem]:
    """That examples name another pack, as in a copy that got an id of its own; one for all of them."""
    paths = [each.path for each in (*bundled_examples(folder), *bundled_studies(folder))]
    strange: list[tuple[Problem, str]] = []
    for path in paths:
        try:
            source = read(read_bytes(path, ASSESSMENT_LIMIT), str(path), ASSESSMENT_LIMIT)
        except UnusableInput:
            continue  # Whoever opens the example is told.
        named = source.value.get("pack") if isinstance(source.value, dict) else None
        if isinstance(named, str) and names_another(named, path.parent, pack):
            strange.append((source.problem(("pack",), ""), named))
    if not strange:
        return
    at, named = strange[0]
    count = len(strange)
    those = "its example names" if len(paths) == 1 else f"{count} of its {len(paths)} examples name"
    if len(paths) == count > 1:
        those = f"its {count} examples name"
    message = f"{those} another pack, “{shown(named)}”, and not “{pack.id}”"
    hint = "name this pack there, as seen from the example: “pack: ..”; or delete what was only copied along"
    yield Problem(at.file, at.line, at.column, message, hint, "example-of-other-pack", Severity.WARNING)


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
