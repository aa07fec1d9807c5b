"""Everything about costs that follows inputs and answers: alternatives, unit costs, KPIs, and what cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from advisor.economics.compiled_book import lines_with
from advisor.economics.situation import exchange_of
from advisor.model.catalogue import Kpi
from advisor.model.economics import AlternativeCost, Basis, BasisOf, Estimate, WorkloadEstimate
from advisor.model.expression import Expression as PackFormula
from advisor.model.formulas import references
from advisor.model.price import RESULTS, LookUp, PriceBook
from advisor.model.units import MONTHS_A_YEAR, unit
from advisor.reporting import words
from advisor.reporting.kpi_rows import kpi_rows
from advisor.reporting.xlsx.calculation import Calculation
from advisor.reporting.xlsx.computing import Span
from advisor.reporting.xlsx.costing import Costing
from advisor.reporting.xlsx.formula import Constant, Expression, Ref
from advisor.reporting.xlsx.functions import both, call, either, if_
from advisor.reporting.xlsx.inputs_sheet import InputsSheet
from advisor.reporting.xlsx.outcomes import Outcomes
from advisor.reporting.xlsx.quantities import Quantities, Unknown, from_base
from advisor.reporting.xlsx.truths import Truths
from advisor.reporting.xlsx.working import Working

AS_REPORTED = "All figures are those of the report."
_CHANGED = (
    "Not as in the report: figures or answers differ. All costs follow; From, To and texts are the report's."
)
_ROUND = 12


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


@dataclass(frozen=True, slots=True)
class _Guard:
    """Something that the sheet cannot follow, and what it says then."""

    broken: Expression
    said: str


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
        self.status = self._status()

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

    # What does not follow ----------------------------------------------------------------------

    def _status(self) -> Expression:
        """One line: whether everything is as reported, or what is not."""
        found: Expression = if_(self._inputs.changed().above(0), _CHANGED, AS_REPORTED)
        for guard in reversed(list(self._guards())):
            found = if_(guard.broken, guard.said, found)
        block = self._calculation.block("All workloads")
        return block.amount("Are these the report's figures?", found).joined("")

    def _guards(self) -> Iterator[_Guard]:
        book = self._basis.book
        for workload in self._estimate.workloads:
            one = next(each for each in self._basis.workloads if each.workload == workload.workload)
            yield from self._horizon(workload, book)
            yield from self._profile(workload, one, book)
            yield from self._priced_model(workload, book)
        yield from self._tokens(book)

    def _horizon(self, workload: WorkloadEstimate, book: PriceBook) -> Iterator[_Guard]:
        costing = self.all[workload.workload, workload.alternatives[0].id]
        try:
            years = costing.quantities.formula(book.needs.horizon)
        except Unknown:
            return
        months = call("ROUND", years * Fraction(MONTHS_A_YEAR), 0)
        broken = call("NOT", months.equals(self._estimate.horizon_months))
        said = words.count(self._estimate.horizon_months, "month")
        yield from self._held(broken, f"The horizon differs: these are {said}. Report again for another one.")

    def _profile(self, workload: WorkloadEstimate, one: BasisOf, book: PriceBook) -> Iterator[_Guard]:
        """The assumptions are those for a kind of work, which answers may change."""
        truths = self._truths[workload.workload]
        tests: list[Expression] = []
        for profile in book.profiles:
            if profile.when is None:
                break
            try:
                truth = truths.of(profile.when)
            except KeyError:
                # It looks at something that no rule looks at, so there is no cell for it.
                return
            if profile.id == one.profile.id:
                tests.append(truth.equals(1))
                break
            tests.append(truth.below(1))
        if tests:
            said = "The answers now call for other assumptions about a workload: report again for its costs."
            yield from self._held(call("NOT", both(tests)), said)

    def _priced_model(self, workload: WorkloadEstimate, book: PriceBook) -> Iterator[_Guard]:
        """Which hosted model is priced may follow the answers, too."""
        if workload.token_model is None or book.token_prices is None:
            return
        truths = self._truths[workload.workload]
        moved: list[Expression] = []
        for model in book.token_prices.models:
            try:
                truth = truths.of(model.when)
            except KeyError:
                return  # as for assumptions about a kind of work: there is no cell for it
            reported = truth.value(self._working.book.cells)
            if isinstance(reported, Fraction):
                moved.append(call("NOT", truth.equals(reported)))
        if moved:
            said = "The answers now plan another model: report again for the prices of its tokens."
            yield from self._held(either(moved), said)

    def _tokens(self, book: PriceBook) -> Iterator[_Guard]:
        """List prices of tokens are those of a typical request, and may differ for a longer one."""
        prices = book.token_prices
        looks = (LookUp.INPUT_PRICE, LookUp.OUTPUT_PRICE)
        if prices is None or not any(each.look_up in looks for each in book.quantities.values()):
            return
        moved: list[Expression] = []
        for workload in self._estimate.workloads:
            for figure in workload.inputs:
                if figure.id in (prices.read, prices.written) and figure.alternative is None:
                    cell = self._inputs.of(workload.workload, "").get(figure.id)
                    if isinstance(cell, Ref):
                        reported = Fraction(unit(figure.unit).to_base(figure.typical))
                        moved.append(call("NOT", call("ROUND", cell - reported, _ROUND - 6).equals(0)))
        if moved:
            said = "Requests are longer or shorter than in the report: look at the prices of tokens, too."
            yield from self._held(either(moved), said)

    def _held(self, broken: Expression, said: str) -> Iterator[_Guard]:
        """A guard that holds as reported; one that does not tells nothing."""
        if broken.value(self._working.book.cells) is False:
            yield _Guard(broken, said)


def _span(estimate: Estimate) -> Span:
    """The years of an estimate."""
    whole, rest = divmod(estimate.horizon_months, int(MONTHS_A_YEAR))
    lengths = [Fraction(1)] * whole
    if rest:
        lengths.append(Fraction(rest, int(MONTHS_A_YEAR)))
    return Span(tuple(lengths), estimate.depreciation)
