"""A chart's figures as a table, for formats and readers without pictures."""

from __future__ import annotations

from itertools import pairwise
from typing import assert_never

from advisor.reporting.blocks import Align, Cell, Chart, Column, Table
from advisor.reporting.charts.figures import Columns, Curves, Grid, Ladders, StackedBars, Swings, Timeline
from advisor.reporting.charts.scales import compact

_POINTS = 7
"""Places along a curve whose values are listed."""
_STRETCHES = 13
"""Stretches of time that are listed; of more, neighbours are told by their mean."""


def table_of(block: Chart) -> Table:
    """The figures that a chart shows."""
    match block.figure:
        case StackedBars():
            return _stacked_bars(block, block.figure)
        case Curves():
            return _curves(block, block.figure)
        case Swings():
            return _swings(block, block.figure)
        case Grid():
            return _grid(block, block.figure)
        case Ladders():
            return _ladders(block, block.figure)
        case Timeline():
            return _timeline(block, block.figure)
        case Columns():
            return _columns(block, block.figure)
        case _:
            assert_never(block.figure)


def _stacked_bars(block: Chart, figure: StackedBars) -> Table:
    columns = (
        Column("bar", figure.unit),
        *(Column(f"part_{number}", part, Align.END) for number, part in enumerate(figure.parts, start=1)),
        Column("total", "Total", Align.END),
    )
    rows = tuple(
        (
            Cell(bar.label, lit=bar.lit, mark=bar.mark),
            *(Cell(compact(value)) for value in bar.values),
            Cell(compact(sum(bar.values))),
        )
        for bar in figure.bars
    )
    return Table(block.title, columns, rows)


def _curves(block: Chart, figure: Curves) -> Table:
    longest = max((line.points for line in figure.lines), key=len, default=())
    step = max(1, -(-(len(longest) - 1) // (_POINTS - 1))) if len(longest) > 1 else 1
    places = [x for x, _ in longest[::step]]
    if longest and places[-1] != longest[-1][0]:
        places.append(longest[-1][0])
    columns = (
        Column("x", figure.x_title),
        *(
            Column(f"line_{number}", line.label, Align.END)
            for number, line in enumerate(figure.lines, start=1)
        ),
    )
    known = [dict(line.points) for line in figure.lines]
    rows = tuple(
        (Cell(compact(x)), *(Cell(compact(line[x]) if x in line else "") for line in known)) for x in places
    )
    marks = "; ".join(mark.label for mark in figure.marks)
    said = f"Costs least {marks}. " if marks else ""
    return Table(f"{block.title}: {figure.y_title}", columns, rows, note=said.strip() or None)


def _swings(block: Chart, figure: Swings) -> Table:
    columns = (
        Column("what", "What changes"),
        Column("low", f"From ({figure.unit})", Align.END),
        Column("high", "To", Align.END),
    )
    rows = tuple(
        (Cell(span.label, lit=span.lit), Cell(span.low_label), Cell(span.high_label)) for span in figure.spans
    )
    return Table(block.title, columns, rows)


def _grid(block: Chart, figure: Grid) -> Table:
    lit = figure.lit_columns or (False,) * len(figure.columns)
    columns = (
        Column("row", ""),
        *(
            Column(f"column_{number}", title, lit=on)
            for number, (title, on) in enumerate(zip(figure.columns, lit, strict=True), start=1)
        ),
    )
    rows = tuple(
        (Cell(row.label), *(Cell(text or "", lit=text is not None) for text in row.cells))
        for row in figure.rows
    )
    return Table(block.title, columns, rows, note="; ".join(figure.key) or None)


def _ladders(block: Chart, figure: Ladders) -> Table:
    columns = (
        Column("what", "What has to rise"),
        Column("start", figure.start_label, Align.END),
        Column("end", figure.end_label, Align.END),
        Column("rungs", "Of", Align.END),
    )
    rows = tuple(
        (
            Cell(climb.label, detail=climb.group),
            Cell("?" if climb.start is None else str(climb.start + 1)),
            Cell(str(climb.end + 1)),
            Cell(str(climb.rungs)),
        )
        for climb in figure.climbs
    )
    return Table(block.title, columns, rows)


def _timeline(block: Chart, figure: Timeline) -> Table:
    columns = (
        Column("lane", "What"),
        Column("when", "When"),
        Column("start", f"From ({figure.unit})", Align.END),
        Column("end", "To", Align.END),
    )
    rows = []
    for lane in figure.lanes:
        rows += [
            (Cell(lane.label), Cell(mark.label), Cell(compact(mark.at)), Cell("")) for mark in lane.marks
        ]
        rows += [
            (Cell(lane.label), Cell(one.label, lit=one.lit), Cell(compact(one.start)), Cell(compact(one.end)))
            for one in lane.stretches
        ]
    return Table(block.title, columns, tuple(rows))


def _columns(block: Chart, figure: Columns) -> Table:
    count = min(_STRETCHES, len(figure.columns))
    cuts = [len(figure.columns) * each // count for each in range(count + 1)] if count else []
    columns = (
        Column("when", figure.unit),
        *(Column(f"part_{number}", part, Align.END) for number, part in enumerate(figure.parts, start=1)),
        Column("total", "Total", Align.END),
    )
    rows = []
    for start, end in pairwise(cuts):
        found = figure.columns[start:end]
        label = found[0].label if end - start == 1 else f"{found[0].label} to {found[-1].label}"
        values = [sum(each.values[part] for each in found) / len(found) for part in range(len(figure.parts))]
        rows.append((Cell(label), *(Cell(compact(each)) for each in values), Cell(compact(sum(values)))))
    several = len(figure.columns) > count
    return Table(block.title, columns, tuple(rows), note="Means of each stretch." if several else None)
