"""One workload on every alternative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from advisor.economics.case import Case
from advisor.economics.compiled_book import CompiledBook, MissingInput
from advisor.economics.costs import alternative_cost, cents
from advisor.economics.crossings import cumulative, month_crossings, use_crossings, volume_crossings
from advisor.economics.disagreement import Money, disagreements
from advisor.economics.formulas import ZeroDenominator
from advisor.economics.inputs import Inputs, gather
from advisor.economics.kpis import kpi_values
from advisor.economics.machines import Plan
from advisor.economics.notices import (
    age_notice,
    answer_notices,
    idle_notice,
    late_notice,
    plainly,
    price_notices,
)
from advisor.economics.owning import hours_of_use
from advisor.economics.request import CannotEstimate, Request, Subject, quantity_behind
from advisor.economics.returns import returns, rigour
from advisor.economics.situation import Input, Situation, currency_of
from advisor.economics.smaller import owned_servers
from advisor.economics.standing import standing
from advisor.economics.timing import later, months_until, move, periods, timing
from advisor.economics.uncertainty import Moves, moves, swings
from advisor.economics.wanting import titles_not_zero, titles_of
from advisor.model.construct import constructed
from advisor.model.economics import (
    AlternativeCost,
    Crossing,
    CrossingKind,
    CurvePoint,
    Figure,
    KpiValue,
    Move,
    Origin,
    Timing,
    WorkloadEstimate,
    YearAdvice,
)
from advisor.model.expression import Expression
from advisor.model.price import Compute, LookUp
from advisor.model.units import MONTHS_A_YEAR

_ZERO, _ONE = Decimal(0), Decimal(1)


class OneWorkload:
    """One workload on its way to a result; what is costly is worked out once, when it is asked for."""

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
            quote=subject.quote or request.quote,
            overrides=request.overrides,
            assumed=book.assumed(
                subject.profile, request.as_of, currency_of(request.book, request.economics)
            ),
        )
        self.inputs, self.scale, self.shown_volume = self._gathered()
        self.notices: list[str] = []
        self.months = self._months(book.book.needs.horizon)
        self.lead = self._months(book.book.needs.lead_time)
        self.discount = self._value(book.book.needs.discount)
        self.plan = Plan(periods(self.months), request.economics.depreciation)
        self.cases = self._cases()
        self.groups: dict[str, dict[str, Case]] = {}
        for name, case in self.cases.items():
            self.groups.setdefault(case.alternative.decision, {})[name] = case

    def _gathered(self) -> tuple[Inputs, Decimal, Input | None]:
        """The inputs, how many times today's volume is tried out, and that volume; None when it is today's.

        A volume that is tried out is growth from today's, so that people and data follow it by their
        exponents, as along the curve of break-even. One that is stated in the assessment is today's.
        """
        volume = self.subject.profile.volume
        overrides = self.situation.overrides
        tried = gather(self.situation)
        if volume not in overrides or volume not in tried.shared:
            return tried, _ONE, None
        rest = {name: each for name, each in overrides.items() if name != volume}
        found = gather(replace(self.situation, overrides=rest))
        today, wanted = found.shared.get(volume), tried.shared[volume]
        if today is None or not today.typical:
            return tried, _ONE, None
        # The volume is a certain one now, whatever range today's has.
        fixed = replace(today, low=today.typical, high=today.typical)
        inputs = Inputs({**found.shared, volume: fixed}, found.by_alternative)
        return inputs, wanted.typical / today.typical, wanted

    @property
    def accelerator(self) -> str:
        """The title of the accelerator that is rented or bought."""
        return self.book.book.accelerators[self.situation.accelerator].title

    @cached_property
    def moves(self) -> dict[str, Moves]:
        """How each alternative follows its uncertain inputs."""
        return {name: moves(case, self.inputs.of(name)) for name, case in self.cases.items()}

    @cached_property
    def _computed(self) -> tuple[dict[str, AlternativeCost], dict[str, list[dict[str, Decimal]]]]:
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
                self.moves[name].interval(),
                self.subject.profile.volume,
            )
        return costs, values

    @property
    def costs(self) -> dict[str, AlternativeCost]:
        """What each alternative costs, machines being its own."""
        return self._computed[0]

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
                    self.book,
                    name,
                    values,
                    self.subject.workload.kind,
                    self.plan,
                    initiatives,
                    self.scale,
                )
            except MissingInput as missing:
                titles = ", ".join(f"“{each}”" for each in titles_of(self.book.book, missing.names))
                self.notices.append(f"{alternative.title} is left out: there is no figure for {titles}.")
            except ZeroDenominator as zero:
                needed = "; ".join(titles_not_zero(self.book.book, zero.divisor, values))
                self.notices.append(f"{alternative.title} is left out: it needs {needed}.")
        if not found:
            raise CannotEstimate(
                f"{self.subject.workload.id}: nothing can be computed. {' '.join(self.notices)}"
            )
        return found

    # The result ------------------------------------------------------------------------------

    def result(self, added: Mapping[str, Decimal]) -> WorkloadEstimate:
        """Everything about the workload.

        ``added`` is what the machines of one more such workload cost, for alternatives whose servers are
        shared.
        """
        primary = self._primary()
        costs = {
            name: cost.model_copy(update={"next_initiative": self._next(name, added[name])})
            if name in added
            else cost
            for name, cost in self.costs.items()
        }
        moved, values = self.moves, self._computed[1]
        notices = list(self.notices)
        group = {name: self.cases[name] for name in self.cases if name in primary}
        volume = self.shown_volume or self.inputs.shared[self.subject.profile.volume]
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
        firm = standing({name: moved[name] for name in primary})
        advised = self.subject.advised
        money = Money(advised, {name: costs[name] for name in primary}, months, firm, times)
        chosen = money.alternative(advised.now) or firm.cheapest
        stake = costs[chosen].total
        figures = self._figures()
        notices += late_notice(times, self.months)
        notices += price_notices(self.situation, self.inputs, self.accelerator)
        notices += answer_notices(self.situation, self.inputs)
        told = f"{plainly(volume.unit.from_base(volume.typical))} {volume.unit.text}"
        notices += idle_notice((costs[name] for name in primary), volume.title, told)
        notices += age_notice(self.request.as_of, figures)
        return WorkloadEstimate(
            workload=self.subject.workload.id,
            title=self.subject.workload.title or self.subject.workload.id,
            kind=self.subject.workload.kind,
            profile=self.subject.profile.title,
            accelerator=self.accelerator,
            token_model=self._token_model(),
            volume=volume.unit.from_base(volume.typical),
            volume_unit=volume.unit.text,
            inputs=figures,
            alternatives=tuple(costs.values()),
            cheapest={
                decision: min(cases, key=lambda name: costs[name].total)
                for decision, cases in self.groups.items()
            },
            crossings=(*(self._dated(each, volume) for each in crossings), *months),
            curve=curve,
            cumulative=tuple(curves[name] for name in primary),
            hours=hours_of_use(group),
            servers=owned_servers(self.situation, group, self._again),
            years=self._years(costs, primary),
            tornado=swings({name: moved[name] for name in primary}),
            robustness=firm,
            timing=times,
            move=self._move(money),
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
            notices=tuple(notices),
        )

    def _primary(self) -> list[str]:
        """Alternatives of the decision that the models belong to; of the first one when it has none."""
        wanted = self.request.pack.manifest.primary_decision
        group = self.groups.get(wanted) or next(iter(self.groups.values()))
        return list(group)

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

    def _token_model(self) -> str | None:
        """The hosted model whose list price a cost follows; None where none does, or prices are stated."""
        looks = (LookUp.INPUT_PRICE, LookUp.OUTPUT_PRICE)
        prices = {
            name: _ZERO
            for name, each in self.book.book.quantities.items()
            if each.look_up in looks
            and (known := self.inputs.shared.get(name)) is not None
            and known.provenance.origin is Origin.ASSUMED
        }
        quote = self.situation.quote
        # A workload that no language model answers has such prices, too, and pays none of them.
        if quote is None or not any(
            case.total_with(prices) != case.total()
            for case in self.cases.values()
            if prices.keys() & case.rests_on
        ):
            return None
        found = quote(_ONE, _ONE)
        return None if found is None else found.model

    def _again(self, situation: Situation, name: str) -> Case:
        """The case of an alternative in another situation, such as on another accelerator."""
        values = {key: each.typical for key, each in gather(situation).of(name).items()}
        initiatives = len(self.request.assessment.workloads)
        kind = self.subject.workload.kind
        return Case.build(self.book, name, values, kind, self.plan, initiatives, self.scale)

    def _move(self, money: Money) -> Move | None:
        """From now's alternative to the target's, where the rules advise two and both have a price."""
        now, target = (money.alternative(one) for one in (money.advised.now, money.advised.target))
        if now is None or target is None or now == target:
            return None
        return move((now, self.cases[now]), (target, self.cases[target]), self.months, self.lead)

    def _next(self, name: str, servers: Decimal) -> Decimal:
        """What one more such workload adds where its servers are shared."""
        case = self.cases[name]
        return cents(case.one_more() - case.owned() + servers)

    def _dated(self, crossing: Crossing, volume: Input) -> Crossing:
        """A break-even with the month in which the growing volume gets there."""
        growth = next(iter(self.cases.values())).machines.growth
        today = volume.unit.from_base(volume.typical)
        if crossing.kind is not CrossingKind.VOLUME or crossing.at is None:
            return crossing
        month = months_until(today, crossing.at, growth)
        if month is None:
            return crossing
        day = later(self.request.as_of, month)
        return crossing.model_copy(update={"reached_month": month, "reached_on": day})

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

    def all_figures(self) -> tuple[Figure, ...]:
        """Every input that is known, also those that no cost rests on."""
        return self._all[1]

    @cached_property
    def _all(self) -> tuple[tuple[Input, ...], tuple[Figure, ...]]:
        """Every input that is known, and as people see it."""
        apart = (each for amounts in self.inputs.by_alternative.values() for each in amounts.values())
        known = (*self.inputs.shared.values(), *apart)
        return known, tuple(each.figure() for each in known)

    def _figures(self) -> tuple[Figure, ...]:
        """Every input that a cost rests on, in the order of the book; of a volume that is tried out, that."""
        used: set[str] = set().union(*(case.rests_on for case in self.cases.values()))
        tried = self.shown_volume
        shown = [
            tried.figure() if tried is not None and each is self.inputs.shared.get(tried.id) else figure
            for each, figure in zip(*self._all, strict=True)
            if each.id in used
        ]
        order = {name: index for index, name in enumerate(self.book.book.quantities)}
        return tuple(sorted(shown, key=lambda each: order[each.id]))
