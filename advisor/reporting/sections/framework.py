"""The selection framework with this assessment's own cell lit in every row."""

from __future__ import annotations

from advisor.reporting import words
from advisor.reporting.blocks import Cell, Column, Paragraph, Section, Table
from advisor.reporting.context import Context
from advisor.reporting.sections.pictures import framework_map


def framework(context: Context) -> Section | None:
    """The framework table; None when the pack has none."""
    pack = context.pack
    if not pack.rules.framework:
        return None
    lit: dict[tuple[str, str], list[str]] = {}
    for workload in context.workloads:
        for place in workload.trace.framework:
            lit.setdefault((place.row, place.cell), []).append(workload.title)
    columns = (
        Column("aspect", "Aspect"),
        *(
            Column(model, words.model_with_stage(pack, model), lit=context.sets_apart(model))
            for model in context.outcomes
        ),
        Column("because", "What places you", under="aspect"),
    )
    rows = []
    for row in pack.rules.framework:
        cells = [Cell(row.title)]
        for model in context.outcomes:
            cell = row.cells.get(model)
            names = lit.get((row.id, model), [])
            cells.append(
                Cell(
                    cell.text if cell else "",
                    lit=bool(names),
                    mark=_mark(context, names) if names else None,
                )
            )
        rows.append((*cells, Cell(row.because)))
    return Section(
        "framework",
        "Where you stand in the selection framework",
        (
            Paragraph(
                "Each row is placed by your own answers. Rows may disagree: that is where the work lies."
            ),
            framework_map(context),
            Table("Selection framework, your own cell lit in every row", columns, tuple(rows)),
        ),
    )


def _mark(context: Context, names: list[str]) -> str:
    if len(names) == len(context.workloads):
        return "You are here"
    return f"Here: {words.listing(names)}"
