"""One score as a bar: what is sure, what is open, where the bands begin.

``━━━━━━╋━━━━●╍╍╍┼╍╍────``: heavy up to the lowest possible score, dashed up to the highest, thin for
the rest; ``●`` is the expected score, a crossing is the threshold of a band. Shape alone says it all.
"""

from __future__ import annotations

from textual.content import Content

from advisor.model.recommendation import DimensionScore
from advisor.model.rules import Dimension
from advisor.tui.widgets.drawing import FAINT, MUTED, Lines, one_line, points, said, spread

_SURE, _OPEN, _REST = "━", "╍", "─"
_SURE_STYLE, _OPEN_STYLE, _REST_STYLE, _SCORE_STYLE = (
    "$primary",
    "$primary 70%",
    FAINT,
    "bold $foreground",
)


def _cell(value: float, width: int) -> int:
    return min(width - 1, max(0, int(value * width / 100)))


def bar(
    score: float | None, low: float | None, high: float | None, width: int, thresholds: tuple[int, ...] = ()
) -> Content:
    """A score of 100 in ``width`` cells; ``thresholds`` are the points at which a band begins."""
    if score is None or low is None or high is None:
        return said("·" * width, FAINT)
    first, last = (round(value * width / 100) for value in (low, high))
    marks = {_cell(threshold, width) for threshold in thresholds}
    here = _cell(score, width)
    parts: list[tuple[str, str]] = []
    for cell in range(width):
        if cell == here:
            parts.append(("●", _SCORE_STYLE))
        elif cell < first:
            parts.append(("╋" if cell in marks else _SURE, _SURE_STYLE))
        elif cell < last:
            parts.append(("╋" if cell in marks else _OPEN, _OPEN_STYLE))
        else:
            parts.append(("┼" if cell in marks else _REST, _REST_STYLE))
    return Content.assemble(*parts).simplify()


def score_bar(score: DimensionScore, width: int, thresholds: tuple[int, ...] = ()) -> Content:
    """The bar of a dimension's score."""
    return bar(score.score, score.low, score.high, width, thresholds)


def interval(score: DimensionScore) -> str:
    """The score in points, with its interval while something is open: ``62 (55–70)``."""
    if score.score is None or score.low is None or score.high is None:
        return "–"
    if score.low == score.high:
        return points(score.score)
    return f"{points(score.score)} ({points(score.low)}–{points(score.high)})"


def band_words(score: DimensionScore) -> str:
    """The band, and every band that the open answers leave possible: ``medium, maybe low``."""
    if score.band is None:
        return "does not apply"
    others = [band.value for band in score.bands if band is not score.band]
    return f"{score.band.value}, maybe {' or '.join(others)}" if others else score.band.value


def score_lines(score: DimensionScore, dimension: Dimension | None, width: int) -> Lines:
    """Title and band on one line, bar and points on the next."""
    band = "open" if len(score.bands) > 1 else score.band.value if score.band else "–"
    figures = said(interval(score), "bold" if score.score is not None else MUTED)
    marks = (dimension.bands.medium, dimension.bands.high) if dimension else ()
    room = max(8, width - 12)
    return [
        spread(one_line(score.title, width), said(band, "bold"), width),
        spread(score_bar(score, room, marks), figures, width),
    ]
