"""Findings of a check in words for a page about two packs."""

from __future__ import annotations

from pathlib import Path

from advisor.content.locations import pack_folder
from advisor.decision.proof import Weight
from advisor.errors import Problem
from advisor.model.pack import Pack
from advisor.reporting.pack_findings import FindingsTold, FindingTold
from advisor.workflows.check import Checked, Entry, PlacedFinding, weight_of
from advisor.workflows.sheet_words import Shown, shown_sheet, step_words


def findings_told(checked: Checked, *, only_new: bool = False) -> FindingsTold:
    """Errors and warnings of a pack, with places as seen from its folder; notes are counted."""
    folder = pack_folder(checked.target, Path())
    pack = None if checked.proved is None else checked.proved.pack
    told = tuple(
        _told(checked, entry, folder, pack)
        for entry in checked.entries
        if weight_of(entry) is not Weight.NOTE
    )
    return FindingsTold(told, checked.count(Weight.NOTE), only_new)


def _told(checked: Checked, entry: Entry, folder: Path, pack: Pack | None) -> FindingTold:
    place = _place(folder, entry.file, entry.line, entry.column)
    new = checked.is_new(entry) is True
    if isinstance(entry, Problem):
        return FindingTold(str(entry.severity), entry.code, entry.message, place, entry.hint, new)
    finding = entry.finding
    examples = finding.examples if pack is not None else ()
    return FindingTold(
        severity=finding.weight,
        code=finding.code,
        message=finding.message,
        place=place,
        hint=finding.hint,
        new=new,
        named=_named(entry, folder),
        sheet=_sheet(shown_sheet(pack, examples[0])) if pack is not None and examples else None,
        then=tuple(step_words(pack, finding)) if pack is not None and len(examples) > 1 else (),
    )


def _named(entry: PlacedFinding, folder: Path) -> tuple[str, ...]:
    return tuple(
        f"{each.named.what} “{each.named.name}”: {_place(folder, each.file, each.line, each.column)}"
        for each in entry.named
    )


def _sheet(shown: list[Shown]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (each.words, (*each.answers, f"and {each.more} more") if each.more else each.answers)
        for each in shown
    )


def _place(folder: Path, file: str, line: int | None, column: int | None) -> str:
    """As seen from the pack's folder: the page goes to who has the pack elsewhere."""
    path = Path(file)
    near = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else file
    return ":".join(str(part) for part in (near, line, column) if part is not None)
