"""Amounts that contradict each other or are half typed: the report comes out and says so."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.decision.recommend import recommend
from advisor.model.assessment import Assessment, Workload
from advisor.model.stated import Economics, Given, TokenModel
from advisor.reporting.blocks import Callout
from advisor.tui.report_files import document_for
from advisor.workflows.money import money_warnings
from advisor.workflows.tco import costs_or_reason

D = Decimal
UNUSABLE = {
    "currencies are not mixed": Economics(currency="EUR"),
    "no price is as old as 1999-01-01": Economics(as_of=datetime.date(1999, 1, 1)),
    "no accelerator “h1000”": Economics(accelerator="h1000"),
    "no provider “nobody”": Economics(provider="nobody"),
    "no provider “opeani” (did you mean “openai”?)": Economics(
        token_price=TokenModel(provider="opeani", model="x")
    ),
    "“horizon” is at least 1 months": Economics(values={"horizon": Given(typical=D(0), unit="months")}),
    "“utilisation” is at least 1 %": Economics(values={"utilisation": Given(typical=D(0), unit="%")}),
    "“utilisation” is measured in %": Economics(values={"utilisation": Given(typical=D(5), unit="USD")}),
    "no quantity “half”": Economics(values={"half": Given(typical=D(5), unit="")}),
    "no workload “gone”": Economics(
        workloads={"gone": {"requests": Given(typical=D(5), unit="requests/day")}}
    ),
}


@pytest.fixture(scope="module")
def pack():
    return load_pack(bundled_packs()["crawl-walk-run"])


@pytest.fixture(scope="module")
def assessment():
    work = Workload(id="chat", kind="online_inference")
    return Assessment(id="t", pack="crawl-walk-run", organisation="T", workloads=(work,))


@pytest.mark.parametrize("said", UNUSABLE)
def test_costs_that_cannot_be_told_have_a_reason(pack, assessment, said):
    bad = assessment.model_copy(update={"economics": UNUSABLE[said]})
    recommendation = recommend(pack, bad)
    found, reason = costs_or_reason(pack, bad, recommendation)
    assert found is None
    assert said in reason
    assert money_warnings(pack, bad, recommendation) == {}


def test_a_report_comes_out_and_says_why_it_has_no_costs(pack, assessment):
    bad = assessment.model_copy(update={"economics": Economics(currency="EUR")})
    document = document_for(pack, bad, recommend(pack, bad), next(iter(pack.persona_by_id)), None)
    (section,) = (each for each in document.sections if each.id == "costs")
    (note,) = section.blocks
    assert isinstance(note, Callout)
    assert "currencies are not mixed (add “exchange_rate: … EUR/USD”)" in note.text
    assert document.estimate is None


def test_costs_that_can_be_told_have_none(pack, assessment):
    found, reason = costs_or_reason(pack, assessment, recommend(pack, assessment))
    assert found is not None
    assert reason is None
