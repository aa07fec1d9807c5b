"""Everything that an estimate says about one workload, of what was worked out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.cash_curves import cumulative, month_crossings
from advisor.economics.cost_lines import cents
from advisor.economics.crossings import use_crossings, volume_crossings
from advisor.economics.disagreement import Money, disagreements
from advisor.economics.kpis import kpi_values
from advisor.economics.notices import (
    age_notice,
    answer_notices,
    idle_notice,
    late_notice,
    plainly,
    price_notices,
)
from advisor.economics.owning import hours_of_use
from advisor.economics.request import quantity_behind
from advisor.economics.returns import returns, rigour
from advisor.economics.situation import Input
from advisor.economics.smaller import owned_servers
from advisor.economics.standing import standing
from advisor.economics.timing import later, months_until, move, timing
from advisor.economics.uncertainty import swings
from advisor.economics.workload import OneWorkload
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
from advisor.model.price import Compute, LookUp

_ZERO, _ONE = Decimal(0), Decimal(1)


def result_of(one: OneWorkload, added: Mapping[str, Decimal]) -> WorkloadEstimate:
    """Everything about the workload.

    ``added`` is what the machines of one more such workload cost, for alternatives whose servers are
    shared.
    """
    primary = _primary(one)
    costs = {
        name: cost.model_copy(update={"next_initiative": _next(one, name, added[name])})
        if name in added
        else cost
        for name, cost in one.costs.items()
    }
    moved, values = one.moves, one.values
    notices = list(one.notices)
    group = {name: one.cases[name] for name in one.cases if name in primary}
    volume = one.shown_volume or one.inputs.shared[one.subject.profile.volume]
    crossings: list[Crossing] = []
    curve: tuple[CurvePoint, ...] = ()
    for decision, cases in one.groups.items():
        found, points = volume_crossings(cases, volume.typical, volume.unit)
        crossings += found
        if decision == one.request.pack.manifest.primary_decision:
            curve = points
    use = quantity_behind(one.book.book.needs.utilisation)
    crossings += use_crossings(group, use)
    curves = {name: cumulative(name, case) for name, case in one.cases.items()}
    months = month_crossings([curves[name] for name in primary])
    times = _timing(one, group)
    firm = standing({name: moved[name] for name in primary})
    advised = one.subject.advised
    money = Money(advised, {name: costs[name] for name in primary}, months, firm, times)
    chosen = money.alternative(advised.now) or firm.cheapest
    stake = costs[chosen].total
    figures = _figures(one)
    notices += late_notice(times, one.months)
    notices += price_notices(one.situation, one.inputs, one.accelerator)
    notices += answer_notices(one.situation, one.inputs)
    told = f"{plainly(volume.unit.from_base(volume.typical))} {volume.unit.text}"
    notices += idle_notice((costs[name] for name in primary), volume.title, told)
    notices += age_notice(one.request.as_of, figures)
    return WorkloadEstimate(
        workload=one.subject.workload.id,
        title=one.subject.workload.title or one.subject.workload.id,
        kind=one.subject.workload.kind,
        profile=one.subject.profile.title,
        accelerator=one.accelerator,
        token_model=_token_model(one),
        volume=volume.unit.from_base(volume.typical),
        volume_unit=volume.unit.text,
        inputs=figures,
        alternatives=tuple(costs.values()),
        cheapest={
            decision: min(cases, key=lambda name: costs[name].total) for decision, cases in one.groups.items()
        },
        crossings=(*(_dated(one, each, volume) for each in crossings), *months),
        curve=curve,
        cumulative=tuple(curves[name] for name in primary),
        hours=hours_of_use(group),
        servers=owned_servers(one.situation, group, one.again),
        years=_years(one, costs, primary),
        tornado=swings({name: moved[name] for name in primary}),
        robustness=firm,
        timing=times,
        move=_move(one, money),
        returns=returns(
            one.book.book,
            one.inputs.shared,
            list(costs.values()),
            curves,
            one.plan.periods,
            one.discount,
        ),
        kpis=_kpis(one, chosen, costs[chosen], values),
        advised=advised,
        warnings=disagreements(one.book.book, money),
        rigour=rigour(one.book.book, stake, one.book.exchange.rate),
        notices=tuple(notices),
    )


def _primary(one: OneWorkload) -> list[str]:
    """Alternatives of the decision that the models belong to; of the first one when it has none."""
    wanted = one.request.pack.manifest.primary_decision
    group = one.groups.get(wanted) or next(iter(one.groups.values()))
    return list(group)


def _years(
    one: OneWorkload, costs: Mapping[str, AlternativeCost], names: Sequence[str]
) -> tuple[YearAdvice, ...]:
    found = []
    for index in range(len(one.plan.periods)):
        year = {name: costs[name].years[index] for name in names}
        cheapest = min(year, key=lambda name: year[name])
        found.append(constructed(YearAdvice, year=index + 1, cheapest=cheapest, costs=year))
    return tuple(found)


def _timing(one: OneWorkload, group: Mapping[str, Case]) -> tuple[Timing, ...]:
    own = (Compute.OWNED, Compute.MIXED)
    others = {name: case for name, case in group.items() if case.alternative.compute not in own}
    if not others:
        return ()
    until = min(others, key=lambda name: others[name].total())
    return tuple(
        timing((name, case), (until, others[until]), one.months, one.lead)
        for name, case in group.items()
        if case.alternative.compute in own
    )


def _token_model(one: OneWorkload) -> str | None:
    """The hosted model whose list price a cost follows; None where none does, or prices are stated."""
    looks = (LookUp.INPUT_PRICE, LookUp.OUTPUT_PRICE)
    prices = {
        name: _ZERO
        for name, each in one.book.book.quantities.items()
        if each.look_up in looks
        and (known := one.inputs.shared.get(name)) is not None
        and known.provenance.origin is Origin.ASSUMED
    }
    quote = one.situation.quote
    # A workload that no language model answers has such prices, too, and pays none of them.
    if quote is None or not any(
        case.total_with(prices) != case.total()
        for case in one.cases.values()
        if prices.keys() & case.rests_on
    ):
        return None
    found = quote(_ONE, _ONE)
    return None if found is None else found.model


def _move(one: OneWorkload, money: Money) -> Move | None:
    """From now's alternative to the target's, where the rules advise two and both have a price."""
    now, target = (money.alternative(each) for each in (money.advised.now, money.advised.target))
    if now is None or target is None or now == target:
        return None
    return move((now, one.cases[now]), (target, one.cases[target]), one.months, one.lead)


def _next(one: OneWorkload, name: str, servers: Decimal) -> Decimal:
    """What one more such workload adds where its servers are shared."""
    case = one.cases[name]
    return cents(case.one_more() - case.owned() + servers)


def _dated(one: OneWorkload, crossing: Crossing, volume: Input) -> Crossing:
    """A break-even with the month in which the growing volume gets there."""
    growth = next(iter(one.cases.values())).machines.growth
    today = volume.unit.from_base(volume.typical)
    if crossing.kind is not CrossingKind.VOLUME or crossing.at is None:
        return crossing
    month = months_until(today, crossing.at, growth)
    if month is None:
        return crossing
    day = later(one.request.as_of, month)
    return crossing.model_copy(update={"reached_month": month, "reached_on": day})


def _kpis(
    one: OneWorkload, chosen: str, cost: AlternativeCost, values: Mapping[str, list[dict[str, Decimal]]]
) -> tuple[KpiValue, ...]:
    beside = {f"{name}.{key}": value for name, years in values.items() for key, value in years[0].items()}
    return kpi_values(
        one.book,
        one.request.pack.kpis,
        beside | values[chosen][0],
        chosen,
        cost.outcome,
        one.subject.workload.kind,
        one.situation.currency,
    )


def _figures(one: OneWorkload) -> tuple[Figure, ...]:
    """Every input that a cost rests on, in the order of the book; of a volume that is tried out, that."""
    used: set[str] = set().union(*(case.rests_on for case in one.cases.values()))
    tried = one.shown_volume
    shown = [
        tried.figure() if tried is not None and each is one.inputs.shared.get(tried.id) else figure
        for each, figure in zip(one.known, one.figures, strict=True)
        if each.id in used
    ]
    order = {name: index for index, name in enumerate(one.book.book.quantities)}
    return tuple(sorted(shown, key=lambda each: order[each.id]))
