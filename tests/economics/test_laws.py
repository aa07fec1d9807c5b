"""Laws that hold for any amounts, on the small pack."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.economics.firmness import firmness
from advisor.economics.growth import power
from advisor.model.economics import CrossingKind
from advisor.model.price import Compute, Phase
from advisor.model.stated import Depreciation, Economics, Given
from tests.economics.conftest import costs, only
from tests.thoroughness import examples

D = Decimal
quick = settings(max_examples=examples(30), deadline=None)


def amounts(unit: str, low: int | str, high: int | str, places: int = 2) -> st.SearchStrategy[Given]:
    return st.decimals(D(low), D(high), places=places).map(lambda number: Given(typical=number, unit=unit))


terms = st.fixed_dictionaries(
    {
        "guests": amounts("tickets/hour", 0, 100_000, 0),
        "rise": amounts("%/year", -40, 120),
        "busy": amounts("%", 1, 100),
        "fee": amounts("EUR/ticket", 0, 1, 4),
        "rent": amounts("EUR/GPU-h", "0.01", 50),
        "box": amounts("EUR", 100, 100_000),
        "cheaper": amounts("%/year", 0, 40),
        "lasts": amounts("years", 1, 8, 0),
        "plan": amounts("months", 1, 90, 0),
        "own_part": amounts("%", 0, 100),
    },
    optional={"staff": amounts("GPU-h/month", 0, 10_000, 0), "power": amounts("EUR/kWh", 0, 1)},
)
methods = st.builds(Economics, depreciation=st.sampled_from(list(Depreciation)))


@quick
@given(terms, methods, st.integers(1, 4))
def test_costs_are_never_negative_and_add_up(costed, values, economics, workloads):
    found = costed(values, economics=economics, workloads=workloads)
    for workload in found.workloads:
        for cost in workload.alternatives:
            assert all(amount >= 0 for line in cost.lines for amount in line.years)
            assert cost.total == sum(line.total for line in cost.lines) == sum(cost.years)
            assert cost.total == sum(cost.categories.values()) == sum(cost.phases.values())
            assert all(line.total == sum(line.years) for line in cost.lines)
            assert cost.interval.low <= cost.total + D("0.5")
            assert cost.interval.high >= cost.total - D("0.5")
    for total in found.totals:
        of = [each for w in found.workloads for each in w.alternatives if each.id == total.alternative]
        assert total.total == sum(each.total for each in of) == sum(total.years)


@quick
@given(terms, methods)
def test_cash_is_what_is_paid_and_nothing_is_lost(costed, values, economics):
    for cost in costs(costed(values, economics=economics)).values():
        forgone = sum(line.total for line in cost.lines if not line.cash)
        assert sum(cost.cash) == pytest.approx(cost.total - forgone, abs=D("0.5"))
        for used in cost.utilisation:
            assert 0 <= used <= 1 + D("1e-20")


@quick
@given(terms, st.decimals(1, 100, places=1), st.decimals(1, 100, places=1))
def test_more_use_never_costs_more(costed, values, one, other):
    low, high = sorted((one, other))
    dear = costs(costed({**values, "busy": Given(typical=low, unit="%")}))
    cheap = costs(costed({**values, "busy": Given(typical=high, unit="%")}))
    for name, cost in cheap.items():
        # Servers bought later are cheaper by the fall of prices, which more use cannot bring about.
        if cost.compute is Compute.RENTED or values["rise"].typical == 0:
            assert cost.total <= dear[name].total + D("0.05")
        if cost.compute is Compute.API:
            assert cost.total == dear[name].total


@quick
@given(terms, st.decimals(1, 100, places=1), st.decimals(1, 100, places=1))
def test_more_use_never_raises_the_unit_cost_of_a_rented_machine(costed, values, one, other):
    low, high = sorted((one, other))
    units = []
    for use in (low, high):
        (ticket, _) = costs(costed({**values, "busy": Given(typical=use, unit="%")}))["cluster"].unit_costs
        units.append(ticket.years)
    if units[0] is not None:
        assert all(later <= earlier * (1 + D("1e-20")) for earlier, later in zip(*units, strict=True))


@quick
@given(terms, st.decimals(1, 100, places=1), st.decimals(1, 100, places=1))
def test_more_use_never_raises_what_a_unit_costs_on_own_machines(costed, values, one, other):
    """Idle hours are paid for, too, by serving and by learning alike; without growth, as above."""
    low, high = sorted((one, other))
    steady = {**values, "rise": Given(typical=D(0), unit="%/year")}
    dear = costs(costed({**steady, "busy": Given(typical=low, unit="%")}))
    cheap = costs(costed({**steady, "busy": Given(typical=high, unit="%")}))
    for name in ("own", "own_and_cluster"):
        before, after = dear[name], cheap[name]
        assert after.phases[Phase.LEARNING] <= before.phases[Phase.LEARNING] + D("0.05")
        for had, has in zip(before.unit_costs, after.unit_costs, strict=True):
            if had.years is not None:
                pairs = zip(had.years, has.years, strict=True)
                assert all(later <= earlier * (1 + D("1e-20")) for earlier, later in pairs)


@quick
@given(terms)
def test_idle_hours_are_on_account_of_what_takes_the_machines_up(costed, values):
    steady = {**values, "rise": Given(typical=D(0), unit="%/year")}
    own = costs(costed(steady))["own"]
    idle = {line.id: line.total for line in own.lines if line.id.startswith("compute_idle")}
    trained = 12 * values["staff"].typical if "staff" in values else D(0)
    if not trained:
        assert own.phases[Phase.LEARNING] == 0
        assert "compute_idle_learning" not in idle
        return
    # One place stands ready for answers around the clock, however few there are.
    answers = max(values["guests"].typical / 1000, D(1)) * 8760
    part = idle.get("compute_idle_learning", D(0))
    assert part == pytest.approx(sum(idle.values()) * trained / (trained + answers), abs=D("0.2"))


def test_a_session_carries_the_idle_hours_of_own_machines(costed):
    terms = {"guests": "0 tickets/hour", "staff": "730 GPU-h/month", "rise": "0 %/year"}
    shares = [costs(costed({**terms, "busy": f"{use} %"}))["own"].phases for use in (10, 90)]
    assert shares[0][Phase.LEARNING] > shares[1][Phase.LEARNING]


@quick
@given(terms)
def test_break_even_lies_where_the_curves_cross(costed, values):
    values = {**values, "guests": Given(typical=max(values["guests"].typical, D(1)), unit="tickets/hour")}
    found = only(costed(values))
    for crossing in found.crossings:
        if crossing.kind is not CrossingKind.VOLUME or crossing.at is None:
            continue
        assert crossing.low <= crossing.at <= crossing.high
        for point in found.curve:
            costs_there = point.costs
            if point.volume > crossing.at and crossing.alternative in costs_there:
                gap = costs_there[crossing.alternative] - costs_there[crossing.against]
                assert gap < D("0.02")


@quick
@given(terms, st.decimals("0.01", 3, places=2))
def test_from_break_even_on_the_one_costs_less_past_the_steps_of_whole_servers(costed, values, beyond):
    values = {**values, "guests": Given(typical=max(values["guests"].typical, D(1)), unit="tickets/hour")}
    for crossing in only(costed(values)).crossings:
        if crossing.kind is not CrossingKind.VOLUME or crossing.at is None:
            continue
        volume = min(crossing.at * (1 + beyond), crossing.high)
        then = costs(costed(values, overrides={"guests": Given(typical=volume, unit="tickets/hour")}))
        one, other = then[crossing.alternative], then[crossing.against]
        assert one.total <= other.total + D("0.5") + _server(one) + _server(other)


@quick
@given(terms)
def test_a_volume_that_is_tried_out_costs_what_the_curve_says(costed, values):
    """Entered again, a volume of the curve has its costs; at a crossing's volume two totals are equal."""
    values = {**values, "guests": Given(typical=max(values["guests"].typical, D(1)), unit="tickets/hour")}
    found = only(costed(values))

    def tried(volume: Decimal):
        return costs(costed(values, overrides={"guests": Given(typical=volume, unit="tickets/hour")}))

    for point in (found.curve[3], found.curve[-4]):
        then = tried(point.volume)
        for name, cost in point.costs.items():
            assert then[name].total / values["plan"].typical == pytest.approx(
                cost, rel=D("1e-6"), abs=D("0.5")
            )
            assert then[name].interval.low <= then[name].total + D("0.5")
    for crossing in found.crossings:
        if crossing.kind is not CrossingKind.VOLUME or crossing.at is None:
            continue
        below, above = tried(crossing.at * D("0.9999")), tried(crossing.at * D("1.0001"))
        one, other = crossing.alternative, crossing.against
        # Where thousands of servers stand, one more comes within so small a change of the volume.
        slack = D("0.5") + sum(_server(each) for each in (above[one], above[other]))
        assert above[one].total <= above[other].total + slack
        assert below[one].total >= below[other].total - slack


def _server(cost):
    """What one server more or less makes of a total; nothing where few stand, which are far between."""
    servers = max(cost.ownership.servers) if cost.ownership else 0
    return cost.total / servers if servers > 100 else D(0)


@quick
@given(terms)
def test_the_month_of_break_even_is_where_the_sums_cross(costed, values):
    found = only(costed(values))
    curves = {each.alternative: each.months for each in found.cumulative}
    for crossing in found.crossings:
        if crossing.kind is not CrossingKind.MONTH:
            continue
        one, other = curves[crossing.alternative], curves[crossing.against]
        if crossing.state == "never":
            assert one[-1] == other[-1]
            continue
        start = int(crossing.at) if crossing.at is not None else 0
        assert all(one[month] < other[month] for month in range(start, len(one)))
        if start:
            assert one[start - 1] >= other[start - 1]


@given(st.decimals("0.001", 1000, places=3))
def test_exponents_of_nothing_and_one_change_nothing(volume):
    assert power(volume, D(0)) == 1
    assert power(volume, D(1)) == volume


@quick
@given(terms, st.decimals("0.2", 5, places=2))
def test_results_in_another_currency_are_the_same_money(costed, values, rate):
    euros = costed(values)
    shown = {
        name: Given(typical=each.typical * rate, unit=each.unit.replace("EUR", "USD"))
        if "EUR" in each.unit
        else each
        for name, each in values.items()
    }
    economics = Economics(currency="USD", exchange_rate=Given(typical=rate, unit="USD/EUR"))
    dollars = costed(shown, economics=economics)
    for name, cost in costs(dollars).items():
        assert cost.total == pytest.approx(costs(euros)[name].total * rate, rel=D("1e-6"), abs=D("0.5"))


@quick
@given(terms)
def test_ordering_at_the_best_month_costs_least(costed, values):
    for timing in only(costed(values)).timing:
        totals = [start.total for start in timing.starts]
        assert all(start.more >= 0 for start in timing.starts)
        assert timing.late is (not timing.starts)
        if timing.best is not None:
            assert min(totals) < timing.never
            assert next(start.total for start in timing.starts if start.order == timing.best) == min(totals)


@quick
@given(terms)
def test_nothing_outside_the_interval_when_one_input_moves(costed, values):
    found = only(costed(values))
    intervals = {cost.id: cost.interval for cost in found.alternatives}
    for swing in found.tornado:
        for total in (swing.low, swing.high):
            interval = intervals[swing.alternative]
            assert interval.low - D("0.5") <= total <= interval.high + D("0.5")


@quick
@given(terms)
def test_a_case_against_the_cheapest_is_one(costed, values):
    """What the estimate says would make another alternative cheaper does so when it is stated."""
    found = only(costed(values))
    firm = found.robustness
    assert firm.cheapest == min(found.alternatives, key=lambda cost: cost.total).id
    if firm.state != "refuted":
        assert (firm.when, firm.when_own, firm.switch_over) == ({}, {}, None)
        return
    units = {figure.id: figure.unit for figure in found.inputs}

    def stated(moved):
        return {name: Given(typical=value, unit=units[name]) for name, value in moved.items()}

    own = Economics(alternatives={name: stated(moved) for name, moved in firm.when_own.items()})
    then = costs(costed({**values, **stated(firm.when)}, economics=own))
    assert then[firm.cheaper_then].total <= then[firm.cheapest].total + D("0.05")


@quick
@given(terms)
def test_at_the_value_that_turns_the_comparison_the_other_one_is_cheaper(costed, values):
    found = only(costed(values))
    turn = found.robustness.switch_over
    if turn is None:
        return
    figure = next(
        each
        for each in found.inputs
        if each.id == turn.quantity and each.alternative in (turn.alternative, None)
    )
    assert figure.low <= turn.at <= figure.high
    assert turn.above is (turn.at > figure.typical)
    moved = {turn.quantity: Given(typical=turn.at, unit=figure.unit)}
    if turn.alternative is None:
        then = costs(costed({**values, **moved}))
    else:
        then = costs(costed(values, economics=Economics(alternatives={turn.alternative: moved})))
    assert then[turn.cheaper].total <= then[found.robustness.cheapest].total + D("0.05")


def _stated(moved):
    """Figures at some value, as they would be stated: what all share, and what belongs to one alternative."""
    shared: dict[str, Given] = {}
    own: dict[str, dict[str, Given]] = {}
    for figure, value in moved:
        holder = shared if figure.alternative is None else own.setdefault(figure.alternative, {})
        holder[figure.id] = Given(typical=value, unit=figure.unit)
    return shared, Economics(alternatives=own)


@quick
@given(terms, st.lists(st.integers(0, 4), min_size=40, max_size=40))
def test_where_nothing_is_bought_whole_the_interval_holds_every_point_of_the_ranges(costed, values, steps):
    ranged = {**values, "busy": Given(low=D(5), typical=D(50), high=D(95), unit="%")}
    found = only(costed(ranged))
    inputs = zip(found.inputs, steps, strict=False)
    shared, own = _stated((each, each.low + (each.high - each.low) * step / 4) for each, step in inputs)
    then = costs(costed({**ranged, **shared}, economics=own))
    for cost in found.alternatives:
        if cost.compute in (Compute.API, Compute.RENTED):
            total = then[cost.id].total
            assert cost.interval.low - D("0.5") <= total <= cost.interval.high + D("0.5")


@quick
@given(terms, st.integers(0, 39), st.booleans())
def test_where_no_single_figure_is_said_to_turn_it_none_does(costed, values, which, top):
    found = only(costed(values))
    firm = found.robustness
    ranged = [each for each in found.inputs if each.low != each.high]
    names = {cost.id: cost.title for cost in found.alternatives}
    said = " ".join(firmness(found, names, str))
    assert ("One figure alone" in said) is (firm.switch_over is not None)
    assert ("moved together" in said) is (firm.state == "refuted" and firm.switch_over is None)
    assert not any(word in said for word in ("always", "over all ranges", "certain", "proved"))
    if firm.switch_over is not None or not ranged:
        return
    figure = ranged[which % len(ranged)]
    shared, own = _stated([(figure, figure.high if top else figure.low)])
    then = costs(costed({**values, **shared}, economics=own))
    assert then[firm.cheapest].total <= min(cost.total for cost in then.values()) + D("0.05")
