"""Bills however they are written: versions, currencies, columns that lack, formats that are none."""

from __future__ import annotations

import csv
import gzip
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("ibis", reason="bills are read with Ibis")

from advisor.errors import UnusableInput
from advisor.workflows.evidence import forecast_of, read_bill

SAAS = Path(__file__).parents[1] / "data" / "focus" / "spec_saas_examples"
BASE = {
    "ListCost": "2",
    "ContractedCost": "2",
    "BilledCost": "1",
    "EffectiveCost": "1",
    "BillingCurrency": "USD",
    "ChargeCategory": "Usage",
    "ChargePeriodStart": "2026-03-02T10:00:00Z",
    "ChargePeriodEnd": "2026-03-02T11:00:00Z",
    "ServiceName": "Amazon EC2",
    "ServiceCategory": "Compute",
    "ProviderName": "AWS",
    "Tags": "{}",
}


def written(path: Path, rows: list[dict[str, str]], **options) -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as stream:
        out = csv.DictWriter(stream, names, **options)
        out.writeheader()
        out.writerows(rows)
    return path


def read(rules, *paths, **options):
    return read_bill([str(path) for path in paths], rules, **options)


def test_one_bill_with_many_oddities(tmp_path, bill_rules):
    rows = [
        BASE | {"Tags": '{"team": "Blue", "ai_workload": "Bot"}'},
        BASE | {"Tags": '[{"Key": "team", "Value": "blue"}]', "EffectiveCost": "NULL"},
        BASE | {"Tags": "team=blue", "EffectiveCost": "lots"},
        BASE | {"BillingCurrency": "EUR", "EffectiveCost": "7.000000000000001"},
        BASE | {"ChargePeriodStart": "someday", "EffectiveCost": "3"},
        BASE | {"ChargeCategory": "Tax", "EffectiveCost": "5", "Tags": "NULL"},
        BASE | {"ServiceName": "Amazon Bedrock", "ChargeCategory": "Credit", "EffectiveCost": "-9"},
    ]
    bill = read(bill_rules, written(tmp_path / "odd [1]*.csv", rows, delimiter=";"))
    assert [(each.currency, each.rows) for each in bill.pictures] == [("USD", 6), ("EUR", 1)]
    assert bill.pictures[1].cost.effective == Decimal("7.000000000000001")
    main = bill.main
    assert main.cost.effective == Decimal(0)
    codes = {each.code: each.rows for each in (*bill.notices, *main.notices)}
    assert "several-currencies" in codes
    assert (codes["unreadable-numbers"], codes["undated"], codes["bad-tags"]) == (1, 1, 1)
    assert (codes["taxes"], codes["credits"], codes["negative-rows"]) == (1, 1, 1)
    assert main.ai.effective == Decimal(-8)
    assert main.measure("spend").value == Decimal(-5)
    assert [(each.name, each.kinds) for each in main.workloads] == [
        ("Bot", {"tagged": Decimal(1)}),
        ("Amazon Bedrock", {"known": Decimal(-9)}),
    ]
    assert {each.team for each in main.allocation.showback} == {"Blue", "blue", None}


def test_the_same_rows_in_other_files_give_the_same_bill(tmp_path, bill_rules):
    rows = [BASE | {"EffectiveCost": str(each), "Tags": f'{{"team": "t{each % 2}"}}'} for each in range(6)]
    whole = read(bill_rules, written(tmp_path / "whole.csv", rows))
    folder = tmp_path / "parts"
    folder.mkdir()
    written(folder / "a.csv", [dict(reversed(row.items())) for row in rows[:2]])
    text = written(folder / "b.csv", rows[2:4]).read_bytes()
    (folder / "b.csv").unlink()
    (folder / "b.csv.gz").write_bytes(gzip.compress(text))
    table = [{name: row[name] for name in BASE} | {"x_Note": "=1+1"} for row in rows[4:]]
    written(folder / "c.csv", table)
    parts = read(bill_rules, folder)
    again = read(bill_rules, tmp_path / "parts" / "*")
    assert parts.pictures == whole.pictures
    assert again == parts
    assert [each.format for each in parts.files] == ["csv", "csv.gz", "csv"]


def test_a_version_without_provider_name(tmp_path, bill_rules):
    row = {key: value for key, value in BASE.items() if key != "ProviderName"}
    bill = read(bill_rules, written(tmp_path / "new.csv", [row | {"ServiceProviderName": "OpenAI"}]))
    assert bill.focus == "1.4"
    assert [each.rule for each in bill.main.findings] == ["model_vendors"]
    assert "ProviderName" in bill.missing and not [e for e in bill.unmeasured if "provider" in e.what]


def test_columns_that_lack_are_told_feature_by_feature(tmp_path, bill_rules):
    lean = {name: BASE[name] for name in ("BilledCost", "ChargePeriodStart", "ServiceName")}
    bill = read(bill_rules, written(tmp_path / "lean.csv", [lean]))
    assert bill.main.currency == "?"
    assert bill.main.cost.billed == 1 and bill.main.cost.effective == 0
    told = " ".join(each.what for each in bill.unmeasured)
    for what in ("effective cost", "tags", "commitments", "spot", "accounts", "the provider"):
        assert what in told
    assert "billed cost" not in [each.what for each in bill.unmeasured]


def test_the_examples_of_the_specification(bill_rules):
    bill = read(bill_rules, SAAS)
    assert (bill.rows, bill.focus, len(bill.files)) == (13, "1.2", 6)
    assert bill.main.ai_rows == 0, "virtual tokens of a vendor are no tokens of a model"
    assert any(each.code == "american-dates" for each in bill.main.notices)


CUR = "lineItem/UsageStartDate,lineItem/UnblendedCost,lineItem/ProductCode,identity/LineItemId\n1,2,3,4\n"
GCP = "billing_account_id,service.description,sku.description,usage_start_time,cost\n1,2,3,4,5\n"
AZURE = "CostInBillingCurrency,MeterCategory,ConsumedService,SubscriptionId,Date\n1,2,3,4,5\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (CUR.encode(), "AWS Cost and Usage Report"),
        (GCP.encode(), "Google Cloud billing export"),
        (AZURE.encode(), "Azure cost export"),
        (b"BilledCosts,ChargePeriodStart\n1,2\n", "is “BilledCosts” meant?|found 1 of the columns"),
        (b"a,b\n1,2\n", "this is no FOCUS export"),
        (b"", "empty"),
        (b"PK\x03\x04rest", "ZIP"),
        ("BilledCost,ChargePeriodStart\n".encode("utf-16"), "UTF-16"),
        (b"BilledCost,BilledCost,ChargePeriodStart\n1,2,3\n", "there twice"),
        (gzip.compress(b"BilledCost,ChargePeriodStart\n" + b"1,2026-01-01\n" * 9999, mtime=0)[:80], "gzip"),
        (b'BilledCost,ChargePeriodStart\n1,"2026-01-01\n', "quotation mark|number of cells"),
        (b"BilledCost,ChargePeriodStart\n1,2026-01-01,3\n", "number of cells"),
        (b"BilledCost,ChargePeriodStart,ServiceName\n1,2026-01-01,\xff\xfe\xfa\n", "UTF-8"),
    ],
)
def test_what_is_no_bill_is_told_by_name(tmp_path, bill_rules, content, told):
    path = tmp_path / "bill.csv"
    path.write_bytes(content)
    with pytest.raises(UnusableInput) as caught:
        read(bill_rules, path)
    text = str(caught.value)
    assert any(each in text for each in told.split("|")), text
    assert "bill.csv" in text and "Traceback" not in text


def test_files_that_are_not_there(tmp_path, bill_rules):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnusableInput) as caught:
        read(bill_rules, tmp_path / "no.csv", tmp_path / "empty", tmp_path / "*.parquet")
    assert len(caught.value.problems) == 3


def test_what_was_measured_is_kept_until_files_or_rules_change(tmp_path, bill_rules, monkeypatch):
    path = written(tmp_path / "bill.csv", [BASE])
    first = read(bill_rules, path)
    import advisor.workflows.evidence as module

    monkeypatch.setattr(module, "bill_of_files", lambda *_, **__: pytest.fail("measured again"))
    assert read(bill_rules, path) == first
    for kept in (tmp_path / "advisor-state" / "evidence").iterdir():
        kept.write_text("{}")
    with pytest.raises(pytest.fail.Exception):
        read(bill_rules, path)


@pytest.mark.parametrize(
    ("text", "monthly", "amount"),
    [
        ("36000", False, 36000),
        ("36000 USD", False, 36000),
        ("12k EUR/month", True, 12000),
        ("365 USD/day", True, None),
    ],
)
def test_forecasts(text, monthly, amount):
    found = forecast_of(text)
    assert found.monthly is monthly
    expected = Decimal(365 * 365) / 12 if amount is None else amount
    assert found.amount == expected


@pytest.mark.parametrize("text", ["much", "-3 USD", "3 kWh", "3 USD/kWh"])
def test_forecasts_that_are_none(text):
    with pytest.raises(UnusableInput):
        forecast_of(text)
