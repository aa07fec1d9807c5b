"""The brief: what a reader with five minutes has to know, on two pages."""

from __future__ import annotations

from advisor.decision.practices import PracticeAdvice
from advisor.reporting import words
from advisor.reporting.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Item,
    Paragraph,
    Section,
    Table,
    Tone,
)
from advisor.reporting.context import Context
from advisor.reporting.sections import bill, costs_brief, replies
from advisor.reporting.sections.advice import how_sure, target_sureness
from advisor.reporting.sections.kpis import own_kpis, targets
from advisor.reporting.sections.money import first_of_all
from advisor.reporting.sections.unknown import gather, open_sentence

FEW = 3
"""Risks, KPIs and steps that a brief names."""
_NAMED = 4
"""With more workloads, the framework counts them instead of naming them."""


def sections(context: Context) -> tuple[Section, ...]:
    """The sections of a brief."""
    money = costs_brief.brief(context)
    early = first_of_all(context.persona)
    found = (
        _advice(context),
        money if early else None,
        _scores(context),
        _framework(context),
        _risks(context),
        None if early else money,
        bill.brief(context),
        _steps(context),
        _kpis(context),
        _sure(context),
    )
    return tuple(section for section in found if section is not None)


def _advice(context: Context) -> Section:
    pack = context.pack
    rows = []
    for workload in context.workloads:
        trace = context.trace(workload)
        reason = trace.reason if trace is not None and trace.now is not None else None
        excluded = "; ".join(dict.fromkeys(entry.reason for entry in workload.excluded))
        rows.append(
            (
                Cell(workload.title),
                Cell(words.model_with_stage(pack, workload.model), lit=workload.model is not None),
                Cell(
                    words.model_with_stage(pack, workload.target), detail=target_sureness(context, workload)
                ),
                Cell(reason or excluded or words.NOTHING),
                Cell(how_sure(context, workload)),
            )
        )
    columns = (
        Column("workload", "Workload"),
        Column("now", "Now"),
        Column("target", "Target"),
        Column("reason", "Why"),
        Column("sure", "How sure"),
    )
    blocks: list[Block] = [Table("Advice for each workload", columns, tuple(rows))]
    others = replies.decisions(context)
    if others:
        blocks.append(Paragraph(others))
    return Section("advice", "The advice, and why", tuple(blocks))


def _scores(context: Context) -> Section:
    columns = (
        Column("workload", "Workload"),
        *(Column(name, dimension.title) for name, dimension in context.pack.rules.dimensions.items()),
    )
    rows = []
    for workload in context.workloads:
        by_id = {score.id: score for score in workload.dimensions}
        cells = []
        for name in context.pack.rules.dimensions:
            score = by_id.get(name)
            if score is None or score.score is None:
                cells.append(Cell(words.NOTHING))
            else:
                separator = ", " if len(score.bands) < 2 else "; "
                cells.append(Cell(f"{words.score(score.score)}{separator}{words.bands(score)}"))
        rows.append((Cell(workload.title), *cells))
    return Section("why", "What it rests on", (Table("Scores, 0 to 100", columns, tuple(rows)),))


def _framework(context: Context) -> Section | None:
    rules = context.pack.rules
    if not rules.framework:
        return None
    places: dict[tuple[str, str], list[str]] = {}
    for workload in context.workloads:
        for place in workload.trace.framework:
            places.setdefault((place.row, place.cell), []).append(workload.title)
    rows = []
    for row in rules.framework:
        found = [places.get((row.id, model), []) for model in context.outcomes]
        cells = (Cell(_here(context, names), lit=bool(names)) for names in found)
        rows.append((Cell(row.title), *cells))
    columns = (
        Column("aspect", "Aspect"),
        *(Column(model, words.model_with_stage(context.pack, model)) for model in context.outcomes),
    )
    return Section(
        "framework",
        "Where you stand in the selection framework",
        (Table("Selection framework: where each row places you", columns, tuple(rows)),),
    )


def _here(context: Context, names: list[str]) -> str:
    if not names:
        return ""
    if len(names) == len(context.workloads):
        return "You are here"
    return words.listing(names) if len(context.workloads) <= _NAMED else words.count(len(names), "workload")


def _risks(context: Context) -> Section:
    met = gather(context)
    if not met:
        none = Callout(Tone.GOOD, "No warnings", "No warning holds for these answers")
        return Section("warnings", "Risks", (none,))
    items = tuple(
        Item(
            f"{warning.message}"
            + (f" ({words.workloads(members, context.workloads)})" if context.several else ""),
            warning.do,
        )
        for warning, members in met[:FEW]
    )
    more = len(met) - len(items)
    blocks: list[Block] = [Bullets(items, ordered=True)]
    if more:
        blocks.append(Paragraph(f"{words.count(more, 'more warning')} in the full report."))
    return Section("warnings", "The first risks, and what to do", tuple(blocks))


def _steps(context: Context) -> Section | None:
    items = next_steps(context)
    if not items:
        return None
    return Section("practices", "The next steps", (Bullets(items, ordered=True),))


def next_steps(context: Context) -> tuple[Item, ...]:
    """The next steps: what settles most while the advice is open, then the practices in their order."""
    items: list[Item] = []
    if context.pending:
        asked = context.pack.question_by_id[context.pending[0].question]
        items.append(Item(f"Settle {words.quoted(asked.short)}: {asked.ask}", asked.evidence))
    items += [_step(context, one) for one in context.practices[: FEW - len(items)]]
    return tuple(items)


def _step(context: Context, advice: PracticeAdvice) -> Item:
    practice = advice.practice
    owner = words.persona(context.pack, practice.owner)
    return Item(f"{practice.title} ({owner}, {practice.effort.value})", practice.first_step)


def _kpis(context: Context) -> Section | None:
    kpis = own_kpis(context)[:FEW]
    if not kpis:
        return None
    only = context.models_now[0] if len(context.models_now) == 1 else None
    rows = tuple(
        (
            Cell(kpi.title, detail=kpi.unit),
            Cell(kpi.expectation.get(only, kpi.definition) if only else kpi.definition),
            targets(context, kpi, sources=False),
        )
        for kpi in kpis
    )
    # Several models would fill the page with expectations: the full report has them side by side.
    second = Column("expect", "What to expect") if only else Column("definition", "What it tells")
    columns = (Column("kpi", "KPI"), second, Column("target", "Target"))
    title = f"KPIs for {context.persona.title}"
    return Section("kpis", title, (Table(title, columns, rows),))


def _sure(context: Context) -> Section:
    said = [open_sentence(context), replies.firm(context), replies.assumptions(context)]
    return Section("sure", "How sure this is", (Paragraph(" ".join(part for part in said if part)),))
