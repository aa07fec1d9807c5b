"""The result of ``advisor check`` as text, for the person who edits the pack."""

from __future__ import annotations

import textwrap
from pathlib import Path

from advisor.cli.check_compared import compared_lines
from advisor.cli.check_sheet import sheet_lines
from advisor.cli.plain import WIDTH, Style, clean, pad, wrap
from advisor.decision.proof import DecisionProof, Finding, Reached, Weight
from advisor.decision.proof.finding_words import Share
from advisor.decision.proof.findings import NotProved
from advisor.errors import Problem
from advisor.model.pack import Pack
from advisor.workflows.check import Checked, Entry, PlacedName, ProvedPack, weight_of
from advisor.workflows.sheet_words import shown_sheet, step_words

_NAME = 34
"""Columns for the name of an outcome or row in the tables."""
_MOST_NAMED = 3
"""Parts that are told with their places; JSON has all."""
_HELD = "\u00a0"


def check_lines(checked: Checked, style: Style, *, notes: bool, counts: bool = False) -> list[str]:
    """Findings first, the worst before the others, then what was proved, then how many there are.

    Args:
        checked: what was found.
        style: how text is set.
        notes: whether notes are told as well.
        counts: whether exact numbers of sheets are told instead of shares.
    """
    proved = checked.proved
    lines: list[str] = []
    for entry in checked.entries:
        if notes or weight_of(entry) is not Weight.NOTE:
            lines += [*_entry(entry, proved, style), *_new(checked, entry), ""]
    if proved is not None:
        lines += _proof(proved, style, counts=counts)
        lines += compared_lines(proved, style, everything=notes)
    elif checked.is_pack:
        lines += ["Not proved: mend the errors first.", ""]
    return [*lines, *_summary(checked, notes=notes)]


def _new(checked: Checked, entry: Entry) -> list[str]:
    """That the other pack lacks a finding, where it has others."""
    if not checked.is_new(entry):
        return []
    return ["    new: the pack compared with does not have this"]


def _entry(entry: Entry, proved: ProvedPack | None, style: Style) -> list[str]:
    if isinstance(entry, Problem):
        lines = _head(entry, entry.severity, entry.message, entry.code, style)
        return lines + (wrap(entry.hint, indent="      ", first="    mend: ") if entry.hint else [])
    finding = entry.finding
    lines = _head(entry, finding.weight, finding.message, finding.code, style)
    for each in entry.named[:_MOST_NAMED]:
        lines += _named(each)
    if len(entry.named) > _MOST_NAMED:
        lines.append(f"    and {len(entry.named) - _MOST_NAMED} more")
    if proved is not None:
        lines += _examples(proved.pack, finding)
    return lines + wrap(finding.hint, indent="      ", first="    mend: ")


def _head(entry: Entry, severity: str, message: str, code: str, style: Style) -> list[str]:
    """Place, severity, message and kind; the place stays in one piece, so that editors can open it."""
    parts = (_near(entry.file), entry.line, entry.column)
    place = clean(":".join(str(part) for part in parts if part is not None))
    # A space that does not break holds together what is no prose.
    head = f"{place}: {severity}:".replace(" ", _HELD)
    first, *rest = textwrap.wrap(
        f"{head} {clean(f'{message} [{code}]')}",
        WIDTH,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    painted = style.paint(severity, {"error": "red", "warning": "yellow"}.get(severity, "dim"))
    return [first.replace(_HELD, " ").replace(f": {severity}:", f": {painted}:", 1), *rest]


def _near(file: str) -> str:
    """A file below the working folder without that folder's name."""
    path = Path(file)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else file


def _named(each: PlacedName) -> list[str]:
    parts = (_near(each.file), each.line, each.column)
    place = clean(":".join(str(part) for part in parts if part is not None))
    name = f"{each.named.what} “{each.named.name}”:"
    whole = f"    {clean(name)} {place}"
    return [whole] if len(whole) <= WIDTH else [*wrap(name, "      ", "    "), f"      {place}"]


def _examples(pack: Pack, finding: Finding) -> list[str]:
    if not finding.examples:
        return []
    lines = sheet_lines(shown_sheet(pack, finding.examples[0]), "    sheet")
    if len(finding.examples) == 2:
        lines.append("    then:")
        for change in step_words(pack, finding):
            lines += wrap(change, indent="        ", first="      - ")
    return lines


def _proof(proved: ProvedPack, style: Style, *, counts: bool) -> list[str]:
    pack, proof = proved.pack, proved.proof
    kinds = len(pack.manifest.workload_kinds)
    partly = any(isinstance(finding, NotProved) for finding in proof.findings)
    proved_how = "partly proved" if partly else "proved"
    lines = wrap(
        f"{pack.manifest.title} {pack.version}: {proved_how} over all {proof.sheets:,} answer sheets "
        f"({_count(kinds, 'kind')} of workload, {_count(len(pack.questions), 'question')}, "
        "every combination of their answers)."
    )
    for decision in proof.decisions:
        lines += ["", *_decision(pack, decision, proof.sheets, style, counts=counts)]
    return [*lines, ""]


def _counted(pack: Pack, proof: DecisionProof) -> list[str]:
    """A decision with exact numbers of sheets; rows add up to all, and so do outcomes for today."""
    decision = pack.rules.decisions[proof.id]
    lines = [clean(decision.title)]
    none = (proof.without,) if proof.without.sheets else ()
    for title, parts in (
        ("outcome now", (*proof.now, *none)),
        ("outcome as the target", (*proof.target, *none)),
        ("row", proof.rows),
    ):
        lines.append(f"  {pad(title, _NAME)}{'sheets':>{WIDTH - _NAME - 2}}")
        for each in parts:
            label = "none: the gates leave nothing" if each is proof.without else each.id
            name = pad(clean(decision.labels.get(each.id, label)), _NAME)
            lines.append(f"  {name}{each.sheets or 0:>{WIDTH - _NAME - 2},}")
    return lines


def _decision(pack: Pack, proof: DecisionProof, sheets: int, style: Style, *, counts: bool) -> list[str]:
    if counts:
        return _counted(pack, proof)
    decision = pack.rules.decisions[proof.id]
    lines = [clean(decision.title), f"  {pad('outcome', _NAME)}{'now':>16}{'target':>16}"]
    for now, target in zip(proof.now, proof.target, strict=True):
        name = pad(clean(decision.labels.get(now.id, now.id)), _NAME)
        lines.append(f"  {name}{_share(now, sheets):>16}{_share(target, sheets):>16}")
    if proof.without.sheets:
        lines.append(f"  {pad('none: the gates leave nothing', _NAME)}{_share(proof.without, sheets):>16}")
        if proof.without.example is not None:
            lines += sheet_lines(shown_sheet(pack, proof.without.example), "      one of them")
    lines.append(f"  {pad('row', _NAME)}{'sheets':>16}")
    for row in proof.rows:
        share = (row.sheets or 0) / sheets
        bar = style.share(share).rstrip("·.-") if row.sheets else ""
        line = f"  {pad(clean(row.id), _NAME)}{_share(row, sheets):>16}  {bar}"
        lines.append(line.rstrip()[:WIDTH])
    return lines


def _share(reached: Reached, sheets: int) -> str:
    return str(Share(reached.sheets or 0, sheets))


def _summary(checked: Checked, *, notes: bool) -> list[str]:
    errors, warnings, count = (checked.count(weight) for weight in Weight)
    them = "it" if count == 1 else "them"
    hidden = "." if notes else f" not shown; --notes prints {them}."
    more = f" {_count(count, 'note')}{hidden}" if count else ""
    if not errors and not warnings:
        return [clean(f"{checked.target}: no problems.{more}")]
    return [clean(f"{checked.target}: {_count(errors, 'error')}, {_count(warnings, 'warning')}.{more}")]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
