"""Servers that workloads share: fewer of them, and what the next initiative then adds."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.economics.machines import Machines, Plan
from advisor.economics.machines_total import compute_total
from advisor.economics.machines_years import compute_years
from advisor.economics.timing import later, months_until, periods
from advisor.model.economics import CrossingKind, TotalCost
from advisor.model.price import Compute
from advisor.model.question import Scope
from advisor.model.stated import Depreciation, Economics
from tests.economics.conftest import BOOK, costs, flat, only
from tests.economics.conftest import given as stated
from tests.economics.test_laws import methods, quick, terms

D = Decimal
BOX = D("15256.00")
"""A box of the small pack over two years: 6,000 lost, and 4,628 a year for energy, room and upkeep."""
WIRING = D("500.00")
"""Once for each till, whoever owns the box."""
HALF = flat()
"""Each till has one place ready at any time, and a box has two."""
QUARTER = flat() | {"box_size": "4 GPU"}


def total(found, name: str) -> TotalCost:
    return next(each for each in found.totals if each.alternative == name)


def test_two_that_fill_half_a_server_each_share_one(costed):
    own = total(costed(HALF, workloads=2), "own")
    assert own.total == 2 * (BOX + WIRING)
    pooled = own.pooled
    assert pooled is not None
    assert (pooled.total, pooled.saved) == (BOX + 2 * WIRING, BOX)
    (sharing,) = pooled.sharing
    assert (sharing.servers, sharing.alone) == ((1, 1), (2, 2))
    assert sharing.workloads == ("till0", "till1")
    assert pooled.years == (BOX / 2 + 2 * WIRING, BOX / 2)
    # 8,000 at the start for one box instead of two.
    assert pooled.present_value == own.present_value - BOX


def test_what_shared_servers_are_used_for_is_told(costed):
    values = QUARTER | {"staff": "365 GPU-h/month"}
    (sharing,) = total(costed(values, workloads=2), "own").pooled.sharing
    # Each holds one place, and as many hours again as half of a place at half of the time.
    assert sharing.servers == (1, 1)
    assert sharing.utilisation == (D(2 * 365 * 12) / (4 * 8760),) * 2


@pytest.mark.parametrize(
    ("values", "tills", "boxes"),
    [(QUARTER, 1, 0), (QUARTER, 3, 0), (QUARTER, 4, 1), (HALF, 1, 0), (HALF, 2, 1)],
)
def test_the_next_initiative_uses_what_shared_servers_have_free(costed, values, tills, boxes):
    for each in costed(values, workloads=tills).workloads:
        (own,) = (cost for cost in each.alternatives if cost.id == "own")
        assert own.next_alone == BOX + WIRING
        assert own.next_initiative == boxes * BOX + WIRING


def test_what_is_used_up_by_use_shares_nothing(costed):
    found = costed(flat() | {"staff": "365 GPU-h/month"}, workloads=2)
    for name in ("hosted", "cluster"):
        assert total(found, name).pooled is None
        for each in found.workloads[0].alternatives:
            if each.id == name:
                assert each.next_alone == each.next_initiative


def test_different_machines_are_not_shared(costed):
    """Prices of a box that differ by workload are different boxes; here each till names its own."""
    book = BOOK.model_copy(
        update={
            "quantities": {
                **BOOK.quantities,
                "box": BOOK.quantities["box"].model_copy(update={"scope": Scope.WORKLOAD}),
            }
        }
    )
    economics = Economics(workloads={"till0": {"box": stated("9000 EUR")}})
    assert total(costed(HALF, economics=economics, workloads=2, book=book), "own").pooled is None
    assert total(costed(HALF, workloads=1), "own").pooled is None


@quick
@given(terms, methods, st.integers(2, 4))
def test_sharing_adds_up_and_never_needs_more_servers_at_the_start(costed, values, economics, workloads):
    found = costed(values, economics=economics, workloads=workloads)
    for each in found.totals:
        pooled = each.pooled
        if pooled is None:
            continue
        assert pooled.total == sum(pooled.years) == sum(pooled.categories.values())
        assert pooled.saved == each.total - pooled.total
        assert pooled.interval.low <= pooled.total <= pooled.interval.high
        for sharing in pooled.sharing:
            assert sharing.servers[0] <= sharing.alone[0]
            assert all(0 <= use <= 1 + D("1e-20") for use in sharing.utilisation)


@quick
@given(terms, st.integers(2, 4))
def test_sharing_never_costs_more_where_the_load_stays(costed, values, workloads):
    still = {**values, "rise": stated("0 %/year"), "cheaper": stated("0 %/year")}
    for each in costed(still, workloads=workloads).totals:
        if each.pooled is not None:
            assert each.pooled.saved >= D("-0.05") * workloads


@quick
@given(terms, methods)
def test_the_next_one_on_shared_servers_never_costs_more_where_the_load_stays(costed, values, economics):
    still = {**values, "rise": stated("0 %/year"), "cheaper": stated("0 %/year")}
    for cost in costs(costed(still, economics=economics)).values():
        assert cost.next_initiative <= cost.next_alone + D("0.01")


# Totals without years --------------------------------------------------------------------------


def shares(low: str, high: str) -> st.SearchStrategy[Decimal]:
    return st.decimals(D(low), D(high), places=3)


hardware = st.builds(
    Machines,
    growth=shares("-0.5", "1.5"),
    serving=shares("0", "100000"),
    learning=shares("0", "100000"),
    development=shares("0", "10000"),
    standby=st.integers(0, 20).map(D),
    utilisation=shares("0.01", "1"),
    base_share=shares("0", "1"),
    base_utilisation=shares("0.01", "1"),
    api_serving=shares("0", "100000"),
    api_learning=shares("0", "100000"),
    api_development=shares("0", "100000"),
    rental_rate=shares("0.01", "50"),
    server_price=shares("1", "500000"),
    server_size=st.integers(1, 16).map(D),
    server_power=shares("0.1", "20"),
    pue=shares("1", "2"),
    power_price=shares("0", "1"),
    hosting_price=shares("0", "5000"),
    support=shares("0", "0.2"),
    price_decline=shares("-0.1", "0.5"),
    life=shares("1", "8"),
    capital_cost=shares("0", "0.2"),
    resale=st.lists(shares("0", "0.7"), min_size=1, max_size=3).map(lambda each: tuple(sorted(each)[::-1])),
)


@quick
@given(hardware, st.integers(1, 90), st.sampled_from(list(Depreciation)), st.sampled_from(list(Compute)))
def test_a_total_is_the_sum_of_its_years(machines, months, method, compute):
    """What sliders rest on, against the years that are shown."""
    plan = Plan(periods(months), method)
    factors = [(1 + machines.growth) ** index for index in range(len(plan.periods))]
    years = sum(year.total for year in compute_years(compute, machines, factors, plan))
    assert compute_total(compute, machines, factors, plan) == pytest.approx(
        years, rel=D("1e-15"), abs=D("1e-9")
    )


# Hours and dates -------------------------------------------------------------------------------


def test_hours_of_use_by_hand(costed):
    """8,000 for a box against two places at 1 an hour, less 4,628 / 8,760 an hour to run it."""
    (hours,) = (each for each in only(costed(flat())).hours if each.owned == "own")
    running = D(4628) / 8760
    assert (hours.purchase, hours.rented_hour, hours.accelerators) == (D(8000), D(2), 2)
    assert hours.operating_hour == pytest.approx(running)
    assert hours.hours == pytest.approx(8000 / (2 - running))
    assert hours.months == pytest.approx(hours.hours / 730)
    assert hours.months_in_use == pytest.approx(hours.months * 2)


def test_a_server_never_pays_where_an_hour_rents_for_no_more_than_it_costs(costed):
    (hours,) = only(costed(flat() | {"rent": "0.2 EUR/GPU-h"})).hours
    assert (hours.hours, hours.months, hours.months_in_use) == (None, None, None)


@pytest.mark.parametrize(
    ("today", "wanted", "growth", "months"),
    [
        ("100", "200", "1", 12),
        ("100", "400", "1", 24),
        ("100", "201", "1", 13),
        ("100", "50", "-0.5", 12),
        ("100", "50", "1", None),
        ("100", "200", "-0.5", None),
        ("100", "100", "0.1", None),
        ("100", "200", "0", None),
        ("0", "200", "1", None),
        ("1", "10000000", "0.01", None),
        ("100", "200", "-1", None),
    ],
)
def test_months_until_a_growing_load_gets_there(today, wanted, growth, months):
    assert months_until(D(today), D(wanted), D(growth)) == months


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-10-01", 3, "2027-01-01"),
        ("2026-10-31", 4, "2027-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2026-10-01", 24, "2028-10-01"),
    ],
)
def test_a_day_some_months_later(day, months, expected):
    assert later(datetime.date.fromisoformat(day), months).isoformat() == expected


def test_the_date_at_which_growth_moves_the_advice(costed):
    """Charges of 0.01 a ticket against 2 rented hours for each useful one: at a known volume they cross."""
    grows = flat() | {"guests": "10 tickets/hour", "rise": "100 %/year"}
    found = only(costed(grows))
    dated = [each for each in found.crossings if each.reached_month is not None]
    assert dated
    for each in dated:
        assert each.kind is CrossingKind.VOLUME
        assert found.volume * 2 ** (D(each.reached_month) / 12) >= each.at
        assert found.volume * 2 ** (D(each.reached_month - 1) / 12) < each.at
        assert each.reached_on == later(costed(grows).as_of, each.reached_month)
    still = only(costed(grows | {"rise": "0 %/year"}))
    assert all(each.reached_on is None for each in still.crossings)
