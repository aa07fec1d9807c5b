"""The result of ``advisor check`` as text, for the person who edits the pack."""

from __future__ import annotations

from advisor.cli import diagnostics
from advisor.cli.plain import WIDTH, Style, clean, pad, wrap
from advisor.decision.proof import DecisionProof, Example, Reached, Weight
from advisor.decision.proof.finding_words import Share
from advisor.errors import Severity
from advisor.model.pack import Pack
from advisor.workflows.check import Checked, PlacedFinding, ProvedPack
from advisor.workflows.sheet_words import answer_label, example_words

_NAME = 34
"""Columns for the name of an outcome or row in the tables."""


def check_lines(checked: Checked, style: Style, *, notes: bool) -> list[str]:
    """Findings first, then what was proved, then how many there are."""
    lines = [diagnostics.problem_line(problem) for problem in checked.problems]
    proved = checked.proved
    if proved is not None:
        for placed in proved.findings:
            if notes or placed.finding.weight is not Weight.NOTE:
                lines += _finding(proved.pack, placed)
        if lines:
            lines.append("")
        lines += _proof(proved, style)
    return [*lines, *_summary(checked, notes=notes)]


def _finding(pack: Pack, placed: PlacedFinding) -> list[str]:
    finding = placed.finding
    place = ":".join(str(part) for part in (placed.file, placed.line, placed.column) if part is not None)
    return [
        clean(f"{place}: {finding.weight.value}: {finding.message}"),
        *_examples(pack, finding.examples),
        *wrap(finding.hint, indent="      ", first="    mend: "),
    ]


def _examples(pack: Pack, examples: tuple[Example, ...]) -> list[str]:
    if not examples:
        return []
    lines = wrap(
        "; ".join(example_words(pack, examples[0])) or "any sheet", indent="      ", first="    sheet: "
    )
    if len(examples) == 2:
        lines += wrap("; ".join(_changes(pack, *examples)), indent="      ", first="    then: ")
    return lines


def _changes(pack: Pack, first: Example, second: Example) -> list[str]:
    """In what the second sheet differs from the first."""
    changed = [
        question.id
        for question, one, other in zip(pack.questions, first.sheet, second.sheet, strict=True)
        if one != other
    ]
    words = [
        f"{pack.question_by_id[question].short}: {answer_label(pack, first, question)}, "
        f"now {answer_label(pack, second, question)}"
        for question in changed
    ]
    before = dict(first.bands)
    return words + [
        f"{pack.rules.dimensions[name].title}: {before.get(name, '–')}, now {band}"
        for name, band in second.bands
        if before.get(name) != band
    ]


def _proof(proved: ProvedPack, style: Style) -> list[str]:
    pack, proof = proved.pack, proved.proof
    lines = wrap(
        f"{pack.manifest.title} {pack.version}: proved over all {proof.sheets:,} answer sheets "
        f"({len(pack.manifest.workload_kinds)} kinds of workload, {len(pack.questions)} questions, "
        "every combination of their answers)."
    )
    for decision in proof.decisions:
        lines += ["", *_decision(pack, decision, proof.sheets, style)]
    return [*lines, ""]


def _decision(pack: Pack, proof: DecisionProof, sheets: int, style: Style) -> list[str]:
    decision = pack.rules.decisions[proof.id]
    lines = [clean(decision.title), f"  {pad('outcome', _NAME)}{'now':>16}{'target':>16}"]
    for now, target in zip(proof.now, proof.target, strict=True):
        name = pad(clean(decision.labels.get(now.id, now.id)), _NAME)
        lines.append(f"  {name}{_share(now, sheets):>16}{_share(target, sheets):>16}")
    if proof.without.sheets:
        lines.append(f"  {pad('none: the gates leave nothing', _NAME)}{_share(proof.without, sheets):>16}")
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
    proofs = [each.finding.weight for each in checked.proved.findings] if checked.proved else []
    errors = sum(problem.severity is Severity.ERROR for problem in checked.problems)
    warnings = len(checked.problems) - errors + proofs.count(Weight.WARNING)
    errors += proofs.count(Weight.ERROR)
    count = proofs.count(Weight.NOTE)
    more = f" {_count(count, 'note')}" + ("." if notes else "; --notes prints them.") if count else ""
    if not errors and not warnings:
        return [clean(f"{checked.target}: no problems.{more}")]
    return [clean(f"{checked.target}: {_count(errors, 'error')}, {_count(warnings, 'warning')}.{more}")]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
