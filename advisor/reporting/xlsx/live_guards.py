"""What of the costs cannot follow inputs and answers, and what the workbook says once that matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from advisor.model.economics import Basis, BasisOf, Estimate, WorkloadEstimate
from advisor.model.price import LookUp, PriceBook
from advisor.model.units import MONTHS_A_YEAR, unit
from advisor.reporting import words
from advisor.reporting.xlsx.calculation import Calculation
from advisor.reporting.xlsx.costing import Costing
from advisor.reporting.xlsx.formula import Expression, Ref
from advisor.reporting.xlsx.functions import both, call, either, if_
from advisor.reporting.xlsx.inputs_sheet import InputsSheet
from advisor.reporting.xlsx.quantities import Unknown
from advisor.reporting.xlsx.truths import Truths
from advisor.reporting.xlsx.working import Working

AS_REPORTED = "All figures are those of the report."
_CHANGED = (
    "Not as in the report: figures or answers differ. All costs follow; From, To and texts are the report's."
)
_ROUND = 12


@dataclass(frozen=True, slots=True)
class _Guard:
    """Something that the sheet cannot follow, and what it says then."""

    broken: Expression
    said: str


class Guards:
    """Watches whether the figures are still those of the report."""

    def __init__(
        self,
        working: Working,
        calculation: Calculation,
        inputs: InputsSheet,
        estimate: Estimate,
        basis: Basis,
        truths: Mapping[str, Truths],
        costings: Mapping[tuple[str, str], Costing],
    ) -> None:
        self._working, self._calculation, self._inputs = working, calculation, inputs
        self._estimate, self._basis, self._truths, self._costings = estimate, basis, truths, costings

    def status(self) -> Expression:
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
        costing = self._costings[workload.workload, workload.alternatives[0].id]
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
