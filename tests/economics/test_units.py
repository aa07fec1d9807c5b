"""Units: what people write, what belongs together, and that nothing is lost on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.content.check_economics import amount_problem
from advisor.content.locations import bundled_packs
from advisor.content.prices import load_prices
from advisor.model.stated import Given
from advisor.model.units import UnitError, amount, in_words, unit

D = Decimal


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("0.21 USD/kWh", D("0.21")),
        ("210 USD/MWh", D("0.21")),
        ("35 %", D("0.35")),
        ("100 requests/day", D(36_500)),
        ("5 USD/month", D(60)),
        ("2 USD/h", D(17_520)),
        ("3 tokens/GPU-s", D(10_800)),
        ("1.5 USD/1M tokens", D("0.0000015")),
        ("2 USD/1k requests", D("0.002")),
        ("250k USD", D(250_000)),
        ("3 M tokens", D(3_000_000)),
        ("4 years", D(4)),
        ("12 models", D(12)),
        ("3.5", D("3.5")),
        ("-5 %/year", D("-0.05")),
    ],
)
def test_amounts_in_base_units(text, base):
    number, measured = amount(text)
    assert measured.to_base(number) == base


@pytest.mark.parametrize(
    ("one", "other"),
    [("request/day", "requests/month"), ("USD/kW/month", "USD/kW/year"), ("%", "1"), ("h", "months")],
)
def test_units_that_belong_together(one, other):
    assert unit(one).dimension == unit(other).dimension


@pytest.mark.parametrize(
    ("one", "other"), [("USD", "EUR"), ("USD/h", "USD"), ("requests/day", "tokens/day"), ("kW", "kWh")]
)
def test_units_that_do_not(one, other):
    assert unit(one).dimension != unit(other).dimension


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("3,000 USD", "separators"),
        ("$5", "number and its unit"),
        ("5 $", "USD"),
        ("5 USD//h", "not a unit"),
        ("5 USD per hour", "not a unit"),
        ("1 USD/0 tokens", "zero"),
        ("soon", "number and its unit"),
        ("5 " + "x" * 200, "too long"),
        ("9" * 60 + " USD", "too long"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_way_out(text, word):
    with pytest.raises(UnitError, match=word):
        amount(text)


def test_currencies_are_seen():
    assert unit("EUR/kWh").currencies == ("EUR",)
    assert unit("FTE").currencies == unit("GPU-h").currencies == ()
    assert in_words(unit("USD/GPU-h/month").dimension) == "USD/GPU-h/year"


def test_a_unit_that_does_not_belong_to_a_quantity_is_refused_with_the_one_that_does():
    """Every quantity of the bundled prices with the units of all others, by period, by machine and alone."""
    book = load_prices(bundled_packs()["crawl-walk-run"])
    texts = {each.unit for each in book.quantities.values()}
    texts |= {f"{head}/{period}" for head in ("USD", "requests", "GPU-h", "USD/GPU") for period in PERIODS}
    for name, quantity in book.quantities.items():
        own = unit(quantity.unit)
        for text in sorted({*texts, "", "USD", "EUR", "h", "kW"}):
            stated = unit(text)
            one = Given(typical=stated.from_base(own.to_base(D(50))), unit=text)
            problem = amount_problem(name, quantity, one, "USD", book)
            if stated.dimension == own.dimension:
                assert problem is None or problem[2] in ("too-small", "too-large")
            else:
                assert problem is not None
                message, hint, code = problem
                assert code in ("wrong-unit", "currency")
                assert own.text in f"{message} {hint}"


PERIODS = ("s", "min", "h", "day", "month", "quarter", "year")
UNITS = [
    "USD/kWh",
    "requests/day",
    "%/year",
    "tokens/GPU-s",
    "months",
    "USD/1M tokens",
    "min/month",
    "h",
    "GPU-min",
]


@given(st.sampled_from(UNITS), st.decimals(0, 10**9, places=6))
def test_there_and_back(text, number):
    measured = unit(text)
    back = measured.from_base(measured.to_base(number))
    assert abs(back - number) <= max(number, D(1)) * D("1e-24")


@given(st.decimals(0, 10**9, places=4), st.sampled_from(["s", "min", "h", "day", "month", "year"]))
def test_rates_convert_exactly(number, period):
    measured = unit(f"USD/{period}")
    assert measured.from_base(measured.to_base(number)) == number
