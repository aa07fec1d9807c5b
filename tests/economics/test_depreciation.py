"""The books of a machine, against hand-computed schedules and an independent library."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.economics.depreciation import (
    macrs_5,
    present_value,
    resale_share,
    schedule,
    straight_line,
)
from advisor.model.stated import Depreciation

D = Decimal
CURVE = (D("0.65"), D("0.37"), D("0.27"))
money = st.decimals(1, 10**7, places=2)
periods = st.builds(
    lambda whole, rest: (*(D(1),) * whole, *((D(rest) / 12,) if rest else ())),
    st.integers(1, 10),
    st.integers(0, 11),
)


def declining_balance(years: int) -> list[Fraction]:
    """Twice the straight rate on what is left, switching to straight line; half a year first and last."""
    left, spent, shares = Fraction(1), Fraction(0), []
    for year in range(years + 1):
        length = Fraction(1, 2) if year in (0, years) else Fraction(1)
        remaining = years - spent
        share = max(left * Fraction(2, years), left / remaining if remaining > 0 else Fraction(0)) * length
        share = min(share, left)
        shares.append(share)
        left -= share
        spent += length
    return shares


def test_macrs_is_the_declining_balance_with_half_years():
    assert [float(share) for share in declining_balance(5)] == pytest.approx(
        [float(share) for share in macrs_5(D(1))], abs=5e-5
    )
    assert [f"{part:.2f}" for part in macrs_5(D(833806))] == [
        "166761.20",
        "266817.92",
        "160090.75",
        "96054.45",
        "96054.45",
        "48027.23",
    ]


def test_straight_line_by_hand():
    assert straight_line(D(400_000), 4, D(40_000)) == (D(90_000),) * 4


@given(money, money, st.integers(1, 10))
def test_straight_line_writes_off_what_is_lost(price, resale, years):
    assert sum(straight_line(price, years, resale)) == pytest.approx(price - resale, abs=D("1e-12"))


@given(st.sampled_from(list(Depreciation)), periods)
def test_a_schedule_adds_up_to_exactly_one_and_is_never_negative(method, lengths):
    shares = schedule(method, lengths)
    assert sum(shares) == 1
    assert all(share >= 0 for share in shares)


def test_a_machine_given_up_early_is_written_off_in_its_last_period():
    assert schedule(Depreciation.MACRS_5, (D(1), D(1))) == (D("0.20"), D("0.80"))
    assert schedule(Depreciation.STRAIGHT_LINE, (D(1), D("0.5"))) == pytest.approx((D(2) / 3, D(1) / 3))


@pytest.mark.parametrize(
    ("age", "share"),
    [("0", "1"), ("0.5", "0.825"), ("1", "0.65"), ("2.5", "0.32"), ("3", "0.27"), ("4", "0.17"), ("9", "0")],
)
def test_resale_follows_the_curve_and_goes_on_falling(age, share):
    assert resale_share(D(age), CURVE) == D(share)


@given(st.decimals(0, 20, places=3), st.decimals(0, 20, places=3))
def test_an_older_machine_brings_no_more(one, other):
    young, old = sorted((one, other))
    assert resale_share(young, CURVE) >= resale_share(old, CURVE)


@given(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1, max_size=12), st.decimals(0, 1, places=4))
def test_present_value_as_numpy_financial_has_it(cash, rate):
    theirs = numpy_financial.npv(float(rate), [float(each) for each in cash])
    assert float(present_value(rate, cash)) == pytest.approx(theirs, rel=1e-9, abs=1e-4)


@given(money, st.integers(1, 10), st.decimals("0.01", "0.3", places=3))
def test_the_annuity_of_a_price_is_worth_the_price(price, years, rate):
    annuity = D(str(-numpy_financial.pmt(float(rate), years, float(price))))
    assert present_value(rate, (D(0), *(annuity,) * years)) == pytest.approx(price, rel=D("1e-9"))
