"""Money on the first sheet: what staying costs, workload by workload, and what would cost least."""

from __future__ import annotations

from advisor.reporting import words
from advisor.reporting.sections.cost_words import advised
from advisor.reporting.xlsx.formula import Expression, total
from advisor.reporting.xlsx.functions import both, call, if_
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.tco_sheet import TcoSheet
from advisor.reporting.xlsx.working import Working

_WIDE = 8


def write_money(working: Working, sheet: Sheet, tco: TcoSheet, row: int) -> int:
    """Write a table that looks at the sheet of costs; the row behind it."""
    estimate = tco.estimate
    over = words.count(estimate.horizon_months, "month")
    sheet.section(row, f"What it costs over {over}, in {estimate.currency}", _WIDE)
    heads = (
        "Workload",
        "Today’s model",
        "Staying on it",
        "The cheapest",
        "Note",
        "Cheapest model",
        "Staying costs more by",
    )
    sheet.head(row + 1, heads, numbers=(2, 3, 6))
    top = line = row + 2
    stays, leasts = [], []
    for rows in tco.layout.workloads:
        found = rows.estimate
        name, amount = tco.staying(rows)
        cheapest, least = tco.cheapest(rows)
        sheet.text(line, 0, found.title, "cell", "strong")
        sheet.formula(line, 1, name.joined(""), "cell")
        stays.append(sheet.formula(line, 2, if_(call("ISNUMBER", amount), amount, words.NOTHING), *_MONEY))
        leasts.append(sheet.formula(line, 3, least, *_MONEY))
        sheet.formula(line, 4, tco.note(rows), "cell")
        sheet.formula(line, 5, cheapest, "cell")
        sheet.formula(line, 6, _more(stays[-1], leasts[-1]), *_MONEY)
        line += 1
    sheet.text(line, 0, "All workloads", "cell", "strong")
    sheet.blank(line, 1, "cell")
    known = both([call("ISNUMBER", each) for each in stays])
    stay = sheet.formula(line, 2, if_(known, total(stays), words.NOTHING), *_MONEY, "strong")
    least = sheet.formula(line, 3, total(leasts) * 1, *_MONEY, "strong")
    sheet.formula(line, 4, tco.all_note(), "cell")
    sheet.text(line, 5, "Each on its cheapest", "cell")
    sheet.formula(line, 6, _more(stay, least), *_MONEY, "strong")
    sheet.overlay((top, 4, line, 4), f'$E{top + 1}<>""', "warn")
    chosen = [advised(working.pack, each) for each in estimate.workloads]
    if any(each is None for each in chosen):
        said = "Where today’s model is open, staying on it has no price yet."
        sheet.text(line + 1, 0, said, "quiet")
    return line + 3


_MONEY = ("cell", "money")


def _more(stay: Expression, least: Expression) -> Expression:
    return if_(call("ISNUMBER", stay), stay - least, words.NOTHING)
