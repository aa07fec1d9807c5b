"""The annex: every answer with its points, the rows in play, sources and attribution."""

from __future__ import annotations

from fractions import Fraction

from advisor.model.assessment import Answer, AnswerState
from advisor.model.question import Question, Scope
from advisor.model.recommendation import Contribution, WorkloadRecommendation
from advisor.reporting import words
from advisor.reporting.blocks import (
    Align,
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Item,
    Paragraph,
    Section,
    Table,
)
from advisor.reporting.context import Context

_COLUMNS = (
    Column("question", "Question"),
    Column("answer", "Answer"),
    Column("note", "Note", under="answer"),
    Column("evidence", "Evidence", under="answer"),
    Column("points", "Points", Align.END),
    Column("possible", "Of", Align.END),
    Column("dimension", "Dimension"),
)


def answers(context: Context) -> Section:
    """Every answer: the organisation's, then each workload's own."""
    parts = [
        Section(
            "answers-organisation",
            context.recommendation.organisation,
            (_answer_table(context, None, "Answers of the organisation"),),
        )
    ]
    for place, workload in enumerate(context.workloads, start=1):
        table = _answer_table(context, workload, f"Answers for {workload.title}")
        parts.append(Section(f"answers-{place}", workload.title, (table,)))
    intro = Paragraph(
        "Points are what an answer adds to its dimension, out of what the best answer would add."
        + (" The organisation's are shown as the first workload sees them." if context.several else "")
    )
    return Section("answers", "Every answer", (intro,), tuple(parts))


def _answer_table(context: Context, workload: WorkloadRecommendation | None, caption: str) -> Table:
    scope = Scope.ORGANISATION if workload is None else Scope.WORKLOAD
    rows = tuple(
        _answer_row(context, question, workload)
        for question in context.pack.questions
        if question.scope is scope
    )
    return Table(caption, _COLUMNS, rows)


def _answer_row(
    context: Context, question: Question, workload: WorkloadRecommendation | None
) -> tuple[Cell, ...]:
    given = context.assessment.answer(question.id, workload.id if workload else None)
    parts = context.contributions(question.id, workload.id if workload else None)
    lapsed = [
        seen
        for seen in ([workload] if workload else context.workloads)
        if question.id in seen.trace.not_relevant
    ]
    detail = None
    if lapsed and given is not None:
        detail = (
            "Kept, but no longer relevant: not counted"
            if workload or len(lapsed) == len(context.workloads)
            else f"Not counted for {words.listing(seen.title for seen in lapsed)}"
        )
    return (
        Cell(question.short),
        Cell(_said(context, question, given, workload), detail=detail),
        Cell((given.note if given else None) or ""),
        Cell(_evidence(given, parts)),
        Cell("\n".join(_points(part) for part in parts)),
        Cell("\n".join(words.figure(part.possible) for part in parts)),
        Cell("\n".join(context.pack.rules.dimensions[part.dimension].title for part in parts)),
    )


def _said(
    context: Context, question: Question, given: Answer | None, workload: WorkloadRecommendation | None
) -> str:
    if given is None and not context.asked(question.id, workload):
        return "Not asked, because other answers make it irrelevant"
    return words.answer(question, given)


def _points(part: Contribution) -> str:
    if part.state in {"not_applicable", "not_relevant"}:
        return words.NOTHING
    return "open" if part.points is None else words.figure(part.points)


def _evidence(given: Answer | None, parts: tuple[Contribution, ...]) -> str:
    if given is None or given.state is not AnswerState.ANSWERED:
        return ""
    return given.evidence or ("None named" if parts else "")


def rows_in_play(context: Context) -> Section:
    """Every rule that some completion of the open answers reaches, for each decision."""
    pack = context.pack
    parts = []
    for place, workload in enumerate(context.workloads, start=1):
        rows = [
            (
                Cell(
                    row.reason,
                    detail=row.id,
                    lit=row.id == trace.row,
                    mark="Decisive" if row.id == trace.row else None,
                ),
                Cell(trace.title),
                Cell(words.outcome(pack, trace.id, row.now)),
                Cell(words.outcome(pack, trace.id, row.target)),
                Cell(words.percent(Fraction(row.share).limit_denominator(10**9))),
                Cell(
                    words.listing(
                        (
                            *(pack.rules.dimensions[name].title for name in row.dimensions),
                            *(words.question(pack, question) for question in row.questions),
                        )
                    )
                ),
            )
            for trace in workload.trace.decisions
            for row in trace.rows
        ]
        columns = (
            Column("rule", "Rule"),
            Column("decision", "Decision"),
            Column("now", "Now"),
            Column("target", "Target"),
            Column("share", "Share", Align.END),
            Column("rests_on", "Rests on"),
        )
        parts.append(
            Section(
                f"rules-{place}",
                workload.title,
                (Table(f"Rules for {workload.title}", columns, tuple(rows)),),
            )
        )
    intro = Paragraph(
        "The first rule that holds decides. A share below 100 % means that open answers decide which."
    )
    return Section("rules", "The rules in play", (intro,), tuple(parts))


def about(context: Context) -> Section:
    """Pack, version, hash and the works that it builds on."""
    pack = context.recommendation.pack
    facts = Facts(
        (
            Fact("Questions and rules", f"{context.pack.manifest.title} ({pack.id})"),
            Fact("Version", pack.version),
            Fact("SHA-256", pack.sha256),
            Fact("Licence", context.pack.manifest.licence),
            Fact("Assessment", context.recommendation.assessment),
        )
    )
    credits = tuple(
        Item(f"{credit.title}, {credit.author} ({credit.licence})", credit.note)
        for credit in context.pack.manifest.attributions
    )
    blocks = (facts, Bullets(credits, title="Builds on")) if credits else (facts,)
    return Section("about", "About this report", blocks)
