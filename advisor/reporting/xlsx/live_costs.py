"""Everything about costs that follows inputs and answers: alternatives, unit costs, KPIs, and what cannot."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from advisor.economics.compiled_book import lines_with
from advisor.economics.situation import exchange_of
from advisor.model.catalogue import Kpi
from advisor.model.economics import AlternativeCost, Basis, Estimate, WorkloadEstimate
from advisor.model.units import MONTHS_A_YEAR, unit
from advisor.reporting import words
from advisor.reporting.xlsx.calculation import Calculation
from advisor.reporting.xlsx.computing import Span
from advisor.reporting.xlsx.costing import Costing
from advisor.reporting.xlsx.formula import Constant, Expression
from advisor.reporting.xlsx.functions import call, if_
from advisor.reporting.xlsx.inputs_sheet import InputsSheet
from advisor.reporting.xlsx.live_guards import AS_REPORTED, Guards
from advisor.reporting.xlsx.outcomes import Outcomes
from advisor.reporting.xlsx.quantities import Quantities, Unknown, from_base
from advisor.reporting.xlsx.truths import Truths
from advisor.reporting.xlsx.working import Working


class LiveCosts:
    """Writes all steps, and knows where results stand."""

    def __init__(
        self,
        working: Working,
        calculation: Calculation,
        inputs: InputsSheet,
        estimate: Estimate,
        basis: Basis,
        outcomes: Outcomes,
        truths: Mapping[str, Truths],
    ) -> None:
        """Write the steps of every alternative that the estimate has."""
        self._working, self._calculation, self._inputs = working, calculation, inputs
        self._estimate, self._basis, self._outcomes, self._truths = estimate, basis, outcomes, truths
        lines = lines_with(basis.book, basis.economics.exponents)
        self._grown = basis.book.model_copy(update={"lines": lines})
        self.all: dict[tuple[str, str], Costing] = {}
        self.span = _span(estimate)
        for workload in estimate.workloads:
            for cost in workload.alternatives:
                self.all[workload.workload, cost.id] = self._costing(workload, cost)
        self.status = Guards(working, calculation, inputs, estimate, basis, truths, self.all).status()

    def _costing(self, workload: WorkloadEstimate, cost: AlternativeCost) -> Costing:
        basis, book = self._basis, self._grown
        block = self._calculation.block(workload.title, cost.title)
        lacking = {name for whose, name in self._inputs.lacking if whose == workload.workload}
        exchange = exchange_of(book, basis.economics)
        given = self._inputs.of(workload.workload, cost.id)
        quantities = Quantities(block, book, exchange, given, lacking)
        return Costing(block, book, cost.id, workload.kind, basis.initiatives, quantities, self.span)

    def end(self) -> None:
        """Nothing more is written."""
        self._calculation.end()

    def other_volume(self, workload: str) -> Expression | None:
        """Whether a workload's volume is none that its answers tell; None where that cannot be said."""
        return self._inputs.other_volume(workload)

    @property
    def differ(self) -> Expression:
        """Whether anything is not as in the report."""
        return call("NOT", self.status.equals(AS_REPORTED))

    def volume(self, workload: str) -> Expression:
        """Today's volume of a workload, in the unit in which it is told."""
        found = next(each for each in self._estimate.workloads if each.workload == workload)
        one = next(each for each in self._basis.workloads if each.workload == workload)
        base = self._inputs.of(workload, "")[one.profile.volume]
        return from_base(base, unit(found.volume_unit))

    def advised(self, workload: str, cost: AlternativeCost) -> Expression | None:
        """Whether the rules advise an alternative: as the answers have it, else as the report has it."""
        found = next(each for each in self._estimate.workloads if each.workload == workload)
        if cost.outcome is None:
            return None
        reported = Constant(int(found.advised.now == cost.outcome))
        return self._outcomes.sure(workload, cost.outcome, reported).equals(1)

    # Results -----------------------------------------------------------------------------------

    def unit_cost(self, workload: str, alternative: str, name: str) -> list[Expression]:
        """A unit cost, year by year."""
        book = self._basis.book
        costing = self.all[workload, alternative]
        found = next(each for each in book.unit_costs if each.id == name)
        shown = unit(self._unit(found.unit))
        return [
            costing.quantities.guarded(found.value, costing.results(year), shown, words.NOTHING)
            for year in range(self.span.count)
        ]

    def kpi(self, workload: str, kpi: Kpi) -> Expression | None:
        """The value of a KPI for what is advised today; None where it cannot be worked out here."""
        if kpi.value is None:
            return None
        found = next(each for each in self._estimate.workloads if each.workload == workload)
        shown = unit(self._unit(kpi.value.unit))
        primary = self._working.pack.manifest.primary_decision
        beside = {
            f"{cost.id}.{name}": amount
            for cost in found.alternatives
            for name, amount in self.all[workload, cost.id].results(0).items()
        }
        reported = next((each.alternative for each in found.kpis if each.kpi == kpi.id), None)
        values: dict[str, Expression] = {}
        named: dict[str, Expression] = {}
        for cost in found.alternatives:
            if cost.decision != primary and cost.id != reported:
                continue
            costing = self.all[workload, cost.id]
            value: Expression
            try:
                formula = costing.quantities.guarded(
                    kpi.value.formula, beside | costing.results(0), shown, words.NOTHING
                )
            except Unknown:
                # Such as the use of capacity where none is held.
                value = Constant(words.NOTHING)
            else:
                value = costing.block.amount(f"KPI: {kpi.title}, {shown.text}", formula)
            named[cost.id] = value
            if cost.outcome is not None and cost.outcome not in values:
                values[cost.outcome] = value
        return self._outcomes.choose(workload, values, self._while_open(found, named, reported))

    def _while_open(
        self, found: WorkloadEstimate, named: Mapping[str, Expression], reported: str | None
    ) -> Expression:
        """As the report has it while answers leave an outcome open; of the cheapest where there is none."""
        primary = self._working.pack.manifest.primary_decision
        costs = [each for each in found.alternatives if each.decision == primary and each.id in named]
        if not costs:
            return named.get(reported or "", Constant(words.NOTHING))
        totals = {each.id: self.all[found.workload, each.id].total() for each in costs}
        least = call("MIN", *totals.values())
        cheapest = named[costs[-1].id]
        for each in reversed(costs[:-1]):
            cheapest = if_(totals[each.id].equals(least), named[each.id], cheapest)
        as_reported = named.get(reported or "")
        if found.advised.now is None or as_reported is None:
            return cheapest
        return if_(self._outcomes.none(found.workload), cheapest, as_reported)

    def _unit(self, text: str) -> str:
        return text.replace(self._basis.book.currency, self._estimate.currency)


def _span(estimate: Estimate) -> Span:
    """The years of an estimate."""
    whole, rest = divmod(estimate.horizon_months, int(MONTHS_A_YEAR))
    lengths = [Fraction(1)] * whole
    if rest:
        lengths.append(Fraction(rest, int(MONTHS_A_YEAR)))
    return Span(tuple(lengths), estimate.depreciation)
