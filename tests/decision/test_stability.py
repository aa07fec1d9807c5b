"""Within the stated bounds nothing flips, just beyond them something does."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.decision.complete import CompleteDecider
from advisor.decision.engine import Engine
from advisor.decision.relevance import answered_state
from advisor.decision.sheets import domain_of
from advisor.decision.stability import Stability, stability
from advisor.decision.tornado import tornado
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from tests.decision.random_packs import PROSE, as_answer, assessment_of, decision, dimension, make_pack
from tests.thoroughness import examples

SCALE = 10**12


def pack_of(levels: list[int], weights: list[int], bands: tuple[int, int] = (40, 70)) -> Pack:
    questions: list[dict[str, Any]] = [
        {
            "id": f"q{i}",
            "type": "single",
            "scope": "organisation",
            "options": [
                {"id": f"o{level}", "label": f"o{level}", "level": level} for level in range(top + 1)
            ],
            **PROSE,
        }
        for i, top in enumerate(levels)
    ]
    table = [
        {"id": "top", "when": {"band": {"dimension": "d", "is": ["high"]}}, "now": "large", "reason": "r"},
        {"id": "bottom", "when": {"band": {"dimension": "d", "is": ["low"]}}, "now": "small", "reason": "r"},
    ]
    dims = {"d": dimension({f"q{i}": w for i, w in enumerate(weights)}, *bands)}
    return make_pack(questions, {"dimensions": dims, "decisions": {"size": decision(table)}})


def outcome(pack: Pack, assessment: Assessment) -> str | None:
    engine = Engine(pack)
    sheet = engine.sheet(assessment, assessment.workloads[0])
    return CompleteDecider(engine).decide("serve", sheet)["size"].now


def reweighted(pack: Pack, weights: dict[str, Fraction]) -> Pack:
    """The same pack with weights that need not be whole: scaled up, which changes no score."""
    scaled = {q: int(w * SCALE) for q, w in weights.items()}
    dims = {"d": pack.rules.dimensions["d"].model_copy(update={"weights": scaled})}
    return pack.model_copy(update={"rules": pack.rules.model_copy(update={"dimensions": dims})})


@st.composite
def cases(draw: st.DrawFn) -> tuple[Pack, Assessment, Stability]:
    size = draw(st.integers(1, 5))
    pack = pack_of(
        draw(st.lists(st.integers(1, 4), min_size=size, max_size=size)),
        draw(st.lists(st.integers(1, 9), min_size=size, max_size=size)),
    )
    given_answers = {
        q.id: as_answer(pack, q.id, draw(st.sampled_from(domain_of(q).values)).ids) for q in pack.questions
    }
    assessment = assessment_of(pack, given_answers)
    engine = Engine(pack)
    state = answered_state(pack, assessment, assessment.workloads[0])
    return pack, assessment, stability(engine, "size", state)


@settings(max_examples=examples(80), deadline=None)
@given(cases(), st.data())
def test_no_change_of_weights_within_the_bound_flips_the_advice(
    case: tuple[Pack, Assessment, Stability], data: st.DataObject
) -> None:
    pack, assessment, found = case
    assert found.basis == "answers"
    delta = Fraction(1) if found.all_weights is None else found.all_weights
    weights = {}
    for question, weight in pack.rules.dimensions["d"].weights.items():
        share = data.draw(st.fractions(min_value=-1, max_value=1, max_denominator=50))
        weights[question] = weight * (1 + share * delta * Fraction(999, 1000))
    assert outcome(reweighted(pack, weights), assessment) == outcome(pack, assessment) == found.outcome


@settings(max_examples=examples(80), deadline=None)
@given(cases())
def test_just_beyond_the_bound_the_advice_flips(case: tuple[Pack, Assessment, Stability]) -> None:
    pack, assessment, found = case
    assume(found.all_weights is not None and found.all_weights < 1)
    assert found.all_weights is not None
    beyond = found.all_weights + Fraction(1, 10**6)
    rules = pack.rules.dimensions["d"]
    flipped = set()
    for threshold in (rules.bands.medium, rules.bands.high):
        terms = {}
        for question, weight in rules.weights.items():
            choice = assessment.answers[question].choice
            levels = [o.level or 0 for o in pack.question_by_id[question].options]
            level = next(o.level or 0 for o in pack.question_by_id[question].options if o.id == choice)
            terms[question] = (weight, 100 * level - threshold * max(levels))
        sign = 1 if sum(w * c for w, c in terms.values()) >= 0 else -1
        weights = {q: w * (1 - sign * beyond * ((c > 0) - (c < 0))) for q, (w, c) in terms.items()}
        flipped.add(outcome(reweighted(pack, weights), assessment))
    assert flipped != {found.outcome}


@settings(max_examples=examples(80), deadline=None)
@given(cases(), st.data())
def test_single_weights_flip_exactly_at_the_ends_of_their_interval(
    case: tuple[Pack, Assessment, Stability], data: st.DataObject
) -> None:
    pack, assessment, found = case
    one = data.draw(st.sampled_from(found.weights))
    exact = {q: Fraction(w) for q, w in pack.rules.dimensions["d"].weights.items()}
    low, high = one.interval.low, one.interval.high
    assert (low is None or low <= one.weight) and (high is None or high >= one.weight)
    step = Fraction(1, 10**6)

    def at(weight: Fraction) -> str | None:
        return outcome(reweighted(pack, {**exact, one.question: weight}), assessment)

    if low is not None and low > step:
        assert at(low - step) != found.outcome
    if high is not None:
        assert at(high + step) != found.outcome
    inside = (low if low is not None else Fraction(0)) + step
    if inside < (high if high is not None else inside + 1) and inside <= one.weight:
        assert at(inside) == found.outcome


@settings(max_examples=examples(80), deadline=None)
@given(cases())
def test_thresholds_flip_where_they_pass_the_score(case: tuple[Pack, Assessment, Stability]) -> None:
    pack, assessment, found = case
    bands = pack.rules.dimensions["d"].bands
    for one in found.thresholds:
        for end, outwards in ((one.interval.low, -1), (one.interval.high, 1)):
            if end is None:
                continue
            moved = int(end) + (1 if outwards > 0 else 0)
            inside = int(end) + (1 if outwards < 0 else 0)
            for threshold, same in ((moved, False), (inside, True)):
                limits = bands.model_copy(update={one.band: threshold})
                if not 1 <= limits.medium < limits.high <= 100:
                    continue
                dims = {"d": pack.rules.dimensions["d"].model_copy(update={"bands": limits})}
                other = pack.model_copy(update={"rules": pack.rules.model_copy(update={"dimensions": dims})})
                assert (outcome(other, assessment) == found.outcome) is same


def test_worked_example() -> None:
    """Weights 3 and 1, levels 1 of 1 and 0 of 1: score 75; 70 is met by 3·30 - 1·70 = 20 of 160."""
    pack = pack_of([1, 1], [3, 1])
    assessment = assessment_of(
        pack, {"q0": as_answer(pack, "q0", frozenset(["o1"])), "q1": as_answer(pack, "q1", frozenset(["o0"]))}
    )
    state = answered_state(pack, assessment, assessment.workloads[0])
    found = stability(Engine(pack), "size", state)
    assert (found.outcome, found.all_weights, found.flips_to) == ("large", Fraction(20, 160), "middle")
    assert [(one.interval.low, one.interval.high) for one in found.weights] == [
        (Fraction(70, 30), None),
        (None, Fraction(90, 70)),
    ]
    assert [(one.band, one.interval.low, one.interval.high) for one in found.thresholds] == [
        ("medium", None, None),
        ("high", None, Fraction(75)),
    ]


def test_tornado_names_what_one_answer_can_do() -> None:
    pack = pack_of([1, 1], [3, 1])
    assessment = assessment_of(pack, {"q0": as_answer(pack, "q0", frozenset(["o1"]))})
    engine = Engine(pack)
    first, second = tornado(engine, "size", "serve", engine.sheet(assessment, assessment.workloads[0]))
    assert (first.question, first.answer, first.outcomes) == (
        "q1",
        None,
        ("large",),
    ) or first.question == "q0"
    by_id = {swing.question: swing for swing in (first, second)}
    assert by_id["q0"].scores == {"d": (Fraction(25, 2), Fraction(175, 2))}
    assert by_id["q0"].outcomes == ("small", "large")
    assert by_id["q1"].scores == {"d": (Fraction(75), Fraction(100))}
    assert by_id["q1"].outcomes == ("large",)
