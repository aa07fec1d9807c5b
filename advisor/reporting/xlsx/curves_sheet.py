"""The sheet of break-even: what each alternative costs a month at which volume."""

from __future__ import annotations

from advisor.model.economics import CrossingKind, Estimate, WorkloadEstimate
from advisor.reporting import words
from advisor.reporting.sections.cost_words import precise, primary, with_unit
from advisor.reporting.xlsx.charts import curves_chart
from advisor.reporting.xlsx.formula import Area, Constant, Expression, Ref
from advisor.reporting.xlsx.functions import call, if_
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.working import Working

_CHART_ROWS = 22
_FIRST, _OTHERS = 22, 18
"""Widths of columns."""
_LETTER = 7
"""Pixels of a letter of width."""


def write_curves(working: Working, sheet: Sheet, estimate: Estimate) -> None:
    """Write a table and a chart for each workload that has a volume to draw along."""
    sheet.widths((_FIRST, *(_OTHERS for _ in range(8))))
    sheet.title("Break-even")
    note = (
        "Cost a month by volume, as estimated; it does not follow changes on the sheet of costs. Both scales "
        "of the charts show equal ratios as equal steps."
    )
    sheet.text(1, 0, note, "quiet")
    row, tops = 3, []
    for workload in estimate.workloads:
        if len(workload.curve) > 1 and len(primary(working.pack, workload)) > 1:
            tops.append(row)
            row = _workload(working, sheet, estimate, workload, row)
    sheet.breaks(tops[1:])
    if not tops:
        sheet.text(row, 0, "There is nothing to compare along a volume.")
    sheet.raw.freeze_panes(1, 1)
    sheet.page(landscape=False)


def _workload(working: Working, sheet: Sheet, estimate: Estimate, found: WorkloadEstimate, row: int) -> int:
    costs = primary(working.pack, found)
    sheet.section(row, found.title, len(costs) + 2)
    today = with_unit(precise(found.volume), found.volume_unit)
    said = f"Today: {today}. {_turns(found, {one.id: one.title for one in costs})}"
    wide = len(costs) + 2
    sheet.paragraph(row + 1, 0, said, wide, _FIRST + _OTHERS * (wide - 1), "quiet")
    head = row + 2
    titles = (found.volume_unit, *(one.title for one in costs), "Cheapest")
    sheet.head(head, titles, numbers=range(len(costs) + 1))
    for line, point in enumerate(found.curve, head + 1):
        sheet.number(line, 0, point.volume, "cell", "money" if point.volume >= 100 else "price")
        cells = [
            sheet.number(line, column, point.costs[one.id], "cell", "money")
            for column, one in enumerate(costs, 1)
        ]
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
