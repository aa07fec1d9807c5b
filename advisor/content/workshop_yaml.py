"""A workshop's file, and what a workshop leaves in an assessment, as tidy YAML text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from advisor.content.assessment_yaml import STEP, answer_entry, answer_inline, cleaned, entry, inline
from advisor.content.schema_line import schema_line
from advisor.model.provenance import Dissent, TeamProvenance
from advisor.model.workshop import WORKSHOP_FORMAT, Discussion, Workshop

PROVENANCE = "provenance"
"""The section of an assessment that tells where a team's answers come from."""
_HEAD = """\
# The facilitator's file of a workshop: what was revealed and what was agreed. The advisor writes it anew at
# every step. Who answered what stands in “participants”, one file a person; “advisor workshop merge” makes
# the team's assessment of both.
"""


def workshop_text(workshop: Workshop, schema: str | None = None) -> str:
    """The text of ``workshop.yaml``; ``schema`` is where its JSON Schema lies, for editors."""
    lines: list[str] = []
    top: dict[str, str | Decimal | bool | None] = {
        "workshop": workshop.workshop,
        "format": Decimal(workshop.format) if workshop.format != WORKSHOP_FORMAT else None,
        "pack": workshop.pack,
        "pack_version": workshop.pack_version,
        "date": workshop.date,
        "facilitator": workshop.facilitator,
        "organisation": workshop.organisation,
        "persona": workshop.persona,
        "agenda": workshop.agenda.value,
        "timer": Decimal(workshop.timer),
        "names": None if workshop.names else False,
    }
    for key, value in top.items():
        lines += _entry(key, value, 0)
    lines.append("workloads:")
    for each in workshop.workloads:
        lines += _item({"id": each.id, "kind": each.kind, "title": each.title}, STEP)
    if workshop.discussions:
        lines.append("discussions:")
        for discussion in workshop.discussions:
            lines += _discussion(discussion, STEP)
    head = f"{schema_line(schema)}\n{_HEAD}" if schema else _HEAD
    return head + "\n".join(lines) + "\n"


def provenance_lines(provenance: TeamProvenance | None) -> list[str]:
    """The lines of the section; none when no workshop gave the answers."""
    if provenance is None:
        return []
    lines = [f"{PROVENANCE}:"]
    top: dict[str, str | Decimal | None] = {
        "workshop": provenance.workshop,
        "date": provenance.date,
        "facilitator": provenance.facilitator,
    }
    for key, value in top.items():
        lines += _entry(key, value, STEP)
    if provenance.participants:
        lines.append(f"{' ' * STEP}participants: {_names(provenance.participants)}")
    lines += _entry("alpha", provenance.alpha, STEP)
    if provenance.answers:
        lines.append(f"{' ' * STEP}answers:")
    for each in provenance.answers:
        inner = 3 * STEP
        own = [
            *_entry("question", each.question, inner),
            *_entry("workload", each.workload, inner),
            *_entry("basis", each.basis.value, inner),
            *answer_entry("answer", each.answer, inner),
            *_entry("rounds", Decimal(each.rounds) if each.rounds else None, inner),
            *_entry("matters", each.matters or None, inner),
            *_entry("consensus", each.consensus, inner),
        ]
        if each.said:
            own.append(f"{' ' * inner}said:")
            for said in each.said:
                by = f", by: {_names(said.by)}" if said.by else ""
                one = f"answer: {answer_inline(said.answer)}, count: {said.count}{by}"
                own.append(f"{' ' * (inner + STEP)}- {{{one}}}")
        own += _entry("rationale", each.rationale, inner)
        own += _dissent(each.dissent, inner)
        lines += _dashed(own, inner)
    return lines


def _discussion(discussion: Discussion, indent: int) -> list[str]:
    inner = indent + STEP
    lines = [
        *_entry("question", discussion.question, inner),
        *_entry("workload", discussion.workload, inner),
        *_entry("voting", discussion.voting or None, inner),
    ]
    if discussion.rounds:
        lines.append(f"{' ' * inner}rounds:")
        for each in discussion.rounds:
            votes = [f"{' ' * (inner + STEP)}- votes:"] if each.votes else []
            for who, answer in each.votes.items():
                votes += answer_entry(who, answer, inner + 3 * STEP)
            lines += votes or [f"{' ' * (inner + STEP)}- votes: {{}}"]
    if discussion.agreed is not None:
        lines.append(f"{' ' * inner}agreed:")
        lines += answer_entry("answer", discussion.agreed.answer, inner + STEP)
        lines += _entry("rationale", discussion.agreed.rationale, inner + STEP)
        lines += _dissent(discussion.agreed.dissent, inner + STEP)
    return _dashed(lines, inner)


def _dissent(dissent: Sequence[Dissent], indent: int) -> list[str]:
    if not dissent:
        return []
    lines = [f"{' ' * indent}dissent:"]
    for each in dissent:
        lines += _item({"who": each.who, "why": each.why}, indent + STEP)
    return lines


def _entry(key: str, value: str | Decimal | bool | None, indent: int) -> list[str]:
    if value is None:
        return []
    return entry(key, cleaned(value) if isinstance(value, str) else value, indent)


def _item(values: Mapping[str, str | None], indent: int) -> list[str]:
    inner = indent + STEP
    return _dashed([line for key, value in values.items() for line in _entry(key, value, inner)], inner)


def _dashed(lines: list[str], indent: int) -> list[str]:
    """Lines of a mapping as an entry of a list, its dash a step to the left."""
    first, *rest = lines
    return [" " * (indent - STEP) + "- " + first[indent:], *rest]


def _names(names: Sequence[str]) -> str:
    return "[" + ", ".join(inline(cleaned(each), flow=True) for each in names) + "]"
