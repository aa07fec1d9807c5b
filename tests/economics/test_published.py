"""The bundled studies: what the product prints for them is what was published, digit by digit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.content.examples import bundled_studies
from advisor.content.locations import bundled_packs
from advisor.model.economics import CrossingKind, Estimate, WorkloadEstimate
from advisor.model.price import Compute
from advisor.workflows.tco import Options, tco_file

D = Decimal
STUDIES = {study.id: study.path for folder in bundled_packs().values() for study in bundled_studies(folder)}


def computed(study: str) -> Estimate:
    return tco_file(STUDIES[study], Options()).estimate


def workload(found: Estimate, name: str) -> WorkloadEstimate:
    return next(each for each in found.workloads if each.workload == name)


def digits(value: Decimal, printed: str) -> str:
    """A value rounded to as many decimals as a print has."""
    return str(value.quantize(D(printed)))


def of(found: WorkloadEstimate, compute: Compute):
    return next(each for each in found.alternatives if each.compute is compute)


@pytest.fixture(scope="module")
def owned() -> Estimate:
    return computed("owned-or-rented")


@pytest.fixture(scope="module")
def own() -> Estimate:
    return computed("api-or-own")


@pytest.mark.parametrize(
    ("contract", "rented", "printed"),
    [
        ("on-demand", "98.32", "8556.2"),
        ("one-year", "77.43", "10890.9"),
        ("three-years", "53.95", "15708.5"),
    ],
)
def test_hours_of_use_until_a_server_has_paid_for_itself(owned, contract, rented, printed):
    (hours,) = workload(owned, contract).hours
    assert hours.purchase == D(833_806)
    assert hours.rented_hour == D(rented)
    assert hours.operating_hour == D("0.87")
    assert digits(hours.hours, printed) == printed


def test_five_years_of_renting_and_of_owning(owned):
    found = workload(owned, "on-demand")
    assert of(found, Compute.RENTED).total == D("4306416.00")
    assert of(found, Compute.OWNED).total == D("871912.00")
    assert of(found, Compute.OWNED).ownership.servers == (1, 1, 1, 1, 1)


def test_the_month_of_break_even_is_the_one_of_the_study(owned):
    """8,556 hours are 11.9 months of 720 hours, and lie in the twelfth month of 730."""
    found = workload(owned, "on-demand")
    names = (of(found, Compute.OWNED).id, of(found, Compute.RENTED).id)
    (month,) = (
        each
        for each in found.crossings
        if each.kind is CrossingKind.MONTH and (each.alternative, each.against) == names
    )
    assert month.at == 12


@pytest.mark.parametrize(
    ("shape", "per_million", "requests"),
    [
        ("short", "0.0451713", "1260937.5"),
        ("long-answers", "0.0494735", "280208.33"),
        ("even", "0.204545", "78808.594"),
        ("long-prompts", "0.949602", "54187.258"),
    ],
)
def test_cost_of_tokens_and_break_even_against_an_api(own, shape, per_million, requests):
    found = workload(own, shape)
    rented, api = of(found, Compute.RENTED), of(found, Compute.API)
    unit = next(
        each for each in rented.unit_costs if each.unit == "USD/1M tokens" and "all put on" in each.title
    )
    assert digits(unit.years[0], per_million) == per_million
    assert unit.utilisation == pytest.approx(1)
    (even,) = (
        each
        for each in found.crossings
        if each.kind is CrossingKind.VOLUME and {each.alternative, each.against} == {rented.id, api.id}
    )
    assert even.alternative == rented.id
    assert digits(even.at, requests) == requests


@pytest.mark.parametrize("study", sorted(STUDIES))
def test_a_study_is_a_calculation_and_no_advice(study):
    for each in computed(study).workloads:
        assert each.advised.now is None
        assert not each.advised.answered
        assert each.warnings == ()


def test_no_identifier_of_the_pack_stands_where_people_read_what_is_wanting():
    """A load that no machine is held for lacks the use of machines, which no quantity of the pack is."""
    path = next(iter(bundled_packs().values())) / "examples" / "game-studio.yaml"
    costed = tco_file(path, Options())
    wanting = {text for one in costed.estimate.workloads for kpi in one.kpis for text in kpi.missing}
    assert wanting
    assert not [text for text in wanting if "_" in text or text.islower()]
    assert "Held machines (none where requests are charged)" in wanting


def test_a_server_more_does_not_undo_a_break_even_that_is_told():
    """The second server made own machines dearer again, from 1 % above the volume that was told."""
    path = next(iter(bundled_packs().values())) / "examples" / "fashion-marketplace.yaml"
    found = workload(tco_file(path, Options()).estimate, "tune-describer")
    told = next(
        one.at
        for one in found.crossings
        if one.kind is CrossingKind.VOLUME
        and (one.alternative, one.against) == ("self_managed", "partially_managed")
    )
    assert told is not None
    assert told > 91_000
