"""What charts with rows have in common: labels at the left, and a scale beneath."""

from __future__ import annotations

from advisor.reporting.charts.layers import Canvas
from advisor.reporting.charts.measure import fitted, folded, one_line, width
from advisor.reporting.charts.palette import Role
from advisor.reporting.charts.scales import compact
from advisor.reporting.charts.shapes import SMALL, TEXT, Stroke, Words

_LINE = 15
"""From one line of text to the next."""


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
