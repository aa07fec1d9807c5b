"""What the costs rest on: every figure with its range and source, and which of them matter most."""

from __future__ import annotations

from advisor.model.economics import Estimate, Figure, Origin, Provenance, WorkloadEstimate
from advisor.reporting import words
from advisor.reporting.blocks import Align, Block, Bullets, Cell, Column, Item, Section, Table
from advisor.reporting.context import Context
from advisor.reporting.sections import cost_charts
from advisor.reporting.sections.cost_words import ORIGINS, advised, exchange, horizon, precise, primary

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
    blocks += _figures(estimate)
    return Section("cost-figures", "What the costs rest on", tuple(blocks))


def _source(known: Provenance) -> str:
    """Where a figure stands, with its day."""
    return f"{known.source} ({known.as_of.isoformat()})" if known.as_of else known.source


def _figures(estimate: Estimate) -> list[Block]:
    """A row for each figure; where workloads or models differ, a row for each of them.

    Many rest on the same source, so a row has its sources' numbers, and a list beneath has the sources.
    """
    together: dict[tuple[object, ...], tuple[Figure, list[WorkloadEstimate], dict[str, None]]] = {}
    for workload in estimate.workloads:
        for figure in workload.inputs:
            key = (
                figure.id,
                figure.alternative,
                figure.low,
                figure.typical,
                figure.high,
                figure.provenance.origin,
            )
            _, holders, origins = together.setdefault(key, (figure, [], {}))
            holders.append(workload)
            origins[_source(figure.provenance)] = None
    names = {one.id: one.title for workload in estimate.workloads for one in workload.alternatives}
    rows = []
    sources: dict[str, int] = {}
    first = {figure.id: place for place, (figure, _, _) in reversed(list(enumerate(together.values())))}
    found = sorted(
        together.values(),
        key=lambda one: (_ORDER.index(one[0].provenance.origin), first[one[0].id]),
    )
    for figure, workloads, origins in found:
        holds = [names[figure.alternative]] if figure.alternative in names else []
        if len(workloads) < len(estimate.workloads):
            holds += [one.title for one in workloads]
        span = words.NOTHING
        if figure.low != figure.high:
            span = f"{precise(figure.low)} to {precise(figure.high)}"
        rows.append(
            (
                Cell(figure.title),
                Cell("; ".join(holds)),
                Cell(precise(figure.typical)),
                Cell("" if figure.unit == "1" else figure.unit),
                Cell(span),
                Cell(ORIGINS[figure.provenance.origin]),
                Cell(", ".join(str(sources.setdefault(one, len(sources) + 1)) for one in origins)),
            )
        )
    columns = (
        Column("figure", "Figure"),
        Column("holds", "Holds for", under="figure"),
        Column("value", "Typical", Align.END),
        Column("unit", "Unit"),
        Column("range", "Range", Align.END),
        Column("origin", "Where from"),
        Column("source", "Source", Align.END),
    )
    table = Table(
        "Every figure behind the costs, your own first",
        columns,
        tuple(rows),
        note=" ".join(filter(None, ("The sources stand below, by their numbers.", exchange(estimate)))),
    )
    return [table, Bullets(tuple(map(Item, sources)), title="Sources of the figures", ordered=True)]
