"""The official FOCUS sample gives exactly the figures that were computed from it by other means."""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from decimal import Decimal

import pytest

from advisor.model.measure_names import OF_BILL, OF_WORKLOAD

from .conftest import SAMPLE


def value(bill, name: str) -> Decimal:
    found = bill.main.measure(name)
    assert found is not None and found.value is not None, name
    return found.value


def test_what_it_is(sample_bill):
    picture = sample_bill.main
    assert (sample_bill.rows, sample_bill.focus, len(sample_bill.columns)) == (1000, "1.0", 43)
    assert sample_bill.own_columns == ("Id",)
    assert [(each.currency, each.rows) for each in sample_bill.pictures] == [("USD", 1000)]
    assert (picture.first, picture.last, picture.days) == (
        datetime.date(2024, 9, 1),
        datetime.date(2024, 9, 30),
        30,
    )
    assert {line.name: line.rows for line in picture.breakdown("provider").lines} == {
        "AWS": 942,
        "Microsoft": 51,
        "Oracle": 7,
    }


@pytest.mark.parametrize(
    ("cost", "expected"),
    [("billed", "20.520227"), ("effective", "14.976514"), ("list", "20.390906"), ("contracted", "14.976260")],
)
def test_the_four_costs(sample_bill, cost, expected):
    assert getattr(sample_bill.main.cost, cost).quantize(Decimal("1e-6")) == Decimal(expected)


def test_sums_are_exact_to_the_last_digit(sample_bill):
    with SAMPLE.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    for name in ("ListCost", "ContractedCost", "BilledCost", "EffectiveCost"):
        by_hand = sum(Decimal(row[name]) for row in rows if row[name] != "NULL")
        assert getattr(sample_bill.main.cost, name.removesuffix("Cost").lower()) == by_hand


def test_the_published_ai_share_of_refunds(sample_bill):
    assert value(sample_bill, "ai_known_effective").quantize(Decimal("1e-6")) == Decimal("-0.151898")
    assert (value(sample_bill, "known_ai_share") * 100).quantize(Decimal("0.001")) == Decimal("-1.014")
    known = [each for each in sample_bill.main.findings if each.rule == "azure_machine_learning"]
    assert [(each.rows, each.kind.value) for each in known] == [(9, "known")]


def test_rows_that_two_rules_fit_count_once(sample_bill):
    found = {each.rule: each for each in sample_bill.main.findings}
    assert (found["category_ai"].rows, found["category_ai"].also_rows) == (0, 9)
    assert sum(each.rows for each in found.values()) == sample_bill.main.ai_rows
    assert sum(each.effective for each in found.values()) == sample_bill.main.ai.effective


def test_tags_beyond_one_hundred_per_cent(sample_bill):
    assert sample_bill.main.allocation.tagged_rows == 711
    assert value(sample_bill, "tagged_share_rows") == Decimal("0.711")
    assert (value(sample_bill, "tagged_share_effective") * 100).quantize(Decimal("0.1")) == Decimal("120.0")
    assert (value(sample_bill, "tagged_share_billed") * 100).quantize(Decimal("0.1")) == Decimal("108.3")
    told = [each for each in sample_bill.main.notices if each.code == "net-negative"]
    assert any("untagged" in each.text for each in told)


def test_variation_of_the_days(sample_bill):
    assert value(sample_bill, "daily_cv").quantize(Decimal("1e-4")) == Decimal("1.5858")
    assert value(sample_bill, "daily_cv_population").quantize(Decimal("1e-4")) == Decimal("1.5592")


def test_days_add_up_to_the_whole(sample_bill):
    days: dict[str, Decimal] = defaultdict(Decimal)
    with SAMPLE.open(newline="") as stream:
        for row in csv.DictReader(stream):
            days[row["ChargePeriodStart"][:10]] += Decimal(row["EffectiveCost"])
    assert {each.day.isoformat(): each.effective for each in sample_bill.main.series} == days


def test_kinds_of_charges_are_named(sample_bill):
    rows = {each.code: each.rows for each in sample_bill.main.notices}
    assert (rows["credits"], rows["adjustments"], rows["negative-rows"]) == (1, 2, 13)


def test_the_names_of_measures_are_the_ones_that_packs_may_use(sample_bill):
    assert tuple(each.id for each in sample_bill.main.measures) == OF_BILL
    assert all(
        tuple(each.id for each in found.measures) == OF_WORKLOAD for found in sample_bill.main.workloads
    )


def test_every_measure_names_a_query_that_is_there(sample_bill):
    queries = {each.id for each in sample_bill.queries}
    measures = [*sample_bill.main.measures, *(m for w in sample_bill.main.workloads for m in w.measures)]
    assert {each.query for each in measures if each.value is not None} <= queries


def test_showback_adds_up(sample_bill):
    picture = sample_bill.main
    assert sum(line.total for line in picture.allocation.showback) == picture.cost.effective
