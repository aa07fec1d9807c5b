"""What a bill shows as shapes: spend over time, shares, and small curves; told apart without colour."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from textual.content import Content

from advisor.model.bill import Picture
from advisor.model.bill_workloads import Day
from advisor.tui.widgets.cost_words import compact
from advisor.tui.widgets.drawing import FAINT, MUTED, Lines, said

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_OTHER = "░"
_AXIS = 6
"""Cells for the figures beside the bars."""


def means(days: Sequence[Day], cells: int) -> list[Decimal]:
    """The mean of each of so many stretches of days, so that stretches of other lengths compare."""
    count = min(cells, len(days))
    cuts = [len(days) * each // count for each in range(count + 1)] if count else []
    return [
        sum((each.effective for each in days[start:end]), Decimal(0)) / (end - start)
        for start, end in itertools.pairwise(cuts)
    ]


def spark(days: Sequence[Day], cells: int) -> str:
    """A curve in one row; empty when nothing was spent."""
    values = means(days, cells)
    top = max(values, default=Decimal(0))
    if top <= 0:
        return ""
    return "".join(_EIGHTHS[1 + max(0, min(7, int(each * 7 / top + Decimal("0.5"))))] for each in values)


def spend_lines(picture: Picture, width: int, height: int) -> Lines:
    """Effective cost by the day: AI solid from the ground, everything else dotted above it."""
    room = width - _AXIS - 1
    whole, ai = means(picture.series, room), means(picture.ai_series, room)
    top = max(whole, default=Decimal(0))
    if len(picture.series) < 2 or top <= 0:
        return [said("There are too few days with cost to draw.", MUTED)]
    repeat = max(1, room // len(whole)) if len(whole) * 2 <= room else 1
    lines: Lines = []
    for row in range(height - 1, -1, -1):
        label = compact(top) if row == height - 1 else compact(top / 2) if row == height // 2 - 1 else ""
        cells: list[tuple[str, str]] = [(f"{label:>{_AXIS}}│", MUTED)]
        for index, amount in enumerate(whole):
            of_ai = ai[index] if index < len(ai) else Decimal(0)
            sign, style = _cell(amount / top * height - row, of_ai / top * height - row)
            gap = 1 if repeat > 1 else 0
            cells.append((sign * (repeat - gap) + " " * gap, style))
        lines.append(Content.assemble(*cells).simplify())
    lines.append(said(" " * _AXIS + "└" + "─" * (repeat * len(whole)), MUTED))
    first, last = str(picture.first), str(picture.last)
    between = max(1, repeat * len(whole) - len(first) - len(last))
    lines.append(said(" " * (_AXIS + 1) + first + " " * between + last, MUTED))
    key = Content.assemble(
        " " * (_AXIS + 1), ("█", "$primary"), (" AI  ", MUTED), (_OTHER, FAINT),
        (f" other  {picture.currency} a day, effective", MUTED),
    )  # fmt: skip
    return [*lines, key.truncate(width, ellipsis=True)]


def _cell(whole: Decimal, ai: Decimal) -> tuple[str, str]:
    """One cell of a bar, of which ``whole`` cells from its foot are spent, ``ai`` of them on AI."""
    eighths = max(0, min(8, int(ai * 8 + Decimal("0.5"))))
    if eighths:
        return _EIGHTHS[eighths], "$primary"
    return (_OTHER, MUTED) if whole >= Decimal("0.5") else (" ", "")


def bar(share: Decimal, width: int, style: str = "$primary") -> Content:
    """``share`` of ``width`` cells; what is above nothing shows, what is outside of 0 to 1 is cut."""
    filled = min(width, max(1 if share > 0 else 0, int(share * width + Decimal("0.5"))))
    return Content.assemble(("━" * filled, style), ("─" * (width - filled), FAINT))
