"""The decisions beside the infrastructure, and what the advice assumes."""

from __future__ import annotations

from fractions import Fraction

from advisor.model.recommendation import WorkloadRecommendation
from advisor.reporting import words
from advisor.reporting.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Section,
    Table,
)
from advisor.reporting.context import Context


def other_decisions(context: Context) -> Section | None:
    """The pack's other decisions with their reasons; None when it has no other."""
    pack = context.pack
    parts = []
    for name, decision in pack.rules.decisions.items():
        if name == pack.manifest.primary_decision:
            continue
        rows = tuple(_row(context, name, workload) for workload in context.workloads)
        columns = (
            Column("workload", "Workload"),
            Column("advice", "Advice"),
            Column("target", "Target"),
            Column("sure", "How sure"),
            Column("reason", "Why"),
        )
        parts.append(
            Section(
                f"decision-{name.replace('_', '-')}",
                decision.title,
                (Paragraph(decision.question), Table(decision.title, columns, rows)),
            )
        )
    return Section("decisions", _title(context), (), tuple(parts)) if parts else None


def _title(context: Context) -> str:
    decisions = context.pack.rules.decisions
    return words.listing(
        decision.title
        for name, decision in decisions.items()
        if name != context.pack.manifest.primary_decision
    )


def _row(context: Context, name: str, workload: WorkloadRecommendation) -> tuple[Cell, ...]:
    pack, trace = context.pack, context.trace(workload, name)
    if trace is None:
        empty = Cell(words.NOTHING)
        return (Cell(workload.title), empty, empty, empty, empty)
    if trace.decided:
        sure = "Settled"
    elif trace.now is None:
        sure = "Not settled"
    else:
        sure = f"Holds {words.ways(Fraction(trace.exact[trace.now]))}"
    target = words.target_share(trace)
    excluded = [f"Not {words.outcome(pack, name, entry.model)}: {entry.reason}" for entry in trace.excluded]
    return (
        Cell(workload.title),
        Cell(words.settled_outcome(pack, trace), lit=trace.decided),
        Cell(
            words.outcome(pack, name, trace.target),
            detail=None if target is None else f"Open: this one {words.ways(target)}",
        ),
        Cell(sure),
        Cell(trace.reason or words.NOTHING, detail=" ".join(excluded) or None),
    )


def assumptions(context: Context) -> Section:
    """What the advice rests on beyond the answers: unknowns, thresholds, the pack's own judgement."""
    pack = context.pack
    columns = (
        Column("dimension", "Dimension"),
        Column("high_means", "What a high score means"),
        Column("medium", "Medium from"),
        Column("high", "High from"),
        Column("source", "Where the thresholds come from"),
    )
    rows = tuple(
        (
            Cell(dimension.title, detail=dimension.role.value.capitalize()),
            Cell(dimension.summary),
            Cell(str(dimension.bands.medium)),
            Cell(str(dimension.bands.high)),
            Cell(dimension.threshold_source),
        )
        for dimension in pack.rules.dimensions.values()
    )
    general = (
        Item(
            "An open answer counts as every answer that it could be, weighted where the"
            " rules state how likely each is. It is neither zero nor left out."
        ),
        Item("A question that does not apply, for a stated reason, leaves the score."),
        Item("Answers are taken as given. Where one names no evidence, the annex says so."),
    )
    own = tuple(Item(text) for text in pack.manifest.own_assumptions)
    blocks: list[Block] = [
        Bullets(general, title="How answers count"),
        Table("Thresholds", columns, rows),
        *([Bullets(own, title="Judged by the authors of the rules")] if own else []),
    ]
    return Section("assumptions", "Assumptions and thresholds", tuple(blocks))
