"""What to do: practices to take up next, and the path from now to the target."""

from __future__ import annotations

from advisor.decision.roadmap import ExitCriterion, WorkloadPath
from advisor.reporting import words
from advisor.reporting.blocks import Block, Callout, Cell, Column, Paragraph, Section, Table, Tone
from advisor.reporting.context import Context
from advisor.reporting.sections.pictures import climbs

_SHOWN = 6
"""Practices in the report's body; the rest stands in the annex."""


_SETTLE = "Settle it first: it may be so already"


def practices(context: Context) -> Section:
    """Practices to take up next, in order."""
    if not context.practices:
        none = Paragraph("No practice on the list would move a score or one of your KPIs now.")
        return Section("practices", "Practices to take up next", (none,))
    return Section(
        "practices",
        "Practices to take up next",
        (
            Paragraph(
                "In this order: what moves the advice and your KPIs most for the least work comes first."
            ),
            _practice_table(context),
        ),
    )


def later_practices(context: Context) -> Section | None:
    """The practices after those of the body, for the annex."""
    if len(context.practices) <= _SHOWN:
        return None
    columns = (
        Column("practice", "Practice"),
        Column("first_step", "First step"),
        Column("effort", "Effort"),
        Column("owner", "Owner"),
    )
    rows = tuple(
        (
            Cell(f"{place}. {advice.practice.title}"),
            Cell(advice.practice.first_step),
            Cell(advice.practice.effort.value.capitalize()),
            Cell(words.persona(context.pack, advice.practice.owner)),
        )
        for place, advice in enumerate(context.practices[_SHOWN:], start=_SHOWN + 1)
    )
    table = Table("Practices for later, in order", columns, rows)
    return Section("later-practices", "Practices for later", (table,))


def _practice_table(context: Context) -> Table:
    columns = (
        Column("practice", "Practice"),
        Column("what", "What to do", under="practice"),
        Column("first_step", "First step"),
        Column("reason", "Why now"),
        Column("effort", "Effort"),
        Column("owner", "Owner"),
        Column("source", "Source", under="practice"),
    )
    rows = tuple(
        (
            Cell(f"{place}. {advice.practice.title}"),
            Cell(advice.practice.what),
            Cell(advice.practice.first_step),
            Cell(advice.reason),
            Cell(advice.practice.effort.value.capitalize()),
            Cell(
                words.persona(context.pack, advice.practice.owner),
                mark="You" if advice.practice.owner == context.persona.id else None,
                lit=advice.practice.owner == context.persona.id,
            ),
            Cell(advice.practice.source),
        )
        for place, advice in enumerate(context.practices[:_SHOWN], start=1)
    )
    return Table("Practices to take up next, in order", columns, rows)


def path(context: Context) -> Section:
    """The path from now to the target, with the answers that must change."""
    climbs = [way for way in context.roadmap if way.steps]
    level = [way for way in context.roadmap if not way.steps]
    blocks: list[Block] = []
    if len(climbs) == 1 and not context.several:
        blocks += _climb(context, climbs[0])
    if len(level) == 1 and not context.several:
        blocks.append(_no_climb(context, level[0]))
    elif level:
        blocks.append(_level_table(context, level))
    parts = [
        Section(f"path-{place}", _title(context, way), tuple(_climb(context, way)))
        for place, way in enumerate(climbs, start=1)
        if context.several
    ]
    return Section("path", "The path from now to the target", tuple(blocks), tuple(parts))


def _title(context: Context, way: WorkloadPath) -> str:
    return next((w.title for w in context.workloads if w.id == way.workload), way.workload)


def _no_climb(context: Context, way: WorkloadPath) -> Callout:
    if way.now is None:
        return Callout(Tone.SERIOUS, "No path", words.NO_MODEL, text=way.reason)
    now, target = (
        words.model_with_stage(context.pack, way.now),
        words.model_with_stage(context.pack, way.target),
    )
    if not way.reachable:
        return Callout(Tone.CAUTION, "No path by work alone", f"From {now} to {target}", text=way.reason)
    return Callout(Tone.GOOD, "Nothing has to change", f"{now}, now and as the target", text=way.reason)


def _level_table(context: Context, ways: list[WorkloadPath]) -> Table:
    columns = (
        Column("workload", "Workload"),
        Column("now", "Now"),
        Column("target", "Target"),
        Column("reason", "Why nothing has to change"),
    )
    rows = tuple(
        (
            Cell(_title(context, way)),
            Cell(words.model_with_stage(context.pack, way.now)),
            Cell(words.model_with_stage(context.pack, way.target)),
            Cell(way.reason),
        )
        for way in ways
    )
    return Table("Workloads that stay as they are, or cannot move by work alone", columns, rows)


def _climb(context: Context, way: WorkloadPath) -> list[Block]:
    now, target = (
        words.model_with_stage(context.pack, way.now),
        words.model_with_stage(context.pack, way.target),
    )
    grouped = _grouped(way.steps)
    place = context.roadmap.index(way) + 1
    picture = climbs(context, place, list(grouped.values()))
    return [
        Paragraph(f"From {now} to {target}. {way.reason}" if now != target else way.reason),
        *([picture] if picture else []),
        Table(
            "Exit criteria: what must be so, all of it",
            (
                Column("question", "What must change"),
                Column("from", "Today"),
                Column("to", "Needed"),
                Column("raises", "Counts in"),
                Column("evidence", "What shows it"),
            ),
            tuple(_merged(context, grouped)),
        ),
    ]


def _grouped(steps: tuple[ExitCriterion, ...]) -> dict[tuple[str, str | None], list[ExitCriterion]]:
    """The steps of each question."""
    grouped: dict[tuple[str, str | None], list[ExitCriterion]] = {}
    for step in steps:
        grouped.setdefault((step.question, step.workload), []).append(step)
    return grouped


def _merged(
    context: Context, grouped: dict[tuple[str, str | None], list[ExitCriterion]]
) -> list[tuple[Cell, ...]]:
    """One row a question: from today's answer, by way of the levels between, to the one needed."""
    rows: list[tuple[Cell, ...]] = []
    for (question_id, workload), climb in grouped.items():
        question = context.pack.question_by_id[question_id]
        between = [step.to_label for step in climb[:-1]]
        dimension = climb[-1].dimension
        rows.append(
            (
                Cell(question.short, detail="This workload's answer" if workload else None),
                Cell(climb[0].from_label, detail=_SETTLE if climb[0].presumed else None),
                Cell(climb[-1].to_label, detail=_by_way_of(between), lit=True),
                Cell(context.pack.rules.dimensions[dimension].title if dimension else words.NOTHING),
                Cell(question.evidence),
            )
        )
    return rows


def _by_way_of(labels: list[str]) -> str | None:
    return f"By way of: {'; '.join(labels)}" if labels else None
