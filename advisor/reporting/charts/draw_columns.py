"""Columns beside one another: what was spent, stretch by stretch of time."""

from __future__ import annotations

from advisor.reporting.charts.figures import Columns
from advisor.reporting.charts.layers import Canvas, Spec
from advisor.reporting.charts.measure import fitted, width
from advisor.reporting.charts.palette import PARTS, Role
from advisor.reporting.charts.scales import compact, finite, nice_ticks
from advisor.reporting.charts.shapes import SMALL, Box, Margins, Scale, Stroke, Words

_PARTS = (PARTS[1], Role.MUTED, PARTS[2], PARTS[3])
"""The first part, which stands on the ground, is the one that is told about."""
_TALL = 240.0


def columns(figure: Columns, wide: float) -> Spec:
    """A column for each stretch, its parts on top of one another; what is below zero hangs down."""
    totals = [_reach(column.values) for column in figure.columns]
    ticks = nice_ticks(min([low for low, _ in totals] + [0.0]), max([high for _, high in totals] + [1e-9]))
    count = max(1, len(figure.columns))
    y = Scale(ticks[0], ticks[-1])
    canvas = Canvas(wide, _TALL, Margins(58, 40, 10, 34), x=Scale(0, count), y=y)
    canvas.strokes([Stroke(0, tick, count, tick, Role.GRID) for tick in ticks])
    canvas.words(
        [Words(0, tick, compact(tick), Role.QUIET) for tick in ticks], align="right", size=SMALL, dx=-7
    )
    gap = 0.12 if canvas.width / count > 5 else 0.0
    boxes: list[Box] = []
    for place, column in enumerate(figure.columns):
        up = down = 0.0
        for part, value in enumerate(column.values):
            (amount,) = finite([value]) or [0.0]
            start = up if amount >= 0 else down
            fill = _PARTS[part % len(_PARTS)]
            if amount:
                boxes.append(Box(place + gap, start, place + 1 - gap, start + amount, fill))
            up, down = (up + amount, down) if amount >= 0 else (up, down + amount)
    canvas.boxes(boxes)
    canvas.strokes([Stroke(0, 0, count, 0, Role.INK)])
    _labels(canvas, figure, y.low, count)
    _key(canvas, figure, y, count)
    return canvas.spec()


def _reach(values: tuple[float, ...]) -> tuple[float, float]:
    known = finite(values)
    return sum(each for each in known if each < 0), sum(each for each in known if each > 0)


def _labels(canvas: Canvas, figure: Columns, low: float, count: int) -> None:
    """Names below the columns, as many as have room; the first and the last always."""
    names = [fitted(column.label, canvas.width * 0.4, SMALL) for column in figure.columns]
    if not names:
        return
    # The first name begins, and the last one ends, where the columns do; those between stand in the middle.
    widest = max(width(name, SMALL) for name in names) * 1.5 + 12
    step = max(1, -(-len(names) // max(1, int(canvas.width // widest))))
    places = [each for each in range(0, len(names), step) if len(names) - 1 - each >= step or each == 0]
    middle = [Words(each + 0.5, low, names[each], Role.QUIET) for each in places[1:]]
    canvas.words([Words(0, low, names[0], Role.QUIET)], size=SMALL, dy=13)
    canvas.words(middle, align="center", size=SMALL, dy=13)
    if len(names) > 1:
        canvas.words([Words(count, low, names[-1], Role.QUIET)], align="right", size=SMALL, dy=13)


def _key(canvas: Canvas, figure: Columns, y: Scale, count: int) -> None:
    pixel, row = count / canvas.width, (y.high - y.low) / canvas.height
    x, boxes, names = 0.0, [], []
    room = canvas.width * 0.75 / max(1, len(figure.parts)) - 37
    for part, title in enumerate(figure.parts):
        text = fitted(title, room, SMALL)
        fill = _PARTS[part % len(_PARTS)]
        boxes.append(Box(x * pixel, y.high + 18 * row, (x + 14) * pixel, y.high + 30 * row, fill))
        names.append(Words((x + 19) * pixel, y.high + 24 * row, text))
        x += 19 + width(text, SMALL) + 18
    canvas.boxes(boxes)
    canvas.words(names, size=SMALL)
    unit = fitted(figure.unit, canvas.width - x, SMALL)
    canvas.words([Words(count, y.high + 24 * row, unit, Role.QUIET)], align="right", size=SMALL)
