"""The sheet of costs: figures to change, and sums, present values and comparisons that follow."""

from __future__ import annotations

from advisor.model.economics import Estimate
from advisor.reporting import words
from advisor.reporting.sections.cost_words import CATEGORIES, advised
from advisor.reporting.xlsx.formula import Area, Constant, Expression, Ref, total
from advisor.reporting.xlsx.functions import both, call, if_
from advisor.reporting.xlsx.live_costs import LiveCosts
from advisor.reporting.xlsx.live_guards import AS_REPORTED
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.tco_layout import (
    ALTERNATIVE,
    CATEGORY,
    COST,
    HEAD,
    RATE,
    YEARS,
    CostRows,
    WorkloadRows,
)
from advisor.reporting.xlsx.tco_rows import STAYING
from advisor.reporting.xlsx.tco_workloads import TcoWorkloads
from advisor.reporting.xlsx.texts import line as one_line
from advisor.reporting.xlsx.working import Working

_NOTES = (
    "Everything here follows: the figures on the sheet “Inputs”, and through them the answers; the discount "
    "rate; and what is tried out below for a kind of cost. Yellow cells can be changed.",
    "“Calculation” has every step. From and To are as in the report: a workbook does not move all ranges.",
)
OTHER_VOLUME = "The volume on “Inputs” is not that of the answers"
_NAME = 60
"""Letters of a title within a formula, which may hold no long texts."""
WITHOUT = (
    "This workbook has no costs.",
    "They are worked out from the prices of a pack. “advisor tco FILE” prints them, and a report made from a "
    "pack with prices carries them here.",
)


class TcoSheet(TcoWorkloads):
    """Writes the costs, and knows where the totals stand."""

    def __init__(self, working: Working, sheet: Sheet, estimate: Estimate, costs: LiveCosts) -> None:
        """Write everything but the charts."""
        super().__init__(working, sheet, estimate, costs)
        self._begin()
        for workload in self.layout.workloads:
            self._workload(workload)
        self._totals()
        self._shares()
        sheet.breaks([self.layout.shares, *(each.top for each in self.layout.workloads)])
        sheet.page()
        sheet.protect()

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
        self._status(HEAD - 1)
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

    def _status(self, row: int) -> None:
        """Whether these are the report's figures, and what does not follow."""
        sheet, column = self.sheet, self._columns.year(0)
        cell = sheet.formula(row, column, self._costs.status, "strong")
        self._working.book.name("Figures_differ", cell)
        area = (row, column, row, self._columns.more)
        sheet.overlay(area, f"${chr(65 + column)}${row + 1}<>{Constant(AS_REPORTED).text()}", "warn")
        told: Expression = Constant("")
        for workload in reversed(self.estimate.workloads):
            other = self._costs.other_volume(workload.workload)
            if other is not None:
                said = f"{OTHER_VOLUME}: {one_line(workload.title, _NAME)}."
                told = if_(other, said, told)
        other_row = HEAD + 1
        cell = sheet.formula(other_row, column, told, "strong")
        sheet.overlay(
            (other_row, column, other_row, self._columns.more), call("NOT", cell.equals("")), "warn"
        )

    # One workload ------------------------------------------------------------------------------

    def staying(self, rows: WorkloadRows) -> tuple[Ref, Ref]:
        """The model that a workload stays on, and what that costs over the horizon."""
        return self._at(rows.stay, COST), self._at(rows.stay, self._columns.total)

    def note(self, rows: WorkloadRows) -> Expression:
        """What to know of a workload's costs: nothing, or that its volume is not the answers'."""
        other = self._costs.other_volume(rows.estimate.workload)
        return Constant("") if other is None else if_(other, f"{OTHER_VOLUME}.", "")

    def all_note(self) -> Expression:
        """What a reader of the sums has to know: nothing, or that figures differ from the report's."""
        return if_(self._costs.differ, "Not as in the report: figures or answers differ.", "")

    def cheapest(self, rows: WorkloadRows) -> tuple[Expression, Expression]:
        """The cheapest model of a workload, and what it costs over the horizon."""
        mine = [each.summary for each in rows.costs if each.cost.decision == self._primary]
        totals = [self._at(each, self._columns.total) for each in mine]
        least = call("MIN", *totals)
        name: Expression = Constant(words.NOTHING)
        for row, amount in reversed(list(zip(mine, totals, strict=True))):
            name = if_(amount.equals(least), self._at(row, ALTERNATIVE), name)
        return name, least

    # All workloads -----------------------------------------------------------------------------

    def _totals(self) -> None:
        sheet, columns, found = self.sheet, self._columns, self.estimate.totals
        top = self.layout.totals
        self._section(top, "All workloads")
        for head in self.layout.sums.heads.values():
            self._summary_head(head, "What it means")
        if self._primary in self.layout.sums.heads:
            self._stay_all(self.layout.sums.heads[self._primary] + 1)
        for each in found:
            row = self.layout.sums.rows[each.alternative]
            self._named(row, each.title, each.decision)
            parts = [rows for one in self.layout.workloads if (rows := one.of(each.alternative))]
            for column in (*range(YEARS, columns.change), columns.change, columns.total):
                amount = total([self._at(rows.summary, column) for rows in parts])
                strong = ("strong",) if column == columns.total else ()
                sheet.formula(
                    row, column, amount * 1 if len(parts) == 1 else amount, "cell", "money", *strong
                )
            self._range(row, each.interval.low, each.interval.high)
            self._more(row, self._rivals(each.decision))
            if each.pooled is not None:
                sheet.number(row, columns.shared, each.pooled.total, "cell", "money", "quiet")
        for decision, head in self.layout.sums.heads.items():
            if any(each.pooled is not None for each in found if each.decision == decision):
                sheet.text(head, columns.shared, "Sharing servers, in the report", "head", "end")

    def _rivals(self, decision: str) -> list[int]:
        """Rows of totals that answer the same question; what is advised is one more of the models."""
        rows = [
            self.layout.sums.rows[one.alternative] for one in self.estimate.totals if one.decision == decision
        ]
        return [self.layout.sums.heads[decision] + 1, *rows] if decision == self._primary else rows

    def _stay_all(self, row: int) -> None:
        """Each workload on what is advised for it today."""
        sheet, columns, every = self.sheet, self._columns, self.layout.workloads
        sheet.text(row, ALTERNATIVE, STAYING, "cell", "strong")
        sheet.text(row, CATEGORY, self._working.pack.rules.decisions[self._primary].title, "cell", "quiet")
        sheet.text(
            row, COST, "Each workload on the model advised for it today, all the time", "cell", "quiet"
        )
        for column in (*range(YEARS, columns.change), columns.change, columns.total):
            cells = [self._at(one.stay, column) for one in every]
            known = both([call("ISNUMBER", each) for each in cells])
            strong = ("strong",) if column == columns.total else ()
            sheet.formula(row, column, if_(known, total(cells), words.NOTHING), "cell", "money", *strong)
        self._stay_range(row, [advised(self._working.pack, one.estimate) for one in every])
        self._more(row, self._rivals(self._primary))

    def _shares(self) -> None:
        sheet, top = self.sheet, self.layout.shares
        self._section(top, "All workloads by kind of cost")
        for head in self.layout.parts.heads.values():
            sheet.head(head, ("Alternative", *CATEGORIES.values()), numbers=range(1, len(CATEGORIES) + 1))
        for each in self.estimate.totals:
            row = self.layout.parts.rows[each.alternative]
            sheet.text(row, ALTERNATIVE, each.title, "cell", "strong")
            parts = [rows for one in self.layout.workloads if (rows := one.of(each.alternative))]
            for column in range(1, len(CATEGORIES) + 1):
                label = self._at(self.layout.parts.heads[each.decision], column)
                sums = [self._sum_of(rows, label) for rows in parts if rows.lines]
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
