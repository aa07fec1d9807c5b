"""Owned servers that stand idle: they are named, and a smaller one is computed, not guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.decision.recommend import recommend
from advisor.model.assessment import Answer, AnswerState
from advisor.model.economics import Estimate, OwnedServers
from advisor.model.pack import Pack
from advisor.model.stated import Economics, Given, TokenModel
from advisor.workflows.tco import costs_of
from tests.economics.conftest import costs, flat, only
from tests.reporting.test_document import example

D = Decimal


def estimated(pack: Pack, name: str, economics: Economics | None = None) -> Estimate:
    assessment = example(pack, name).model_copy(update={"economics": economics})
    found = costs_of(pack, assessment, recommend(pack, assessment))
    assert found is not None
    return found


def owned(estimate: Estimate, workload: str) -> OwnedServers | None:
    (found,) = (each for each in estimate.workloads if each.workload == workload)
    return next(iter(found.servers), None)


@pytest.mark.parametrize("name", ["fashion-marketplace", "pension-fund"])
def test_what_a_smaller_server_would_cost_is_what_it_costs_when_it_is_asked_for(
    bundled_pack: Pack, name: str
) -> None:
    first = estimated(bundled_pack, name)
    checked = 0
    for each in first.workloads:
        known = owned(first, each.workload)
        if known is None or known.smaller is None:
            continue
        assert known.utilisation < D("0.1")
        again = estimated(bundled_pack, name, Economics(accelerator=known.smaller.id))
        (other,) = (one for one in again.workloads if one.workload == each.workload)
        (cost,) = (one for one in other.alternatives if one.id == known.alternative)
        assert cost.total == pytest.approx(known.smaller.total, abs=D("0.5"))
        assert cost.total < next(one.total for one in each.alternatives if one.id == known.alternative)
        # Who asks for an accelerator is told which it is, and is not told to take another.
        chosen = owned(again, each.workload)
        assert chosen is not None
        assert chosen.accelerator == known.smaller.title
        assert chosen.smaller is None
        checked += 1
    assert checked


def test_a_price_that_is_stated_belongs_to_its_machine(bundled_pack: Pack) -> None:
    own = Economics(values={"server_price": Given(typical=D(400_000), unit="USD")})
    found = estimated(bundled_pack, "regional-hospital", own)
    assert any(each.servers for each in found.workloads)
    assert not any(one.smaller for each in found.workloads for one in each.servers)


def test_the_servers_that_are_counted_with_are_those_of_the_result(costed) -> None:
    found = costed(flat() | {"guests": "1000 tickets/hour"})
    (one,) = only(found).servers
    cost = costs(found)["own"]
    assert one.servers == cost.ownership.servers[0]
    assert one.utilisation == cost.utilisation[0]
    assert (one.accelerators, one.price) == (2, D(8000))
    assert one.smaller is None


def test_no_smaller_server_is_named_where_the_table_does_not_tell_its_speed(bundled_pack: Pack) -> None:
    (_, learning) = estimated(bundled_pack, "fashion-marketplace").workloads
    classic = [each for each in estimated(bundled_pack, "parcel-network").workloads if each.servers]
    assert classic
    assert all(one.smaller is None for each in classic for one in each.servers)
    assert learning.servers
    assert all(one.smaller is None for one in learning.servers)


def test_a_large_model_is_priced_as_one_and_a_classic_model_as_none(bundled_pack: Pack) -> None:
    (large,) = estimated(bundled_pack, "pension-fund").workloads
    assert large.token_model is not None
    assert large.token_model.endswith(" gpt-5")
    small = estimated(bundled_pack, "fashion-marketplace").workloads[0]
    assert small.token_model is not None
    assert small.token_model.endswith(" gpt-5-mini")
    (classic,) = estimated(bundled_pack, "parcel-network").workloads
    assert classic.token_model is None
    chosen = Economics(token_price=TokenModel(provider="openai", model="gpt-5-nano"))
    (own,) = estimated(bundled_pack, "pension-fund", chosen).workloads
    assert own.token_model is not None
    assert own.token_model.endswith(" gpt-5-nano")
    dear, cheap = (
        next(one.total for one in each.alternatives if one.id == "fully_managed") for each in (large, own)
    )
    assert dear > cheap


def test_labels_for_text_that_a_language_model_is_planned_for_are_shared_between_two_models(
    bundled_pack: Pack,
) -> None:
    assessment = example(bundled_pack, "town-council-letters")
    batch = assessment.workloads[0]
    planned = {
        "task": Answer(state=AnswerState.ANSWERED, choice="text_to_label"),
        "planned_model": Answer(state=AnswerState.ANSWERED, choices=("small_language_model",)),
    }
    kind = "batch_inference"
    own = batch.model_copy(update={"kind": kind, "answers": {**batch.answers, **planned}})
    changed = assessment.model_copy(update={"workloads": (own,), "economics": None})
    found = costs_of(bundled_pack, changed, recommend(bundled_pack, changed))
    assert found is not None
    (cost,) = found.workloads
    assert cost.profile.startswith("A classic model, and a language model")
    assert cost.token_model is not None
