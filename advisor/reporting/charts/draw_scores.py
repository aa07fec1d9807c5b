"""Scores on their scale with bands and intervals, and shares of outcomes."""

from __future__ import annotations

from advisor.reporting.blocks import Scores, Shares
from advisor.reporting.charts.layers import Canvas, Spec
from advisor.reporting.charts.measure import fitted, folded, width
from advisor.reporting.charts.palette import Role
from advisor.reporting.charts.rows import label_column, row_labels
from advisor.reporting.charts.shapes import SMALL, TEXT, Box, Margins, Scale, Stroke, Words


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
    canvas.words(
        [Words(1, place, fitted(part.value, 118, TEXT)) for part, place in rows if not part.lit], dx=10
    )
    canvas.words(
        [
            Words(1, place, fitted(f"{part.value}, advised", 118, TEXT, bold=True))
            for part, place in rows
            if part.lit
        ],
        dx=10,
        bold=True,
    )
    row_labels(canvas, [part.label for part in figure.parts], places, left, 0)
    return canvas.spec()
