"""Which figures the costs of a workbook look at, so that each of them has a cell."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.model.economics import Basis
from advisor.model.expression import Expression as PackFormula
from advisor.model.formulas import references
from advisor.model.price import RESULTS, PriceBook
from advisor.reporting.kpi_rows import kpi_rows
from advisor.reporting.xlsx.working import Working


def wanted(working: Working, basis: Basis) -> dict[str, list[str]]:
    """Quantities that unit costs, this reader's KPIs and the horizon look at, by workload."""
    found: dict[str, dict[str, None]] = {each.workload: {} for each in basis.workloads}
    book = basis.book
    told = {
        (workload.workload, each.id)
        for workload in (working.document.estimate.workloads if working.document.estimate else ())
        for cost in workload.alternatives
        for each in cost.unit_costs
        if each.years is not None
    }
    for one in basis.workloads:
        given = frozenset(each.id for each in one.inputs)
        formulas = [book.needs.horizon]
        formulas += [each.value for each in book.unit_costs if (one.workload, each.id) in told]
        for formula in formulas:
            found[one.workload].update(dict.fromkeys(_leaves(book, formula, given)))
    for row in kpi_rows(working.document):
        if row.kpi.value is not None and row.workload.id in found:
            one = next(each for each in basis.workloads if each.workload == row.workload.id)
            given = frozenset(each.id for each in one.inputs)
            found[row.workload.id].update(dict.fromkeys(_leaves(book, row.kpi.value.formula, given)))
    return {workload: list(names) for workload, names in found.items()}


def _leaves(book: PriceBook, formula: PackFormula, given: frozenset[str]) -> Iterator[str]:
    """The inputs behind a formula."""
    lines = {line.id for line in book.lines}
    for name, _ in references(formula):
        if name in RESULTS or name in lines or name not in book.quantities:
            continue
        quantity = book.quantities[name]
        if quantity.value is None or name in given:
            yield name
        else:
            yield from _leaves(book, quantity.value, given)
