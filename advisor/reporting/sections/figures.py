"""Firmness in figures: what each answer could do, and how far each weight may move."""

from __future__ import annotations

from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import AnswerSwing, Robustness
from advisor.reporting import words
from advisor.reporting.blocks import Align, Block, Cell, Column, Paragraph, Range, Section, Table
from advisor.reporting.context import Context
from advisor.reporting.sections.judgement import pushed
from advisor.reporting.sections.pictures import could_become, moves_advice

_SHOWN = 8
"""Answers that are listed at least, where so many move anything."""


def figures(context: Context) -> Section | None:
    """Every weight's room and every answer's swing, for the annex."""
    parts = []
    for place, workload in enumerate(context.workloads, start=1):
        found = context.firmness(workload)
        if found is not None:
            parts.append(Section(f"figures-{place}", workload.title, tuple(_figures(context, found))))
    return Section("figures", "How firm the advice is, in figures", (), tuple(parts)) if parts else None


def _swings(context: Context, workload: WorkloadRecommendation, swings: tuple[AnswerSwing, ...]) -> Table:
    columns = (
        Column("answer", "If only this answer changed"),
        Column("score", "Score"),
        Column("between", "Could lie between"),
        Column("advice", "Today's model or the target could become"),
    )
    rows = []
    for swing in swings:
        name, between = _widest(context, workload, swing)
        others = could_become(context, workload, swing)
        rows.append(
            (
                Cell(
                    words.question(context.pack, swing.question),
                    detail=f"Today: {swing.answer}" if swing.answer else "Open today",
                ),
                Cell(name),
                between,
                Cell("\n".join(others) or "Both stay the same", lit=bool(others)),
            )
        )
    return Table(
        "What each single answer could do",
        columns,
        tuple(rows),
        note="Each row changes one answer and leaves all others. Where the bands begin is marked."
        " Answers that are not listed move a score less, and by themselves neither today's model nor the"
        " target.",
    )


def _widest(context: Context, workload: WorkloadRecommendation, swing: AnswerSwing) -> tuple[str, Cell]:
    """The score that an answer moves most, and how far."""
    spans = {name: high - low for name, (low, high) in swing.scores.items()}
    if not spans:
        return "Moves no score", Cell(words.NOTHING)
    widest = max(spans, key=spans.__getitem__)
    low, high = swing.scores[widest]
    now = next((score.score for score in workload.dimensions if score.id == widest), None)
    dimension = context.pack.rules.dimensions[widest]
    marks = (dimension.bands.medium, dimension.bands.high)
    text = f"{words.score(low)} and {words.score(high)}"
    return dimension.title, Cell(text, bar=Range(low, high, now, marks))


def _figures(context: Context, found: Robustness) -> list[Block]:
    workload = next(one for one in context.workloads if one.id == found.workload)
    tight = [one for one in found.firmness.weights if one.low is not None or one.high is not None]
    free = len(found.firmness.weights) - len(tight)
    blocks: list[Block] = [pushed(context, workload, found.firmness)]
    if tight:
        columns: tuple[Column, ...] = (
            Column("question", "Weight of"),
            Column("dimension", "In"),
            Column("weight", "Is", Align.END),
            Column("range", "Neither flips while"),
            Column("now", "Today's model stays while"),
        )
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                Cell(words.question(context.pack, one.question)),
                Cell(context.pack.rules.dimensions[one.dimension].title),
                Cell(str(one.weight)),
                Cell(context.voice.span(one.low, one.high)),
                Cell(context.voice.span(one.now_low, one.now_high)),
            )
            for one in tight
        )
        if all((one.low, one.high) == (one.now_low, one.now_high) for one in tight):
            columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
        blocks.append(Table("How far each single weight may move", columns, rows))
    if free:
        without = "flipping today's model or the target"
        if found.firmness.basis == "expected":
            without += ", with open answers at their expected value"
        blocks.append(Paragraph(f"{words.count(free, 'weight')} may take any value without {without}."))
    if found.tornado:
        blocks.append(_swings(context, workload, _telling(workload, found)))
    return blocks


def _telling(workload: WorkloadRecommendation, found: Robustness) -> tuple[AnswerSwing, ...]:
    """The answers that could change today's model or the target by themselves, then by score."""
    movers = [swing for swing in found.tornado if moves_advice(workload, swing)]
    others = [swing for swing in found.tornado if swing not in movers]
    return (*movers, *others[: max(0, _SHOWN - len(movers))])
