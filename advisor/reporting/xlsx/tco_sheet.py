"""The sheet of costs: figures to change, and sums, present values and comparisons that follow."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from advisor.model.economics import AlternativeCost, Estimate
from advisor.reporting import words
from advisor.reporting.sections.cost_words import CATEGORIES, advised
from advisor.reporting.xlsx.computing import Computing
from advisor.reporting.xlsx.formula import Area, Constant, Expression, Part, Ref, total
from advisor.reporting.xlsx.formula_text import number
from advisor.reporting.xlsx.functions import both, call, if_
from advisor.reporting.xlsx.live_costs import AS_REPORTED, LiveCosts
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
from advisor.reporting.xlsx.texts import line as one_line
from advisor.reporting.xlsx.working import Working

_NOTES = (
    "Everything here follows: the figures on the sheet “Inputs”, and through them the answers; the discount "
    "rate; and what is tried out below for a kind of cost. Yellow cells can be changed.",
    "“Calculation” has every step. From and To are as in the report: a workbook does not move all ranges.",
)
_CENT = Fraction(1, 100)
"""How far a line may be from the report's, where one of them rounds half a cent up and the other to even."""
ADVISED = "Advised by the rules"
STAYING = "As advised today"
_EVERYBODY = "All workloads on it"
OTHER_VOLUME = "The volume on “Inputs” is not that of the answers"
_NAME = 60
"""Letters of a title within a formula, which may hold no long texts."""
WITHOUT = (
    "This workbook has no costs.",
    "They are worked out from the prices of a pack. “advisor tco FILE” prints them, and a report made from a "
    "pack with prices carries them here.",
)


class TcoSheet:
    """Writes the costs, and knows where the totals stand."""

    def __init__(self, working: Working, sheet: Sheet, estimate: Estimate, costs: LiveCosts) -> None:
        """Write everything but the charts."""
        self._working = working
        self.sheet = sheet
        self.estimate = estimate
        self._costs = costs
        lines = {key: each.lines for key, each in costs.all.items()}
        self._primary = working.pack.manifest.primary_decision
        self.layout: Layout = layout(estimate, lines, self._primary)
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

    def _summary_head(self, row: int, means: str) -> None:
        titles = (
            "Alternative",
            "Decides about",
            means,
            "Of cheapest",
            *self._years,
            "Present value",
            "Total",
        )
        titles += ("From, in the report", "To, in the report")
        self.sheet.head(row, (*titles, "More than cheapest"), numbers=range(CASH, self._columns.more + 1))

    # One workload ------------------------------------------------------------------------------

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

    def _named(
        self, row: int, title: str, decision: str, of: tuple[str, AlternativeCost] | None = None
    ) -> None:
        sheet = self.sheet
        sheet.text(row, ALTERNATIVE, title, "cell", "strong")
        sheet.text(row, CATEGORY, self._working.pack.rules.decisions[decision].title, "cell", "quiet")
        primary = decision == self._primary
        flag = self._costs.advised(*of) if of is not None and primary else None
        if of is None:
            sheet.text(row, COST, _EVERYBODY, "cell", "quiet")
        elif flag is None:
            sheet.blank(row, COST, "cell")
        else:
            sheet.formula(row, COST, if_(flag, self._advice(*of), ""), "cell")

    def _advice(self, workload: str, cost: AlternativeCost) -> str:
        """Of several alternatives that stand for what is advised, only the cheapest one counts."""
        found = next(each for each in self.estimate.workloads if each.workload == workload)
        rivals = [
            one for one in found.alternatives if one.decision == cost.decision and one.outcome == cost.outcome
        ]
        return ADVISED if min(rivals, key=lambda one: one.total) is cost else "Advised, costs more"

    def _range(self, row: int, low: Decimal, high: Decimal) -> None:
        self.sheet.number(row, self._columns.low, low, "cell", "money", "quiet")
        self.sheet.number(row, self._columns.high, high, "cell", "money", "quiet")

    def _more(self, row: int, group: Sequence[int]) -> None:
        """How much more than the cheapest alternative to the same decision."""
        column = self._columns.total
        mine = self._at(row, column)
        least = call("MIN", *(self._at(each, column) for each in group))
        known = call("ISNUMBER", mine)
        self.sheet.formula(row, self._columns.more, if_(known, mine - least, words.NOTHING), "cell", "money")
        share = if_(known, if_(least.above(0), mine / least, words.NOTHING), words.NOTHING)
        self.sheet.formula(row, CASH, share, "cell", "times")

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

    def _stay_range(self, row: int, chosen: Sequence[AlternativeCost | None]) -> None:
        known = [each for each in chosen if each is not None]
        if len(known) == len(chosen):
            low = sum((each.interval.low for each in known), Decimal(0))
            self._range(row, low, sum((each.interval.high for each in known), Decimal(0)))
            return
        for column in (self._columns.low, self._columns.high):
            self.sheet.text(row, column, words.NOTHING, "cell", "quiet", "end")

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
