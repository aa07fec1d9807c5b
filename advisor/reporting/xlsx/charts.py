"""Charts that the application draws itself, from the cells beside them, so that they follow every change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from advisor.reporting import words
from advisor.reporting.charts.palette import LINES, PARTS, Role, colours, readable_on
from advisor.reporting.numerals import figure
from advisor.reporting.sections.cost_words import CATEGORIES, money
from advisor.reporting.xlsx.book import Book
from advisor.reporting.xlsx.formula import Area
from advisor.reporting.xlsx.scores_sheet import ScoresSheet
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.tco_sheet import TcoSheet
from advisor.reporting.xlsx.texts import line
from advisor.reporting.xlsx.working import Working

_WIDTH = 900
_ROW = 20
"""Pixels of a row of usual height."""
_DASHES = ("solid", "dash", "round_dot", "long_dash_dot")
_MARKERS = ("circle", "square", "diamond", "triangle")
_ALTERNATIVE = 1_500
"""Letters of a text that stands for a chart."""


class Chart(Protocol):
    """What we use of the library's charts."""

    def add_series(self, options: Mapping[str, object]) -> object:
        """As the library has it."""

    def set_title(self, options: Mapping[str, object]) -> object:
        """As the library has it."""

    def set_chartarea(self, options: Mapping[str, object]) -> object:
        """As the library has it."""

    def set_x_axis(self, options: Mapping[str, object]) -> object:
        """As the library has it."""

    def set_y_axis(self, options: Mapping[str, object]) -> object:
        """As the library has it."""

    def set_legend(self, options: Mapping[str, object]) -> object:
        """As the library has it."""

    def set_size(self, options: Mapping[str, object]) -> object:
        """As the library has it."""


def scores_chart(working: Working, scores: ScoresSheet, sheet: Sheet) -> None:
    """Every score with the range that open answers leave."""
    chart = _chart(working.book, "bar", "Scores, with what open answers leave possible")
    tint = colours(working.book.look.brand.colours)
    less, more = scores.errors()
    chart.add_series(
        {
            "name": "Score",
            "categories": _ref(scores.names()),
            "values": _ref(scores.scores()),
            "fill": {"color": tint[Role.ACCENT]},
            "gap": 60,
            "data_labels": {
                "value": True,
                "num_format": "0",
                "position": "inside_base",
                "font": _font(working.book, readable_on(tint[Role.ACCENT])),
            },
            "x_error_bars": {
                "type": "custom",
                "plus_values": _ref(more),
                "minus_values": _ref(less),
                "line": {"color": tint[Role.INK], "width": 1.5},
            },
        }
    )
    chart.set_x_axis(
        _axis(
            working.book,
            "Points of 100",
            min=0,
            max=100,
            major_unit=10,
            num_format="0",
            label_position="high",
        )
    )
    chart.set_y_axis(_axis(working.book, None, reverse=True) | {"major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    said = "; ".join(
        f"{each.title} of {block.title}: "
        + (
            "nothing applies"
            if each.score is None
            else f"{figure(each.score)}, from {figure(each.low or 0)} to {figure(each.high or 0)}"
        )
        for block in working.document.recommendation.workloads
        for each in block.dimensions
    )
    _insert(
        sheet,
        scores.layout.chart,
        scores.layout.chart_height,
        chart,
        f"Bars of scores from 0 to 100. {said}.",
    )


def costs_chart(working: Working, tco: TcoSheet) -> None:
    """What each alternative costs over all workloads, by kind of cost."""
    found, estimate = tco.layout, tco.estimate
    primary = working.pack.manifest.primary_decision
    shown = [each for each in estimate.totals if each.decision == primary] or list(estimate.totals)
    if not shown:
        return
    first = found.parts.rows[shown[0].alternative]
    chart = _chart(working.book, "bar", "What each alternative costs, by kind of cost", subtype="stacked")
    tint = colours(working.book.look.brand.colours)
    name = tco.sheet.name
    for place, part in enumerate(PARTS[: len(CATEGORIES)], 1):
        chart.add_series(
            {
                "name": _ref(Area(name, found.shares + 1, place, found.shares + 1, place)),
                "categories": _ref(Area(name, first, 0, first + len(shown) - 1, 0)),
                "values": _ref(Area(name, first, place, first + len(shown) - 1, place)),
                "fill": {"color": tint[part]},
                "border": {"color": tint[Role.PAPER], "width": 0.75},
                "gap": 50,
            }
        )
    title = f"{estimate.currency} over {words.count(estimate.horizon_months, 'month')}"
    chart.set_x_axis(_axis(working.book, title, num_format="#,##0", label_position="high"))
    chart.set_y_axis(_axis(working.book, None, reverse=True) | {"major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": _font(working.book)})
    said = "; ".join(f"{each.title}: {money(each.total)}" for each in shown)
    _insert(
        tco.sheet,
        found.chart,
        380,
        chart,
        f"Stacked bars of costs in {estimate.currency} by kind of cost. {said}.",
    )


def curves_chart(
    working: Working, sheet: Sheet, row: int, table: Area, axes: tuple[str, str], said: str, width: int
) -> None:
    """Cost a month by volume; ``table`` has volumes first, then a column for each alternative.

    ``width`` is in pixels.
    """
    chart = _chart(
        working.book,
        "scatter",
        "Which alternative costs least at which volume",
        subtype="straight_with_markers",
    )
    tint = colours(working.book.look.brand.colours)
    name = table.sheet
    for place, column in enumerate(range(table.left + 1, table.right + 1)):
        colour = tint[LINES[place % len(LINES)]]
        chart.add_series(
            {
                "name": _ref(Area(name, table.top - 1, column, table.top - 1, column)),
                "categories": _ref(Area(name, table.top, table.left, table.bottom, table.left)),
                "values": _ref(Area(name, table.top, column, table.bottom, column)),
                "line": {"color": colour, "width": 2, "dash_type": _DASHES[place % len(_DASHES)]},
                "marker": {
                    "type": _MARKERS[place % len(_MARKERS)],
                    "size": 5,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
            }
        )
    chart.set_x_axis(_axis(working.book, axes[0], log_base=10, num_format="#,##0"))
    chart.set_y_axis(_axis(working.book, axes[1], log_base=10, num_format="#,##0"))
    chart.set_legend({"position": "bottom", "font": _font(working.book)})
    _insert(sheet, row, 400, chart, said, width)


def spend_chart(working: Working, sheet: Sheet, row: int, title: str, areas: Sequence[Area]) -> None:
    """Spend by the day, AI at the foot; ``areas`` are the days, AI, and other spending."""
    chart = _chart(working.book, "column", title, subtype="stacked")
    tint = colours(working.book.look.brand.colours)
    days, *parts = areas
    for area, name, role in zip(parts, ("AI", "Other spending"), (PARTS[1], Role.MUTED), strict=True):
        chart.add_series(
            {
                "name": name,
                "categories": _ref(days),
                "values": _ref(area),
                "fill": {"color": tint[role]},
                "gap": 20,
            }
        )
    days_shown = areas[0].bottom - areas[0].top + 1
    every = max(1, -(-days_shown // 12))
    dates = {"date_axis": True, "num_format": "yyyy-mm-dd", "major_unit": every, "major_unit_type": "days"}
    chart.set_x_axis(_axis(working.book, None, **dates) | {"major_gridlines": {"visible": False}})
    chart.set_y_axis(_axis(working.book, None, num_format="#,##0"))
    chart.set_legend({"position": "bottom", "font": _font(working.book)})
    _insert(
        sheet, row, 320, chart, f"Columns of effective cost by the day. {title}. The figures stand below."
    )


def _chart(book: Book, kind: str, title: str, subtype: str | None = None) -> Chart:
    chart: Chart = book.raw.add_chart({"type": kind, **({"subtype": subtype} if subtype else {})})
    chart.set_title(
        {
            "name": title,
            "name_font": _font(book, book.look.brand.colours.ink, 12, bold=True),
            "overlay": False,
        }
    )
    chart.set_chartarea({"border": {"none": True}})
    return chart


def _font(book: Book, colour: str | None = None, size: int = 9, *, bold: bool = False) -> dict[str, object]:
    ink = colour or book.look.brand.colours.ink
    return {"name": book.look.brand.fonts.text or "Calibri", "size": size, "bold": bold, "color": ink}


def _axis(book: Book, title: str | None, **more: object) -> dict[str, object]:
    grid = colours(book.look.brand.colours)[Role.GRID]
    found: dict[str, object] = {
        "num_font": _font(book),
        "major_gridlines": {"visible": True, "line": {"color": grid, "width": 0.75}},
        "line": {"color": grid},
    }
    if title:
        # What begins with an equals sign would be taken for the address of a cell.
        name = line(title, 120)
        found |= {"name": f" {name}" if name.startswith("=") else name, "name_font": _font(book)}
    return found | more


def _ref(area: Area) -> str:
    return f"={area.text()}"


def _insert(sheet: Sheet, row: int, height: int, chart: Chart, said: str, width: int = _WIDTH) -> None:
    chart.set_size({"width": width, "height": height})
    options = {"x_offset": 4, "y_offset": 4, "object_position": 2, "description": line(said, _ALTERNATIVE)}
    sheet.raw.insert_chart(row, 0, chart, options)
    sheet.reach(row + height // _ROW + 1, 0)
