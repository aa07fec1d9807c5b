"""Two published studies, reproduced to the digits that they print; ``docs/economics-studies.md``."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.content.prices import load_prices
from advisor.economics.break_even import break_even_hours, break_even_requests, cost_per_million
from advisor.economics.tables import rentals_on
from advisor.economics.tco import newest_day

D = Decimal
SERVER, OPERATING = D(833_806), D("0.87")
"""Lenovo LP2225: an eight-GPU server, and what an hour of running it costs."""


def digits(value: Decimal, printed: str) -> str:
    """A value rounded to as many decimals as a print has."""
    return str(value.quantize(D(printed)))


@pytest.mark.parametrize(
    ("rented", "printed"),
    [("98.32", "8556.2"), ("77.43", "10890.9"), ("53.95", "15708.5"), ("55.04", "15392")],
)
def test_lenovo_hours_until_owning_pays(rented, printed):
    hours = break_even_hours(SERVER, D(rented), OPERATING)
    assert hours is not None
    assert digits(hours, printed) == printed


def test_lenovo_months():
    hours = break_even_hours(SERVER, D("98.32"), OPERATING)
    assert hours is not None
    assert digits(hours / 720, "11.9") == "11.9"


def test_lenovo_five_years():
    hours = D(5 * 8760)
    assert hours == 43_800
    assert D("98.32") * hours == D("4306416.00")
    assert digits(SERVER + OPERATING * hours, "871912") == "871912"


def test_owning_never_pays_where_an_hour_rents_for_no_more_than_it_costs():
    assert break_even_hours(SERVER, D("0.87"), OPERATING) is None


def test_the_price_book_knows_what_the_study_paid_and_what_is_paid_today(bundled_pack_folder):
    book = load_prices(bundled_pack_folder)
    machine = next(
        accelerator
        for accelerator in book.accelerators.values()
        if any(rental.instance == "p5.48xlarge" for rental in accelerator.rentals)
    )
    dated = {each.as_of: each.per_hour for each in machine.rentals if each.instance == "p5.48xlarge"}
    first = min(dated)
    assert dated[first] == D("98.32")
    then = [each.per_hour for each in rentals_on(machine, first, "aws") if each.instance == "p5.48xlarge"]
    now = [
        each.per_hour
        for each in rentals_on(machine, newest_day(book), "aws")
        if each.instance == "p5.48xlarge"
    ]
    assert (then, now) == ([D("98.32")], [D("55.04")])


@pytest.mark.parametrize(
    ("throughput", "charge", "per_million", "requests"),
    [
        ("16541.954", "0.0512", "0.0451713", "1260937.5"),
        ("15103.478", "0.2304", "0.0494735", "280208.33"),
        ("3653.099", "0.8192", "0.204545", "78808.594"),
        ("786.879", "1.191424", "0.949602", "54187.258"),
    ],
)
def test_silybench(throughput, charge, per_million, requests):
    rate = D("2.69")
    assert digits(cost_per_million(rate, D(throughput)), per_million) == per_million
    assert digits(break_even_requests(rate, D(charge) / 1000), requests) == requests


def test_half_the_use_is_twice_the_price():
    full, half = (cost_per_million(D("2.69"), D("3653.099"), D(use)) for use in ("1", "0.5"))
    assert half == pytest.approx(2 * full)
