"""Money beside the rules: warnings, KPI values, tokens, and what cannot be computed."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

import pytest

from advisor.content import token_prices
from advisor.economics.crossing import crossing
from advisor.economics.kpis import verdict
from advisor.economics.tables import NoPrice, newest, rentals_on
from advisor.economics.tco import CannotEstimate, newest_day
from advisor.errors import UnusableInput
from advisor.model.assessment import Answer
from advisor.model.catalogue import KpiDirection, Target
from advisor.model.economics import CrossingKind, Origin
from advisor.model.expression import Expression
from advisor.model.price import Quantity
from advisor.model.stated import Economics, TokenModel
from tests.economics.conftest import BOOK, costs, flat, given, only

D = Decimal
TILL = flat() | {"guests": "1000 tickets/hour"}


# Rules and money ------------------------------------------------------------------------------


def ids(found) -> list[str]:
    return [each.id for each in only(found).warnings]


def test_an_advice_that_never_pays_is_warned_about_in_the_words_of_the_pack(costed):
    idle = flat() | {"guests": "1 tickets/hour"}
    found = costed(idle, advised="own")
    (warning,) = only(found).warnings
    assert (warning.id, warning.severity) == ("box_never_pays", "high")
    assert warning.message == "The box is advised and never pays."
    assert warning.do == "Keep the receipt."


def test_an_advice_that_pays_is_not_warned_about(costed):
    assert ids(costed(TILL, advised="own")) == []


def test_an_advice_that_is_much_dearer_than_another_is_warned_about(costed):
    assert ids(costed(TILL, advised="hosted")) == ["hosted_is_dear"]


def test_without_an_advice_there_is_nothing_to_disagree_with(costed):
    assert ids(costed(TILL)) == []


def test_the_sum_at_stake_says_how_much_care_it_deserves(costed):
    assert only(costed(flat(), advised="hosted")).rigour.title == "A napkin"
    assert only(costed(TILL, advised="hosted")).rigour.title == "A meeting"


# Timing and crossings --------------------------------------------------------------------------


def test_growth_moves_the_advice_in_a_later_year(costed):
    terms = flat() | {"guests": "10 tickets/hour", "rise": "200 %/year", "busy": "100 %", "plan": "60 months"}
    terms |= {"rent": "50 EUR/GPU-h", "cheaper": "30 %/year"}
    years = only(costed(terms)).years
    assert years[0].cheapest == "hosted"
    assert years[-1].cheapest != "hosted"
    timing = next(each for each in only(costed(terms)).timing if each.owned == "own")
    assert timing.best is not None
    assert timing.best > 0


def test_machines_that_arrive_too_late_are_told_about(costed):
    found = only(costed(TILL | {"plan": "6 months", "delivery": "9 months"}))
    assert all(each.late and each.starts == () and each.best is None for each in found.timing)
    assert "would arrive after 9 months" in found.notices[0]


def test_two_lines_cross_where_they_do():
    points = tuple(D(each) for each in range(1, 11))
    found = crossing(CrossingKind.VOLUME, ("a", "b"), (lambda x: x * x, lambda x: 3 * x), points)
    assert (found.alternative, found.against, found.state) == ("b", "a", "crosses")
    assert found.at == pytest.approx(D(3), abs=D("0.001"))
    other = crossing(CrossingKind.VOLUME, ("b", "a"), (lambda x: 3 * x, lambda x: x * x), points)
    assert other == found


def test_lines_that_do_not_cross_say_so():
    points = (D(1), D(2), D(3))
    always = crossing(CrossingKind.VOLUME, ("a", "b"), (lambda x: x + 1, lambda x: x), points)
    assert (always.alternative, always.state, always.at) == ("b", "always", None)
    same = crossing(CrossingKind.VOLUME, ("a", "b"), (lambda x: x, lambda x: x), points)
    assert same.state == "never"


# Inputs ----------------------------------------------------------------------------------------


def test_answers_come_after_what_is_stated_and_before_what_is_assumed(costed):
    def busy(values=None, answers=None):
        (found,) = (each for each in only(costed(values, answers=answers)).inputs if each.id == "busy")
        return found

    several = {"keepers": Answer(choice="several")}
    assert (busy().provenance.origin, busy().typical) == (Origin.ASSUMED, D(40))
    derived = busy(answers=several)
    assert (derived.provenance.origin, derived.low, derived.typical) == (Origin.DERIVED, D(30), D(50))
    assert "Two or more" in derived.provenance.source
    assert derived.provenance.question == "keepers"
    stated = busy({"busy": "33 %"}, several)
    assert (stated.provenance.origin, stated.typical) == (Origin.GIVEN, D(33))
    # An answer without a figure of its own falls back on the assumption.
    assert busy(answers={"keepers": Answer(choice="one")}).provenance.origin is Origin.ASSUMED


def test_amounts_for_one_alternative_hold_there_only(costed):
    terms = TILL | {"cook_wage": "100 EUR/year"}
    economics = Economics(alternatives={"cluster": {"cook_time": given("100 %")}})
    found = costs(costed(terms, economics=economics))
    wages = {name: sum(x.total for x in cost.lines if x.id == "wages") for name, cost in found.items()}
    assert wages["cluster"] == D(200)
    assert wages["hosted"] == D(4)


def test_amounts_of_a_workload_hold_for_it_only(costed):
    economics = Economics(workloads={"till0": {"guests": given("2000 tickets/hour")}})
    first, second = costed(economics=economics, workloads=2).workloads
    assert first.volume == D(2000)
    assert second.volume == D(100)


def test_prices_of_the_day(costed):
    def power(day):
        found = only(costed(day=day)).inputs
        return next(each for each in found if each.id == "power").typical

    assert power(datetime.date(2026, 6, 1)) == D("0.3")
    samples = BOOK.quantities["power"].values
    assert newest(samples, datetime.date(2025, 5, 5)) is samples[0]
    assert newest(samples, datetime.date(2024, 5, 5)) is samples[0]
    assert newest((), datetime.date(2024, 5, 5)) is None
    with pytest.raises(NoPrice, match="2020-05-05 or before; the oldest ones are of 2025-01-01"):
        power(datetime.date(2020, 5, 5))


def test_what_is_younger_than_the_day_is_told(costed):
    assert not any("younger" in each for each in only(costed()).notices)
    (notice,) = (each for each in only(costed(day=datetime.date(2025, 5, 5))).notices if "younger" in each)
    assert re.search(r"^\d+ figures are younger than 2025-05-05", notice)


def test_of_each_machine_the_newest_offer_counts():
    box = BOOK.accelerators["big_box"]
    assert [str(each.per_hour) for each in rentals_on(box, datetime.date(2026, 1, 15))] == ["0.5", "2"]
    assert [str(each.per_hour) for each in rentals_on(box, newest_day(BOOK))] == ["0.4", "2"]
    assert [each.provider for each in rentals_on(box, newest_day(BOOK), "boxes")] == ["boxes"]


def without(name: str):
    """The book with a quantity that nobody knows."""
    blank = BOOK.quantities[name].model_copy(update={"values": (), "derive": (), "look_up": None})
    return BOOK.model_copy(update={"quantities": {**BOOK.quantities, name: blank}})


def test_a_stated_figure_that_an_answer_contradicts_is_told(costed):
    def told(stated, answers):
        return [each for each in only(costed(stated, answers=answers)).notices if "the answer says" in each]

    fifty = {"tickets": Answer(number=D(50)), "keepers": Answer(choice="several")}
    assert told({"guests": "80 tickets/hour"}, fifty) == [
        "“Tickets” is stated as 80 tickets/hour, and the answer says 50: costs count the first, and the "
        "advice the second."
    ]
    assert told({"guests": "50 tickets/hour", "busy": "20 %"}, fifty) == []
    assert told({"guests": "80 tickets/hour"}, {}) == []


def test_an_alternative_that_lacks_an_input_is_left_out_and_said_so(costed):
    found = only(costed(book=without("box")))
    assert [each.id for each in found.alternatives] == ["hosted", "cluster"]
    assert any("no figure for “Price of a box”" in notice for notice in found.notices)
    totals = costed(book=without("box")).totals
    assert [each.alternative for each in totals] == ["hosted", "cluster"]


def test_when_nothing_can_be_computed_it_is_said_why(costed):
    with pytest.raises(CannotEstimate, match="Growth"):
        costed(book=without("rise"))
    with pytest.raises(CannotEstimate, match="Plan"):
        costed(book=without("plan"))


def test_a_zero_below_a_line_is_told_and_not_a_crash(costed):
    divided = Quantity(
        title="Fees",
        unit="EUR/year",
        value=Expression(
            divide=(
                Expression(number=D(1), unit="EUR/year"),
                Expression(number=D(0)),
            )
        ),
    )
    book = BOOK.model_copy(update={"quantities": {**BOOK.quantities, "charge": divided}})
    with pytest.raises(CannotEstimate, match=r"it needs something to divide by \(other than zero\)"):
        costed(book=book)


# KPIs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "value", "low", "high", "expected"),
    [
        (KpiDirection.LOWER, "5", "5", None, "met"),
        (KpiDirection.LOWER, "6", "5", None, "missed"),
        (KpiDirection.HIGHER, "5", "5", None, "met"),
        (KpiDirection.HIGHER, "4", "5", None, "missed"),
        (KpiDirection.WITHIN, "1", "0.8", "1.3", "met"),
        (KpiDirection.WITHIN, "2", "0.8", "1.3", "missed"),
        (KpiDirection.WITHIN, "2", None, "1.3", "missed"),
        (KpiDirection.WITHIN, "2", "1.3", None, "met"),
        (KpiDirection.LOWER, None, "5", None, None),
        (KpiDirection.LOWER, "5", None, None, None),
    ],
)
def test_verdicts(direction, value, low, high, expected):
    target = Target(
        text="t", value=None if low is None else D(low), upper=None if high is None else D(high), source="s"
    )
    assert verdict(direction, None if value is None else D(value), target) == expected


def test_kpis_have_a_value_or_name_what_is_missing(small_pack, costed):
    found = only(costed(TILL | {"lost": "60 min/month"}, advised="hosted")).kpis
    by_id = {each.kpi: each for each in found}
    ticket = by_id["cost_per_ticket"]
    assert ticket.value == D("0.01")
    assert (ticket.unit, ticket.verdict) == ("EUR/ticket", "met")
    assert by_id["lost_minutes"].value == D(60)
    blind = {each.kpi: each for each in only(costed(TILL, advised="hosted")).kpis}["lost_minutes"]
    assert (blind.value, blind.missing) == (None, ("Minutes lost",))
    assert {each.kpi for each in found} <= set(small_pack.kpi_by_id)


# Tokens ----------------------------------------------------------------------------------------

DAY = datetime.date(2026, 10, 1)


def test_a_request_is_priced_from_the_list_and_split_by_token():
    quote, hint = token_prices.quoter(TokenModel(provider="openai", model="gpt-4o-mini"), DAY)
    assert hint is None
    assert quote is not None
    found = quote(D(1000), D(300))
    assert found is not None
    assert found.read * 1_000_000 == D("0.15")
    assert found.written * 1_000_000 == D("0.6")
    # The day is the price's own, and never the one that was asked for.
    assert found.as_of is None
    assert "price in force on 2026-10-01 (since when is not told)" in found.source


def test_a_price_of_the_list_has_the_day_from_which_on_it_holds():
    model = TokenModel(provider="anthropic", model="claude-opus-4-6")
    days = []
    for day in (datetime.date(2026, 3, 12), datetime.date(2026, 3, 13), DAY):
        quote, _ = token_prices.quoter(model, day)
        days.append(quote(D(1000), D(300)).as_of)
    assert days == [None, datetime.date(2026, 3, 13), datetime.date(2026, 3, 13)]


@pytest.mark.parametrize(
    ("provider", "model", "hint"),
    [("opnai", "gpt-4o-mini", "openai"), ("openai", "gtp-5-mini", "gpt-5-mini")],
)
def test_an_unknown_model_is_told_with_the_nearest(provider, model, hint):
    with pytest.raises(UnusableInput) as caught:
        token_prices.quoter(TokenModel(provider=provider, model=model), DAY)
    assert hint in str(caught.value)


def test_without_the_list_one_line_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(token_prices, "find_spec", lambda _name: None)
    quote, hint = token_prices.quoter(TokenModel(provider="openai", model="gpt-4o-mini"), DAY)
    assert quote is None
    assert hint is not None
    assert "pip install" in hint
    assert "[economics]" in hint


def test_no_model_no_list():
    assert token_prices.quoter(None, DAY) == (None, None)


# Shape -----------------------------------------------------------------------------------------


def test_an_estimate_says_by_which_pack_and_prices(costed, small_pack):
    found = costed(TILL)
    assert (found.pack, found.pack_version, found.pack_sha256) == (
        small_pack.id,
        small_pack.version,
        small_pack.sha256,
    )
    assert found.as_of == datetime.date(2026, 6, 1)


def test_a_price_for_all_far_from_the_table_is_told(costed):
    """One price stated for every workload may be that of another machine."""
    near, far = (only(costed({"box": f"{price} EUR"})).notices for price in (8000, 900_000))
    assert not any("stated for all" in each for each in near)
    assert any("stated for all" in each and "900,000 EUR" in each for each in far)
