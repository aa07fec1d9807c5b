"""How an advice is said while answers are open, and what would change it."""

from __future__ import annotations

import re

import pytest

from advisor.cli.advice_text import AdviceText
from advisor.cli.explain_change import changes
from advisor.cli.explain_page import Page
from advisor.cli.plain import Style
from advisor.content.assessments import LoadedAssessment, load_assessment
from advisor.decision.recommend import recommend
from advisor.model.explanation import WayKind
from advisor.workflows.explain import explain
from advisor.workflows.score import Scored


@pytest.fixture(scope="module")
def half_known(bundled_pack_folder):
    """The bundled examples without every second answer."""
    found = []
    for path in sorted((bundled_pack_folder / "examples").glob("*.yaml")):
        loaded = load_assessment(path)
        full = loaded.assessment
        for shared, own in ((0, 0), (0, 1), (1, 0), (1, 1)):
            workloads = tuple(
                workload.model_copy(update={"answers": thinned(workload.answers, own)})
                for workload in full.workloads
            )
            answers = thinned(full.answers, shared)
            half = full.model_copy(update={"answers": answers, "workloads": workloads})
            found.append((loaded.pack, half, recommend(loaded.pack, half)))
    return found


def thinned(answers, start):
    return dict(list(answers.items())[start::2])


def test_an_advice_that_is_not_the_most_frequent_outcome_says_why(half_known):
    seen = set()
    for pack, _, recommendation in half_known:
        for workload in recommendation.workloads:
            said = " ".join(" ".join(AdviceText(pack, Style()).advice(workload)).split())
            middle = workload.model is not None and (
                workload.shares[workload.model] < max(workload.shares.values())
            )
            assert ("Advised is the middle one" in said) is middle
            seen.add(middle)
    assert seen == {True, False}


def test_a_target_says_how_sure_it_is(half_known):
    told = 0
    for pack, _, recommendation in half_known:
        view = AdviceText(pack, Style())
        for workload in recommendation.workloads:
            shares = view.primary_trace(workload).target_shares
            (line,) = [one for one in view.advice(workload) if one.startswith("  Target")] or [""]
            if workload.target not in (None, workload.model):
                assert line
                assert ("of what is still possible" in line) is (shares[workload.target] < 1)
                told += "of what is still possible" in line
    assert told


def explained(pack, assessment):
    """The part of an explanation that tells what would change it, of every workload."""
    loaded = LoadedAssessment(assessment, pack, None, "", ())
    page = Page(AdviceText(pack, Style()))
    found = explain(Scored(loaded, recommend(pack, assessment)))
    return [(each, "\n".join(changes(page, each))) for each in found.workloads]


def test_what_only_slips_is_no_way_to_change_the_advice(bundled_pack_folder):
    both = 0
    for path in sorted((bundled_pack_folder / "examples").glob("*.yaml")):
        loaded = load_assessment(path)
        for workload, said in explained(loaded.pack, loaded.assessment):
            planned, _, slips = said.partition("WHAT MUST NOT SLIP, OF THE ANSWERS THAT SCORE")
            assert "WHAT WOULD CHANGE IT" in planned
            view = AdviceText(loaded.pack, Style())
            heads = [line.strip() for line in planned.splitlines() if re.match(r"    \S", line)]
            ways = [line for line in heads if ":" not in line]
            told = " ".join(slips.split())
            for part, found in (("today", workload.change), ("as the target", workload.target_change)):
                for way in found:
                    outcome, slip = way.alternative.outcome, way.kind is WayKind.SLIP
                    if outcome is None:
                        assert "No model is left if" in told
                        continue
                    name = view.model(outcome)
                    listed = any(line.startswith(name) and part in line for line in ways)
                    whose = "Today's model" if part == "today" else "target"
                    falls = re.search(rf"{whose}[a-z ]* becomes? {re.escape(name)} if", told)
                    assert (listed, falls is not None or not slip) == (not slip, True)
            both += bool(slips)
    assert both


def test_presumptions_are_left_out_where_nothing_has_to_change(half_known):
    told = 0
    for pack, assessment, _ in half_known:
        for workload, said in explained(pack, assessment):
            every = (*workload.change, *workload.target_change)
            idle = [one.alternative for one in every if one.kind is WayKind.OPEN]
            assert all(not one.changes for one in idle)
            assert said.count("Nothing has to change") == len({one.outcome for one in idle})
            told += len(idle)
            if len(idle) == len(every):
                assert "if it turns out" not in said
    assert told


def test_models_that_only_facts_lead_to_are_named_with_such_a_fact(bundled_pack_folder):
    named = 0
    for path in sorted((bundled_pack_folder / "examples").glob("*.yaml")):
        loaded = load_assessment(path)
        pack = loaded.pack
        for workload, said in explained(pack, loaded.assessment):
            reached = {workload.advice.model, *(way.alternative.outcome for way in workload.change)}
            assert {one.outcome for one in workload.out_of_reach} == set(pack.primary.outcomes) - reached
            for one in workload.out_of_reach:
                assert pack.primary.labels[one.outcome] in said
                assert all(not pack.question_by_id[fact].changeable for fact in one.facts)
                assert ("only if a fact were otherwise" in said) or not one.facts
                named += bool(one.facts)
    assert named
