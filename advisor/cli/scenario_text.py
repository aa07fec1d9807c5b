"""The present and scenarios side by side as text in 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from advisor.cli.plain import WIDTH, Style, clean, pad, wrap
from advisor.model.scenario import Scenario, ScenarioColumn, ScenarioRow, ScenarioTable
from advisor.reporting.scenarios import GROUPS, NOT_THE_PACKS, shown_rows

SUPPOSED = "Supposed"
"""The name of what a command line supposes and does not keep."""
_NARROWEST = 14
_MOST_COLUMNS = 3
"""Scenarios in one table; more stand in further tables, each beside the present."""


def table_lines(table: ScenarioTable, style: Style, *, everything: bool = False) -> list[str]:
    """What is supposed, then for each workload what stays and what moves."""
    lines = [style.paint(clean(table.organisation), "bold")]
    lines += wrap(f"Questionnaire {table.pack} {table.pack_version}", first="")
    for column in table.columns[1:]:
        lines += ["", *_column(column, style)]
    rows = shown_rows(table, everything=everything)
    hidden = len(table.rows) - len(rows)
    sections: list[tuple[str | None, str]] = [(each.id, clean(each.title)) for each in table.workloads]
    if len(sections) > 1:
        sections.insert(0, (None, "All workloads"))
    for workload, title in sections:
        own = [each for each in rows if each.workload == workload]
        lines += ["", style.paint(title, "bold")]
        for start in range(1, len(table.columns), _MOST_COLUMNS):
            places = [0, *range(start, min(start + _MOST_COLUMNS, len(table.columns)))]
            lines += _table(table, own, places, style)
        if workload is not None and not any(each.differs for each in own):
            lines.append("  Nothing that is told here moves.")
        lines += _warnings(table, workload)
    if any(each.differs for each in rows):
        lines += ["", "* differs from the present"]
    if hidden:
        lines.append(f"{hidden} rows that are the same everywhere are left out; --all shows them.")
    return lines


def _warnings(table: ScenarioTable, workload: str | None) -> list[str]:
    """The warnings that scenarios bring and take away, in full."""
    lines: list[str] = []
    for column in table.columns[1:]:
        moved = [each for each in column.warnings if each.workload == workload]
        if not moved:
            continue
        whose = f" with “{clean(column.name)}”" if len(table.columns) > 2 else ""
        lines.append(f"  Warnings that come (+) and go (-){whose}:")
        for each in moved:
            sign = "+" if each.comes else "-"
            lines += wrap(f"{sign} {each.severity}: {each.message}", indent="      ", first="    ")
    return lines


def _column(column: ScenarioColumn, style: Style) -> list[str]:
    name = clean(column.name)
    lines = [style.paint("Suppose" if name == SUPPOSED else f"Suppose: {name}", "bold")]
    if column.note:
        lines += wrap(column.note, indent="  ", first="  ")
    if column.weights_changed:
        lines += wrap(NOT_THE_PACKS, indent="  ! ", first="  ! ")
    for change in column.changes:
        where = f" ({change.where})" if change.where and change.kind != "weight" else ""
        what = f"Weight of {change.title}" if change.kind == "weight" else change.title
        text = f"{what}{where}: {change.before} {style.arrow} {change.after}"
        lines += wrap(text, indent="    ", first="  ")
    if not column.changes:
        lines.append("  Nothing differs from the present.")
    for notice in column.notices:
        lines += wrap(f"Left out: {notice}", indent="    ", first="  ! ")
    return lines


def _table(
    table: ScenarioTable, rows: Sequence[ScenarioRow], places: Sequence[int], style: Style
) -> list[str]:
    wide = max(_NARROWEST, min(22, (WIDTH - 28) // len(places)))
    label = WIDTH - 2 - wide * len(places)
    widths = (label, *(wide for _ in places))
    head = ["", *(table.columns[place].name for place in places)]
    lines = [style.paint(line, "dim") for line in _row(" ", head, widths)]
    group = "advice"  # Its heading would say what its first row says.
    for row in rows:
        if row.group != group:
            group = row.group
            lines.append(style.paint(f"  {GROUPS[group]}:", "dim"))
        cells = [row.cells[place].text for place in places]
        differs = any(each != cells[0] for each in cells[1:])
        title = f"{row.title}, {row.unit}" if row.unit not in ("", "1") else row.title
        for line in _row("*" if differs else " ", [title, *cells], widths):
            lines.append(style.paint(line, "bold") if differs else line)
    return lines


def _row(mark: str, cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """A row on as many lines as its longest cell needs: cut texts could look alike."""
    parts = [textwrap.wrap(clean(text), width - 1) or [""] for text, width in zip(cells, widths, strict=True)]
    return [
        f"{mark if number == 0 else ' '} "
        + "".join(pad(part, width) for part, width in zip(line, widths, strict=True)).rstrip()
        for number, line in enumerate(zip_longest(*parts, fillvalue=""))
    ]


def list_lines(file: Path, scenarios: Sequence[Scenario], style: Style) -> list[str]:
    """The kept scenarios, each with how much it changes."""
    if not scenarios:
        text = (
            f"No scenario is kept yet. “advisor whatif {file} --set QUESTION=ANSWER --save NAME” keeps one."
        )
        return wrap(text)
    lines: list[str] = []
    for each in scenarios:
        lines.append(style.paint(clean(each.name), "bold") + f"  {_size(each)}")
        if each.note:
            lines += wrap(each.note, indent="  ", first="  ")
    return lines


def _size(scenario: Scenario) -> str:
    """How much a scenario changes, in words."""
    answers = len(scenario.answers) + sum(map(len, scenario.workloads.values()))
    weights = sum(map(len, scenario.weights.values()))
    parts = [
        f"{count} {one if count == 1 else one + 's'}"
        for count, one in ((answers, "answer"), (weights, "weight"), (_amounts(scenario.economics), "amount"))
        if count
    ]
    return ", ".join(parts) or "no change"


def _amounts(values: object) -> int:
    if not isinstance(values, dict) or "typical" in values or "model" in values:
        return 1
    return sum(map(_amounts, values.values()))
