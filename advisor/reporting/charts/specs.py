"""Each kind of chart as a Vega-Lite specification."""

from __future__ import annotations

from typing import TypeAlias

from advisor.reporting.blocks import Chart, Scores, Shares
from advisor.reporting.charts.draw_bars import stacked_bars, swings
from advisor.reporting.charts.draw_columns import columns
from advisor.reporting.charts.draw_curves import curves
from advisor.reporting.charts.draw_maps import grid, ladders, timeline
from advisor.reporting.charts.draw_scores import scores, shares
from advisor.reporting.charts.figures import Columns, Curves, Grid, Ladders, StackedBars, Swings, Timeline
from advisor.reporting.charts.layers import Spec

Drawable: TypeAlias = Chart | Scores | Shares
"""The blocks that can be drawn."""


def spec(block: Drawable, width: float) -> Spec:
    """The specification of a drawing so many pixels wide; its height follows from what it holds."""
    match block:
        case Scores():
            return scores(block, width)
        case Shares():
            return shares(block, width)
        case Chart():
            return _figure(block, width)


def _figure(block: Chart, width: float) -> Spec:
    match block.figure:
        case StackedBars():
            return stacked_bars(block.figure, width)
        case Curves():
            return curves(block.figure, width)
        case Swings():
            return swings(block.figure, width)
        case Grid():
            return grid(block.figure, width)
        case Ladders():
            return ladders(block.figure, width)
        case Timeline():
            return timeline(block.figure, width)
        case Columns():
            return columns(block.figure, width)
