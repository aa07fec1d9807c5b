"""Rows that every part of the sheet of costs has: heads, names, ranges, how much more than the cheapest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.model.economics import AlternativeCost, Estimate
from advisor.reporting import words
from advisor.reporting.xlsx.formula import Area, Ref
from advisor.reporting.xlsx.functions import call, if_
from advisor.reporting.xlsx.live_costs import LiveCosts
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.tco_layout import (
    ALTERNATIVE,
    CASH,
    CATEGORY,
    COST,
    CostRows,
    Layout,
    layout,
)
from advisor.reporting.xlsx.working import Working

ADVISED = "Advised by the rules"
STAYING = "As advised today"
_EVERYBODY = "All workloads on it"


class TcoRows:
    """What the parts of the sheet know, and the rows that several of them write."""

    def __init__(self, working: Working, sheet: Sheet, estimate: Estimate, costs: LiveCosts) -> None:
        """Find room for everything; nothing is written yet."""
        self._working = working
        self.sheet = sheet
        self.estimate = estimate
        self._costs = costs
        lines = {key: each.lines for key, each in costs.all.items()}
        self._primary = working.pack.manifest.primary_decision
        self.layout: Layout = layout(estimate, lines, self._primary)
        self._columns = self.layout.columns
        self._years = [f"Year {number}" for number in range(1, estimate.years + 1)]

    def _at(self, row: int, column: int) -> Ref:
        return Ref(self.sheet.name, row, column)

    def _column(self, rows: CostRows, column: int) -> Area:
        return Area(self.sheet.name, rows.first, column, rows.last, column)

    def _section(self, row: int, title: str) -> None:
        self.sheet.section(row, title, self._columns.more + 1)

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

    def _stay_range(self, row: int, chosen: Sequence[AlternativeCost | None]) -> None:
        known = [each for each in chosen if each is not None]
        if len(known) == len(chosen):
            low = sum((each.interval.low for each in known), Decimal(0))
            self._range(row, low, sum((each.interval.high for each in known), Decimal(0)))
            return
        for column in (self._columns.low, self._columns.high):
            self.sheet.text(row, column, words.NOTHING, "cell", "quiet", "end")
