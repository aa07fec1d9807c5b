"""Bars below one another: costs by part, swings, scores on their scale, shares."""

from __future__ import annotations

from math import ceil

from advisor.reporting.blocks import Scores, Shares
from advisor.reporting.charts.figures import StackedBar, StackedBars, Swings
from advisor.reporting.charts.layers import SMALL, TEXT, Box, Canvas, Dot, Margins, Scale, Spec, Stroke, Words
from advisor.reporting.charts.measure import fitted, folded, one_line, width
from advisor.reporting.charts.palette import ON_PARTS, PARTS, Role
from advisor.reporting.charts.scales import compact, finite, nice_ticks

_LINE = 15
"""From one line of text to the next."""
_END = 84.0
"""Most pixels that the value at the end of a bar takes."""


def label_column(labels: list[str], wide: float, *, share: float = 0.3) -> float:
    """Room for labels at the left: as much as they need in two lines, at most a share of the drawing."""
    needed = max((width(one_line(label), TEXT) for label in labels), default=0.0)
    return min(max(needed, 40.0), wide * share) + 12


def row_labels(canvas: Canvas, labels: list[str], places: list[float], left: float, x: float) -> None:
    """Labels left of their rows, in one line or two."""
    rows = []
    for label, place in zip(labels, places, strict=True):
        lines = folded(label, left - 12, TEXT)
        for number, line in enumerate(lines):
            rows.append(Words(x, place + (number - (len(lines) - 1) / 2) * _LINE, line))
    canvas.words(rows, align="right", dx=-10)


def axis(canvas: Canvas, ticks: tuple[float, ...], top: float, bottom: float, title: str = "") -> None:
    """Thin lines at round values, the values beneath them, and what they count."""
    canvas.strokes([Stroke(tick, top, tick, bottom, Role.GRID) for tick in ticks])
    canvas.words(
        [Words(tick, bottom, compact(tick), Role.QUIET) for tick in ticks], align="center", size=SMALL, dy=13
    )
    if title:
        text = fitted(title, canvas.width, SMALL)
        canvas.words([Words(ticks[-1], bottom, text, Role.QUIET)], align="right", size=SMALL, dy=29)


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
    canvas.words(lows, align="right", size=SMALL, dx=-5)
    canvas.words(highs, size=SMALL, dx=5)
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
    for span in figure.spans:
        least, most = sorted(((span.low, span.low_label), (span.high, span.high_label)))
        before = max(before, min(width(one_line(least[1]), SMALL), _END) + 12 - (least[0] - low) * pixel)
        behind = max(behind, min(width(one_line(most[1]), SMALL), _END) + 12 - (high - most[0]) * pixel)
    return before, behind


# Scores and shares --------------------------------------------------------------------------------------


def scores(figure: Scores, wide: float) -> Spec:
    """Each score on its scale from 0 to 100, with its bands and the interval that open answers leave."""
    left = label_column([bar.label for bar in figure.bars], wide)
    row, top = 50.0, 4.0
    bottom = row * len(figure.bars)
    canvas = Canvas(wide, top + bottom, Margins(left, top, 150, 0), x=Scale(0, 100))
    zones, intervals, markers, ticks, values, bands, names = [], [], [], [], [], [], []
    places = [row * (number + 0.42) for number in range(len(figure.bars))]
    for bar, place in zip(figure.bars, places, strict=True):
        edges = (0, bar.medium_from, bar.high_from, 100)
        roles = (Role.ZONE_LOW, Role.ZONE_MEDIUM, Role.ZONE_HIGH)
        for start, end, role, name in zip(edges, edges[1:], roles, ("low", "medium", "high"), strict=False):
            zones.append(Box(start, place - 9, end, place + 9, role))
            if (end - start) / 100 * canvas.width > width(name, SMALL) + 34:
                names.append(Words((start + end) / 2, place + 19, name, Role.QUIET))
        ticks += [Words(edge, place + 19, str(edge), Role.QUIET) for edge in edges]
        if bar.low is not None and bar.high is not None and bar.high > bar.low:
            intervals.append(Box(bar.low, place - 3, bar.high, place + 3, Role.INTERVAL))
        if bar.score is not None:
            markers.append(Stroke(bar.score, place - 13, bar.score, place + 13, Role.INK))
        lines = folded(bar.band, 138, SMALL)
        values.append(Words(100, place - 7 * len(lines), fitted(bar.value, 138, TEXT, bold=True)))
        bands += [
            Words(100, place - 7 * len(lines) + 15 * (number + 1), line, Role.QUIET)
            for number, line in enumerate(lines)
        ]
    canvas.boxes(zones, gap=1)
    canvas.boxes(intervals, radius=2)
    canvas.strokes(markers, thick=4)
    canvas.words(ticks, align="center", size=SMALL)
    canvas.words(names, align="center", size=SMALL)
    canvas.words(values, bold=True, dx=14)
    canvas.words(bands, size=SMALL, dx=14)
    row_labels(canvas, [bar.label for bar in figure.bars], places, left, 0)
    return canvas.spec()


def shares(figure: Shares, wide: float) -> Spec:
    """How the completions of the open answers come out."""
    left = label_column([part.label for part in figure.parts], wide, share=0.36)
    row = 30.0
    canvas = Canvas(wide, row * len(figure.parts), Margins(left, 0, 130, 0), x=Scale(0, 1))
    places = [row * (number + 0.5) for number in range(len(figure.parts))]
    rows = list(zip(figure.parts, places, strict=True))
    canvas.boxes([Box(0, place - 7, 1, place + 7, Role.GRID) for _, place in rows], radius=2)
    canvas.boxes(
        [
            Box(
                0,
                place - 7,
                min(max(part.share, 0.0), 1.0),
                place + 7,
                Role.ACCENT if part.lit else Role.MUTED,
            )
            for part, place in rows
            if part.share > 0
        ],
        radius=2,
    )
    canvas.words([Words(1, place, part.value) for part, place in rows if not part.lit], dx=10)
    canvas.words(
        [Words(1, place, f"{part.value}, advised") for part, place in rows if part.lit], dx=10, bold=True
    )
    row_labels(canvas, [part.label for part in figure.parts], places, left, 0)
    return canvas.spec()


__all__ = ["StackedBar", "axis", "label_column", "row_labels", "scores", "shares", "stacked_bars", "swings"]
