"""Estimates that were computed by hand, formula by formula."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.economics.firmness import firmness
from advisor.economics.returns import cash_note
from advisor.model.economics import Origin
from advisor.model.price import Category, Phase
from advisor.model.stated import Depreciation, Economics, Given
from tests.economics.conftest import costs, flat, given, only

D = Decimal
TILL = flat() | {"guests": "1000 tickets/hour"}
"""One accelerator's work at full load, around the clock: 8,760 hours a year, and 876 for tests."""


def lines(cost) -> dict[str, Decimal]:
    return {line.id: line.total for line in cost.lines}


def test_charges_by_use(costed):
    found = costs(costed(TILL))["hosted"]
    assert found.total == D(1000) * 8760 * 2 * D("0.01") == D("175200.00")
    assert lines(found) == {"compute_serving": D("175200.00")}
    assert found.utilisation == ()


def test_rented_machines_are_paid_busy_and_idle(costed):
    found = costs(costed(TILL))["cluster"]
    # At 50 % use 17,520 hours are held for 8,760 of work; tests rent by the job.
    assert lines(found) == {
        "compute_serving": D(17_520),
        "compute_development": D(1_752),
        "compute_idle": D(17_520),
        "wiring": D(500),
    }
    assert found.total == D(37_292)
    assert found.utilisation[0] == D(9_636) / D(18_396)


def test_owned_machines_are_whole(costed):
    found = costs(costed(TILL))["own"]
    # 17,520 hours for answers and 1,752 for tests need 1.1 servers of two: so two of them.
    owned = found.ownership
    assert owned is not None
    assert owned.servers == (2, 2)
    assert owned.purchases == (D(16_000), D(0))
    assert owned.resale == (D(0), D(4_000))
    assert owned.hardware == (D(6_000), D(6_000))
    assert owned.energy == (D(5_256), D(5_256))
    assert owned.hosting == (D(2_400), D(2_400))
    assert owned.support == (D(1_600), D(1_600))
    assert found.total == D(2 * 15_256 + 500)
    assert found.cash == (D(16_500), D(9_256), D(9_256 - 4_000))
    assert sum(found.cash) == found.total


def test_a_mix_owns_the_base_and_rents_the_peak(costed):
    found = costs(costed(TILL | {"own_part": "70 %", "own_busy": "60 %"}))["own_and_cluster"]
    assert found.ownership is not None
    assert found.ownership.servers == (1, 1)
    # A year: 7,628 for the server; 2,628 hours of peak at 50 % use, and 262.8 of tests.
    assert found.total == pytest.approx(D(2) * (D(7_628) + D("5256") + D("262.8")) + 500, abs=D("0.05"))


def test_standby_is_held_even_when_nobody_comes(costed):
    found = costs(costed(flat()))["cluster"]
    assert lines(found) == {"compute_idle": D(2 * 8760), "wiring": D(500)}


def test_a_machine_is_replaced_at_the_end_of_its_life(costed):
    found = costs(costed(TILL | {"plan": "48 months", "lasts": "2 years"}))["own"]
    assert found.ownership is not None
    assert found.ownership.purchases == (D(16_000), D(0), D(16_000), D(0))
    assert found.ownership.resale == (D(0), D(4_000), D(0), D(4_000))


def test_the_method_of_depreciation_moves_years_and_not_the_total(costed):
    straight = costs(costed(TILL))["own"]
    macrs = costs(costed(TILL, economics=Economics(depreciation=Depreciation.MACRS_5)))["own"]
    assert macrs.ownership is not None
    assert macrs.ownership.hardware == (D(2_400), D(9_600))
    assert macrs.total == straight.total
    assert macrs.cash == straight.cash


def test_tied_up_capital_is_forgone_and_no_cash(costed):
    found = costs(costed(TILL | {"interest": "10 %/year"}))["own"]
    # Books: 16,000 to 10,000 in the first year, to 4,000 in the second; 13,000 and 7,000 on average.
    forgone = next(line for line in found.lines if line.id == "capital_forgone")
    assert forgone.years == (D(1_300), D(700))
    assert not forgone.cash
    assert found.categories[Category.OPPORTUNITY] == D(2_000)
    assert sum(found.cash) == found.total - D(2_000)


def test_discounting_counts_later_money_less(costed):
    terms = TILL | {"interest": "10 %/year"}
    found = costs(costed(terms, discounted=True))["own"]
    expected = D(16_500) + D(9_256) / D("1.1") + D(5_256) / D("1.21")
    assert found.present_value == expected.quantize(D("0.01"))
    assert costs(costed(terms))["own"].present_value == sum(found.cash)


def test_training_stands_apart_from_answers(costed):
    found = costs(costed(TILL | {"staff": "100 GPU-h/month"}))["cluster"]
    assert found.phases[Phase.LEARNING] == D(100 * 24)
    assert found.phases[Phase.SERVING] == D(4 * 8760)


def test_idle_hours_of_own_machines_are_split_by_the_hours_that_work_takes_up(costed):
    found = costs(costed(TILL | {"staff": "365 GPU-h/month"}))["own"]
    # 17,520 hours for answers, 8,760 for 4,380 of training, 1,752 for tests: 1.6 servers, so two.
    assert found.ownership is not None
    assert found.ownership.servers == (2, 2)
    # Of 35,040 hours 21,024 are idle, 9,153.60 a year: one third for 4,380 of 13,140 hours, two for 8,760.
    assert lines(found) == {
        "compute_serving": 2 * D("3814.00"),
        "compute_learning": 2 * D("1907.00"),
        "compute_development": 2 * D("381.40"),
        "compute_idle": 2 * D("6102.40"),
        "compute_idle_learning": 2 * D("3051.20"),
        "wiring": D(500),
    }
    assert found.phases[Phase.LEARNING] == 2 * D("4958.20")


def test_a_machine_that_stands_ready_for_answers_is_not_idle_for_the_sake_of_training(costed):
    found = costs(costed(flat() | {"staff": "365 GPU-h/month"}))["own"]
    # One server, 7,628 a year: 8,760 hours in readiness although nobody comes, 4,380 of training.
    assert lines(found) == {
        "compute_learning": 2 * D("1907.00"),
        "compute_idle": 2 * D("3814.00"),
        "compute_idle_learning": 2 * D("1907.00"),
        "wiring": D(500),
    }


def test_rented_training_gives_machines_back_so_idle_hours_are_those_held_for_answers(costed):
    quiet, training = (
        lines(costs(costed(TILL | more))["cluster"]) for more in ({}, {"staff": "365 GPU-h/month"})
    )
    assert training["compute_idle"] == quiet["compute_idle"] == D(17_520)
    assert training["compute_learning"] == D(8_760)
    assert "compute_idle_learning" not in training


def test_a_volume_that_is_tried_out_grows_like_the_curve(costed):
    terms = TILL | {"cook_wage": "80000 EUR/year", "cook_time": "10 %"}
    found = costs(costed(terms, overrides={"guests": given("4000 tickets/hour")}))
    # Four times the charges and hours; wages follow with an exponent of a half; wiring is paid once.
    assert lines(found["hosted"]) == {"compute_serving": D(4 * 175_200), "wages": D(2 * 16_000)}
    assert lines(found["cluster"]) == {
        "compute_serving": D(4 * 17_520),
        "compute_development": D(1_752),
        "compute_idle": D(4 * 17_520),
        "wages": D(2 * 16_000),
        "wiring": D(500),
    }
    # Stated, it is today's volume: wages and tests are what today's need.
    stated = costs(costed(terms | {"guests": "4000 tickets/hour"}))
    assert lines(stated["hosted"])["wages"] == D(16_000)
    assert lines(stated["cluster"])["compute_development"] == D(4 * 1_752)


@pytest.mark.parametrize(
    ("growth", "second"), [("0 %/year", "8000"), ("44 %/year", "9600"), ("-36 %/year", "6400")]
)
def test_an_exponent_of_a_half_grows_with_the_root(costed, growth, second):
    found = costs(costed(TILL | {"rise": growth, "cook_wage": "80000 EUR/year", "cook_time": "10 %"}))[
        "hosted"
    ]
    wages = next(line for line in found.lines if line.id == "wages")
    assert wages.exponent == D("0.5")
    assert wages.years == (D(8_000), D(second))


@pytest.mark.parametrize(
    ("exponent", "second"), [("0", 8_000), ("1", 16_000), ("2", 32_000)], ids=["fixed", "linear", "super"]
)
def test_an_exponent_that_is_stated_comes_before_the_pack_s(costed, exponent, second):
    terms = TILL | {"rise": "100 %/year", "cook_wage": "80000 EUR/year", "cook_time": "10 %"}
    own = Economics(exponents={"wages": D(exponent)})
    wages = next(line for line in costs(costed(terms, economics=own))["hosted"].lines if line.id == "wages")
    assert wages.years == (D(8_000), D(second))
    assert (wages.exponent, wages.exponent_from) == (D(exponent), Origin.GIVEN)
    packs = next(line for line in costs(costed(terms))["hosted"].lines if line.id == "wages")
    assert (packs.exponent, packs.exponent_from) == (D("0.5"), Origin.ASSUMED)


def test_shared_costs_and_the_next_initiative(costed):
    terms = TILL | {"cook_wage": "80000 EUR/year", "cook_time": "10 %"}
    found = costed(terms, workloads=4)
    # An exponent of a half: four share what two would cost alone.
    for each in found.workloads:
        (hosted,) = (cost for cost in each.alternatives if cost.id == "hosted")
        assert next(line.total for line in hosted.lines if line.id == "wages") == D(8_000)
        wages = D(16_000) * (D(5).sqrt() - 2)
        assert hosted.next_initiative == (D("175200") + wages).quantize(D("0.01"))
    total = next(each for each in found.totals if each.alternative == "hosted")
    assert total.total == 4 * (D("175200.00") + D(8_000))


def test_part_of_a_year_counts_in_part(costed):
    found = costs(costed(TILL | {"plan": "18 months"}))["hosted"]
    assert found.years == (D("87600.00"), D("43800.00"))


def test_unit_costs_show_the_use_that_they_rest_on(costed):
    found = costs(costed(TILL))
    (ticket, minute) = found["cluster"].unit_costs
    assert ticket.years is not None
    assert ticket.years[0] == pytest.approx(D(18_896) / (1000 * 8760))
    assert ticket.years[1] == pytest.approx(D(18_396) / (1000 * 8760))
    assert ticket.trend == pytest.approx(D(18_396) / D(18_896) - 1)
    assert ticket.utilisation == D(9_636) / D(18_396)
    assert (minute.years, minute.missing) == (None, "no figure for Minutes lost")


def test_nothing_to_divide_by_is_said(costed):
    (ticket, _) = costs(costed(flat()))["cluster"].unit_costs
    assert ticket.years is None
    assert ticket.missing == "no figure for Tickets (other than zero)"


def test_break_even_by_hand(costed):
    """One rented box that is always held, against one cent a ticket."""
    found = only(costed(TILL | {"guests": "10 tickets/hour", "busy": "100 %"}))
    crossing = next(
        each
        for each in found.crossings
        if each.kind.value == "volume" and (each.alternative, each.against) == ("cluster", "hosted")
    )
    # In 17,520 hours: the box, 500 of wiring, and tests for a tenth of today's hundredth of a box.
    assert crossing.at == pytest.approx(D("18037.52") / D("175.2"), rel=D("1e-4"))


def test_the_figure_that_turns_the_comparison_by_hand(costed):
    """A cent a ticket against a machine that is always there: 37,292 in two years for 17,520,000 tickets."""
    fee = Given(low=D("0.001"), typical=D("0.0015"), high=D("0.01"), unit="EUR/ticket")
    found = only(costed(TILL | {"fee": fee, "box": "90000 EUR"}))
    assert (found.robustness.state, found.robustness.cheapest) == ("refuted", "hosted")
    turn = found.robustness.switch_over
    # From 37,292 / 17,520,000 on, to three digits upwards.
    assert (turn.quantity, turn.above, turn.cheaper, turn.at) == ("fee", True, "cluster", D("0.00213"))
    names = {each.id: each.title for each in found.alternatives}
    assert firmness(found, names, str)[0] == (
        "One figure alone can change that: Rented cluster costs less with “Fee for a ticket” above "
        "0.00213 EUR/ticket, which is taken as 0.0015 (0.001 to 0.01)."
    )


def test_the_volume_that_turns_the_comparison_by_hand(costed):
    terms = TILL | {"guests": "10 tickets/hour", "busy": "100 %", "box": "900000 EUR"}
    found = only(costed(terms))
    names = {each.id: each.title for each in found.alternatives}
    # The same break-even as above, 18,037.52 for 175.20 a ticket an hour: about 103 tickets an hour.
    assert firmness(found, names, lambda number: f"{number:.1f}") == (
        "In every case that was tried within the ranges it stays the cheapest; that is no proof.",
        "Rented cluster would cost less from 103.0 tickets/hour on, 10.3 times today's.",
    )
    above = only(costed(terms | {"guests": "200 tickets/hour"}))
    assert firmness(above, names, lambda number: f"{number:.0f}")[1].startswith("Below 10")


def test_what_has_no_range_is_said_to_have_none(costed):
    found = only(costed(TILL | {"own_part": "70 %", "own_busy": "60 %"}))
    names = {each.id: each.title for each in found.alternatives}
    assert firmness(found, names, str)[0] == "No figure behind it has a range."


def test_months_by_hand(costed):
    """Owning is ahead when what it costs less a month has paid for boxes and wiring."""
    found = only(costed(TILL))
    crossing = next(
        each
        for each in found.crossings
        if each.kind.value == "month" and (each.alternative, each.against) == ("own", "hosted")
    )
    # 16,500 at the start against 7,300 - 771.33 a month: 2.53 months.
    assert crossing.at == 3


def test_returns_by_hand(costed):
    found = only(costed(TILL | {"tips": "2000 EUR/month", "fame": "1000 EUR/month"}))
    back = next(each for each in found.returns if each.alternative == "own")
    assert {kind.value: amount for kind, amount in back.benefits.items()} == {
        "direct": D(48_000),
        "indirect": D(0),
        "strategic": D(24_000),
    }
    cost = D(2 * 15_256 + 500)
    assert (back.benefit, back.cost) == (D(72_000), cost)
    assert back.roi == (D(72_000) - cost) / cost
    # 16,500 at the start, then 771.33 a month against 3,000: 7.4 months.
    assert back.payback == 8


def test_costs_beside_benefits_say_what_they_leave_out(costed):
    terms = TILL | {"tips": "2000 EUR/month"}
    assert cash_note(only(costed(terms)).alternatives) is None
    found = only(costed(terms | {"interest": "10 %/year"}))
    back = next(each for each in found.returns if each.alternative == "own")
    own = next(each for each in found.alternatives if each.id == "own")
    assert back.cost == own.total - own.categories[Category.OPPORTUNITY]
    assert cash_note(found.alternatives) == (
        "Cost here is the cash that is paid. It leaves out what the totals above hold beside it: "
        "“Return forgone on tied-up capital”."
    )


def test_without_benefits_nothing_is_said_about_returns(costed):
    assert only(costed(TILL)).returns == ()


def test_an_amount_in_another_unit_is_converted_exactly_and_shown_as_written(costed):
    written = given("3 EUR/day")
    found = only(costed(TILL | {"cook_wage": written, "plan": given("2 years"), "busy": given("0.5")}))
    figures = {each.id: each for each in found.inputs}
    assert figures["cook_wage"].typical == D(3 * 365)
    assert figures["cook_wage"].provenance.source == "stated in the assessment, as 3 EUR/day"
    assert figures["busy"].provenance.source == "stated in the assessment, as 0.5"
    assert figures["fee"].provenance.source == "stated in the assessment"
    ranged = Given(low=D(1), typical=D(3), high=D(4), unit="EUR/day", source="the books")
    (wage,) = (each for each in only(costed({"cook_wage": ranged})).inputs if each.id == "cook_wage")
    assert (wage.low, wage.high) == (D(365), D(4 * 365))
    assert wage.provenance.source == "the books, as 3 (1 to 4) EUR/day"


def test_currency_and_exchange(costed):
    euros = costs(costed(TILL))
    economics = Economics(currency="USD", exchange_rate=given("1.25 USD/EUR"))
    stated = {name: given(text.replace("EUR", "USD")) for name, text in TILL.items()}
    dear = {
        name: Given(typical=each.typical * D("1.25"), unit=each.unit) if "USD" in each.unit else each
        for name, each in stated.items()
    }
    dollars = costed(dear, economics=economics)
    assert dollars.currency == "USD"
    for name, cost in costs(dollars).items():
        assert cost.total == pytest.approx(euros[name].total * D("1.25"), abs=D("0.05"))


def test_an_input_that_matters_only_beside_others_widens_the_interval(costed):
    """A rented place stands ready anyway, so how busy it is counts from the day on which guests fill it."""
    ranged = {
        "guests": Given(low=D(100), typical=D(200), high=D(900), unit="tickets/hour"),
        "busy": Given(low=D(20), typical=D(50), high=D(80), unit="%"),
    }
    found = costs(costed(flat() | ranged))["cluster"]
    dearest = costs(costed(flat() | {"guests": "900 tickets/hour", "busy": "20 %"}))["cluster"]
    # 900 guests are 0.9 busy places: 4.5 places at 20 %, at 1 EUR an hour for two years. A tenth of the
    # busy ones comes on top for tests.
    assert found.categories[Category.COMPUTE] == D("1.02") * 2 * 8760
    assert dearest.categories[Category.COMPUTE] == D("4.59") * 2 * 8760
    assert found.interval.high >= dearest.total
