"""The estimate: every workload on every alternative, side by side, and the total."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.compiled_book import CompiledBook, MissingInput, compiled_book
from advisor.economics.costs import alternative_cost, cents
from advisor.economics.crossings import cumulative, month_crossings, use_crossings, volume_crossings
from advisor.economics.disagreement import Money, disagreements
from advisor.economics.formulas import ZeroDenominator
from advisor.economics.inputs import Input, Inputs, Quoter, Situation, exchange_of, gather
from advisor.economics.kpis import kpi_values
from advisor.economics.machines import Plan
from advisor.economics.returns import returns, rigour
from advisor.economics.tables import NoPrice
from advisor.economics.timing import periods, timing
from advisor.economics.uncertainty import Moves, moves, robustness, swings
from advisor.errors import AdvisorError
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.construct import constructed
from advisor.model.economics import (
    Advised,
    AlternativeCost,
    Crossing,
    CurvePoint,
    Estimate,
    Figure,
    Interval,
    KpiValue,
    Timing,
    TotalCost,
    WorkloadEstimate,
    YearAdvice,
)
from advisor.model.expression import Expression
from advisor.model.pack import Pack
from advisor.model.price import Category, Compute, PriceBook, Profile
from advisor.model.price_days import newest_day, oldest_day
from advisor.model.stated import Economics, Given
from advisor.model.units import MONTHS_A_YEAR

_ZERO, _ONE = Decimal(0), Decimal(1)


class CannotEstimate(AdvisorError):
    """Nothing can be computed for a workload; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A workload, with what the rest of the advisor knows about it."""

    workload: Workload
    profile: Profile
    answers: Mapping[str, Answer]
    """Answers that count for it, the organisation's among them."""
    advised: Advised = field(default_factory=lambda: Advised(now=None, target=None))


@dataclass(frozen=True, slots=True)
class Request:
    """All that an estimate depends on."""

    pack: Pack
    book: PriceBook
    assessment: Assessment
    economics: Economics
    subjects: tuple[Subject, ...]
    as_of: datetime.date
    discounted: bool = False
    quote: Quoter | None = None
    overrides: Mapping[str, Given] = field(default_factory=dict)
    """Amounts that come before those of the assessment: options of a command, sliders of a screen."""


def quantity_behind(expression: Expression) -> str | None:
    """The quantity that a formula is nothing but."""
    return expression.quantity if expression.in_ is None else None


def estimate(request: Request) -> Estimate:
    """What every workload costs on every alternative.

    Raises:
        NoPrice: the book has no price of the day that was asked for.
        CannotEstimate: there is nothing to compute with.
    """
    if request.as_of < (first := oldest_day(request.book)):
        raise NoPrice(request.as_of, first)
    book = compiled_book(request.book, exchange_of(request.book, request.economics))
    found: list[WorkloadEstimate] = []
    horizon, discount = 0, _ZERO
    for subject in request.subjects:
        one = _Workload(request, book, subject)
        horizon, discount = one.months, one.discount
        found.append(one.result())
    economics = request.economics
    return Estimate(
        pack=request.pack.id,
        pack_version=request.pack.version,
        pack_sha256=request.pack.sha256,
        assessment=request.assessment.id,
        organisation=request.assessment.organisation,
        currency=economics.currency or request.book.currency,
        as_of=request.as_of,
        horizon_months=horizon,
        years=len(periods(horizon)),
        discount=discount if request.discounted else _ZERO,
        depreciation=economics.depreciation,
        workloads=tuple(found),
        totals=_totals(request.book, found),
    )


class _Workload:
    """One workload on its way to a result."""

    def __init__(self, request: Request, book: CompiledBook, subject: Subject) -> None:
        self.request, self.book, self.subject = request, book, subject
        self.situation = Situation(
            book=request.book,
            economics=request.economics,
            workload=subject.workload.id,
            profile=subject.profile,
            accelerator=request.economics.accelerator or subject.profile.accelerator,
            as_of=request.as_of,
            questions=request.pack.question_by_id,
            answers=subject.answers,
            quote=request.quote,
            overrides=request.overrides,
        )
        self.inputs: Inputs = gather(self.situation)
        self.notices: list[str] = []
        self.months = self._months(book.book.needs.horizon)
        self.lead = self._months(book.book.needs.lead_time)
        self.discount = self._value(book.book.needs.discount)
        self.plan = Plan(periods(self.months), request.economics.depreciation)
        self.cases = self._cases()
        self.groups: dict[str, dict[str, Case]] = {}
        for name, case in self.cases.items():
            self.groups.setdefault(case.alternative.decision, {})[name] = case

    def _value(self, expression: Expression) -> Decimal:
        values = {name: each.typical for name, each in self.inputs.shared.items()}
        try:
            return self.book.cell("", expression).formula(values)
        except KeyError as missing:
            name = str(missing.args[0])
            raise CannotEstimate(f"there is no figure for “{self._title(name)}”") from None

    def _months(self, expression: Expression) -> int:
        return max(int((self._value(expression) * MONTHS_A_YEAR).quantize(_ONE)), 0)

    def _title(self, name: str) -> str:
        quantity = self.book.book.quantities.get(name)
        return quantity.title if quantity else name

    def _cases(self) -> dict[str, Case]:
        found: dict[str, Case] = {}
        initiatives = len(self.request.assessment.workloads)
        for name, alternative in self.book.book.alternatives.items():
            values = {key: each.typical for key, each in self.inputs.of(name).items()}
            try:
                found[name] = Case.build(
                    self.book, name, values, self.subject.workload.kind, self.plan, initiatives
                )
            except MissingInput as missing:
                titles = ", ".join(f"“{self._title(each)}”" for each in missing.names)
                self.notices.append(f"{alternative.title} is left out: there is no figure for {titles}.")
            except ZeroDenominator:
                self.notices.append(f"{alternative.title} is left out: one of its inputs is zero.")
        if not found:
            raise CannotEstimate(
                f"{self.subject.workload.id}: nothing can be computed. {' '.join(self.notices)}"
            )
        return found

    # The result ------------------------------------------------------------------------------

    def result(self) -> WorkloadEstimate:
        primary = self._primary()
        moved = {name: moves(case, self.inputs.of(name)) for name, case in self.cases.items()}
        costs, values = self._costs(moved)
        group = {name: self.cases[name] for name in self.cases if name in primary}
        volume = self.inputs.shared[self.subject.profile.volume]
        crossings: list[Crossing] = []
        curve: tuple[CurvePoint, ...] = ()
        for decision, cases in self.groups.items():
            found, points = volume_crossings(cases, volume.typical, volume.unit)
            crossings += found
            if decision == self.request.pack.manifest.primary_decision:
                curve = points
        use = quantity_behind(self.book.book.needs.utilisation)
        crossings += use_crossings(group, use)
        curves = {name: cumulative(name, case) for name, case in self.cases.items()}
        months = month_crossings([curves[name] for name in primary])
        times = self._timing(group)
        firm = robustness({name: moved[name] for name in primary})
        advised = self.subject.advised
        money = Money(advised, {name: costs[name] for name in primary}, months, firm, times)
        chosen = money.alternative(advised.now) or firm.cheapest
        stake = costs[chosen].total
        self._late_notice(times)
        figures = self._figures()
        self._age_notice(figures)
        return WorkloadEstimate(
            workload=self.subject.workload.id,
            title=self.subject.workload.title or self.subject.workload.id,
            kind=self.subject.workload.kind,
            profile=self.subject.profile.title,
            accelerator=self.book.book.accelerators[self.situation.accelerator].title,
            volume=volume.unit.from_base(volume.typical),
            volume_unit=volume.unit.text,
            inputs=figures,
            alternatives=tuple(costs.values()),
            cheapest={
                decision: min(cases, key=lambda name: costs[name].total)
                for decision, cases in self.groups.items()
            },
            crossings=(*crossings, *months),
            curve=curve,
            cumulative=tuple(curves[name] for name in primary),
            years=self._years(costs, primary),
            tornado=swings({name: moved[name] for name in primary}),
            robustness=firm,
            timing=times,
            returns=returns(
                self.book.book,
                self.inputs.shared,
                list(costs.values()),
                curves,
                self.plan.periods,
                self.discount,
            ),
            kpis=self._kpis(chosen, costs[chosen], values),
            advised=advised,
            warnings=disagreements(self.book.book, money),
            rigour=rigour(self.book.book, stake, self.book.exchange.rate),
            notices=tuple(self.notices),
        )

    def _primary(self) -> list[str]:
        """Alternatives of the decision that the models belong to; of the first one when it has none."""
        wanted = self.request.pack.manifest.primary_decision
        group = self.groups.get(wanted) or next(iter(self.groups.values()))
        return list(group)

    def _costs(
        self, moved: Mapping[str, Moves]
    ) -> tuple[dict[str, AlternativeCost], dict[str, list[dict[str, Decimal]]]]:
        costs: dict[str, AlternativeCost] = {}
        values: dict[str, list[dict[str, Decimal]]] = {}
        rate = self.discount if self.request.discounted else _ZERO
        for name, case in self.cases.items():
            costs[name], values[name] = alternative_cost(
                case,
                name,
                self.subject.workload.kind,
                self.situation.currency,
                rate,
                moved[name].interval(),
            )
        return costs, values

    def _years(self, costs: Mapping[str, AlternativeCost], names: Sequence[str]) -> tuple[YearAdvice, ...]:
        found = []
        for index in range(len(self.plan.periods)):
            year = {name: costs[name].years[index] for name in names}
            cheapest = min(year, key=lambda name: year[name])
            found.append(constructed(YearAdvice, year=index + 1, cheapest=cheapest, costs=year))
        return tuple(found)

    def _timing(self, group: Mapping[str, Case]) -> tuple[Timing, ...]:
        own = (Compute.OWNED, Compute.MIXED)
        others = {name: case for name, case in group.items() if case.alternative.compute not in own}
        if not others:
            return ()
        until = min(others, key=lambda name: others[name].total())
        return tuple(
            timing((name, case), (until, others[until]), self.months, self.lead)
            for name, case in group.items()
            if case.alternative.compute in own
        )

    def _late_notice(self, times: Iterable[Timing]) -> None:
        late = next((each for each in times if each.late), None)
        if late is not None:
            self.notices.append(
                f"Machines ordered today would arrive after {late.lead_time} months, and the horizon ends "
                f"after {self.months}: the cost of owning is shown as if they stood there already."
            )

    def _age_notice(self, figures: Iterable[Figure]) -> None:
        day = self.request.as_of
        younger = {
            each.title
            for each in figures
            if each.provenance.as_of is not None and each.provenance.as_of > day
        }
        if younger:
            names = f"{len(younger)} figures are" if len(younger) > 1 else f"“{min(younger)}” is"
            self.notices.append(
                f"{names} younger than {day.isoformat()}: where nothing is as old, the oldest that is known "
                f"is taken. Each figure is shown with its day."
            )

    def _kpis(
        self, chosen: str, cost: AlternativeCost, values: Mapping[str, list[dict[str, Decimal]]]
    ) -> tuple[KpiValue, ...]:
        beside = {f"{name}.{key}": value for name, years in values.items() for key, value in years[0].items()}
        return kpi_values(
            self.book,
            self.request.pack.kpis,
            beside | values[chosen][0],
            chosen,
            cost.outcome,
            self.subject.workload.kind,
            self.situation.currency,
        )

    def _figures(self) -> tuple[Figure, ...]:
        used: set[str] = set().union(*(case.rests_on for case in self.cases.values()))
        shared: list[Input] = [each for name, each in self.inputs.shared.items() if name in used]
        apart = [
            each
            for amounts in self.inputs.by_alternative.values()
            for name, each in amounts.items()
            if name in used
        ]
        order = list(self.book.book.quantities)
        return tuple(
            each.figure() for each in sorted([*shared, *apart], key=lambda each: order.index(each.id))
        )


def _totals(book: PriceBook, found: Sequence[WorkloadEstimate]) -> tuple[TotalCost, ...]:
    """Alternatives over all workloads; one that is left out for a workload has no total."""
    totals = []
    for name, alternative in book.alternatives.items():
        costs = [cost for each in found for cost in each.alternatives if cost.id == name]
        if len(costs) < len(found):
            continue
        length = max(len(cost.years) for cost in costs)
        totals.append(
            TotalCost(
                alternative=name,
                title=alternative.title,
                short=alternative.short,
                decision=alternative.decision,
                years=tuple(sum((cost.years[index] for cost in costs), _ZERO) for index in range(length)),
                total=sum((cost.total for cost in costs), _ZERO),
                present_value=cents(sum((cost.present_value for cost in costs), _ZERO)),
                categories={each: sum((cost.categories[each] for cost in costs), _ZERO) for each in Category},
                interval=Interval(
                    low=sum((cost.interval.low for cost in costs), _ZERO),
                    high=sum((cost.interval.high for cost in costs), _ZERO),
                ),
            )
        )
    return tuple(totals)


__all__ = ["CannotEstimate", "NoPrice", "Request", "Subject", "estimate", "newest_day", "quantity_behind"]
