"""The cells of a portfolio's tables; heat is told in letters as well as in colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from advisor.model.portfolio import Portfolio
from advisor.model.portfolio_view import PortfolioRow, dimension_ids
from advisor.model.score_figures import whole_points
from advisor.tui.widgets.drawing import clean

Line = tuple[str, list[Text]]
"""The file that a line stands for, empty for none, and its cells."""
Column = tuple[str, str, int]
"""What it is sorted by (empty for none), its title, and its width."""

HEAT = {"low": "#4a3d00 on #f3ecd2", "medium": "#06262c on #7fb3bd", "high": "#ffffff on #16406b"}
"""From light to dark, so that every eye, and a grey screen, sees the order."""
_LETTERS = {"low": "l", "medium": "m", "high": "h"}
_NO_MODEL = "no model"


class PortfolioTable(DataTable[Text], inherit_bindings=False):
    """Rows only; left and right choose the column to sort by."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Open"),
        Binding("up", "cursor_up", "Up", show=False),
        Binding("down", "cursor_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "scroll_top", "First", show=False),
        Binding("end", "scroll_bottom", "Last", show=False),
    ]


def heat_columns(found: Portfolio, width: int) -> list[Column]:
    """The columns of the heat map that fit."""
    dimensions = dimension_ids(found)
    cell = 10 if width >= 110 else 5
    wide = width >= 110
    costs = wide and any(w.cost for entry in found.entries for w in entry.workloads)
    fixed: list[Column] = [("now", "Now", 19 if wide else 12), ("target", "Target", 19 if wide else 12)]
    fixed += [(name, title if wide else _short(title), cell) for name, title in dimensions.items()]
    fixed.append(("warnings", "Urgent" if wide else "!", 6 if wide else 3))
    if costs:
        fixed.append(("cost", "Cost now", 15))
    room = width - sum(each[2] + 2 for each in fixed) - 10
    while room < 14 and len(fixed) > 3:
        room += fixed.pop(1 if fixed[1][0] == "target" else -2)[2] + 2
    return [("name", "Workload", max(14, room)), *fixed]


def _short(title: str) -> str:
    return "".join(word[0] for word in title.split() if word)[:4].upper()


def heat_lines(rows: Sequence[PortfolioRow], columns: Sequence[Column]) -> list[Line]:
    """One line for each workload."""
    return [(row.entry.file, [_cell(row, *column) for column in columns]) for row in rows]


def _cell(row: PortfolioRow, name: str, _title: str, width: int) -> Text:
    workload = row.workload
    if name == "name":
        return _text(f"{workload.title} · {row.entry.name}")
    if name == "now":
        told = workload.now.title if workload.now else _NO_MODEL
        return _text(told if workload.decided else f"{told} ?", "" if workload.now else "bold")
    if name == "target":
        same = (workload.now and workload.now.id) == (workload.target and workload.target.id)
        return _text("same" if same else workload.target.title if workload.target else _NO_MODEL)
    if name == "warnings":
        return _right(str(row.urgent) if row.urgent else "–", width, "bold" if row.urgent else "")
    if name == "cost":
        cost = workload.cost
        return _right(
            f"{cost.now:,.0f} {clean(cost.currency)}" if cost and cost.now is not None else "–", width
        )
    score = next((each for each in workload.scores if each.id == name), None)
    if score is None or score.score is None or score.band is None:
        return _right("–", width)
    band = str(score.band) if width >= 10 else _LETTERS[score.band]
    gap = " " if width >= 10 else ""
    return _right(f"{whole_points(score.score)}{gap}{band} ", width, HEAT[score.band])


def _right(text: str, width: int, style: str = "") -> Text:
    return Text(text.rjust(width), style)


def _text(text: str, style: str = "") -> Text:
    return Text(" ".join(clean(text).split()), style, no_wrap=True, overflow="ellipsis")


def other_columns(view: str, width: int) -> list[Column]:
    """The columns of the other views."""
    titles = {
        "risks": ("Severity", "Risk", "Assessments"),
        "gaps": ("Low in", "Question", "Counts towards"),
        "practices": ("Next in", "Practice", "Takes"),
        "servers": ("Saved", "Servers", "Shared by"),
        "broken": ("Line", "File and problem", ""),
    }[view]
    first = 6 if view == "broken" else 12
    last = (20 if width >= 100 else 12) if titles[2] else 1
    return [
        ("", titles[0], first),
        ("", titles[1], max(20, width - first - last - 12)),
        ("", titles[2], last),
    ]


def other_lines(found: Portfolio, view: str) -> list[Line]:
    """What assessments have in common, or what is wrong with files."""
    lines: list[tuple[str, str, str, str]] = []
    if view == "risks":
        lines = [("", each.severity, each.message, str(len(each.files))) for each in found.risks]
    elif view == "gaps":
        lines = [("", f"{len(g.low)} of {g.of}", g.title, g.dimension) for g in found.gaps]
    elif view == "practices":
        lines = [("", str(len(p.files)), p.title, str(p.effort)) for p in found.practices]
    elif view == "servers":
        lines = [
            (
                "",
                f"{s.saved:,.0f}",
                f"{s.currency}: {s.alternative}, {s.accelerator}; {s.servers_shared} not {s.servers_alone}",
                str(len(s.members)),
            )
            for s in found.shared
        ]
    elif view == "broken":
        lines = [
            ("", str(each.problems[0].line or ""), f"{each.file}: {each.problems[0].message}", "")
            for each in found.broken
        ]
    return [(file, [_text(first), _text(middle), _text(last)]) for file, first, middle, last in lines]


def words_of(cells: Sequence[Text]) -> str:
    """What a filter looks at in a line."""
    return " ".join(cell.plain for cell in cells).casefold()
