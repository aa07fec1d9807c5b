"""One rule for all shares of a bill: taxes are above no line and below none. Counted by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

pytest.importorskip("ibis", reason="bills are read with Ibis")

from .bills import IBIS_BEHIND, read_bill

pytestmark = pytest.mark.filterwarnings(IBIS_BEHIND)

HEAD = (
    "ChargePeriodStart,ChargePeriodEnd,BillingCurrency,ChargeCategory,ServiceName,Tags,"
    "BilledCost,EffectiveCost,ListCost,ContractedCost"
)
ROWS = (
    ("Usage", "Amazon Bedrock", '{""team"": ""a""}', 60),
    ("Usage", "Amazon Simple Storage Service", '{""team"": ""b""}', 30),
    ("Usage", "Amazon Simple Storage Service", "{}", 30),
    ("Tax", "Amazon Bedrock", '{""team"": ""a""}', 12),
    ("Tax", "Tax", "{}", 18),
)


@pytest.fixture(scope="module")
def taxed(bill_rules, tmp_path_factory):
    path = tmp_path_factory.mktemp("taxed") / "bill.csv"
    lines = [
        f'2026-07-0{at + 1}T00:00:00Z,2026-07-0{at + 2}T00:00:00Z,USD,{charge},{service},"{tags}",'
        + ",".join([str(cost)] * 4)
        for at, (charge, service, tags, cost) in enumerate(ROWS)
    ]
    path.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    return read_bill([path], bill_rules).main


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("ai_share", "0.5"),
        ("ai_share_list", "0.5"),
        ("ai_share_contracted", "0.5"),
        ("ai_share_billed", "0.5"),
        ("known_ai_share", "0.5"),
        ("ai_known_share", "1"),
        ("tagged_share_effective", "0.75"),
        ("tagged_share_billed", "0.75"),
        ("no_tag_share", "0.25"),
        ("allocated_share", "0.75"),
        ("tagged_share_rows", "0.6666666667"),
    ],
)
def test_taxes_are_in_no_share(taxed, name, share):
    assert taxed.measure(name).value == Decimal(share)


def test_taxes_are_in_the_four_costs(taxed):
    assert (taxed.cost.effective, taxed.ai.effective) == (150, 72)
    assert taxed.ai_share() == Decimal("0.5") and taxed.untaxed == " without taxes"
