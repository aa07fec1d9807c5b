"""The engine agrees with an oracle that tries every completion of every small pack."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.complete import CompleteDecider
from advisor.decision.decided import Decided
from advisor.decision.engine import Engine, score_band
from advisor.decision.recommend import recommend
from advisor.decision.sheets import ABSENT, OPEN
from tests.decision.random_packs import KINDS, answers, as_answer, assessment_of, enumerate_completions, packs
from tests.thoroughness import examples


@settings(max_examples=examples(120), deadline=None)
@given(st.data())
def test_shares_ranges_and_rows_equal_enumeration(data: st.DataObject) -> None:
    pack = data.draw(packs())
    sheet = data.draw(answers(pack))
    kind = data.draw(st.sampled_from(KINDS))
    truth = enumerate_completions(pack, sheet, kind)
    total = sum(truth.now.values())
    engine = Engine(pack)
    assessment = assessment_of(pack, sheet, kind)
    slots = engine.sheet(assessment, assessment.workloads[0])

    one = Decided(engine.decisions["size"], kind, slots)
    for outcome in pack.rules.decisions["size"].outcomes:
        assert one.share(one.now[outcome]) == Fraction(truth.now.get(outcome, 0), total)
        assert one.share(one.target[outcome]) == Fraction(truth.target.get(outcome, 0), total)
    assert one.share(one.without) == Fraction(truth.now.get(None, 0), total)
    assert one.decided == (len(truth.now) == 1)

    for name, dimension in pack.rules.dimensions.items():
        found = engine.dimension(name, kind, slots)
        scores = truth.scores[name]
        assert set(found.bands) == truth.bands[name]
        if not scores:
            assert found.expected is None
            continue
        mean = sum((s * w for s, w in scores), Fraction(0)) / sum(w for _, w in scores)
        assert (found.low, found.expected, found.high) == (min(scores)[0], mean, max(scores)[0])
        assert score_band(mean, dimension.bands) in (0, 1, 2)

    rows = recommend(pack, assessment).workloads[0].trace.decisions[0].rows
    assert {row.id for row in rows} == set(truth.rows)


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_the_order_of_answers_never_matters(data: st.DataObject) -> None:
    pack = data.draw(packs())
    sheet = data.draw(answers(pack))
    shuffled = dict(data.draw(st.permutations(list(sheet.items()))))
    assert recommend(pack, assessment_of(pack, sheet)) == recommend(pack, assessment_of(pack, shuffled))


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_an_excluded_outcome_is_never_advised(data: st.DataObject) -> None:
    pack = data.draw(packs())
    sheet = data.draw(answers(pack))
    advice = recommend(pack, assessment_of(pack, sheet)).workloads[0]
    certain = {outcome for gate in advice.trace.decisions[0].gates if gate.fires for outcome in gate.excludes}
    assert advice.model not in certain
    assert advice.target not in certain
    assert all(advice.shares[outcome] == 0 for outcome in certain)


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_a_decided_advice_survives_every_completion(data: st.DataObject) -> None:
    pack = data.draw(packs())
    sheet = data.draw(answers(pack))
    before = recommend(pack, assessment_of(pack, sheet)).workloads[0]
    engine = Engine(pack)
    full = {
        q.id: sheet[q.id]
        if q.id in sheet and sheet[q.id].state != "unknown"
        else as_answer(pack, q.id, data.draw(st.sampled_from(engine.domain_by_id[q.id].values)).ids)
        for q in pack.questions
    }
    after = recommend(pack, assessment_of(pack, full)).workloads[0]
    assert after.decided
    if before.decided:
        assert after.model == before.model


@settings(max_examples=examples(80), deadline=None)
@given(st.data())
def test_the_fast_path_for_complete_sheets_agrees(data: st.DataObject) -> None:
    pack = data.draw(packs())
    engine = Engine(pack)
    kind = data.draw(st.sampled_from(KINDS))
    sheet = tuple(
        data.draw(st.integers(ABSENT, len(d.values) - 1).filter(lambda v: v != OPEN)) for d in engine.domains
    )
    one = Decided(engine.decisions["size"], kind, sheet)
    fast = CompleteDecider(engine).decide(kind, sheet)["size"]
    assert one.decided
    assert (fast.now, fast.target) == (one.outcome.now, one.outcome.target)


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_a_gate_is_told_as_a_fact_only_where_it_fires_in_every_completion(data: st.DataObject) -> None:
    pack = data.draw(packs())
    advice = recommend(pack, assessment_of(pack, data.draw(answers(pack)))).workloads[0]
    for trace in advice.trace.decisions:
        if trace.moved_by_gate:
            assert (" of 100 ways" in (trace.reason or "")) is not trace.certainly_moved


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_rows_tell_what_comes_of_them_after_the_gates(data: st.DataObject) -> None:
    pack = data.draw(packs())
    advice = recommend(pack, assessment_of(pack, data.draw(answers(pack)))).workloads[0]
    trace = advice.trace.decisions[0]
    for outcome, share in trace.shares.items():
        made = sum(row.outcomes.get(outcome, 0.0) for row in trace.rows)
        assert made == pytest.approx(share, abs=1e-5)
    assert all(sum(row.outcomes.values()) <= row.share + 1e-5 for row in trace.rows)


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_gates_that_leave_one_outcome_are_the_reason_where_rows_name_others(data: st.DataObject) -> None:
    pack = data.draw(packs())
    advice = recommend(pack, assessment_of(pack, data.draw(answers(pack)))).workloads[0]
    trace = advice.trace.decisions[0]
    firing = [gate for gate in trace.gates if gate.fires]
    left = set(trace.shares).difference(*(gate.excludes for gate in firing))
    named = {row.now for row in trace.rows if trace.now in row.outcomes}
    if left == {trace.now} and named != {trace.now}:
        assert trace.reason
        assert " of 100 ways" not in trace.reason
        assert any(gate.reason in trace.reason for gate in firing)
