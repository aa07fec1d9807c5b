"""What the costs rest on: every figure with its range and source, and which of them matter most."""

from __future__ import annotations

from advisor.model.economics import Estimate, Figure, Origin, WorkloadEstimate
from advisor.reporting import words
from advisor.reporting.blocks import Align, Block, Cell, Column, Section, Table
from advisor.reporting.context import Context
from advisor.reporting.sections import cost_charts
from advisor.reporting.sections.cost_words import advised, horizon, origin, precise, primary

_ORDER = (Origin.GIVEN, Origin.DERIVED, Origin.ASSUMED, Origin.COMPUTED)


def cost_figures(context: Context) -> Section | None:
    """Every figure behind the costs, for the annex; None where there are no costs."""
    estimate = context.estimate
    if estimate is None or not estimate.workloads:
        return None
    blocks: list[Block] = []
    for place, workload in enumerate(estimate.workloads, start=1):
        compared = primary(context.pack, workload)
        cost = advised(context.pack, workload) or next(
            (one for one in compared if one.id == workload.robustness.cheapest), None
        )
        if cost is None:
            continue
        chart = cost_charts.tornado(
            str(place),
            workload,
            cost,
            f"{estimate.currency} over {horizon(estimate)}",
            whose=workload.title if len(estimate.workloads) > 1 else None,
        )
        if chart is not None:
            blocks.append(chart)
    blocks.append(_figures(estimate))
    return Section("cost-figures", "What the costs rest on", tuple(blocks))


def _figures(estimate: Estimate) -> Table:
    """A row for each figure; where workloads or models differ, a row for each of them."""
    together: dict[tuple[object, ...], tuple[Figure, list[WorkloadEstimate]]] = {}
    for workload in estimate.workloads:
        for figure in workload.inputs:
            key = (
                figure.id,
                figure.alternative,
                figure.low,
                figure.typical,
                figure.high,
                figure.provenance.source,
            )
            together.setdefault(key, (figure, []))[1].append(workload)
    names = {one.id: one.title for workload in estimate.workloads for one in workload.alternatives}
    rows = []
    first = {figure.id: place for place, (figure, _) in reversed(list(enumerate(together.values())))}
    found = sorted(
        together.values(),
        key=lambda one: (_ORDER.index(one[0].provenance.origin), first[one[0].id]),
    )
    for figure, workloads in found:
        holds = [names[figure.alternative]] if figure.alternative in names else []
        if len(workloads) < len(estimate.workloads):
            holds += [one.title for one in workloads]
        span = words.NOTHING
        if figure.low != figure.high:
            span = f"{precise(figure.low)} to {precise(figure.high)}"
        rows.append(
            (
                Cell(figure.title, detail="; ".join(holds) or None),
                Cell(precise(figure.typical), detail=None if figure.unit == "1" else figure.unit),
                Cell(span),
                Cell(origin(figure.provenance)),
                Cell(figure.provenance.source),
            )
        )
    columns = (
        Column("figure", "Figure"),
        Column("value", "Typical", Align.END),
        Column("range", "Range", Align.END),
        Column("origin", "Where from"),
        Column("source", "Source"),
    )
    return Table("Every figure behind the costs, your own first", columns, tuple(rows))
