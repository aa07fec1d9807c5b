"""A portfolio as a workbook: a heat map to sort and filter, and a sheet for each thing in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from advisor.model.portfolio import Portfolio
from advisor.model.portfolio_view import PortfolioRow, dimension_ids
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.portfolio.words import NO_MODEL, headline, many, money_lines, offer_words
from advisor.reporting.xlsx.book import Book
from advisor.reporting.xlsx.sheet import Sheet

_HEAD = 4
_SCALE = {"min_color": "#F7F1DC", "mid_color": "#B5D5DB", "max_color": "#6CA6D9"}
_ENDS = {"min": 0, "mid": 50, "max": 100}
"""Light to dark: the order shows in grey as well, and to every eye."""

Value = str | Decimal | int | None


def render(portfolio: Portfolio, rows: Sequence[PortfolioRow], look: Look = PLAIN) -> bytes:
    """The workbook; the same portfolio gives the same bytes.

    Raises:
        MissingExtra: the library that writes workbooks is not installed.
    """
    book = Book(look, "Portfolio of AI workloads")
    _workloads(book.sheet("Workloads"), portfolio, rows)
    _risks(book.sheet("Open risks"), portfolio)
    _gaps(book.sheet("Shared gaps"), portfolio)
    _practices(book.sheet("Next practices"), portfolio)
    if portfolio.shared:
        _shared(book.sheet("Shared servers"), portfolio)
    if portfolio.broken:
        _broken(book.sheet("Cannot be used"), portfolio)
    return book.finish()


def _begin(
    sheet: Sheet, title: str, note: str, heads: Sequence[str], widths: Sequence[float], numbers: set[int]
) -> None:
    sheet.widths(widths)
    sheet.title(title)
    sheet.text(1, 0, note, "quiet")
    sheet.head(_HEAD, heads, numbers=numbers)
    sheet.raw.freeze_panes(_HEAD + 1, 1)
    sheet.page(repeat=_HEAD)


def _fill(
    sheet: Sheet, lines: Iterable[Sequence[Value]], columns: int, kinds: dict[int, tuple[str, ...]]
) -> int:
    row = _HEAD
    for line in lines:
        row += 1
        for column, value in enumerate(line):
            own = kinds.get(column, ())
            if value is None:
                sheet.blank(row, column, "cell", *own)
            elif isinstance(value, str):
                sheet.text(row, column, value, "cell", *own)
            else:
                sheet.number(row, column, value, "cell", *own)
    sheet.raw.autofilter(_HEAD, 0, max(row, _HEAD + 1), columns - 1)
    return row


def _workloads(sheet: Sheet, portfolio: Portfolio, rows: Sequence[PortfolioRow]) -> None:
    dimensions = dimension_ids(portfolio)
    first = 5
    heads = ["Assessment", "Workload", "Now", "Target", "Settled", *dimensions.values()]
    heads += [
        "Urgent",
        "Warnings",
        "Next practice",
        "Cost now",
        "Cost target",
        "Cheapest",
        "Currency",
        "Months",
    ]
    heads += ["Pack", "File"]
    scores = range(first, first + len(dimensions))
    money = scores.stop + 3
    widths = [30, 30, 20, 20, 9, *(13 for _ in dimensions), 8, 10, 34, 14, 14, 14, 9, 8, 22, 34]
    numbers = {*scores, scores.stop, scores.stop + 1, *range(money, money + 3), money + 4}
    _begin(sheet, "Portfolio of AI workloads", headline(portfolio), heads, widths, numbers)
    for place, line in enumerate(money_lines(portfolio)[:2]):
        sheet.text(2 + place, 0, line, "quiet")
    kinds: dict[int, tuple[str, ...]] = {0: ("strong",), **dict.fromkeys(scores, ("score",))}
    kinds |= dict.fromkeys((scores.stop, scores.stop + 1, money + 4), ("whole",))
    kinds |= dict.fromkeys(range(money, money + 3), ("money",))
    last = _fill(sheet, (_line(row, tuple(dimensions)) for row in rows), len(heads), kinds)
    for column in scores:
        scale: dict[str, str | int] = {"type": "3_color_scale", **_SCALE}
        for end, value in _ENDS.items():
            scale |= {f"{end}_type": "num", f"{end}_value": value}
        sheet.raw.conditional_format(_HEAD + 1, column, max(last, _HEAD + 1), column, scale)


def _line(row: PortfolioRow, dimensions: Sequence[str]) -> list[Value]:
    entry, workload, cost = row.entry, row.workload, row.workload.cost
    return [
        entry.name,
        workload.title,
        workload.now.title if workload.now else NO_MODEL,
        workload.target.title if workload.target else NO_MODEL,
        "yes" if workload.decided else "no",
        *(row.score(name) for name in dimensions),
        row.urgent,
        len(workload.warnings),
        entry.practices[0].title if entry.practices else None,
        cost.now if cost else None,
        cost.target if cost else None,
        cost.cheapest if cost else None,
        cost.currency if cost else None,
        cost.months if cost else None,
        f"{entry.pack.id} {entry.pack.version}",
        entry.file,
    ]


def _risks(sheet: Sheet, portfolio: Portfolio) -> None:
    heads = ("Severity", "Risk", "What to do", "Assessments", "Workloads", "Files")
    _begin(sheet, "Open risks", "The most urgent first.", heads, (10, 50, 60, 13, 12, 50), {3, 4})
    lines = (
        (each.severity, each.message, each.do, len(each.files), each.workloads, ", ".join(each.files))
        for each in portfolio.risks
    )
    _fill(sheet, lines, len(heads), {0: ("strong",), 3: ("whole",), 4: ("whole",)})


def _gaps(sheet: Sheet, portfolio: Portfolio) -> None:
    heads = ("Question", "Counts towards", "Low in", "Open in", "Asked in", "Files with a low answer")
    note = "Low is less than half of the levels that an answer can have. What recurs is worth solving once."
    _begin(sheet, "Answers that hold several back", note, heads, (34, 26, 9, 9, 9, 70), {2, 3, 4})
    lines = (
        (each.title, each.dimension, len(each.low), len(each.open), each.of, ", ".join(each.low))
        for each in portfolio.gaps
    )
    _fill(sheet, lines, len(heads), {0: ("strong",), 2: ("whole",), 3: ("whole",), 4: ("whole",)})


def _practices(sheet: Sheet, portfolio: Portfolio) -> None:
    heads = ("Practice", "First step", "Effort", "Assessments", "Files")
    note = "Among the five best next practices of so many assessments."
    _begin(sheet, "Practices to take up next", note, heads, (36, 60, 10, 13, 60), {3})
    lines = (
        (each.title, each.first_step, str(each.effort), len(each.files), ", ".join(each.files))
        for each in portfolio.practices
    )
    _fill(sheet, lines, len(heads), {0: ("strong",), 3: ("whole",)})


def _shared(sheet: Sheet, portfolio: Portfolio) -> None:
    heads = ("Servers", "Workload", "File", "Advised", "Alone", "Joining the others", "Currency", "Together")
    note = "Machines alone, over the horizon; people, licences and data stay each team's own."
    _begin(sheet, "Servers worth sharing", note, heads, (34, 32, 34, 12, 16, 18, 10, 60), {4, 5})
    lines = (
        (
            f"{each.alternative}, {each.accelerator}",
            one.title,
            one.file,
            "now" if one.advised == "now" else "as the target",
            one.alone,
            one.joining,
            each.currency,
            offer_words(each) if place == 0 else None,
        )
        for each in portfolio.shared
        for place, one in enumerate(each.members)
    )
    _fill(sheet, lines, len(heads), {0: ("strong",), 4: ("money",), 5: ("money",)})


def _broken(sheet: Sheet, portfolio: Portfolio) -> None:
    heads = ("File", "Line", "Column", "Problem", "What helps")
    note = f"{many(len(portfolio.broken), 'file')} could not be read; all others are in the sheets before."
    _begin(sheet, "Cannot be used", note, heads, (44, 8, 8, 60, 60), {1, 2})
    lines = (
        (each.file, problem.line, problem.column, problem.message, problem.hint)
        for each in portfolio.broken
        for problem in each.problems
    )
    _fill(sheet, lines, len(heads), {0: ("strong",), 1: ("whole",), 2: ("whole",)})
