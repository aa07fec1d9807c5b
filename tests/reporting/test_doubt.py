"""Whatever is still open is told as open, with the same figures everywhere."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from advisor.decision.next_question import next_questions
from advisor.decision.recommend import recommend
from advisor.decision.robustness import robustness
from advisor.model.assessment import Answer, Assessment
from advisor.model.pack import Pack
from advisor.model.recommendation import DecisionTrace
from advisor.reporting import words
from advisor.reporting.blocks import Cell, Paragraph, Scores, Table
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document
from tests.reporting.conftest import report
from tests.reporting.test_brief import made
from tests.reporting.test_document import blocks, column, section, sections, table


@pytest.fixture(scope="module")
def half(bundled_pack: Pack) -> Assessment:
    """A first meeting: most is open."""
    kinds = [kind.id for kind in bundled_pack.manifest.workload_kinds]
    question = next(
        one
        for one in bundled_pack.questions
        if one.options and one.scope.value == "organisation" and one.id in _weighed(bundled_pack)
    )
    return Assessment.model_validate(
        {
            "id": "first-meeting",
            "pack": bundled_pack.id,
            "organisation": "First Meeting",
            "answers": {question.id: {"choice": question.options[-1].id}},
            "workloads": [{"id": "one", "kind": kinds[-1]}, {"id": "two", "kind": kinds[0]}],
        }
    )


def _weighed(pack: Pack) -> set[str]:
    return {question for dimension in pack.rules.dimensions.values() for question in dimension.weights}


@pytest.fixture(scope="module")
def document(bundled_pack: Pack, half: Assessment) -> Document:
    return report(bundled_pack, half)


def test_open_advice_is_provisional_and_settled_advice_is_not(
    bundled_pack: Pack, half: Assessment, document: Document, plain_report: Document, small_pack: Pack
) -> None:
    assert recommend(bundled_pack, half).overall.decided is False
    assert document.headline.startswith("Too little is known yet: ")
    assert plain_report.recommendation.overall.decided
    assert not plain_report.headline.startswith("Provisional")


def test_the_number_of_open_answers_is_the_same_everywhere(
    bundled_pack: Pack, half: Assessment, document: Document
) -> None:
    many = len(next_questions(bundled_pack, half))
    assert many > 5
    sure = next(fact.value for fact in document.glance if fact.label == "How sure")
    assert sure == f"{many} open answers could still change it"
    brief = made(bundled_pack, half, depth=Depth.BRIEF)
    for told in (section(document, "unknown"), section(brief, "sure")):
        first = next(block.text for block in told.blocks if isinstance(block, Paragraph))
        assert first.startswith(f"{many} open answers can still change the advice; ask for “")


def test_a_decision_that_is_open_never_stands_without_its_doubt(
    bundled_pack: Pack, half: Assessment, document: Document
) -> None:
    recommendation = recommend(bundled_pack, half)
    found = table(document, "advice")
    seen = 0
    for workload, row in zip(recommendation.workloads, found.rows, strict=True):
        by_key = dict(zip((one.key for one in found.columns), row, strict=True))
        for trace in workload.trace.decisions:
            if trace.id == bundled_pack.manifest.primary_decision or trace.decided:
                continue
            seen += 1
            assert re.fullmatch(
                r"Open, (likeliest|on balance): .+ \((\d+|under 1|over 99) %\)", by_key[trace.id].text
            )
    assert seen


def test_a_target_that_is_open_tells_its_share(
    bundled_pack: Pack, half: Assessment, document: Document
) -> None:
    recommendation = recommend(bundled_pack, half)
    cells = column(table(document, "advice"), "target")
    open_targets = 0
    for workload, cell in zip(recommendation.workloads, cells, strict=True):
        trace = workload.trace.decisions[0]
        assert trace.target is not None
        if trace.target_shares[trace.target] < 1:
            open_targets += 1
            whole = round(100 * trace.target_shares[trace.target])
            assert (cell.detail or "").startswith(f"Open: this one in {whole} of 100 ways")
    assert open_targets
    assert next(f.value for f in document.glance if f.label == "Target").endswith("(still open)")


def test_a_settled_target_shows_no_doubt(plain_report: Document) -> None:
    assert [cell.detail for cell in column(table(plain_report, "advice"), "target")] == [None, None]


def test_a_score_whose_band_is_open_asserts_none(document: Document) -> None:
    bars = [
        bar for block in blocks(section(document, "why")) if isinstance(block, Scores) for bar in block.bars
    ]
    scores = [score for one in document.recommendation.workloads for score in one.dimensions]
    assert len(bars) == len(scores)
    several = 0
    for bar, score in zip(bars, scores, strict=True):
        assert score.band is not None
        if len(score.bands) > 1:
            several += 1
            low, high = score.bands[0].value, score.bands[-1].value
            assert bar.band.startswith(f"{low} to {high} possible, {score.band.value} expected")
            assert f"{low} to {high} possible" in bar.alternative
        else:
            assert bar.band.startswith(score.bands[0].value)
    assert several


def trace(exact: dict[str, str], now: str) -> DecisionTrace:
    shares = {name: float(Fraction(share)) for name, share in exact.items()}
    return DecisionTrace.model_construct(
        id="model_family", now=now, target=now, decided=False, exact=exact, shares=shares,
        target_shares=shares, without_outcome=0.0,
    )  # fmt: skip


def test_the_middle_of_a_scale_is_not_called_likeliest(bundled_pack: Pack) -> None:
    decision = bundled_pack.rules.decisions["model_family"]
    first, second, third = decision.outcomes
    exact = {first: "2/5", second: "1/5", third: "2/5"}
    assert words.settled_outcome(bundled_pack, trace(exact, second)).startswith("Open, on balance: ")
    assert words.settled_outcome(bundled_pack, trace(exact, first)).endswith(" (40 %)")
    assert "likeliest" in words.settled_outcome(bundled_pack, trace(exact, first))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(68, 100), "in 68 of 100 ways"),
        (Fraction(1, 1000), "in fewer than 1 of 100 ways"),
        (Fraction(999, 1000), "in more than 99 of 100 ways"),
        (Fraction(0), "in 0 of 100 ways"),
    ],
)
def test_shares_are_told_as_ways(share: Fraction, said: str) -> None:
    assert words.ways(share) == f"{said} the open answers could turn out"


def test_readers_meet_no_words_of_the_trade(document: Document, plain_report: Document) -> None:
    def texts(cells: tuple[Cell, ...]) -> list[str]:
        return [text for cell in cells for text in (cell.text, cell.detail) if text]

    for one in (document, plain_report):
        told = [one.headline, *(section.title for section in one.sections)]
        for part in one.sections:
            for block in blocks(part):
                if isinstance(block, Paragraph):
                    told.append(block.text)
                elif isinstance(block, Table):
                    told += [block.caption, block.note or "", *(column.title for column in block.columns)]
        for text in told:
            assert not re.search(
                r"\b(gates?|climbs?|completions?|of what is still possible)\b", text, re.IGNORECASE
            )


def test_an_unanswered_question_is_no_answer(bundled_pack: Pack, half: Assessment) -> None:
    answered = half.model_copy(update={"answers": {**half.answers, "dream": Answer(text="x")}})
    assert len(next_questions(bundled_pack, answered)) == len(next_questions(bundled_pack, half))


def of_target(small_pack: Pack) -> Assessment:
    """Nobody can restore and no rule binds the data, so that what is open moves the target alone."""
    return Assessment.model_validate(
        {
            "id": "till-only",
            "pack": small_pack.id,
            "organisation": "Bistro",
            "answers": {"keepers": {"choice": "nobody"}},
            "workloads": [
                {"id": "till", "kind": "orders", "answers": {"house_rule": {"choice": "anywhere"}}}
            ],
        }
    )


def told_in(document: Document, name: str) -> str:
    return " ".join(one.text for one in blocks(section(document, name)) if isinstance(one, Paragraph))


def test_settled_for_today_is_told_apart_from_settled(small_pack: Pack, plain_report: Document) -> None:
    assessment = of_target(small_pack)
    document = report(small_pack, assessment)
    overall = document.recommendation.overall
    assert (overall.decided, overall.settled) == (True, False)
    many = len(next_questions(small_pack, assessment))
    first = small_pack.question_by_id[next_questions(small_pack, assessment)[0].step.question.id].short
    sure = next(fact.value for fact in document.glance if fact.label == "How sure")
    assert sure == f"Settled for today; {many} open answers could move the target"
    (cell,) = column(table(document, "advice"), "sure")
    assert cell.text == "Settled for today; the target can still move"
    said = told_in(document, "unknown")
    assert said.startswith(
        f"Today's advice is settled. {many} open answers can still move the target; ask for “{first}” first."
    )
    assert "Today's advice is settled; the target can still move." in told_in(document, "firm")
    assert next(f.value for f in plain_report.glance if f.label == "How sure") == "Settled"


def test_while_answers_are_open_it_is_they_that_move_the_advice_and_not_weights(
    bundled_pack: Pack, half: Assessment, small_pack: Pack
) -> None:
    seen = set()
    for pack, assessment in ((bundled_pack, half), (small_pack, of_target(small_pack))):
        document = report(pack, assessment)
        for workload, found in zip(
            document.recommendation.workloads, robustness(pack, assessment), strict=True
        ):
            parts = [part for part in sections(document) if part.id.startswith("firm")]
            part = next(p for p in parts if p.title in (workload.title, "How firm this is") and p.blocks)
            said = " ".join(one.text for one in part.blocks if isinstance(one, Paragraph))
            open_moves = "open answers, not weights" in said or "open answers can move the advice" in said
            assert open_moves is not found.settled
            start = (found.firmness.outcome, found.firmness.target)
            assert ("open answers, not weights" in said) is (
                not found.settled
                and found.firmness.all_weights is None
                and start == (workload.model, workload.target)
            )
            assert "With open answers at their expected value the rules come to" in said
            seen.add(found.decided)
    assert seen == {True, False}


def test_how_much_of_the_doubt_an_answer_removes_is_told_as_the_decision_measures_it(
    small_pack: Pack,
) -> None:
    assessment = of_target(small_pack)
    (found,) = robustness(small_pack, assessment)
    cells = column(table(report(small_pack, assessment), "unknown"), "settles")
    shares = [one.bits / found.doubt for one in found.next_questions]
    told = [f"{words.percent(Fraction(share))} of the doubt" for share in shares]
    assert [cell.text for cell in cells][: len(told)] == told
    assert all(0 < share <= 1 for share in shares)
