"""A batch of sheets is decided exactly as each of its sheets by itself."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.batch import BatchAdvice, BatchDecider
from advisor.decision.batch_exact import SHIFT
from advisor.decision.engine import engine_for
from advisor.decision.plan import BANDS
from advisor.decision.recommend import recommend
from advisor.decision.trace import rounded
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from tests.decision.random_packs import KINDS, answers, assessment_of, packs
from tests.thoroughness import examples


def decide(decider: BatchDecider, pack: Pack, assessments: list[Assessment]) -> BatchAdvice:
    engine = engine_for(pack)
    kinds = [kind.id for kind in pack.manifest.workload_kinds]
    works = [(each, each.workloads[0]) for each in assessments]
    sheets = np.array([engine.sheet(*work) for work in works], dtype=np.int16) + SHIFT
    return decider.decide(
        np.array([kinds.index(work.kind) for _, work in works]), list(np.ascontiguousarray(sheets.T))
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Pack, list[Assessment]]:
    pack = draw(packs())
    drawn = st.builds(
        lambda given, kind: assessment_of(pack, given, kind), answers(pack), st.sampled_from(KINDS)
    )
    return pack, draw(st.lists(drawn, min_size=1, max_size=4))


@settings(max_examples=examples(60), deadline=None)
@given(cases())
def test_a_batch_says_what_each_sheet_says(case):
    pack, assessments = case
    decider = BatchDecider(engine_for(pack))
    found = decide(decider, pack, assessments)
    for index, assessment in enumerate(assessments):
        [one] = recommend(pack, assessment).workloads
        for trace in one.trace.decisions:
            advice = decider.advices[trace.id][found.decisions[trace.id][index]]
            assert (advice.now, advice.target) == (trace.now, trace.target)
            assert (advice.decided, advice.settled) == (trace.decided, trace.settled)
            assert [rounded(share, 6) for share in advice.shares] == list(trace.shares.values())
            assert str(advice.share_none) == trace.exact_without
        for dimension in one.dimensions:
            hundredths = found.scores[dimension.id][index]
            band = found.bands[dimension.id][index]
            assert (None if hundredths < 0 else hundredths / 100) == dimension.score
            assert (None if band < 0 else BANDS[band]) == dimension.band


@settings(max_examples=examples(50), deadline=None)
@given(cases())
def test_the_order_and_the_size_of_batches_do_not_matter(case):
    pack, assessments = case
    together = BatchDecider(engine_for(pack))
    apart = BatchDecider(engine_for(pack))
    all_at_once = decide(together, pack, assessments)
    for index in reversed(range(len(assessments))):
        alone = decide(apart, pack, [assessments[index]])
        for name, indexes in all_at_once.decisions.items():
            assert together.advices[name][indexes[index]] == apart.advices[name][alone.decisions[name][0]]


def test_likelihoods_too_fine_for_machine_integers_are_still_exact(small_pack):
    """Expected scores whose common denominator leaves 64 bits are computed sheet by sheet."""
    huge = [10**9 + 7, 10**9 + 9, 10**9 + 21]
    questions = []
    for number, question in enumerate(small_pack.questions):
        ids = [each.id for each in (*question.options, *(question.number.bins if question.number else ()))]
        likely = {ids[0]: huge[number % 3]} if ids and question.type != "multiple" else {}
        questions.append(question.model_copy(update={"likelihood": likely}))
    fields = {name: getattr(small_pack, name) for name in type(small_pack).model_fields}
    pack = Pack.model_construct(**fields | {"questions": tuple(questions)})
    kind = pack.manifest.workload_kinds[0].id
    open_ = assessment_of(pack, {}, kind)
    found = decide(BatchDecider(engine_for(pack)), pack, [open_])
    for dimension in recommend(pack, open_).workloads[0].dimensions:
        assert found.scores[dimension.id][0] / 100 == dimension.score
