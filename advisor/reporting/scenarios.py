"""Scenarios side by side as files: JSON, CSV and Markdown."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from io import StringIO

from advisor.model.scenario import NEXT_MOVE, ScenarioCell, ScenarioRow, ScenarioTable
from advisor.reporting.kpi_csv import guarded
from advisor.reporting.markdown import escape
from advisor.reporting.plain import visible

NOT_THE_PACKS = "Weights are supposed here: they are not those of the questionnaire."
GROUPS = {
    "advice": "Advice",
    "scores": "Scores",
    "firmness": "How firm",
    "decisions": "Other decisions",
    "costs": "Costs",
    "kpis": "KPIs",
}
_ADVICE = ("overall", "model", "target")
"""Rows that always stand there."""


def shown_rows(table: ScenarioTable, *, everything: bool) -> tuple[ScenarioRow, ...]:
    """The rows to show: those that differ, or all; with nothing to compare, all."""
    if everything or len(table.columns) < 2:
        return table.rows
    # The advice always stands there: that it stays is what one wants to know, too, and then what holds it.
    moved = {each.workload for each in table.rows if each.differs and each.id in _ADVICE}
    return tuple(
        each
        for each in table.rows
        if each.differs or each.id in _ADVICE or (each.id == NEXT_MOVE and each.workload not in moved)
    )


def as_json(table: ScenarioTable, *, everything: bool = True) -> bytes:
    """The whole table: programs pick the rows that differ themselves, by ``differs``."""
    del everything
    return table.model_dump_json(by_alias=True, indent=2).encode() + b"\n"


def as_csv(table: ScenarioTable, *, everything: bool = True) -> bytes:
    """One line a row, two columns a scenario (text and figure); UTF-8 with a mark, texts never formulas."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    head = ["workload", "group", "id", "title", "unit", "differs"]
    for column in table.columns:
        head += [guarded(column.name), guarded(f"{column.name} (value)")]
    writer.writerow(head)
    for column in table.columns:
        for change in column.changes:
            line = [change.where or "", "supposed", change.id, change.title, "", "yes"]
            for one in table.columns:
                line += [change.after if one is column else "", ""]
            writer.writerow([guarded(each) for each in line])
    for row in shown_rows(table, everything=everything):
        differs = "yes" if row.differs else "no"
        line = [row.workload or "", row.group, row.id, row.title, row.unit, differs]
        cells = [part for cell in row.cells for part in (guarded(cell.text), _value(cell))]
        writer.writerow([*(guarded(each) for each in line), *cells])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _value(cell: ScenarioCell) -> str:
    if isinstance(cell.value, bool):
        return "yes" if cell.value else "no"
    if isinstance(cell.value, Decimal):
        return f"{cell.value:f}"
    return guarded(cell.value or "")


def as_markdown(table: ScenarioTable, *, everything: bool = False) -> bytes:
    """Headings, what is supposed, and a table for each workload."""
    return ("\n".join(_markdown(table, everything)) + "\n").encode()


def _markdown(table: ScenarioTable, everything: bool) -> Iterator[str]:
    yield f"# {_safe(table.organisation)}: scenarios"
    yield ""
    yield _safe(f"Assessment {table.assessment}, questionnaire {table.pack} {table.pack_version}.")
    for column in table.columns[1:]:
        yield ""
        yield f"## {_safe(column.name)}"
        if column.note:
            yield ""
            yield _safe(column.note)
        if column.weights_changed:
            yield ""
            yield f"**{NOT_THE_PACKS}**"
        yield ""
        for change in column.changes:
            where = f" ({change.where})" if change.where and change.kind != "weight" else ""
            what = f"Weight of {change.title}" if change.kind == "weight" else change.title
            yield _safe(f"{what}{where}: {change.before} → {change.after}", "- ")
        if not column.changes:
            yield "Nothing differs from the present."
        for notice in column.notices:
            yield _safe(f"Left out: {notice}", "- ")
    rows = shown_rows(table, everything=everything)
    for workload in table.workloads:
        own = [each for each in rows if each.workload == workload.id]
        yield ""
        yield f"## {_safe(workload.title)}"
        yield ""
        yield _line(["", *(column.name for column in table.columns)], _safe)
        yield "|" + "---|" * (len(table.columns) + 1)
        for row in own:
            title = f"{row.title}, {row.unit}" if row.unit not in ("", "1") else row.title
            yield _line([title, *(cell.text for cell in row.cells)], _safe)
        if not any(row.differs for row in own):
            yield ""
            yield "Nothing that is told here moves."


def _line(cells: Sequence[str], safe: Callable[[str], str]) -> str:
    return "| " + " | ".join(map(safe, cells)) + " |"


def _safe(text: str, lead: str = "") -> str:
    return lead + escape(visible(" ".join(text.split())))
