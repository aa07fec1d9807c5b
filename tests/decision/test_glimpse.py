"""A glimpse says the same as the whole recommendation, of what it has."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.decision.glimpse import glimpse
from advisor.decision.recommend import recommend
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadAdvice
from advisor.workflows.score import score_file
from tests.decision.random_packs import KINDS, answers, assessment_of, packs
from tests.thoroughness import examples


def assert_same(pack: Pack, assessment: Assessment) -> None:
    whole, seen = recommend(pack, assessment), glimpse(pack, assessment)
    assert seen.overall == whole.overall
    for one, full in zip(seen.workloads, whole.workloads, strict=True):
        for field in WorkloadAdvice.model_fields:
            assert getattr(one, field) == getattr(full, field), field
        primary = next(d for d in full.trace.decisions if d.id == pack.manifest.primary_decision)
        assert one.open_questions == primary.open_questions


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_on_random_packs(data: st.DataObject) -> None:
    pack = data.draw(packs())
    assert_same(pack, assessment_of(pack, data.draw(answers(pack)), data.draw(st.sampled_from(KINDS))))


def test_on_the_bundled_examples() -> None:
    found = [each.path for folder in bundled_packs().values() for each in bundled_examples(folder)]
    assert found
    for path in found:
        scored = score_file(path)
        assert_same(scored.pack, scored.loaded.assessment)
