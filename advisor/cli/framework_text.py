"""The selection framework as a table in 80 columns, with the own cell of every row lit."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.cli.advice_text import AdviceText
from advisor.cli.plain import WIDTH, clean, pad, wrap
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.rules import FrameworkRow

_NAMES = 15
_MARGIN = 4


def framework_lines(view: AdviceText, workloads: Sequence[WorkloadRecommendation]) -> list[str]:
    """One table for all workloads; where there are several, numbers tell whose cell it is."""
    if not view.pack.rules.framework:
        return []
    dot = view.style.dot
    if len(workloads) == 1:
        lines = ["", f"  Selection framework ({view.style.lit} where the workload stands)", ""]
    else:
        lines = ["", "  Selection framework", ""]
        for number, workload in enumerate(workloads, 1):
            lines += wrap(workload.title, indent=" " * 8, first=f"    {view.style.lit}{number}  ")
        lines.append("")
    outcomes = view.pack.primary.outcomes
    columns = (WIDTH - _MARGIN - _NAMES) // len(outcomes)
    heads = [pad(view.model(outcome).split(f" {dot} ")[0], columns) for outcome in outcomes]
    lines.append(f"{' ' * (_MARGIN + _NAMES)}{''.join(heads)}".rstrip())
    for row in view.pack.rules.framework:
        lines += _row(view, row, workloads, columns)
    return lines


def _row(
    view: AdviceText, row: FrameworkRow, workloads: Sequence[WorkloadRecommendation], columns: int
) -> list[str]:
    cells: list[list[str]] = []
    lit: list[bool] = []
    for outcome in view.pack.primary.outcomes:
        numbers = [
            number
            for number, workload in enumerate(workloads, 1)
            if any(place.row == row.id and place.cell == outcome for place in workload.trace.framework)
        ]
        mark = view.style.lit if len(workloads) == 1 else " ".join(f"{view.style.lit}{n}" for n in numbers)
        text = row.cells[outcome].text if outcome in row.cells else ""
        if len(numbers) > 1:
            cells.append([mark, *wrap(text, width=columns - 1)])
        else:
            cells.append(wrap(text, first=f"{mark} " if numbers else "", width=columns - 1))
        lit.append(bool(numbers))
    names = wrap(clean(row.title), width=_NAMES - 1)
    lines = [""]
    for index in range(max(len(names), *(len(cell) for cell in cells))):
        texts = [pad(cell[index] if index < len(cell) else "", columns) for cell in cells]
        painted = [
            view.style.paint(text, "bold") if on else text for text, on in zip(texts, lit, strict=True)
        ]
        name = pad(names[index] if index < len(names) else "", _NAMES)
        lines.append(f"{' ' * _MARGIN}{name}{''.join(painted)}".rstrip())
    return lines
