"""The sheet of break-even: what each alternative costs a month at which volume."""

from __future__ import annotations

from advisor.economics.crossings import SCALES
from advisor.model.economics import CrossingKind, Estimate, WorkloadEstimate
from advisor.reporting import words
from advisor.reporting.sections.cost_words import precise, primary, with_unit
from advisor.reporting.xlsx.charts import curves_chart
from advisor.reporting.xlsx.formula import Area, Constant, Expression, Ref
from advisor.reporting.xlsx.functions import call, if_
from advisor.reporting.xlsx.live_costs import LiveCosts
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.working import Working

_CHART_ROWS = 22
_HIDDEN = 12
"""The first of the columns for steps: times today's volume, then servers bought each year."""
_FIRST, _OTHERS = 22, 18
"""Widths of columns."""
NOT_RECOMPUTED = "The sentence above is as in the report; not recomputed. Table and chart below are."
_LEAST = 2
"""Alternatives that there is room for, where there is nothing to compare."""
_LETTER = 7
"""Pixels of a letter of width."""


def write_curves(working: Working, sheet: Sheet, estimate: Estimate, live: LiveCosts) -> None:
    """Write a table and a chart for each workload that has a volume to draw along."""
    sheet.widths((_FIRST, *(_OTHERS for _ in range(8))))
    sheet.title("Break-even")
    note = (
        "Cost a month by volume; table and chart follow figures and answers. Where one begins to cost less "
        "than another is told as the report has it; it says so where figures differ. Both scales show equal "
        "ratios as equal steps."
    )
    tables = [len(primary(working.pack, one)) for one in estimate.workloads if len(one.curve) > 1]
    wide = max(tables, default=_LEAST) + 2
    sheet.paragraph(1, 0, note, wide, _FIRST + _OTHERS * (wide - 1), "quiet")
    row, tops = 3, []
    for workload in estimate.workloads:
        if len(workload.curve) > 1 and len(primary(working.pack, workload)) > 1:
            tops.append(row)
            row = _workload(working, sheet, (estimate, live), workload, row)
    sheet.breaks(tops[1:])
    if not tops:
        sheet.text(row, 0, "There is nothing to compare along a volume.")
    sheet.raw.freeze_panes(1, 1)
    # A table and its chart fit on one upright page; steps behind them would only make it small.
    sheet.edge(wide - 1)
    sheet.page(landscape=False)


def _workload(
    working: Working,
    sheet: Sheet,
    both: tuple[Estimate, LiveCosts],
    found: WorkloadEstimate,
    row: int,
) -> int:
    estimate, live = both
    costs = primary(working.pack, found)
    sheet.section(row, found.title, len(costs) + 2)
    today = with_unit(precise(found.volume), found.volume_unit)
    said = f"In the report: today {today}. {_turns(found, {one.id: one.title for one in costs})}"
    wide = len(costs) + 2
    sheet.paragraph(row + 1, 0, said, wide, _FIRST + _OTHERS * (wide - 1), "quiet")
    told = sheet.formula(row + 2, 0, if_(live.differ, NOT_RECOMPUTED, ""), "strong")
    sheet.overlay((told.row, 0, told.row, wide - 1), live.differ, "warn")
    head = row + 3
    titles = (found.volume_unit, *(one.title for one in costs), "Cheapest")
    sheet.head(head, titles, numbers=range(len(costs) + 1))
    for line, point in enumerate(found.curve, head + 1):
        scale = sheet.number(line, _HIDDEN, SCALES[line - head - 1])
        volume = live.volume(found.workload) * scale
        sheet.formula(line, 0, volume, "cell", "money" if point.volume >= 100 else "price")
        cells = []
        spare = _HIDDEN + 1
        for column, one in enumerate(costs, 1):
            costing = live.all[found.workload, one.id]
            bought: list[Expression] = []
            if costing.server is not None:
                for year in costing.block.years:
                    bought.append(sheet.formula(line, spare, costing.bought_at(year, scale, bought)))
                    spare += 1
            amount = call("ROUND", costing.at_scale(scale, bought) / estimate.horizon_months, 2)
            cells.append(sheet.formula(line, column, amount, "cell", "money"))
        for column in range(_HIDDEN, spare):
            sheet.hide(column)
        names = [Ref(sheet.name, head, column) for column in range(1, len(costs) + 1)]
        least = call("MIN", *cells)
        text: Expression = Constant("")
        for cell, name in zip(reversed(cells), reversed(names), strict=True):
            text = if_(cell.equals(least), name, text)
        sheet.formula(line, len(costs) + 1, text, "cell")
    last = head + len(found.curve)
    table = Area(sheet.name, head + 1, 0, last, len(costs))
    said = f"Curves of cost a month in {estimate.currency} by {found.volume_unit}. Today: {today}. "
    said += _turns(found, {one.id: one.title for one in costs})
    axes = (found.volume_unit, f"{estimate.currency} a month")
    pixels = round(_LETTER * (_FIRST + _OTHERS * (wide - 1)))
    curves_chart(working, sheet, last + 2, table, axes, said, pixels)
    return last + 2 + _CHART_ROWS


def _turns(found: WorkloadEstimate, names: dict[str, str]) -> str:
    """Where the cheaper one changes."""
    crossings = [
        f"{names[each.alternative]} costs less than {names[each.against]} from {precise(each.at)} on"
        for each in found.crossings
        if each.kind is CrossingKind.VOLUME
        and each.at is not None
        and {each.alternative, each.against} <= names.keys()
    ]
    return f"{words.listing(crossings)}." if crossings else "No volume changes which of two costs less."
