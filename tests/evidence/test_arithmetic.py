"""Shared cost to the cent, and stability against the standard library."""

from __future__ import annotations

import datetime
import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.evidence.allocate import divided, showback, split
from advisor.evidence.stability import burst, excess, explained, quantile, stability, trend, variation
from advisor.evidence.times import moment, span
from advisor.model.evidence_rules import Measured, SplitRule
from advisor.model.patterns import BadPattern, check, fits, kept

CENTS = st.integers(-(10**12), 10**12).map(lambda each: Decimal(each) / 100)
WEIGHTS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4),
    st.decimals(0, 10**9, places=9).filter(lambda each: each > 0),
    min_size=1,
    max_size=8,
)
AMOUNTS = st.lists(st.decimals(0, 10**6, places=4), min_size=3, max_size=60)


@given(CENTS, WEIGHTS)
def test_parts_add_up_to_the_cent_and_are_fair(total, weights):
    parts = divided(total, weights)
    assert sum(parts.values()) == total
    whole = sum(map(Fraction, weights.values()))
    for name, part in parts.items():
        fair = Fraction(total) * Fraction(weights[name]) / whole
        assert abs(Fraction(part) - fair) < Fraction(1, 100)


@given(CENTS, WEIGHTS)
def test_a_refund_is_divided_like_a_charge(total, weights):
    assert divided(-total, weights) == {name: -part for name, part in divided(total, weights).items()}


def rule(**values) -> SplitRule:
    return SplitRule.model_validate({"id": "s", "title": "S", "tags": {"*": ["shared"]}, **values})


@given(st.decimals(-(10**6), 10**6, places=6), WEIGHTS, st.decimals(-(10**6), 10**6, places=6))
def test_what_teams_and_nobody_answer_for_is_the_whole_to_the_last_digit(exact, direct, nobody):
    """Cents are divided; what is less than a cent is not lost."""
    shared = split(rule(method="even"), exact, 1, {Measured.EFFECTIVE_COST: direct})
    lines = showback(direct, {}, nobody, Decimal(0), [shared])
    assert sum(each.total for each in lines) == sum(direct.values()) + nobody + exact


def test_three_ways_to_divide():
    teams = {Measured.EFFECTIVE_COST: {"a": Decimal(1), "b": Decimal(2)}, Measured.ROWS: {"a": Decimal(9)}}
    fixed = split(rule(method="fixed", shares={"a": 70, "b": 30}), Decimal("0.015"), 1, teams)
    assert {each.team: each.amount for each in fixed.shares} == {"a": Decimal("0.01"), "b": Decimal("0.01")}
    assert fixed.exact == Decimal("0.015")
    even = split(rule(method="even"), Decimal("1.01"), 1, teams)
    assert {each.team: each.amount for each in even.shares} == {"a": Decimal("0.51"), "b": Decimal("0.50")}
    by_rows = split(rule(method="proportional", measure="rows"), Decimal(5), 1, teams)
    assert {each.team: each.amount for each in by_rows.shares} == {"a": Decimal(5)}
    nobody = split(rule(method="proportional", measure="ai_cost"), Decimal(5), 1, teams)
    assert nobody.shares == () and nobody.why


@given(AMOUNTS)
def test_variation_and_quantiles_are_those_of_the_standard_library(values):
    sample, population = variation(values)
    mean = statistics.fmean(values)
    if mean <= 0:
        assert sample is None and population is None
        return
    assert float(sample) == pytest.approx(statistics.stdev(map(float, values)) / mean, rel=1e-9)
    assert float(population) == pytest.approx(statistics.pstdev(map(float, values)) / mean, rel=1e-9)
    cuts = statistics.quantiles(map(float, values), n=20, method="inclusive")
    assert float(quantile(values, Decimal("0.95"))) == pytest.approx(cuts[-1], rel=1e-9, abs=1e-9)


@given(AMOUNTS, st.integers(1, 1000))
def test_shares_of_a_load_do_not_depend_on_its_size(values, times):
    larger = [each * times for each in values]
    for measure in (lambda x: variation(x)[0], trend, burst):
        one, other = measure(values), measure(larger)
        assert (one is None) == (other is None)
        assert one is None or abs(one - other) < Decimal("1e-15") * max(1, abs(one))


def test_trend_and_pattern_by_hand():
    rising = [Decimal(100 + each) for each in range(31)]
    assert trend(rising) == Decimal(30) / Decimal(115)
    assert explained([Decimal(1), Decimal(3), Decimal(1), Decimal(3)], [0, 1, 0, 1]) == 1
    assert explained([Decimal(1), Decimal(1), Decimal(3), Decimal(3)], [0, 1, 0, 1]) == 0
    assert explained([Decimal(5)] * 4, [0, 1, 0, 1]) is None
    assert excess([Decimal(10)] * 9 + [Decimal(100)], Decimal(5)) == (Decimal(90), 1)


def test_days_without_rows_count_as_zero():
    first = datetime.date(2026, 3, 2)
    days = {first: Decimal(1), first + datetime.timedelta(13): Decimal(1)}
    found = stability(days, None, begin=first, least_days=7, trend_days=14)
    assert (found.days, found.days_with_cost, found.at_start) == (14, 2, True)
    assert found.peak == 7
    assert found.weekday[0] == Decimal("3.5") and found.weekday[1] == 0
    assert stability({first: Decimal(1)}, None, begin=first, least_days=7, trend_days=14) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-09-18 22", "2024-09-18T22:00:00"),
        ("2024-09-18T22:00:00Z", "2024-09-18T22:00:00"),
        ("2024-09-18T22:00:00.000+02:00", "2024-09-18T20:00:00"),
        ("2024-09-18", "2024-09-18T00:00:00"),
        ("5/1/25", "2025-05-01T00:00:00"),
        ("0001-01-01", None),
        ("9999-12-31T23:00:00-05:00", None),
        ("=1+1", None),
        ("", None),
    ],
)
def test_times_are_read_however_they_are_written(text, iso):
    found = moment(text)
    assert (found.at.isoformat() if found else None) == iso


def test_what_a_row_spans():
    found = span("2024-09-18 22", "2024-09-18 23", "2024-09-01", "2024-10-01")
    assert (found.day, found.hour, found.length, found.delay, found.late) == (
        "2024-09-18",
        22,
        "hour",
        12,
        False,
    )
    assert span("2024-09-01", "2024-10-01", "2024-10-01", "2024-11-01").length == "longer"
    assert span("2024-08-30 10", "2024-08-30 11", "2024-09-01", "2024-10-01").late
    assert span("never", "", "", "").day == ""


@pytest.mark.parametrize(
    ("pattern", "cell", "fit"),
    [
        ("*p4d*", "USW2-BoxUsage:p4d.24xlarge", True),
        ("amazon*rock", "Amazon Bedrock", True),
        ("a*a", "a", False),
        ("*", "", False),
        ("a.c", "abc", False),
        ("*a*b*c", "xaxbxc", True),
        ("*a*b*c", "xaxbx", False),
    ],
)
def test_patterns(pattern, cell, fit):
    assert fits(pattern, cell) is fit


def test_patterns_keep_names_and_refuse_what_would_take_forever():
    assert kept("AI_{workload}_*", "ai_Chatbot_Store101") == {"workload": "Chatbot"}
    assert kept("{team}-{workload}", "red") is None
    assert not fits("*a*a*a*a*a*a*a*b", "a" * 100_000)
    for bad in ("{who}", "{team}{team}", "*" * 9, "{team}{workload}{model}"):
        with pytest.raises(BadPattern):
            check(bad, keeps=("team", "workload", "model"))


def test_scattered_hours_are_left_to_the_days():
    """One row every eleven hours looks like bursts by the hour, and like an even load by the day."""
    first = datetime.datetime(2026, 3, 2)
    at = [first + datetime.timedelta(hours=11 * each) for each in range(200)]
    days = {each.date(): Decimal(0) for each in at}
    for each in at:
        days[each.date()] += 1
    hours = {(each.date(), each.hour): Decimal(1) for each in at}
    nightly = {(day, 2): Decimal(1) for day in days}
    told = {"begin": first.date(), "least_days": 7, "trend_days": 14, "least_filled": Decimal("0.25")}
    scattered = stability(days, hours, **told)
    assert scattered.hourly_cv is None and scattered.peak < 3
    assert stability(days, hours, **{**told, "least_filled": Decimal(0)}).peak > 10
    assert stability(days, nightly, **told).hourly_cv is not None, "a job of each night keeps its hours"
