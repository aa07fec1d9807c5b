"""Curves on one pair of scales, each named at its end."""

from __future__ import annotations

from advisor.reporting.charts.figures import Curves, Line
from advisor.reporting.charts.layers import Canvas, Spec
from advisor.reporting.charts.measure import fitted, one_line, width
from advisor.reporting.charts.palette import LINES, Role
from advisor.reporting.charts.scales import compact, finite, nice_ticks, powers
from advisor.reporting.charts.shapes import SMALL, TEXT, Dot, Margins, Scale, Stroke, Words

_DASHES: tuple[tuple[float, ...], ...] = ((), (7, 4), (2, 3), (9, 3, 2, 3))
"""A second carrier beside colour, so that grey paper tells the curves apart."""
_APART = 15
"""Least distance between names at the right."""


def curves(figure: Curves, wide: float) -> Spec:
    """Curves with their names at the right, marks where they cross, and today as a dashed line."""
    lines = [line for line in (_drawable(line, figure.logarithmic) for line in figure.lines) if line.points]
    names = [width(one_line(line.label), TEXT, bold=line.lit) for line in lines]
    right = min(max([*names, 30.0]) + 14, wide * 0.26)
    height = 300.0
    x, x_ticks = _scale(
        [p[0] for line in lines for p in line.points] + finite([figure.now]), figure.logarithmic
    )
    y, y_ticks = _scale([p[1] for line in lines for p in line.points], figure.logarithmic, whole=True)
    canvas = Canvas(wide, height, Margins(58, 30, right, 46), x=x, y=y)
    canvas.strokes([Stroke(x.low, tick, x.high, tick, Role.GRID) for tick in y_ticks])
    canvas.strokes([Stroke(tick, y.low, tick, y.high, Role.GRID) for tick in x_ticks])
    canvas.words(
        [Words(x.low, tick, compact(tick), Role.QUIET) for tick in y_ticks], align="right", size=SMALL, dx=-7
    )
    canvas.words(
        [Words(tick, y.low, compact(tick), Role.QUIET) for tick in x_ticks], align="center", size=SMALL, dy=13
    )
    canvas.words(
        [Words(x.high, y.low, fitted(figure.x_title, canvas.width, SMALL), Role.QUIET)],
        align="right",
        size=SMALL,
        dy=31,
    )
    canvas.words(
        [Words(x.low, y.high, fitted(figure.y_title, wide - 20, SMALL), Role.QUIET)],
        size=SMALL,
        dx=-50,
        dy=-18,
    )
    if figure.now is not None and x.low <= figure.now <= x.high:
        canvas.strokes([Stroke(figure.now, y.low, figure.now, y.high, Role.INK)], dash=(3, 3))
        if figure.now_label:
            late = _share(x, figure.now) > 0.6
            canvas.words(
                [Words(figure.now, y.high, fitted(figure.now_label, canvas.width * 0.4, SMALL))],
                align="right" if late else "left",
                size=SMALL,
                dx=-5 if late else 5,
                dy=8,
            )
    for place, line in enumerate(lines):
        canvas.curve(
            line.points,
            LINES[place % len(LINES)],
            thick=3 if line.lit else 2,
            dash=_DASHES[place % len(_DASHES)],
        )
    canvas.dots([Dot(mark.x, mark.y, Role.PAPER) for mark in figure.marks], size=64, edge=Role.INK)
    for mark in figure.marks:
        # Costs rise with volume, so there is room above at the left and below at the right.
        late = _share(x, mark.x) > 0.5
        canvas.words(
            [Words(mark.x, mark.y, fitted(mark.label, canvas.width * 0.5, SMALL))],
            align="right" if late else "left",
            size=SMALL,
            dx=-8 if late else 8,
            dy=-15 if late else 15,
            halo=True,
        )
    _names(canvas, lines, x, y, right)
    return canvas.spec()


def _names(canvas: Canvas, lines: list[Line], x: Scale, y: Scale, right: float) -> None:
    """The names of the curves at their ends, moved apart where they would overlap."""
    ends = sorted(
        (
            (canvas.height * (1 - _share(y, line.points[-1][1])), place, line)
            for place, line in enumerate(lines)
        ),
        key=lambda one: (one[0], one[1]),
    )
    spread: list[float] = []
    for wanted, _, _ in ends:
        spread.append(max(wanted, spread[-1] + _APART) if spread else wanted)
    over = max(0.0, spread[-1] - canvas.height) if spread else 0.0
    for number in range(len(spread) - 1, -1, -1):
        limit = canvas.height if number == len(spread) - 1 else spread[number + 1] - _APART
        spread[number] = min(spread[number], limit) if over else spread[number]
    for (wanted, place, line), height in zip(ends, spread, strict=True):
        text = fitted(line.label, right - 12, TEXT, bold=line.lit)
        canvas.words(
            [Words(x.high, line.points[-1][1], text, LINES[place % len(LINES)])],
            bold=line.lit,
            dx=8,
            dy=height - wanted,
        )


def _drawable(line: Line, logarithmic: bool) -> Line:
    """Without points that no scale has."""
    points = tuple(
        (x, y) for x, y in line.points if len(finite((x, y))) == 2 and (not logarithmic or (x > 0 and y > 0))
    )
    return Line(line.label, points, line.lit)


def _scale(values: list[float], logarithmic: bool, *, whole: bool = False) -> tuple[Scale, tuple[float, ...]]:
    """A scale that holds the values; ``whole`` lets it end at round ones."""
    low, high = min(values, default=1.0), max(values, default=10.0)
    if logarithmic:
        if high <= low * 1.01:
            low, high = low / 3, high * 3
        ticks = powers(low, high)
        if whole and len(ticks) > 1:
            low, high = low / 1.15, high * 1.15
        return Scale(low, high, True), ticks
    ticks = nice_ticks(min(low, 0.0) if whole else low, high)
    if whole:
        return Scale(ticks[0], ticks[-1]), ticks
    return Scale(low, max(high, low + 1e-9)), tuple(tick for tick in ticks if low <= tick <= high)


def _share(scale: Scale, value: float) -> float:
    """How far along a scale a value lies, from 0 to 1."""
    from math import log

    if scale.logarithmic:
        return log(value / scale.low) / log(scale.high / scale.low)
    return (value - scale.low) / (scale.high - scale.low)
