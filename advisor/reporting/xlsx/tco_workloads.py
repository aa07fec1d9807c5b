"""One workload on the sheet of costs: lines, payments, unit costs, and sums by alternative."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from advisor.reporting import words
from advisor.reporting.sections.cost_words import CATEGORIES, advised
from advisor.reporting.xlsx.computing import Computing
from advisor.reporting.xlsx.formula import Area, Constant, Expression, Part, Ref, total
from advisor.reporting.xlsx.formula_text import number
from advisor.reporting.xlsx.functions import call, if_
from advisor.reporting.xlsx.tco_layout import (
    ALTERNATIVE,
    CASH,
    CATEGORY,
    COST,
    RATE,
    YEARS,
    CostRows,
    WorkloadRows,
)
from advisor.reporting.xlsx.tco_rows import ADVISED, STAYING, TcoRows

_CENT = Fraction(1, 100)
"""How far a line may be from the report's, where one of them rounds half a cent up and the other to even."""


class TcoWorkloads(TcoRows):
    """Writes a workload, alternative by alternative."""

    def _workload(self, rows: WorkloadRows) -> None:
        sheet, columns = self.sheet, self._columns
        found = rows.estimate
        self._section(rows.top, found.title)
        self._summary_head(rows.top + 1, "Advice")
        figures = range(YEARS, columns.total + 1)
        lines = ("Alternative", "Kind of cost", "Cost", "Paid?", *self._years, "Try out", "Total")
        sheet.head(rows.lines, lines, numbers=figures)
        ends = (f"End of {year.lower()}" for year in self._years)
        payments = ("Alternative", "", "Payments", "At the start", *ends, "Present value")
        sheet.head(rows.cash, payments, numbers=range(CASH, columns.total))
        for each in rows.costs:
            self._lines(each)
            self._cash(rows, each)
            self._summary(rows, each)
        self._stay(rows)
        self._units(rows)

    def _lines(self, rows: CostRows) -> None:
        sheet, columns = self.sheet, self._columns
        told = {line.id: line for line in rows.cost.lines}
        for row, line in enumerate(rows.lines, rows.first):
            sheet.text(row, ALTERNATIVE, rows.cost.title, "cell", "quiet")
            sheet.text(row, CATEGORY, CATEGORIES[line.category], "cell", "quiet")
            sheet.text(row, COST, line.title, "cell")
            sheet.number(row, CASH, int(line.cash), "cell", "truth")
            known = told.get(line.id)
            for index, amount in enumerate(line.years):
                wanted = known.years[index] if known is not None else Decimal(0)
                self._amount(row, columns.year(index), amount, wanted)
            change = self._at(self.layout.changes[line.category], CATEGORY)
            sheet.formula(row, columns.change, change * 1, "cell", "percent")
            years = Area(sheet.name, row, YEARS, row, columns.year(self.estimate.years - 1))
            more = self._at(row, columns.change)
            sheet.formula(row, columns.total, call("SUM", years) * (more + 1), "cell", "money")

    def _amount(self, row: int, column: int, amount: Expression, wanted: Decimal) -> None:
        """A year of a line: in whole cents, as the report has it."""
        cents = call("ROUND", amount, 2)
        found = number(cents.value(self._working.book.cells))
        if abs(found - Fraction(wanted)) <= _CENT:
            self.sheet.formula(row, column, cents, "cell", "money")
            return
        # Two truths in one workbook would be worse than one that stands still.
        self.sheet.number(row, column, wanted, "cell", "money", "quiet")
        self.sheet.note(row, column, "As in the report: this figure does not follow the inputs.")

    def _cash(self, workload: WorkloadRows, rows: CostRows) -> None:
        """Payments as estimated, then with what is tried out."""
        sheet, columns = self.sheet, self._columns
        for row, text in ((rows.cash, "as estimated"), (rows.cash + 1, "with what is tried out")):
            sheet.text(row, ALTERNATIVE, rows.cost.title, "cell", "quiet")
            sheet.blank(row, CATEGORY, "cell")
            sheet.text(row, COST, text, "cell")
        computing = self._costs.all[workload.estimate.workload, rows.cost.id].computing
        for index in range(self.estimate.years + 1):
            column = CASH + index
            sheet.formula(rows.cash, column, self._paid(rows, computing, index), "cell", "money")
            formula: Expression = self._at(rows.cash, column)
            if index and rows.lines:
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

    def _paid(self, rows: CostRows, computing: Computing | None, index: int) -> Expression:
        """Cash at the start, or at the end of a year: machines are paid when they are bought."""
        year = max(index - 1, 0)
        parts: list[Part] = [
            self._at(row, self._columns.year(year))
            for row, line in enumerate(rows.lines, rows.first)
            if line.cash and not line.machine and (not line.once if index else line.once)
        ]
        if index and computing is not None:
            parts.append(call("ROUND", computing.running(year), 2))
        if computing is not None and computing.purchases is not None and index < self.estimate.years:
            parts.append(call("ROUND", computing.purchases[index], 2))
        paid = total(parts)
        if index and computing is not None and computing.resale is not None:
            paid = paid - call("ROUND", computing.resale[year], 2)
        return paid * 1 if isinstance(paid, Ref) else paid

    def _units(self, rows: WorkloadRows) -> None:
        """What one unit costs, alternative by alternative."""
        sheet, columns = self.sheet, self._columns
        told = [
            (cost, unit_cost)
            for cost in rows.costs
            for unit_cost in cost.cost.unit_costs
            if unit_cost.years is not None
        ]
        if not told:
            return
        titles = ("Alternative", "Unit", "Unit cost", "", *self._years)
        sheet.head(rows.units, titles, numbers=range(YEARS, columns.change))
        for row, (cost, found) in enumerate(told, rows.units + 1):
            sheet.text(row, ALTERNATIVE, cost.cost.title, "cell", "quiet")
            sheet.text(row, CATEGORY, "" if found.unit == "1" else found.unit, "cell", "quiet")
            sheet.text(row, COST, found.title, "cell")
            sheet.blank(row, CASH, "cell")
            live = self._costs.unit_cost(rows.estimate.workload, cost.cost.id, found.id)
            for index, formula in enumerate(live):
                sheet.formula(row, columns.year(index), formula, "cell", "unit")

    def _summary(self, rows: WorkloadRows, each: CostRows) -> None:
        sheet, columns, cost = self.sheet, self._columns, each.cost
        row = each.summary
        self._named(row, cost.title, cost.decision, (rows.estimate.workload, cost))
        for index in range(self.estimate.years):
            years = self._column(each, columns.year(index))
            tried = call("SUMPRODUCT", years, self._column(each, columns.change))
            amount: Expression = call("SUM", years) + tried if each.lines else total([])
            sheet.formula(row, columns.year(index), amount, "cell", "money")
        sheet.formula(row, columns.change, self._at(each.cash + 1, columns.change) * 1, "cell", "money")
        lines: Expression = call("SUM", self._column(each, columns.total)) if each.lines else total([])
        sheet.formula(row, columns.total, lines, "cell", "money", "strong")
        self._range(row, cost.interval.low, cost.interval.high)
        group = [other.summary for other in rows.costs if other.cost.decision == cost.decision]
        self._more(row, group)

    def _stay(self, rows: WorkloadRows) -> None:
        """What is advised today, all the time."""
        sheet, columns = self.sheet, self._columns
        first, last = rows.costs[0].summary, rows.costs[-1].summary
        advice = Area(sheet.name, first, COST, last, COST)
        known = call("COUNTIF", advice, ADVISED).above(0)
        sheet.text(rows.stay, ALTERNATIVE, STAYING, "cell", "strong")
        sheet.text(
            rows.stay, CATEGORY, self._working.pack.rules.decisions[self._primary].title, "cell", "quiet"
        )
        name: Expression = Constant(words.NOTHING)
        for each in reversed(rows.costs):
            name = if_(
                self._at(each.summary, COST).equals(ADVISED), self._at(each.summary, ALTERNATIVE), name
            )
        sheet.formula(rows.stay, COST, name, "cell")
        for column in (*range(YEARS, columns.change), columns.change, columns.total):
            amount = call("SUMIF", advice, ADVISED, Area(sheet.name, first, column, last, column))
            strong = ("strong",) if column == columns.total else ()
            sheet.formula(rows.stay, column, if_(known, amount, words.NOTHING), "cell", "money", *strong)
        self._stay_range(rows.stay, [advised(self._working.pack, rows.estimate)])
        self._more(rows.stay, [each.summary for each in rows.costs if each.cost.decision == self._primary])
