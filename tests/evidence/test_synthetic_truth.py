"""What is planted in a made-up bill is found again, by rules that were not made for it."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("ibis", reason="bills are read with Ibis")

from advisor.content.evidence import load_evidence
from advisor.evidence.synthetic import Plan
from advisor.evidence.synthetic_files import Format, Made, write_bill
from advisor.evidence.synthetic_lines import Charge, Kind
from advisor.evidence.synthetic_truth import is_ai, variation
from advisor.model.bill import Bill
from advisor.model.evidence_rules import EvidenceRules
from tests.evidence.bills import IBIS_BEHIND, missed, read_bill, scores

pytestmark = pytest.mark.filterwarnings(IBIS_BEHIND)
PLAN = Plan(rows=40_000, seed=7)
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def rules(bundled_pack_folder: Path) -> EvidenceRules:
    return load_evidence(bundled_pack_folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return write_bill(tmp_path_factory.mktemp("made"), PLAN, Format.PARQUET)


@pytest.fixture(scope="module")
def bill(made: Made, rules: EvidenceRules) -> Bill:
    return read_bill(made.files, rules)


def test_kinds_are_recognised(made: Made, rules: EvidenceRules) -> None:
    found = scores(made.truth, rules)
    for name in (
        *(kind.value for kind in Kind if kind is not Kind.NONE),
        "ai",
        "input tokens",
        "output tokens",
    ):
        assert found[name].precision >= Decimal("0.99"), (name, missed(made.truth, rules))
        assert found[name].recall >= Decimal("0.97"), (name, missed(made.truth, rules))
    for phase in ("training", "inference"):
        assert found[phase].precision >= Decimal("0.99"), (
            "what is told has to be so; most machines tell nothing"
        )


def test_decoys_are_left_alone(made: Made, rules: EvidenceRules) -> None:
    assert not [each for each in missed(made.truth, rules) if each.startswith("none taken")]


def test_sums_are_exact_by_currency(bill: Bill, made: Made) -> None:
    assert tuple(picture.currency for picture in bill.pictures) == made.truth.currencies
    for picture in bill.pictures:
        lines = [each for each in made.truth.lines if each.line.currency == picture.currency]
        for name in ("list", "contracted", "billed", "effective"):
            assert getattr(picture.cost, name) == sum((each.costs[name] for each in lines), Decimal(0)), name
        assert picture.rows == sum(each.rows for each in lines)


def test_kinds_add_up_to_the_cent(bill: Bill, made: Made) -> None:
    for picture in bill.pictures:
        found: dict[str, Decimal] = defaultdict(Decimal)
        rows: dict[str, int] = defaultdict(int)
        for each in picture.findings:
            found[each.kind.value] += each.effective
            rows[each.kind.value] += each.rows
        for kind in Kind:
            true = made.truth.of(lambda line, kind=kind: line.kind is kind, picture.currency)
            if kind is not Kind.NONE:
                assert (
                    abs(found[kind.value] - sum((each.costs["effective"] for each in true), Decimal(0)))
                    < CENT
                )
                assert rows[kind.value] == sum(each.rows for each in true)


def test_named_workloads_have_their_sums_days_and_evenness(bill: Bill, made: Made) -> None:
    picture = bill.pictures[0]
    found = {each.name: each for each in picture.workloads}
    named = {each.line.workload for each in made.truth.lines if is_ai(each.line) and each.line.tagged} - {""}
    compared = 0
    for name in named:
        true = made.truth.of(lambda line, name=name: line.workload == name and line.tagged, picture.currency)
        if not true:
            continue
        compared += 1
        assert found[name].cost.effective == sum((each.costs["effective"] for each in true), Decimal(0)), name
        assert found[name].teams == tuple(sorted({each.line.team for each in true}))
        days = made.truth.daily(true)
        first = next(place for place, amount in enumerate(days) if amount)
        stability = found[name].stability
        assert stability is not None and stability.daily_cv is not None
        last = max(place for place, amount in enumerate(days) if amount)
        assert round(stability.daily_cv, 4) == variation(days[first : last + 1]), name
        assert (stability.first_seen - PLAN.start).days == first
    assert compared >= 6


def test_bursts_commitments_spot_and_idle_are_told(bill: Bill, made: Made) -> None:
    picture, truth = bill.pictures[0], made.truth

    def told(name: str) -> Decimal:
        measure = picture.measure(name)
        assert measure is not None and measure.value is not None, name
        return measure.value

    def true(charge: Charge, categories: tuple[str, ...] = ()) -> Decimal:
        lines = truth.of(
            lambda line: line.charge is charge and (not categories or line.category in categories),
            picture.currency,
        )
        return sum((each.costs["effective"] for each in lines), Decimal(0))

    machines = ("Compute", "AI and Machine Learning")
    used, unused = true(Charge.COMMITTED, machines), true(Charge.UNUSED, machines)
    assert told("commitment_used") == used
    assert told("commitment_unused") == unused
    assert abs(told("commitment_used_share") - used / (used + unused)) < Decimal("1e-9")
    assert told("spot_effective") == true(Charge.SPOT)
    assert told("credit_effective") == true(Charge.CREDIT)
    assert told("correction_effective") == true(Charge.REFUND)
    assert told("tax_effective") == sum(
        each.costs["effective"] for each in truth.lines if each.line.charge is Charge.TAX
    )
    idle = truth.of(lambda line: line.capacity == "Unused", picture.currency)
    assert told("accelerator_idle") == sum(each.costs["effective"] for each in idle)
    bursty = {each.name: each.stability for each in picture.workloads if each.stability is not None}
    evenness = {name: each.daily_cv for name, each in bursty.items()}
    assert evenness["tune-describer"] > 1 > evenness["search-ranking"]


def test_what_has_no_team_is_nobodys(bill: Bill, made: Made) -> None:
    picture = bill.pictures[0]
    shared = made.truth.of(lambda line: ("allocation", "shared") in line.tags, picture.currency)
    mine = made.truth.of(lambda line: not (line.tagged and line.team), picture.currency)
    nobody = sum((each.costs["effective"] for each in mine), Decimal(0))
    assert picture.allocation.nobody == nobody
    assert picture.allocation.by_split == sum((each.costs["effective"] for each in shared), Decimal(0))
    for split in picture.allocation.splits:
        assert sum((each.amount for each in split.shares), Decimal(0)) == split.total
