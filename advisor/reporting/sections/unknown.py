"""What is unknown, what would settle it, and the warnings with what to do."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

from advisor.model.assessment import AnswerState
from advisor.model.recommendation import FiredWarning, WorkloadRecommendation
from advisor.model.rules import WarningSeverity
from advisor.model.weighing import weighing_sentence
from advisor.reporting import words
from advisor.reporting.blocks import Block, Callout, Cell, Column, Paragraph, Section, Table, Tone
from advisor.reporting.context import Context, OpenQuestion

_SHOWN = 6
"""Open questions in the report's body; the rest stands in the annex."""
_TOLD = 8
"""Open questions that the annex tells in full; the others settle little each, and are named."""
_SETTLED = (
    "Nothing that is still open can change any decision, as long as each open question gets one of its"
    " answers and none turns out not to apply"
)
_Met: TypeAlias = tuple[FiredWarning, list[WorkloadRecommendation]]
_ORDER = {WarningSeverity.HIGH: 0, WarningSeverity.MEDIUM: 1, WarningSeverity.LOW: 2}


def unknown(context: Context) -> Section:
    """Open questions on which a decision hangs, and what would settle each."""
    blocks: list[Block] = []
    if not context.open_questions:
        blocks.append(Callout(Tone.GOOD, "Settled", _SETTLED))
    else:
        shown = context.open_questions[:_SHOWN]
        elsewhere = len(context.open_questions) - len(context.pending)
        more = (
            f" {words.count(elsewhere, 'open answer')} can change only another decision." if elsewhere else ""
        )
        rest = f" The first {_SHOWN} stand here." if len(context.open_questions) > _SHOWN else ""
        blocks.append(
            Paragraph(
                f"{open_sentence(context)}{more} They stand in the order of what each is expected to settle"
                f" about the advice, today's and the target's.{rest} {weighing_sentence(context.pack)}"
            )
        )
        blocks.append(_table(context, shown, "Open questions that matter"))
    idle = [
        words.question(context.pack, question)
        + (f" ({workload.title})" if workload and context.several else "")
        for question, workload in context.idle_open_questions()
    ]
    if idle:
        blocks.append(Paragraph(f"Also open, moving a score but no decision: {words.listing(idle)}."))
    return Section("unknown", "What is unknown, and what would settle it", tuple(blocks))


def open_sentence(context: Context) -> str:
    """How many open answers can still change the advice or the target, and which one to ask for first."""
    if not context.pending:
        return "Nothing that is still open can change the advice, today's or the target's."
    first = words.quoted(words.question(context.pack, context.pending[0].question))
    many = words.count(len(context.pending), "open answer")
    if context.recommendation.overall.decided:
        return f"Today's advice is settled. {many} can still move the target; ask for {first} first."
    return f"{many} can still change the advice; ask for {first} first."


def more_unknown(context: Context) -> Section | None:
    """The open questions after those of the body, for the annex."""
    rest = context.open_questions[_SHOWN:]
    if not rest:
        return None
    told, named = rest[:_TOLD], rest[_TOLD:]
    blocks: list[Block] = [_table(context, told, "Open questions that may still matter")]
    if named:
        names = words.listing(
            words.question(context.pack, entry.question)
            + (f" ({entry.workload.title})" if entry.workload and context.several else "")
            for entry in named
        )
        blocks.append(Paragraph(f"After these, in the same order: {names}."))
    return Section("more-unknown", "The other open questions", tuple(blocks))


def _table(context: Context, entries: Iterable[OpenQuestion], caption: str) -> Table:
    pack = context.pack
    rows = []
    for entry in entries:
        question = pack.question_by_id[entry.question]
        rows.append(
            (
                Cell(question.short, detail=question.ask),
                Cell(entry.workload.title if entry.workload else "The organisation"),
                Cell("Unknown" if entry.state is AnswerState.UNKNOWN else "Not answered yet"),
                Cell(words.listing(pack.rules.decisions[decision].title for decision in entry.decisions)),
                Cell(
                    f"{words.percent(Fraction(entry.settles))} of the doubt"
                    if entry.settles
                    else words.NOTHING
                ),
                Cell(question.evidence),
            )
        )
    columns = (
        Column("question", "Open question"),
        Column("whom", "Of"),
        Column("state", "State", under="question"),
        Column("decisions", "Can change"),
        Column("settles", "Expected to settle"),
        Column("evidence", "What would settle it"),
    )
    return Table(caption, columns, tuple(rows))


def warnings(context: Context) -> Section:
    """Each warning once, the most urgent first: high ones stand out, the others share a table."""
    met = gather(context)
    if not met:
        none = Callout(Tone.GOOD, "No warnings", "No warning holds for these answers")
        return Section("warnings", "Warnings, and what to do", (none,))
    blocks: list[Block] = [
        Callout(
            tone=Tone.SERIOUS,
            label="High warning",
            title=warning.message,
            do=warning.do,
            about=words.workloads(members, context.workloads) if context.several else None,
        )
        for warning, members in met
        if warning.severity is WarningSeverity.HIGH
    ]
    rest = [(warning, members) for warning, members in met if warning.severity is not WarningSeverity.HIGH]
    if rest:
        blocks.append(_warning_table(context, rest))
    return Section("warnings", "Warnings, and what to do", tuple(blocks))


def gather(context: Context) -> list[_Met]:
    """Every warning that holds, once, with the workloads that it concerns, the most urgent first."""
    met: dict[tuple[str, str], _Met] = {}
    for workload in context.workloads:
        for warning in workload.warnings:
            met.setdefault((warning.decision, warning.id), (warning, []))[1].append(workload)
    return sorted(met.values(), key=lambda entry: _ORDER[entry[0].severity])


def _warning_table(context: Context, met: list[_Met]) -> Table:
    columns = (
        Column("warning", "Warning"),
        Column("severity", "Severity"),
        Column("do", "What to do"),
        *((Column("whom", "For", under="warning"),) if context.several else ()),
    )
    rows = tuple(
        (
            Cell(warning.message),
            Cell(warning.severity.value.capitalize()),
            Cell(warning.do),
            *((Cell(words.workloads(members, context.workloads)),) if context.several else ()),
        )
        for warning, members in met
    )
    return Table("Warnings of medium and low severity", columns, rows)
