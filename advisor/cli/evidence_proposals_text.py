"""The answers that a bill speaks for, as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from advisor.cli.plain import Style, clean, wrap
from advisor.evidence.proposing_words import told
from advisor.model.bill_answers import Evidence, Proposal, Verdict

_MOST = 8
_SIGNS = {Verdict.NEW: "+", Verdict.AGREES: "=", Verdict.DIFFERS: "~", Verdict.CONTRADICTS: "!"}
_WORDS = {
    Verdict.NEW: "New: not answered yet",
    Verdict.AGREES: "Agrees with the present answer",
    Verdict.DIFFERS: "Differs from the present answer",
    Verdict.CONTRADICTS: "Contradicts the present answer",
}


def proposals_lines(
    found: Evidence, style: Style, into: Path, taken: Sequence[str], *, asking: bool
) -> list[str]:
    """All proposals for an assessment, what is not proposed and why, and how to accept."""
    lines = ["", style.paint(clean(f"Answers that the bill speaks for, in {into}"), "bold")]
    if not found.proposals:
        lines += wrap("None.", indent="  ")
    for each in found.proposals if not asking else ():
        lines += proposal_lines(each, style, taken=each.id in taken)
    if found.unproposed and not asking:
        lines += ["", "  Not proposed:"]
        for one in found.unproposed:
            where = f" ({one.workload})" if one.workload else ""
            lines += wrap(f"{one.question}{where}, because: {one.why}.", "      ", first="    - ")
    if found.unmatched:
        names = ", ".join(found.unmatched[:_MOST])
        lines += [
            "",
            *wrap(
                f"No workload of the assessment has the name of: {names}. "
                "Say which one is meant with --map NAME=WORKLOAD.",
                indent="  ",
            ),
        ]
    if found.proposals and not taken and not asking:
        lines += [
            "",
            *wrap("Accept with --accept all, or --accept with the ids in brackets.", indent="  "),
        ]
    return lines


def proposal_lines(each: Proposal, style: Style, *, taken: bool = False) -> list[str]:
    """One proposal, with what speaks for it and what the present answer is."""
    where = f" ({each.workload})" if each.workload else ""
    head = f"{_SIGNS[each.verdict]} [{each.id}] {each.question}{where}: {each.label}"
    lines = ["", *wrap(head, "      ", first="  ")]
    value = told(each.measure.value, each.measure.unit) if each.measure.value is not None else "–"
    lines += _about(
        f"{each.measure.title}: {value}, from {each.measure.rows:,} rows, {each.first} to {each.last}."
    )
    lines += _about(f"Range of this answer: {each.bounds}. {each.source}.")
    lines += _about(each.reason + (f" {each.caution}" if each.caution else ""))
    present = f" Present answer: {each.present}." if each.present is not None else ""
    lines += _about(f"{_WORDS[each.verdict]}.{present}")
    if each.warning:
        warned = [style.paint(line, "yellow") for line in _about(f"Warning: {each.warning} {each.do or ''}")]
        lines += warned
    if taken:
        lines += [style.paint("      Accepted.", "green")]
    return lines


def _about(text: str) -> Iterable[str]:
    return wrap(text, indent="      ")
