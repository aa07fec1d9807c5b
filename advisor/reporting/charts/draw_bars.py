"""Bars below one another: costs by part, and swings."""

from __future__ import annotations

from math import ceil

from advisor.reporting.charts.figures import StackedBars, Swings
from advisor.reporting.charts.layers import Canvas, Spec
from advisor.reporting.charts.measure import fitted, one_line, width
from advisor.reporting.charts.palette import ON_PARTS, PARTS, Role
from advisor.reporting.charts.rows import axis, label_column, row_labels
from advisor.reporting.charts.scales import compact, finite, nice_ticks
from advisor.reporting.charts.shapes import SMALL, Box, Dot, Margins, Scale, Stroke, Words

_END = 84.0
"""Most pixels that the value at the end of a bar takes."""


# Costs ----------------------------------------------------------------------------------------------


def stacked_bars(figure: StackedBars, wide: float) -> Spec:
    """A bar for each alternative; its parts are numbered like the key above them."""
    left = label_column([bar.label for bar in figure.bars], wide)
    key = _key(figure, wide)
    height, row = 24.0, 46.0
    totals = [sum(finite(bar.values)) for bar in figure.bars]
    most = max([*totals, 1e-9])
    widest = max([most, *finite(bar.high for bar in figure.bars)])
    ticks = nice_ticks(0, min(widest, most * 1.9))
    top = len(key) * 20 + 12
    bottom = row * len(figure.bars)
    margins = Margins(left, top, 74, 40)
    canvas = Canvas(wide, top + bottom + 40, margins, x=Scale(0, ticks[-1]))
    _draw_key(canvas, key, ticks[-1] / canvas.width, left, top)
    axis(canvas, ticks, 0, bottom, figure.unit)
    places = [row * (number + 0.5) for number in range(len(figure.bars))]
    boxes, numbers = [], []
    for bar, place in zip(figure.bars, places, strict=True):
        start = 0.0
        for part, value in enumerate(bar.values):
            end = start + (finite([value]) or [0.0])[0]
            boxes.append(Box(start, place - height / 2, end, place + height / 2, PARTS[part % len(PARTS)]))
            if (end - start) / ticks[-1] * canvas.width > 14:
                numbers.append(Words((start + end) / 2, place, str(part + 1), ON_PARTS[part % len(ON_PARTS)]))
            start = end
    canvas.boxes(boxes, gap=1)
    canvas.words(numbers, align="center", size=SMALL)
    _whiskers(canvas, figure, places, ticks[-1], height)
    row_labels(canvas, [bar.label for bar in figure.bars], places, left, 0)
    _amounts(canvas, figure, places, totals, ticks[-1])
    return canvas.spec()


def _whiskers(canvas: Canvas, figure: StackedBars, places: list[float], end: float, height: float) -> None:
    strokes, arrows = [], []
    for bar, place in zip(figure.bars, places, strict=True):
        if bar.low is None or bar.high is None or not finite([bar.low]) or not finite([bar.high]):
            continue
        y = place + height / 2 + 5
        strokes.append(Stroke(bar.low, y, min(bar.high, end), y, Role.INK))
        strokes.append(Stroke(bar.low, y - 3, bar.low, y + 3, Role.INK))
        if bar.high > end:
            arrows.append(Dot(end, y, Role.INK))
        else:
            strokes.append(Stroke(bar.high, y - 3, bar.high, y + 3, Role.INK))
    canvas.strokes(strokes, thick=1.2)
    canvas.dots(arrows, size=40, shape="triangle-right")


def _amounts(
    canvas: Canvas, figure: StackedBars, places: list[float], totals: list[float], end: float
) -> None:
    strong: list[Words] = []
    plain: list[Words] = []
    marks: list[Words] = []
    for bar, place, total in zip(figure.bars, places, totals, strict=True):
        (strong if bar.lit else plain).append(Words(end, place - (7 if bar.mark else 0), compact(total)))
        if bar.mark:
            marks.append(Words(end, place + 8, fitted(bar.mark, 66, SMALL), Role.ACCENT))
    canvas.words(plain, dx=8)
    canvas.words(strong, dx=8, bold=True)
    canvas.words(marks, dx=8, size=SMALL, bold=True)


def _key(figure: StackedBars, wide: float) -> list[list[tuple[int, str, float]]]:
    """The parts with their numbers, in lines of about the same length: number, name and where it begins."""
    names = [fitted(part, wide - 40, SMALL) for part in figure.parts]
    needs = [20 + width(name, SMALL) + 10 for name in names]
    target = sum(needs) / max(1, ceil(sum(needs) / wide)) + max(needs, default=0) / 2
    lines: list[list[tuple[int, str, float]]] = [[]]
    x = 0.0
    for number, (name, needed) in enumerate(zip(names, needs, strict=True)):
        if lines[-1] and x + needed > min(wide, target):
            lines.append([])
            x = 0.0
        lines[-1].append((number, name, x))
        x += needed
    return lines


def _draw_key(
    canvas: Canvas, key: list[list[tuple[int, str, float]]], per_pixel: float, left: float, top: float
) -> None:
    boxes, numbers, names = [], [], []
    for line, parts in enumerate(key):
        y = line * 20 + 8 - top
        for number, name, start in parts:
            x = (start - left) * per_pixel
            boxes.append(Box(x, y - 7, x + 16 * per_pixel, y + 7, PARTS[number % len(PARTS)]))
            numbers.append(Words(x + 8 * per_pixel, y, str(number + 1), ON_PARTS[number % len(ON_PARTS)]))
            names.append(Words(x + 20 * per_pixel, y, name))
    canvas.boxes(boxes)
    canvas.words(numbers, align="center", size=SMALL)
    canvas.words(names, size=SMALL)


# Swings ---------------------------------------------------------------------------------------------


def swings(figure: Swings, wide: float) -> Spec:
    """A bar for each thing that may change, its ends named."""
    left = label_column([span.label for span in figure.spans], wide, share=0.42)
    low, high = _reach(figure)
    row = 32.0
    top = 26.0 if figure.base_label else 8.0
    bottom = row * len(figure.spans)
    before, behind = _room_for_ends(figure, low, high, wide - left)
    margins = Margins(left + before, top, behind, 40)
    canvas = Canvas(wide, top + bottom + 40, margins, x=Scale(low, high))
    axis(canvas, nice_ticks(low, high), 0, bottom, figure.unit)
    places = [row * (number + 0.5) for number in range(len(figure.spans))]
    boxes, lows, highs, todays, thresholds = [], [], [], [], []
    for span, place in zip(figure.spans, places, strict=True):
        least, most = sorted(((span.low, span.low_label), (span.high, span.high_label)))
        fill = Role.ACCENT if span.lit else Role.MUTED
        boxes.append(Box(least[0], place - 8, most[0], place + 8, fill))
        lows.append(Words(least[0], place, fitted(least[1], _END, SMALL)))
        highs.append(Words(most[0], place, fitted(most[1], _END, SMALL)))
        thresholds += [Stroke(mark, place - 13, mark, place + 13, Role.INK) for mark in span.marks]
        if span.now is not None:
            todays.append(Stroke(span.now, place - 12, span.now, place + 12, Role.INK))
    canvas.boxes(boxes, radius=2)
    canvas.strokes(thresholds, dash=(2, 2))
    canvas.strokes(todays, thick=3)
    canvas.words(lows, align="right", size=SMALL, dx=-5, halo=True)
    canvas.words(highs, size=SMALL, dx=5, halo=True)
    if figure.base is not None and finite([figure.base]):
        canvas.strokes([Stroke(figure.base, -4, figure.base, bottom, Role.INK)], thick=1.5)
        if figure.base_label:
            text = fitted(figure.base_label, 160, SMALL)
            canvas.words([Words(figure.base, 0, text)], align="center", size=SMALL, dy=-12)
    start = low - before / canvas.width * (high - low)
    row_labels(canvas, [span.label for span in figure.spans], places, left, start)
    return canvas.spec()


def _reach(figure: Swings) -> tuple[float, float]:
    """Both ends of the scale."""
    if figure.scale is not None:
        return figure.scale
    ends = finite(end for span in figure.spans for end in (span.low, span.high))
    ends += finite([figure.base])
    ticks = nice_ticks(min(ends, default=0.0), max(ends, default=1.0))
    return ticks[0], ticks[-1]


def _room_for_ends(figure: Swings, low: float, high: float, wide: float) -> tuple[float, float]:
    """Room at both sides of the area for the values of bars that reach as far as that."""
    pixel = wide * 0.8 / (high - low)
    before = behind = 18.0
    for span in (one for one in figure.spans if len(finite((one.low, one.high))) == 2):
        least, most = sorted(((span.low, span.low_label), (span.high, span.high_label)))
        before = max(before, min(width(one_line(least[1]), SMALL), _END) + 12 - (least[0] - low) * pixel)
        behind = max(behind, min(width(one_line(most[1]), SMALL), _END) + 12 - (high - most[0]) * pixel)
    return before, behind
