"""Where everything stands on the sheet of costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.model.economics import AlternativeCost, Estimate, TotalCost, WorkloadEstimate
from advisor.model.price import Category
from advisor.reporting.sections.cost_words import CATEGORIES
from advisor.reporting.xlsx.costing import LiveLine

ALTERNATIVE, CATEGORY, COST, CASH, YEARS = range(5)
HEAD = 4
RATE = HEAD
"""The row of the discount rate."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns behind the years."""

    years: int

    @property
    def change(self) -> int:
        """What is tried out; in summaries the present value."""
        return YEARS + self.years

    @property
    def total(self) -> int:
        """The sum over the years."""
        return self.change + 1

    @property
    def low(self) -> int:
        """The least that the ranges of the inputs allow."""
        return self.total + 1

    @property
    def high(self) -> int:
        """The most that they allow."""
        return self.total + 2

    @property
    def more(self) -> int:
        """How much more than the cheapest."""
        return self.total + 3

    @property
    def shared(self) -> int:
        """What it comes to where workloads share servers."""
        return self.total + 4

    def year(self, index: int) -> int:
        """The column of a year, from 0."""
        return YEARS + index


@dataclass(frozen=True, slots=True)
class CostRows:
    """One alternative of a workload."""

    cost: AlternativeCost
    lines: tuple[LiveLine, ...]
    """Also those that cost nothing today."""
    summary: int
    first: int
    """The first of its lines."""
    cash: int
    """Cash as estimated; with what is tried out on the next row."""

    @property
    def last(self) -> int:
        """The last of its lines."""
        return self.first + len(self.lines) - 1


@dataclass(frozen=True, slots=True)
class WorkloadRows:
    """One workload."""

    estimate: WorkloadEstimate
    top: int
    lines: int
    """The heading of the lines."""
    cash: int
    """The heading of the cash."""
    units: int
    """The heading of the unit costs."""
    costs: tuple[CostRows, ...]
    stay: int
    """The row of what is advised today, all the time."""

    def of(self, alternative: str) -> CostRows | None:
        """The rows of an alternative; None where it was left out."""
        return next((each for each in self.costs if each.cost.id == alternative), None)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Totals apart by what they decide about: models are no rivals of ways to come by one."""

    heads: dict[str, int]
    """The heading row, by decision; the primary one first."""
    rows: dict[str, int]
    """By alternative."""
    end: int
    """Behind them all, and one empty row."""


def grouped(totals: Sequence[TotalCost], primary: str, top: int, room: int = 0) -> Grouped:
    """Rows from ``top`` on, with so much ``room`` above the alternatives of the primary decision."""
    heads: dict[str, int] = {}
    rows: dict[str, int] = {}
    for decision in sorted(dict.fromkeys(each.decision for each in totals), key=lambda one: one != primary):
        heads[decision] = top
        top += 1 + (room if decision == primary else 0)
        for each in totals:
            if each.decision == decision:
                rows[each.alternative] = top
                top += 1
        top += 1
    return Grouped(heads, rows, top)


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole sheet."""

    columns: Columns
    changes: dict[Category, int]
    """The row of what is tried out, by category."""
    totals: int
    """The heading of the totals over all workloads."""
    shares: int
    """The heading of the totals by category."""
    sums: Grouped
    """The totals over all workloads."""
    parts: Grouped
    """The totals by category."""
    chart: int
    workloads: tuple[WorkloadRows, ...]


def layout(
    estimate: Estimate, lines_of: Mapping[tuple[str, str], tuple[LiveLine, ...]], primary: str
) -> Layout:
    """Rows from the top: inputs, totals, totals by category, room for a chart, then the workloads.

    ``lines_of`` has the lines by workload and alternative; ``primary`` is the decision that comes first.
    """
    changes = {category: HEAD + 2 + place for place, category in enumerate(CATEGORIES)}
    totals = HEAD + 3 + len(changes)
    sums = grouped(estimate.totals, primary, totals + 1, room=1)
    shares = sums.end
    parts = grouped(estimate.totals, primary, shares + 1)
    chart = parts.end
    row = chart + 21
    found = []
    for workload in estimate.workloads:
        top = row
        summary = top + 2
        stay = summary + len(workload.alternatives)
        lines = stay + 2
        first = lines + 1
        mine = [lines_of[workload.workload, each.id] for each in workload.alternatives]
        cash = first + sum(len(each) for each in mine) + 1
        rows = []
        for place, (cost, own) in enumerate(zip(workload.alternatives, mine, strict=True)):
            rows.append(CostRows(cost, own, summary + place, first, cash + 1 + 2 * place))
            first += len(own)
        units = cash + 2 + 2 * len(workload.alternatives)
        found.append(WorkloadRows(workload, top, lines, cash, units, tuple(rows), stay))
        told = sum(each.years is not None for cost in workload.alternatives for each in cost.unit_costs)
        row = units + 2 + told if told else units + 1
    return Layout(Columns(estimate.years), changes, totals, shares, sums, parts, chart, tuple(found))
