"""Maps: the framework with its own cells lit, ladders to climb, lanes of time."""

from __future__ import annotations

from itertools import groupby

from advisor.reporting.charts.figures import Grid, Ladders, Timeline
from advisor.reporting.charts.layers import Canvas, Spec
from advisor.reporting.charts.measure import fitted, folded, width
from advisor.reporting.charts.palette import Role
from advisor.reporting.charts.rows import axis, label_column, row_labels
from advisor.reporting.charts.scales import nice_ticks
from advisor.reporting.charts.shapes import SMALL, TEXT, Box, Dot, Margins, Scale, Stroke, Words

_GAP = 3.0
"""Pixels around a cell."""
_WORTH = 120
"""Pixels from which on a name that is cut off still says something."""


def grid(figure: Grid, wide: float) -> Spec:
    """Rows and columns; a lit cell says in words what lights it."""
    left = label_column([row.label for row in figure.rows], wide, share=0.34)
    row, top = 34.0, 40.0
    key = [fitted(line, wide, SMALL) for line in figure.key]
    bottom = row * len(figure.rows)
    foot = 10 + 16 * len(key) if key else 2
    canvas = Canvas(wide, top + bottom + foot, Margins(left, top, 0, foot))
    column = canvas.width / max(1, len(figure.columns))
    heads = []
    for number, title in enumerate(figure.columns):
        lines = folded(title, column - 8, TEXT, bold=True)
        lit = number < len(figure.lit_columns) and figure.lit_columns[number]
        heads += [
            Words(
                column * (number + 0.5),
                -22 + 15 * (place - (len(lines) - 1) / 2),
                line,
                Role.INK if not lit else Role.ACCENT,
            )
            for place, line in enumerate(lines)
        ]
    canvas.words(heads, align="center", bold=True)
    empty: list[Box] = []
    lit_cells: list[Box] = []
    texts: list[Words] = []
    places = [row * (number + 0.5) for number in range(len(figure.rows))]
    for one, place in zip(figure.rows, places, strict=True):
        for number, text in enumerate(one.cells):
            box = Box(
                column * number + _GAP,
                place - row / 2 + _GAP,
                column * (number + 1) - _GAP,
                place + row / 2 - _GAP,
                Role.GRID if text is None else Role.ACCENT,
            )
            (empty if text is None else lit_cells).append(box)
            if text is not None:
                texts.append(
                    Words(
                        column * (number + 0.5),
                        place,
                        fitted(text, column - 16, TEXT, bold=True),
                        Role.ON_ACCENT,
                    )
                )
    canvas.frames(empty, radius=4)
    canvas.boxes(lit_cells, radius=4)
    canvas.words(texts, align="center", bold=True)
    row_labels(canvas, [one.label for one in figure.rows], places, left, 0)
    canvas.words(
        [Words(-left, bottom + 18 + 16 * number, line, Role.QUIET) for number, line in enumerate(key)],
        size=SMALL,
    )
    return canvas.spec()


def ladders(figure: Ladders, wide: float) -> Spec:
    """A ladder for each thing, drawn sideways: a ring for today, a full dot for what is needed."""
    left = label_column([climb.label for climb in figure.climbs], wide, share=0.45)
    row, top, head = 28.0, 30.0, 24.0
    most = max((climb.rungs for climb in figure.climbs), default=2)
    places, titles = [], []
    y = 0.0
    for group, members in groupby(figure.climbs, key=lambda climb: climb.group):
        if group:
            titles.append(Words(-left, y + head / 2 + 3, fitted(group, wide - 10, TEXT, bold=True)))
            y += head
        for _ in members:
            places.append(y + row / 2)
            y += row
    canvas = Canvas(wide, top + y + 2, Margins(left, top, 26, 2))
    step = min(canvas.width / max(1, most - 1), 80.0)
    canvas.words(titles, bold=True)
    rails, rungs, ways, heads, rings, unknown, ends = [], [], [], [], [], [], []
    for climb, place in zip(figure.climbs, places, strict=True):
        rails.append(Stroke(0, place, step * (climb.rungs - 1), place, Role.GRID))
        rungs += [Dot(step * rung, place, Role.MUTED) for rung in range(climb.rungs)]
        ends.append(Dot(step * climb.end, place, Role.ACCENT))
        if climb.start is None:
            unknown.append(Words(step * climb.end, place, "?", Role.ON_ACCENT))
            continue
        start = step * climb.start
        rings.append(Dot(start, place, Role.PAPER))
        ways.append(Stroke(start, place, step * climb.end, place, Role.ACCENT))
        heads.append(Dot((start + step * climb.end) / 2, place, Role.ACCENT))
    canvas.strokes(rails, thick=2)
    canvas.dots(rungs, size=36)
    canvas.strokes(ways, thick=2.5)
    canvas.dots(heads, size=50, shape="triangle-right")
    canvas.dots(rings, size=110, edge=Role.INK, thick=2)
    canvas.dots(ends, size=150)
    canvas.words(unknown, align="center", size=SMALL, bold=True)
    labels = [climb.label for climb in figure.climbs]
    row_labels(canvas, labels, places, left, 0)
    begin = fitted(figure.start_label, 140, SMALL)
    canvas.dots([Dot(7, -16, Role.PAPER)], size=90, edge=Role.INK, thick=2)
    canvas.words([Words(18, -16, begin, Role.QUIET)], size=SMALL)
    x = 18 + width(begin, SMALL) + 24
    canvas.dots([Dot(x, -16, Role.ACCENT)], size=120)
    canvas.words([Words(x + 12, -16, fitted(figure.end_label, 140, SMALL), Role.QUIET)], size=SMALL)
    return canvas.spec()


def timeline(figure: Timeline, wide: float) -> Spec:
    """Lanes along a scale of time; stretches carry their own names."""
    left = label_column([lane.label for lane in figure.lanes], wide)
    row = 46.0
    bottom = row * len(figure.lanes)
    ticks = tuple(tick for tick in nice_ticks(0, figure.end, 6) if tick <= figure.end)
    canvas = Canvas(wide, bottom + 50, Margins(left, 8, 16, 42), x=Scale(0, figure.end))
    axis(canvas, ticks, 0, bottom, figure.unit)
    places = [row * (number + 0.5) for number in range(len(figure.lanes))]
    for lane, place in zip(figure.lanes, places, strict=True):
        boxes, texts = [], []
        for stretch in lane.stretches:
            fill = Role.ACCENT if stretch.lit else Role.MUTED
            boxes.append(Box(stretch.start, place - 16, stretch.end, place + 2, fill))
            room = (stretch.end - stretch.start) / figure.end * canvas.width - 10
            if width(stretch.label, SMALL) <= room or room > _WORTH:
                ink = Role.ON_ACCENT if stretch.lit else Role.INK
                texts.append(Words(stretch.start, place - 7, fitted(stretch.label, room, SMALL), ink))
        canvas.boxes(boxes, gap=1)
        canvas.words(texts, size=SMALL, dx=5)
        canvas.dots([Dot(mark.at, place + 11, Role.INK) for mark in lane.marks], size=44, shape="diamond")
        for mark in lane.marks:
            late = mark.at > figure.end * 0.6
            canvas.words(
                [Words(mark.at, place + 11, fitted(mark.label, canvas.width * 0.55, SMALL))],
                align="right" if late else "left",
                size=SMALL,
                dx=-8 if late else 8,
            )
    row_labels(canvas, [lane.label for lane in figure.lanes], places, left, 0)
    return canvas.spec()
