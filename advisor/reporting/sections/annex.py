"""The annex: every answer with its points, the rows in play, sources and attribution."""

from __future__ import annotations

from fractions import Fraction

from advisor.model.assessment import Answer, AnswerState
from advisor.model.question import Question, Scope
from advisor.model.recommendation import Contribution, DecisionTrace, RowTrace, WorkloadRecommendation
from advisor.reporting import words
from advisor.reporting.blocks import (
    Align,
    Block,
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

_RARE = 0.02
"""Share of the completions below which a rule is only counted."""
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
            tuple(_answers(context, None, "Answers of the organisation")),
        )
    ]
    for place, workload in enumerate(context.workloads, start=1):
        blocks = _answers(context, workload, f"Answers for {workload.title}")
        parts.append(Section(f"answers-{place}", workload.title, tuple(blocks)))
    intro = Paragraph(
        "Points are what an answer adds to its dimension, out of what the best answer would add."
        + (" The organisation's are shown as the first workload sees them." if context.several else "")
    )
    return Section("answers", "Every answer", (intro,), tuple(parts))


def _answers(context: Context, workload: WorkloadRecommendation | None, caption: str) -> list[Block]:
    """A table of what was answered; what was not is only named, so that it fills no pages."""
    scope = Scope.ORGANISATION if workload is None else Scope.WORKLOAD
    rows: list[tuple[Cell, ...]] = []
    missing: list[str] = []
    lapsed: list[str] = []
    for question in context.pack.questions:
        if question.scope is not scope:
            continue
        if context.assessment.answer(question.id, workload.id if workload else None) is not None:
            rows.append(_answer_row(context, question, workload))
        elif context.asked(question.id, workload):
            missing.append(question.short)
        else:
            lapsed.append(question.short)
    blocks: list[Block] = [Table(caption, _COLUMNS, tuple(rows))] if rows else []
    if missing:
        blocks.append(Paragraph(f"Not answered yet: {words.listing(missing)}."))
    if lapsed:
        blocks.append(
            Paragraph(f"Not asked, because other answers make it irrelevant: {words.listing(lapsed)}.")
        )
    return blocks


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
        Cell(words.answer(question, given), detail=detail),
        Cell((given.note if given else None) or ""),
        Cell(_evidence(given, parts)),
        Cell("\n".join(_points(part) for part in parts)),
        Cell("\n".join(words.score(part.possible) for part in parts)),
        Cell("\n".join(context.pack.rules.dimensions[part.dimension].title for part in parts)),
    )


def _points(part: Contribution) -> str:
    if part.state in {"not_applicable", "not_relevant"}:
        return words.NOTHING
    return "open" if part.points is None else words.score(part.points)


def _evidence(given: Answer | None, parts: tuple[Contribution, ...]) -> str:
    if given is None or given.state is not AnswerState.ANSWERED:
        return ""
    return given.evidence or ("None named" if parts else "")


def rows_in_play(context: Context) -> Section:
    """The rules that some completions of the open answers reach, for each decision; rare ones are counted."""
    pack = context.pack
    parts = []
    for place, workload in enumerate(context.workloads, start=1):
        rare = 0
        for trace in workload.trace.decisions:
            rare += sum(_rare(trace, row) for row in trace.rows)
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
            if not _rare(trace, row)
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
                (Table(f"Rules for {workload.title}", columns, tuple(rows), _left_out(rare)),),
            )
        )
    intro = Paragraph(
        "The first rule that holds decides. A share below 100 % means that open answers decide which."
    )
    return Section("rules", "The rules in play", (intro,), tuple(parts))


def _rare(trace: DecisionTrace, row: RowTrace) -> bool:
    return row.id != trace.row and row.share < _RARE


def _left_out(rare: int) -> str | None:
    if not rare:
        return None
    least = words.percent(Fraction(_RARE).limit_denominator(100))
    return f"{words.count(rare, 'more rule')} can still decide, each with a share under {least}."


def later() -> Section:
    """What an early report leaves out, so that its reader does not look for it."""
    text = Paragraph(
        "Too little is known for these parts to mean something: the advised models in full, every figure"
        " behind the costs, how firm the advice is, how to measure the KPIs, the KPIs of other readers,"
        " further practices and the rules in play. They stand here as soon as one question in four is"
        " answered."
    )
    return Section("later", "What comes with more answers", (text,))


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
