"""The executive page: advice, why, three figures, three risks, three steps, from the document's own data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.decision.recommend import recommend
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.rules import Role
from advisor.reporting.document import Document
from advisor.reporting.sections.money import rounded
from advisor.workflows.score import score_file
from tests.reporting.conftest import report

(FOLDER,) = bundled_packs().values()
EXAMPLES = [example.path.stem for example in bundled_examples(FOLDER)]


def made(pack: Pack, name: str, *, priced: bool = True) -> Document:
    assessment = score_file(FOLDER / "examples" / f"{name}.yaml", pack=pack).loaded.assessment
    return report(pack, assessment, priced=priced)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_has_a_whole_executive_page(bundled_pack: Pack, name: str) -> None:
    document = made(bundled_pack, name)
    page = document.executive
    warnings = {one.id for each in document.recommendation.workloads for one in each.warnings}
    assert page.advice == document.headline
    assert len(page.figures) == 3
    assert len(page.risks) == min(3, len(warnings))
    assert len(page.steps) == 3
    assert 1 <= len(page.reasons) <= 3
    assert all(one.text and one.do and one.label for one in page.risks)
    order = ["High", "Medium", "Low"]
    assert [one.label for one in page.risks] == sorted((one.label for one in page.risks), key=order.index)


def test_the_figures_are_those_of_the_recommendation(bundled_pack: Pack) -> None:
    document = made(bundled_pack, "regional-hospital", priced=False)
    scores = [score for each in document.recommendation.workloads for score in each.dimensions]
    weakest = min(one.score for one in scores if one.role is Role.CAPABILITY and one.score is not None)
    strongest = max(one.score for one in scores if one.role is Role.NEED and one.score is not None)
    capability, need, sure = document.executive.figures
    assert float(capability.value) == pytest.approx(weakest, abs=0.05)
    assert float(need.value) == pytest.approx(strongest, abs=0.05)
    assert sure.value == "Settled"
    priced = made(bundled_pack, "regional-hospital").executive.figures
    assert priced[0].value.endswith("million")
    assert priced[1] == capability
    assert (priced[2].value, priced[2].label) == (sure.value, sure.label)
    assert priced[2].note == f"{sure.note}. That is about the rules, not the money"


def test_staying_on_todays_models_is_never_told_as_the_cost_of_the_target(bundled_pack: Pack) -> None:
    moved, stayed = set(), set()
    for name in EXAMPLES:
        document = made(bundled_pack, name)
        assert document.estimate is not None
        cost = next((one for one in document.executive.figures if "year" in one.label), None)
        if cost is None:
            continue
        moves = [one.move for one in document.estimate.workloads if one.move is not None]
        assert cost.label.startswith(
            "Staying on today's models," if moves else "What the advised models cost"
        )
        told = all(one.total is not None for one in moves)
        assert ("on the way to the target" in cost.note) == bool(moves and told)
        (moved if moves else stayed).add(name)
    assert moved
    assert stayed


def test_an_open_advice_never_looks_settled(small_pack: Pack, plain_assessment: Assessment) -> None:
    first = plain_assessment.workloads[0].model_copy(update={"answers": {}})
    blank = plain_assessment.model_copy(update={"answers": {}, "workloads": (first,)})
    page = report(small_pack, blank).executive
    trace = recommend(small_pack, blank).workloads[0].trace.decisions[0]
    assert trace.now is not None
    assert not trace.decided
    assert page.advice.startswith("Too little is known yet: ")
    assert page.figures[-1].value.endswith(" %")
    assert page.figures[-1].value != "100 %"
    assert "can still change the advice" in page.sure


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "0"),
        ("940.4", "940"),
        ("123456", "123,000"),
        ("1234567", "1.23 million"),
        ("999999.5", "1 million"),
        ("20000000", "20 million"),
        ("-4560000000", "-4.56 billion"),
    ],
)
def test_sums_are_rounded_to_what_can_be_said(amount: str, said: str) -> None:
    assert rounded(Decimal(amount)) == said
