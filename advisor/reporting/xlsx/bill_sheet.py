"""The sheet of the bill: answers beside it, spend by the day, who answers for it, every measure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.model.bill import Picture
from advisor.model.bill_answers import Evidence
from advisor.reporting import words
from advisor.reporting.sections.bill_charts import NOBODY
from advisor.reporting.sections.bill_words import STANDS, files, period
from advisor.reporting.xlsx.charts import spend_chart
from advisor.reporting.xlsx.formula import Area
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.working import Working

NAME = "Bill"
_WIDTHS = (34, 22, 22, 18, 18, 26)
_CHART_ROWS = 17


def write_bill(working: Working, sheet: Sheet, found: Evidence) -> None:
    """Write the sheet."""
    sheet.widths(_WIDTHS)
    sheet.title("What the bill shows")
    said = f"{files(found)}: {words.figure(found.bill.rows)} rows, SHA-256 {found.bill.sha256}"
    sheet.text(1, 0, said, "quiet")
    row = _answers(working, sheet, found, 3)
    breaks: list[int] = []
    for picture in found.bill.pictures:
        if breaks:
            breaks.append(row + 1)
        row = _picture(working, sheet, picture, row + 1, breaks)
    sheet.breaks(breaks)
    texts = [
        *(each.text for each in found.bill.notices),
        *(f"{one.currency}: {each.text}" for one in found.bill.pictures for each in one.notices),
        *(f"Not measured: {each.what}: {each.why}" for each in found.bill.unmeasured),
    ]
    sheet.section(row + 1, "What to know of the data", len(_WIDTHS))
    for place, text in enumerate(texts, row + 2):
        sheet.text(place, 0, text)
    sheet.page()


def _answers(working: Working, sheet: Sheet, found: Evidence, row: int) -> int:
    sheet.section(row, "Answers beside the bill", len(_WIDTHS))
    sheet.head(row + 1, ("Question", "Answer", "The bill speaks for", "Measured", "It is", "Evidence"))
    row += 2
    titles = {one.id: one.title for one in working.document.recommendation.workloads}
    for each in found.proposals:
        about = titles.get(each.workload or "", "")
        name = words.question(working.pack, each.question)
        sheet.text(row, 0, f"{name}\n{about}".strip(), "cell", "strong")
        sheet.text(row, 1, each.present or "Not answered", "cell")
        sheet.text(row, 2, each.label, "cell")
        _value(sheet, row, 3, each.measure.value, each.measure.unit)
        sheet.text(row, 4, STANDS[each.verdict], "cell")
        sheet.text(row, 5, each.evidence, "cell", "quiet")
        row += 1
    return row


def _picture(working: Working, sheet: Sheet, picture: Picture, row: int, breaks: list[int]) -> int:
    currency = picture.currency
    sheet.section(row, f"Spend in {currency}, {period(picture)}", len(_WIDTHS))
    row = _table(sheet, row + 1, ("Cost", "All", "AI", "AI share"), range(1, 4))
    for name in ("list", "contracted", "billed", "effective"):
        whole, ai = getattr(picture.cost, name), getattr(picture.ai, name)
        sheet.text(row, 0, name.capitalize(), "cell")
        _amounts(sheet, row, (whole, ai))
        _value(sheet, row, 3, picture.ai_share(name), "%")
        row += 1
    row = _table(
        sheet, row + 1, ("Team", "Own", "Part of what is shared", "Total", "AI in its own"), range(1, 5)
    )
    for each in picture.allocation.showback:
        sheet.text(row, 0, each.team or NOBODY, "cell")
        _amounts(sheet, row, (each.direct, each.shared, each.total, each.ai))
        row += 1
    breaks.append(row + 1)
    row = _days(working, sheet, picture, row + 1)
    row = _table(sheet, row + 1, ("Measure", "Value", "Unit", "Rows", "Query"), (1, 3))
    for measure in picture.measures:
        sheet.text(row, 0, measure.title, "cell")
        _value(sheet, row, 1, measure.value, measure.unit)
        sheet.text(row, 2, "" if measure.unit in ("1", "%") else measure.unit, "cell")
        sheet.number(row, 3, Decimal(measure.rows), "cell", "number")
        sheet.text(row, 4, measure.query or "", "cell", "quiet")
        row += 1
    return row


def _days(working: Working, sheet: Sheet, picture: Picture, row: int) -> int:
    if not picture.series:
        return row
    chart_row = row
    row = _table(sheet, row + _CHART_ROWS, ("Day", "AI", "Other spending"), (1, 2))
    first = row
    ai = {each.day: each.effective for each in picture.ai_series}
    for each in picture.series:
        own = ai.get(each.day, Decimal(0))
        sheet.day(row, 0, each.day.isoformat(), "cell", "date")
        _amounts(sheet, row, (own, each.effective - own))
        row += 1
    areas = [Area(sheet.name, first, column, row - 1, column) for column in range(3)]
    spend_chart(working, sheet, chart_row, f"Spend by the day, {picture.currency}", areas)
    return row


def _table(sheet: Sheet, row: int, titles: tuple[str, ...], numbers: Sequence[int]) -> int:
    sheet.head(row, titles, numbers=numbers)
    return row + 1


def _amounts(sheet: Sheet, row: int, amounts: Sequence[Decimal]) -> None:
    for column, amount in enumerate(amounts, 1):
        sheet.number(row, column, amount, "cell", "money")


def _value(sheet: Sheet, row: int, column: int, value: Decimal | None, unit: str) -> None:
    if value is None:
        sheet.text(row, column, words.NOTHING, "cell", "end")
    else:
        sheet.number(row, column, value, "cell", "percent" if unit == "%" else "unit")
