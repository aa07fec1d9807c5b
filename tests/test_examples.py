"""The bundled examples: complete, believable in form, and what the README says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.content.assessments import LoadedAssessment, load_assessment
from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.decision.walk import given, no_longer_relevant, progress, steps
from advisor.model.assessment import AnswerState
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation

EXAMPLES = sorted((next(iter(bundled_packs().values())) / "examples").glob("*.yaml"))
each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


@pytest.fixture(scope="session")
def loaded(bundled_pack: Pack) -> dict[str, LoadedAssessment]:
    return {path.stem: load_assessment(path, pack=bundled_pack) for path in EXAMPLES}


@pytest.fixture(scope="session")
def advice(bundled_pack: Pack, loaded: dict[str, LoadedAssessment]) -> dict[str, Recommendation]:
    return {name: recommend(bundled_pack, one.assessment) for name, one in loaded.items()}


@each_example
def test_an_example_is_read_without_notices(path: Path, loaded: dict[str, LoadedAssessment]) -> None:
    one = loaded[path.stem]
    assert one.notices == ()
    assert one.assessment.id == path.stem
    assert one.assessment.title
    assert one.assessment.persona
    assert "(invented)" in one.assessment.organisation


@each_example
def test_an_example_answers_every_question_and_no_other(
    path: Path, loaded: dict[str, LoadedAssessment], bundled_pack: Pack
) -> None:
    assessment = loaded[path.stem].assessment
    still_open = [
        (step.workload, step.question.id)
        for step in steps(bundled_pack, assessment, quick=False)
        if given(assessment, step) is None
    ]
    assert still_open == []
    assert no_longer_relevant(bundled_pack, assessment) == ()
    counted = progress(bundled_pack, assessment, quick=False)
    assert counted.answered == counted.total > 30


@each_example
def test_an_example_opens_with_its_schema_and_a_summary(path: Path, bundled_pack_folder: Path) -> None:
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / schema).is_file()
    assert second.startswith("# ")
    listed = {example.id: example for example in bundled_examples(bundled_pack_folder)}
    assert listed[path.stem].summary
    assert listed[path.stem].title


def test_there_are_two_examples_a_stage_a_conflict_and_a_hybrid(advice: dict[str, Recommendation]) -> None:
    stages = [one.overall.stage for one in advice.values()]
    assert len(EXAMPLES) >= 7
    assert stages.count("crawl") >= 2
    assert stages.count("walk") >= 2
    assert stages.count("run") >= 2
    hybrids = [one for one in advice.values() if one.overall.hybrid]
    assert any(len(one.workloads) == 3 for one in hybrids)
    colliding = [w for one in advice.values() for w in one.workloads if w.model is None]
    assert colliding
    assert all(len({excluded.gate for excluded in one.excluded}) >= 2 for one in colliding)


def test_one_example_grows_towards_more_than_it_can_run_today(
    bundled_pack: Pack, loaded: dict[str, LoadedAssessment], advice: dict[str, Recommendation]
) -> None:
    order = bundled_pack.primary.outcomes
    climbing = {
        name
        for name, one in advice.items()
        for w in one.workloads
        if w.model and w.target and order.index(w.target) > order.index(w.model)
    }
    assert climbing
    for name in climbing:
        for path in roadmap(bundled_pack, loaded[name].assessment, advice[name]):
            assert path.reachable
            assert 3 <= len({step.question for step in path.steps}) <= 6


def test_the_richest_example_needs_all_three_models(advice: dict[str, Recommendation]) -> None:
    hospital = advice["regional-hospital"]
    assert hospital.overall.stage == "hybrid"
    assert {one.stage for one in hospital.workloads} == {"crawl", "walk", "run"}


def test_the_examples_differ_in_everything_that_readers_differ_in(
    loaded: dict[str, LoadedAssessment], bundled_pack: Pack
) -> None:
    assessments = [one.assessment for one in loaded.values()]
    assert len({one.organisation.rsplit(", ", 1)[-1] for one in assessments}) == len(EXAMPLES)
    assert len({one.persona for one in assessments}) >= 7
    kinds = {workload.kind for one in assessments for workload in one.workloads}
    assert kinds == {kind.id for kind in bundled_pack.manifest.workload_kinds}
    answers = [a for one in assessments for a in one.answers.values()]
    answers += [a for one in assessments for w in one.workloads for a in w.answers.values()]
    assert {answer.state for answer in answers} == set(AnswerState)
    assert sum(answer.note is not None for answer in answers) > 80
    assert sum(answer.evidence is not None for answer in answers) > 100


@each_example
def test_an_example_is_told_what_to_do(path: Path, advice: dict[str, Recommendation]) -> None:
    for one in advice[path.stem].workloads:
        assert one.warnings
        assert all(warning.message.strip() and warning.do.strip() for warning in one.warnings)
        assert len(one.trace.framework) == 8
