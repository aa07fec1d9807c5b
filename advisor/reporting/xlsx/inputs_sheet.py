"""The sheet of what the costs rest on: every figure with its range and where it comes from."""

from __future__ import annotations

from advisor.model.economics import Estimate
from advisor.reporting import words
from advisor.reporting.sections.cost_words import ORIGINS
from advisor.reporting.xlsx.sheet import Sheet

_HEAD = 3
_TITLES = (
    "Workload",
    "Figure",
    "Only for",
    "Unit",
    "Low",
    "Typical",
    "High",
    "How known",
    "Where from",
    "As of",
)
_WIDTHS = (26, 44, 18, 18, 14, 14, 14, 16, 60, 13)


def write_inputs(sheet: Sheet, estimate: Estimate) -> None:
    """Write the sheet."""
    sheet.widths(_WIDTHS)
    sheet.title("What the costs rest on")
    note = (
        "To change a figure, state it under “economics” in the assessment and make the report again. "
        "“advisor tco FILE” tells how."
    )
    sheet.text(1, 0, note, "quiet")
    sheet.head(_HEAD, _TITLES, numbers=(4, 5, 6))
    row = _HEAD + 1
    for workload in estimate.workloads:
        titles = {each.id: each.short for each in workload.alternatives}
        for figure in workload.inputs:
            known = figure.provenance
            sheet.text(row, 0, workload.title, "cell", "quiet")
            sheet.text(row, 1, figure.title, "cell")
            only = "" if figure.alternative is None else titles.get(figure.alternative, words.NOTHING)
            sheet.text(row, 2, only, "cell", "quiet")
            sheet.text(row, 3, figure.unit, "cell")
            for column, amount in enumerate((figure.low, figure.typical, figure.high), 4):
                sheet.number(row, column, amount, "cell", "figure", *(("strong",) if column == 5 else ()))
            sheet.text(row, 7, ORIGINS[known.origin], "cell")
            sheet.text(row, 8, known.source, "cell", "quiet")
            if known.as_of is None:
                sheet.blank(row, 9, "cell")
            else:
                sheet.day(row, 9, known.as_of.isoformat(), "cell", "date")
            row += 1
    sheet.raw.autofilter(_HEAD, 0, max(row - 1, _HEAD + 1), len(_TITLES) - 1)
    sheet.raw.freeze_panes(_HEAD + 1, 2)
    sheet.page(repeat=_HEAD)
