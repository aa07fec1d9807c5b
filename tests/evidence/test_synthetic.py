"""Made-up bills: the same plan gives the same bytes, and the truth is what the rows say."""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow", reason="made-up bills are written with pyarrow")

import pyarrow.parquet as pq

from advisor.evidence import synthetic
from advisor.evidence.synthetic import Plan, blocks
from advisor.evidence.synthetic_files import Format, write_bill, write_truth
from advisor.evidence.synthetic_lines import Charge, Kind
from advisor.evidence.synthetic_truth import Counter, is_ai
from tests.thoroughness import examples

ROWS = 4000
COSTS = ("ListCost", "ContractedCost", "BilledCost", "EffectiveCost")


def rows_of(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("kind", list(Format))
def test_the_same_plan_gives_the_same_bytes(tmp_path: Path, kind: Format) -> None:
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        made.append([path.read_bytes() for path in write_bill(folder, Plan(ROWS), kind, monthly=True).files])
    assert made[0] == made[1]
    assert len(made[0]) == 3, "one file a month"


def test_another_seed_gives_another_bill() -> None:
    sums = []
    for seed in (1, 2):
        plan = Plan(ROWS, seed=seed)
        sums.append([int(block.effective.sum()) for block in blocks(plan)])
    assert sums[0] != sums[1]


def test_formats_hold_the_same_rows(tmp_path: Path) -> None:
    for kind in Format:
        write_bill(tmp_path, Plan(ROWS), kind)
    plain, packed = rows_of(tmp_path / "focus.csv"), rows_of(tmp_path / "focus.csv.gz")
    assert plain == packed
    table = pq.read_table(tmp_path / "focus.parquet")
    assert table.column_names == list(plain[0])
    for name in ("ServiceName", "Tags", "SkuPriceId"):
        assert [each or "" for each in table[name].to_pylist()] == [row[name] for row in plain]
    for name in (*COSTS, "PricingQuantity"):
        assert table[name].to_pylist() == [Decimal(row[name]) for row in plain]


def test_the_truth_is_what_the_rows_say(tmp_path: Path) -> None:
    """Added up again from the text, with nothing of the generator but the ids of prices."""
    made = write_bill(tmp_path, Plan(ROWS), Format.CSV)
    told = json.loads(write_truth(tmp_path, made.truth).read_text())
    counted: dict[str, int] = defaultdict(int)
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    by_currency: dict[str, Decimal] = defaultdict(Decimal)
    untagged = 0
    for row in rows_of(made.files[0]):
        counted[row["SkuPriceId"]] += 1
        for cost in COSTS:
            sums[row["SkuPriceId"], cost] += Decimal(row[cost])
        if row["ChargeCategory"] != "Tax":
            by_currency[row["BillingCurrency"]] += Decimal(row["EffectiveCost"])
            untagged += row["BillingCurrency"] == "USD" and not row["Tags"]
    for line in told["lines"]:
        assert line["rows"] == counted[line["price_id"]]
        for cost, name in zip(COSTS, ("list", "contracted", "billed", "effective"), strict=True):
            assert Decimal(line[name]) == sums[line["price_id"], cost], line["price_id"]
    for currency, found in told["currencies"].items():
        assert Decimal(found["all"]["effective"]) == by_currency[currency]
    assert told["currencies"]["USD"]["untagged"]["rows"] == untagged
    assert sum(counted.values()) == told["rows"] == ROWS


def test_rows_hold_together_as_focus_asks(tmp_path: Path) -> None:
    write_bill(tmp_path, Plan(ROWS), Format.CSV)
    for row in rows_of(tmp_path / "focus.csv"):
        assert row["ChargePeriodStart"] < row["ChargePeriodEnd"]
        assert row["BillingPeriodStart"] <= row["ChargePeriodStart"] < row["BillingPeriodEnd"]
        assert (row["CommitmentDiscountStatus"] == "") or row["CommitmentDiscountId"]
        quantity, price = Decimal(row["PricingQuantity"]), Decimal(row["ListUnitPrice"])
        if row["ChargeCategory"] == "Usage" and row["ChargeClass"] == "" and Decimal(row["ListCost"]):
            assert Decimal(row["ListCost"]) == quantity * price
        assert (row["ConsumedQuantity"] == "") == (row["ConsumedUnit"] == "")


def test_every_kind_of_charge_and_of_ai_is_there() -> None:
    plan = Plan(0)
    assert {line.charge for line in plan.lines} == set(Charge)
    assert {line.kind for line in plan.lines} == set(Kind)
    assert {line.family for line in plan.lines if is_ai(line)} == {
        "managed_service",
        "model_provider",
        "tag",
        "accelerator",
        "token_billed",
        "marketplace",
    }
    assert any(line.family == "decoy" for line in plan.lines)
    assert len({line.currency for line in plan.lines}) == 2
    assert len({line.currency for line in Plan(0, currencies=False).lines}) == 1


def test_bursts_stand_out_on_their_days() -> None:
    plan = Plan(40_000)
    counter = Counter(plan)
    for block in blocks(plan):
        counter.add(block)
    days = [0] * plan.days
    for found in counter.lines():
        if found.line.shape == "bursty":
            for hour, amount in enumerate(found.hours):
                days[hour // 24] += amount
    planted = {(day - plan.start).days for day in plan.bursts}
    quiet = [amount for day, amount in enumerate(days) if day not in planted]
    assert min(days[day] for day in planted) > 3 * (sum(quiet) // len(quiet))


@settings(max_examples=examples(15), deadline=None)
@given(
    rows=st.integers(0, 3000),
    seed=st.integers(0, 2**64),
    days=st.integers(1, 400),
    cut=st.integers(1, 3000),
)
def test_blocks_of_any_size_are_the_same_bill(rows: int, seed: int, days: int, cut: int) -> None:
    plan = Plan(rows, seed=seed, days=days)

    def bill() -> list[tuple[int, ...]]:
        return [
            row
            for block in blocks(plan)
            for row in zip(
                block.line.tolist(),
                block.hour.tolist(),
                block.resource.tolist(),
                block.effective.tolist(),
                strict=True,
            )
        ]

    whole = bill()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(synthetic, "BLOCK", cut)
        assert bill() == whole
    assert len(whole) == rows
    assert all(0 <= hour < plan.hours for _, hour, _, _ in whole)


def test_a_bill_without_rows_has_its_header(tmp_path: Path) -> None:
    made = write_bill(tmp_path, Plan(0), Format.CSV)
    assert rows_of(made.files[0]) == []
    assert "EffectiveCost" in made.files[0].read_text()
