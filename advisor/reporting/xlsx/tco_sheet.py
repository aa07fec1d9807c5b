"""The sheet of costs: figures to change, and sums, present values and comparisons that follow."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.model.economics import Estimate
from advisor.reporting import words
from advisor.reporting.sections.cost_words import CATEGORIES
from advisor.reporting.xlsx.formula import Area, Expression, Ref, total
from advisor.reporting.xlsx.functions import call
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.tco_layout import (
    ALTERNATIVE,
    CASH,
    CATEGORY,
    COST,
    HEAD,
    RATE,
    YEARS,
    CostRows,
    Layout,
    WorkloadRows,
    layout,
)
from advisor.reporting.xlsx.working import Working

_NOTES = (
    "The yellow cells can be changed: the discount rate, what to try out for a kind of cost, every line and "
    "every payment. Sums, present values and comparisons follow.",
    "Lines come from “advisor tco”, which works them out from prices, volumes and answers. A workbook does "
    "not repeat that: to change an input, state it under “economics” in the assessment and report again.",
)
WITHOUT = (
    "This workbook has no costs.",
    "They are worked out from the prices of a pack. “advisor tco FILE” prints them, and a report made from a "
    "pack with prices carries them here.",
)


class TcoSheet:
    """Writes the costs, and knows where the totals stand."""

    def __init__(self, working: Working, sheet: Sheet, estimate: Estimate) -> None:
        """Write everything but the charts."""
        self._working = working
        self.sheet = sheet
        self.estimate = estimate
        self.layout: Layout = layout(estimate)
        self._columns = self.layout.columns
        self._years = [f"Year {number}" for number in range(1, estimate.years + 1)]
        self._begin()
        for workload in self.layout.workloads:
            self._workload(workload)
        self._totals()
        self._shares()
        sheet.breaks([self.layout.shares, *(each.top for each in self.layout.workloads)])
        sheet.page()
        sheet.protect()

    def _at(self, row: int, column: int) -> Ref:
        return Ref(self.sheet.name, row, column)

    def _column(self, rows: CostRows, column: int) -> Area:
        return Area(self.sheet.name, rows.first, column, rows.last, column)

    def _section(self, row: int, title: str) -> None:
        self.sheet.section(row, title, self._columns.more + 1)

    # Above -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        sheet, estimate = self.sheet, self.estimate
        sheet.widths((23, 21, 31, 12, *(12 for _ in self._years), 13, 13, 12, 12, 13, 13))
        sheet.title("Total cost of ownership")
        for row, note in enumerate(_NOTES, 1):
            sheet.text(row, 0, note, "quiet")
        months = words.count(estimate.horizon_months, "month")
        basis = f"{estimate.currency}, {months}, prices of {estimate.as_of.isoformat()} or before"
        sheet.text(HEAD - 1, 0, basis, "strong")
        sheet.text(RATE, ALTERNATIVE, "Discount rate a year", "cell")
        rate = sheet.number(RATE, CATEGORY, estimate.discount, "cell", "input", "percent")
        sheet.text(RATE, COST, "For present values; 0 % adds payments up as they are.", "quiet")
        self._working.book.name("Discount_rate", rate)
        sheet.text(HEAD + 1, ALTERNATIVE, "Try out: all lines of a kind", "strong")
        for category, row in self.layout.changes.items():
            sheet.text(row, ALTERNATIVE, CATEGORIES[category], "cell")
            sheet.number(row, CATEGORY, 0, "cell", "input", "percent")
        hint = "Such as 10% or -25%. A change moves payments in the year in which the cost falls."
        sheet.text(HEAD + 2, COST, hint, "quiet")
        first, last = min(self.layout.changes.values()), max(self.layout.changes.values())
        self._working.book.name("Try_out", Area(sheet.name, first, CATEGORY, last, CATEGORY))
        sheet.raw.freeze_panes(1, 1)

    def _summary_head(self, row: int, present: str = "Present value") -> None:
        titles = ("Alternative", "Decides about", "", "", *self._years, present, "Total", "From", "To")
        self.sheet.head(row, (*titles, "More than cheapest"), numbers=range(YEARS, self._columns.more + 1))

    # One workload ------------------------------------------------------------------------------

    def _workload(self, rows: WorkloadRows) -> None:
        sheet, columns = self.sheet, self._columns
        found = rows.estimate
        self._section(rows.top, found.title)
        self._summary_head(rows.top + 1)
        figures = range(YEARS, columns.total + 1)
        lines = ("Alternative", "Kind of cost", "Cost", "Paid?", *self._years, "Try out", "Total")
        sheet.head(rows.lines, lines, numbers=figures)
        ends = (f"End of {year.lower()}" for year in self._years)
        payments = ("Alternative", "", "Payments", "At the start", *ends, "Present value")
        sheet.head(rows.cash, payments, numbers=range(CASH, columns.total))
        for each in rows.costs:
            self._lines(each)
            self._cash(each)
            self._summary(rows, each)

    def _lines(self, rows: CostRows) -> None:
        sheet, columns = self.sheet, self._columns
        for row, line in enumerate(rows.cost.lines, rows.first):
            sheet.text(row, ALTERNATIVE, rows.cost.title, "cell", "quiet")
            sheet.text(row, CATEGORY, CATEGORIES[line.category], "cell", "quiet")
            sheet.text(row, COST, line.title, "cell")
            sheet.number(row, CASH, int(line.cash), "cell", "truth")
            for index, amount in enumerate(line.years):
                sheet.number(row, columns.year(index), amount, "cell", "input", "money")
            change = self._at(self.layout.changes[line.category], CATEGORY)
            sheet.formula(row, columns.change, change * 1, "cell", "percent")
            years = Area(sheet.name, row, YEARS, row, columns.year(self.estimate.years - 1))
            more = self._at(row, columns.change)
            sheet.formula(row, columns.total, call("SUM", years) * (more + 1), "cell", "money")

    def _cash(self, rows: CostRows) -> None:
        """Payments as estimated, then with what is tried out."""
        sheet, columns = self.sheet, self._columns
        for row, text in ((rows.cash, "as estimated"), (rows.cash + 1, "with what is tried out")):
            sheet.text(row, ALTERNATIVE, rows.cost.title, "cell", "quiet")
            sheet.blank(row, CATEGORY, "cell")
            sheet.text(row, COST, text, "cell")
        for index, amount in enumerate(rows.cost.cash):
            column = CASH + index
            sheet.number(rows.cash, column, amount, "cell", "input", "money")
            formula: Expression = self._at(rows.cash, column)
            if index and rows.cost.lines:
                parts = (self._column(rows, each) for each in (column, columns.change, CASH))
                formula = formula + call("SUMPRODUCT", *parts)
            else:
                formula = formula * 1
            sheet.formula(rows.cash + 1, column, formula, "cell", "money")
        sheet.blank(rows.cash, columns.change, "cell")
        flow = Area(sheet.name, rows.cash + 1, YEARS, rows.cash + 1, columns.year(self.estimate.years - 1))
        rate = self._at(RATE, CATEGORY)
        value = self._at(rows.cash + 1, CASH) + call("NPV", rate, flow)
        sheet.formula(rows.cash + 1, columns.change, value, "cell", "money", "strong")

    def _summary(self, rows: WorkloadRows, each: CostRows) -> None:
        sheet, columns, cost = self.sheet, self._columns, each.cost
        row = each.summary
        self._named(row, cost.title, cost.decision, each.cost.outcome == rows.estimate.advised.now)
        for index in range(self.estimate.years):
            years = self._column(each, columns.year(index))
            tried = call("SUMPRODUCT", years, self._column(each, columns.change))
            amount: Expression = call("SUM", years) + tried if cost.lines else total([])
            sheet.formula(row, columns.year(index), amount, "cell", "money")
        sheet.formula(row, columns.change, self._at(each.cash + 1, columns.change) * 1, "cell", "money")
        lines: Expression = call("SUM", self._column(each, columns.total)) if cost.lines else total([])
        sheet.formula(row, columns.total, lines, "cell", "money", "strong")
        self._range(row, cost.interval.low, cost.interval.high)
        group = [other.summary for other in rows.costs if other.cost.decision == cost.decision]
        self._more(row, group)

    def _named(self, row: int, title: str, decision: str, advised: bool = False) -> None:
        sheet = self.sheet
        sheet.text(row, ALTERNATIVE, title, "cell", "strong")
        sheet.text(row, CATEGORY, self._working.pack.rules.decisions[decision].title, "cell", "quiet")
        primary = decision == self._working.pack.manifest.primary_decision
        sheet.text(row, COST, "Advised by the rules" if advised and primary else "", "cell")
        sheet.blank(row, CASH, "cell")

    def _range(self, row: int, low: Decimal, high: Decimal) -> None:
        self.sheet.number(row, self._columns.low, low, "cell", "money", "quiet")
        self.sheet.number(row, self._columns.high, high, "cell", "money", "quiet")

    def _more(self, row: int, group: Sequence[int]) -> None:
        """How much more than the cheapest alternative to the same decision."""
        column = self._columns.total
        least = call("MIN", *(self._at(each, column) for each in group))
        difference = self._at(row, column) - least
        self.sheet.formula(row, self._columns.more, difference, "cell", "money")

    # All workloads -----------------------------------------------------------------------------

    def _totals(self) -> None:
        sheet, columns, found = self.sheet, self._columns, self.estimate.totals
        top = self.layout.totals
        self._section(top, "All workloads")
        self._summary_head(top + 1)
        for row, each in enumerate(found, top + 2):
            self._named(row, each.title, each.decision)
            parts = [rows for one in self.layout.workloads if (rows := one.of(each.alternative))]
            for column in (*range(YEARS, columns.change), columns.change, columns.total):
                amount = total([self._at(rows.summary, column) for rows in parts])
                strong = ("strong",) if column == columns.total else ()
                sheet.formula(
                    row, column, amount * 1 if len(parts) == 1 else amount, "cell", "money", *strong
                )
            self._range(row, each.interval.low, each.interval.high)
            group = [other for other, one in enumerate(found, top + 2) if one.decision == each.decision]
            self._more(row, group)
            if each.pooled is not None:
                sheet.number(row, columns.shared, each.pooled.total, "cell", "money", "quiet")
        if any(each.pooled is not None for each in found):
            sheet.text(top + 1, columns.shared, "Total, sharing servers", "head", "end")

    def _shares(self) -> None:
        sheet, top = self.sheet, self.layout.shares
        self._section(top, "All workloads by kind of cost")
        sheet.head(top + 1, ("Alternative", *CATEGORIES.values()), numbers=range(1, len(CATEGORIES) + 1))
        for row, each in enumerate(self.estimate.totals, top + 2):
            sheet.text(row, ALTERNATIVE, each.title, "cell", "strong")
            parts = [rows for one in self.layout.workloads if (rows := one.of(each.alternative))]
            for column in range(1, len(CATEGORIES) + 1):
                label = self._at(top + 1, column)
                sums = [self._sum_of(rows, label) for rows in parts if rows.cost.lines]
                sheet.formula(row, column, total(sums), "cell", "money")

    def _sum_of(self, rows: CostRows, label: Ref) -> Expression:
        return call("SUMIF", self._column(rows, CATEGORY), label, self._column(rows, self._columns.total))


def write_without(sheet: Sheet) -> None:
    """The sheet where there is no estimate."""
    sheet.widths((110,))
    sheet.title("Total cost of ownership")
    for row, text in enumerate(WITHOUT, 2):
        sheet.text(row, 0, text, "wrap", *(("strong",) if row == 2 else ()))
    sheet.page(landscape=False)
