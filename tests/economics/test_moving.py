"""The way from the model that is advised for now to the target: what it costs, and from when on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.economics.rounding import significant
from tests.economics.conftest import costs, flat, only

D = Decimal
TILL = flat() | {"guests": "1000 tickets/hour", "delivery": "6 months"}


def test_there_is_no_way_where_the_target_is_what_is_advised_or_nothing_is(costed):
    assert only(costed(TILL, advised="hosted")).move is None
    assert only(costed(TILL)).move is None


def test_machines_that_are_rented_are_there_at_once(costed):
    found = costed(TILL, advised="hosted", target="cluster")
    move = only(found).move
    assert (move.now, move.target, move.month) == ("hosted", "cluster", 0)
    assert move.total == costs(found)["cluster"].total


def test_machines_that_are_bought_are_waited_for(costed):
    found = costed(TILL, advised="hosted", target="own")
    move = only(found).move
    assert move.month == 6
    waiting = D(1000) * 8760 * D("0.01") / 2
    shorter = only(
        costed(TILL | {"plan": "18 months", "delivery": "0 months"}, advised="hosted", target="own")
    )
    # Nothing grows and no price falls, so the rest is what owning for eighteen months costs.
    assert move.total == pytest.approx(waiting + shorter.move.total)


def test_machines_that_come_too_late_have_no_way(costed):
    move = only(costed(TILL | {"delivery": "30 months"}, advised="hosted", target="own")).move
    assert (move.month, move.total) == (None, None)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("1455112", "1460000"), ("0.0123456", "0.0123"), ("0", "0"), ("999.6", "1000"), ("-1.2345", "-1.23")],
)
def test_three_digits_are_kept(amount, rounded):
    assert significant(D(amount)) == D(rounded)


def test_half_of_the_load_costs_half_the_charges_and_what_does_not_follow_it(costed):
    found = costs(costed(TILL))
    assert found["hosted"].at_half == found["hosted"].total / 2
    less = costs(costed(TILL | {"guests": "500 tickets/hour"}))
    # People and wiring stay as they are here, and nothing grows: as if half had been stated at once.
    assert found["own"].at_half == less["own"].total
    assert found["own"].at_half > found["own"].total / 2
