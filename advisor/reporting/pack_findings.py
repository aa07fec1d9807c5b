"""What a check finds of a pack, as a section of a page in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.reporting.markdown import escape
from advisor.reporting.plain import visible


@dataclass(frozen=True, slots=True)
class FindingTold:
    """A finding in words; all of them are data, and escaped on the page."""

    severity: str
    code: str
    message: str
    place: str
    """File, line and column."""
    hint: str | None
    new: bool
    """Whether the pack compared with lacks it."""
    named: tuple[str, ...] = ()
    """Parts that it names, each with its place."""
    sheet: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    """What makes the case on a sheet, each with the answers behind it; None where no sheet shows it."""
    then: tuple[str, ...] = ()
    """In what a second sheet differs."""


@dataclass(frozen=True, slots=True)
class FindingsTold:
    """What a page says of the findings."""

    told: tuple[FindingTold, ...] = ()
    """Errors and warnings, the worst before the others."""
    notes: int = 0
    """How many notes there are, which are only counted."""
    only_new: bool = False
    """Whether what the pack compared with has as well was left out."""


def findings_section(found: FindingsTold) -> Iterator[str]:
    """Errors and warnings, each with what, where, a sheet that shows it and how to mend it."""
    yield "## Findings"
    yield ""
    yield _counts(found)
    yield ""
    for each in found.told:
        yield from _finding(each)
        yield ""


def _counts(found: FindingsTold) -> str:
    parts = []
    for severity in dict.fromkeys(each.severity for each in found.told):
        same = [each for each in found.told if each.severity == severity]
        new = sum(each.new for each in same)
        parts.append(f"{_count(len(same), severity)} ({new or 'none'} new)")
    what = "New problems to mend" if found.only_new else "Problems to mend"
    text = f"{what}: {', '.join(parts) or 'none'}."
    if found.notes:
        text += f" {_count(found.notes, 'note')}, worth knowing and nothing to mend, left out here."
    return text


def _finding(each: FindingTold) -> Iterator[str]:
    marked = f"{each.severity.capitalize()}{', new' if each.new else ''}"
    yield f"- **{marked}:** {_said(each.message)} (`{each.code}`)"
    yield f"  - Where: {_said(each.place)}"
    yield from (f"  - Names {_said(name)}" for name in each.named)
    if each.sheet is not None:
        yield f"  - A sheet that shows it:{'' if each.sheet else ' any'}"
        for words, answers in each.sheet:
            yield f"    - {_said(words)}"
            yield from (f"      - {_said(answer)}" for answer in answers)
    if each.then:
        yield "  - Then:"
        yield from (f"    - {_said(words)}" for words in each.then)
    if each.hint:
        yield f"  - To mend it: {_said(each.hint)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _said(text: str) -> str:
    return escape(visible(text))
