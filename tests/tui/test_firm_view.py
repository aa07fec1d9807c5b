"""The tab that tells how firm an advice is: what moves it, and from where margins are measured."""

from __future__ import annotations

import re
from typing import Any

import pytest

from advisor.content.assessments import load_assessment
from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.decision.recommend import recommend
from advisor.decision.robustness import robustness
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import Robustness
from advisor.tui.widgets.firm_view import FirmView

RESTS = ", as long as every open question gets one of its answers, and none turns out not to apply"


def till(pack: Pack, shared: dict[str, Any], own: dict[str, Any]) -> Assessment:
    workload = {"id": "till", "kind": "orders", "answers": own}
    return Assessment.model_validate(
        {
            "id": "till-only",
            "pack": pack.id,
            "organisation": "Bistro",
            "answers": shared,
            "workloads": [workload],
        }
    )


def told(pack: Pack, assessment: Assessment, width: int) -> tuple[str, Robustness]:
    (workload,) = recommend(pack, assessment).workloads
    (found,) = robustness(pack, assessment)
    view = FirmView(pack)
    view.show_firm(workload, found)
    lines = view.lines(workload, width)
    assert all(line.cell_length <= width for line in lines)
    return " ".join(" ".join(line.plain.split()) for line in lines), found


@pytest.mark.parametrize("width", [60, 76])
def test_while_answers_are_open_it_is_they_that_move_the_advice(small_pack: Pack, width: int) -> None:
    said, found = told(small_pack, till(small_pack, {}, {}), width)
    assert found.firmness.all_weights is None
    # What was tried of the weights starts elsewhere, so it does not tell that weights cannot move the advice.
    assert "Open answers can move the advice, whatever the weights." in said
    assert "With open answers at their expected value the rules come to" in said
    assert ", not to the advice, " in said
    assert "No change of the weights alone" in said or "no change of the weights alone" in said
    assert "the open answers alone can lead there" in said
    assert "The least that has to change" not in said
    assert "if these turn out for it" not in said


def test_settled_for_today_is_not_settled(small_pack: Pack) -> None:
    nobody = till(small_pack, {"keepers": {"choice": "nobody"}}, {"house_rule": {"choice": "anywhere"}})
    said, found = told(small_pack, nobody, 76)
    assert (found.decided, found.settled) == (True, False)
    assert f"Today's advice is settled{RESTS}. The target can still move." in said
    assert "✓ Settled" not in said
    assert "for example, if these turn out for it" in said
    for one in found.next_questions:
        assert small_pack.question_by_id[one.question].short in said


def cold(pack: Pack, **answers: str) -> dict[str, Any]:
    own = {"house_rule": "anywhere", "line_quality": "never", **answers}
    return {**{name: {"choice": choice} for name, choice in own.items()}, "tickets": {"number": 5}}


def test_what_no_change_leads_to_names_the_facts_that_would(small_pack: Pack) -> None:
    crew = {
        "keepers": {"choice": "several"},
        "habits": {"choices": ["patches"]},
        "spare_hours": {"number": 12},
    }
    questions = tuple(
        one.model_copy(update={"changeable": False}) if one.scope is Scope.WORKLOAD else one
        for one in small_pack.questions
    )
    fixed = small_pack.model_copy(update={"questions": questions})
    vars(fixed).pop("question_by_id", None)  # What the pack has looked up already goes with a copy.
    said, found = told(fixed, till(fixed, crew, cold(fixed)), 76)
    assert found.alternatives == ()
    assert "Own machine today: only if a fact were otherwise, such as “House rule”." in said
    assert "such as “Tickets in a busy hour” or “House rule”, each by itself." in said
    assert "Cluster as the target: no change of answers that are yours to change leads there." in said
    assert "The least that has to change" not in said


def test_settled_says_so_of_both(small_pack: Pack) -> None:
    own = {
        "house_rule": {"choice": "anywhere"},
        "tickets": {"number": 5},
        "line_quality": {"choice": "never"},
    }
    said, found = told(small_pack, till(small_pack, {"keepers": {"choice": "nobody"}}, own), 76)
    assert found.settled
    assert f"✓ Settled No open answer can change today's model or the target{RESTS}." in said
    assert "open answers, not weights" not in said


def test_settled_with_every_answer_rests_on_nothing_more(small_pack: Pack) -> None:
    crew = {"keepers": {"choice": "nobody"}, "habits": {"choices": ["patches"]}, "spare_hours": {"number": 1}}
    said, found = told(small_pack, till(small_pack, crew, cold(small_pack)), 76)
    assert found.settled
    assert "✓ Settled No open answer can change today's model or the target." in said


@pytest.fixture(scope="module")
def examples() -> list[tuple[Pack, WorkloadRecommendation, Robustness]]:
    """Every workload of every bundled example."""
    found = []
    for folder in bundled_packs().values():
        for example in bundled_examples(folder):
            loaded = load_assessment(example.path)
            advised = recommend(loaded.pack, loaded.assessment).workloads
            firm = robustness(loaded.pack, loaded.assessment)
            found += [(loaded.pack, *both) for both in zip(advised, firm, strict=True)]
    return found


Examples = list[tuple[Pack, WorkloadRecommendation, Robustness]]


@pytest.mark.parametrize("width", [56, 76, 116])
def test_nothing_is_cut_or_left_out(examples: Examples, width: int) -> None:
    for pack, workload, found in examples:
        view = FirmView(pack)
        view.show_firm(workload, found)
        lines = [line.plain for line in view.lines(workload, width)]
        assert not any("…" in line for line in lines)
        swings = lines[next(n for n, line in enumerate(lines) if "What each answer alone" in line) :]
        for swing in found.tornado:
            assert any(pack.question_by_id[swing.question].short in line for line in swings)
        bars = sum("━" in line for line in swings)
        assert bars == sum(len(swing.scores) for swing in found.tornado)
        limited = [one for one in found.firmness.weights if one.low is not None or one.high is not None]
        words = " ".join(lines)
        for one in limited:
            assert f"Weight of {pack.question_by_id[one.question].short}" in words


def test_every_outcome_that_is_not_advised_is_told_of_today_and_of_the_target(examples: Examples) -> None:
    for pack, workload, found in examples:
        words, _ = narrow(pack, workload, found)
        change = words.partition("How far the questionnaire")[0]
        for outcome in pack.primary.outcomes:
            label = pack.primary.labels[outcome]
            if outcome != workload.model:
                assert re.search(rf"{label} today|today's model.* {stage(pack, outcome)}", change), label
            if outcome != workload.target and workload.target is not None:
                assert re.search(
                    rf"{label}( today and)? as the target|target.* {stage(pack, outcome)}", change
                )


def test_what_can_flip_comes_first(examples: Examples) -> None:
    for pack, workload, found in examples:
        words, _ = narrow(pack, workload, found)
        now = sum(len(one.outcomes) > 1 for one in found.tornado)
        target = sum(len(one.outcomes) < 2 < 1 + len(one.targets) for one in found.tornado)
        for title, count in (("Can change today's model", now), ("Can change the target alone", target)):
            assert (f"{title} ({count})" in words) == bool(count)


def test_limits_hold_as_they_are_said(examples: Examples) -> None:
    """A figure is never beyond the limit that was worked out."""
    for pack, workload, found in examples:
        words, _ = narrow(pack, workload, found)
        for one in found.firmness.weights:
            name = re.escape(pack.question_by_id[one.question].short)
            said = re.search(
                rf"Weight of {name} +{one.weight} · (?:above ([\d.]+))?(?:, )?(?:below ([\d.]+))?", words
            )
            assert bool(said) == (one.low is not None or one.high is not None)
            if said and said[1] is not None and one.low is not None:
                assert one.low <= float(said[1]) < one.low + 0.1 + 1e-9
            if said and said[2] is not None and one.high is not None:
                assert one.high - 0.1 - 1e-9 < float(said[2]) <= one.high


def stage(pack: Pack, outcome: str) -> str:
    return pack.model_by_id[outcome].stage.capitalize()


def narrow(pack: Pack, workload: WorkloadRecommendation, found: Robustness) -> tuple[str, FirmView]:
    """The words of the tab in one column, in one line."""
    view = FirmView(pack)
    view.show_firm(workload, found)
    return " ".join(" ".join(line.plain.split()) for line in view.lines(workload, 100)), view
