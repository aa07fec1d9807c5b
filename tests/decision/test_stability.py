"""Within the stated bounds nothing flips, just beyond them something does."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.complete import CompleteDecider
from advisor.decision.engine import Engine
from advisor.decision.relevance import answered_state
from advisor.decision.sheets import domain_of
from advisor.decision.stability import Interval, Room, Stability, stability
from advisor.decision.tornado import tornado
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from tests.decision.random_packs import (
    OUTCOMES,
    PROSE,
    as_answer,
    assessment_of,
    decision,
    dimension,
    make_pack,
)
from tests.thoroughness import examples

SCALE = 10**12
BANDS = ("low", "medium", "high")
Pair = tuple[str | None, str | None]
Weights = dict[str, dict[str, Fraction]]


def pack_of(
    levels: list[int],
    weights: list[list[int]],
    advised: list[tuple[str, str]],
    bands: tuple[int, int] = (40, 70),
) -> Pack:
    """Every question counts in every dimension, with weights of its own; every cell of bands has a row."""
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
    names = [f"d{place}" for place in range(len(weights))]
    cells = product(BANDS, repeat=len(names))
    table = [
        {
            "id": "-".join(cell),
            "when": {
                "all": [
                    {"band": {"dimension": name, "is": [band]}}
                    for name, band in zip(names, cell, strict=True)
                ]
            },
            "now": now,
            "target": target,
            "reason": "r",
        }
        for cell, (now, target) in zip(cells, advised, strict=True)
    ]
    dims = {
        name: dimension({f"q{i}": w for i, w in enumerate(own)}, *bands)
        for name, own in zip(names, weights, strict=True)
    }
    return make_pack(questions, {"dimensions": dims, "decisions": {"size": decision(table)}})


def outcome(pack: Pack, assessment: Assessment) -> Pair:
    engine = Engine(pack)
    found = CompleteDecider(engine).decide("serve", engine.sheet(assessment, assessment.workloads[0]))["size"]
    return (found.now, found.target)


def weights_of(pack: Pack) -> Weights:
    return {
        name: {question: Fraction(weight) for question, weight in rules.weights.items()}
        for name, rules in pack.rules.dimensions.items()
    }


def reweighted(pack: Pack, weights: Weights) -> Pack:
    """The same pack with weights that need not be whole: scaled up, which changes no score."""
    dims = {
        name: pack.rules.dimensions[name].model_copy(
            update={"weights": {q: int(w * SCALE) for q, w in own.items()}}
        )
        for name, own in weights.items()
    }
    return pack.model_copy(update={"rules": pack.rules.model_copy(update={"dimensions": dims})})


PLAIN = [("small", "small"), ("middle", "middle"), ("large", "large")]
Case = tuple[Pack, Assessment, Stability]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    size, dims = draw(st.integers(1, 4)), draw(st.integers(1, 2))
    pairs = [(now, target) for place, now in enumerate(OUTCOMES) for target in OUTCOMES[place:]]
    pack = pack_of(
        draw(st.lists(st.integers(1, 4), min_size=size, max_size=size)),
        [draw(st.lists(st.integers(1, 9), min_size=size, max_size=size)) for _ in range(dims)],
        draw(st.lists(st.sampled_from(pairs), min_size=3**dims, max_size=3**dims)),
    )
    given_answers = {
        q.id: as_answer(pack, q.id, draw(st.sampled_from(domain_of(q).values)).ids) for q in pack.questions
    }
    assessment = assessment_of(pack, given_answers)
    engine = Engine(pack)
    state = answered_state(pack, assessment, assessment.workloads[0])
    return pack, assessment, stability(engine, "size", state)


@settings(max_examples=examples(60), deadline=None)
@given(cases(), st.data())
def test_no_change_of_weights_within_the_bounds_flips_what_they_are_for(
    case: Case, data: st.DataObject
) -> None:
    pack, assessment, found = case
    assert found.basis == "answers"
    assert outcome(pack, assessment) == (found.outcome, found.target)
    for delta, parts in ((found.whole.delta, slice(0, 2)), (found.now.delta, slice(0, 1))):
        bound = Fraction(1) if delta is None else delta
        weights = {
            name: {
                question: weight
                * (1 + data.draw(st.fractions(-1, 1, max_denominator=50)) * bound * Fraction(999, 1000))
                for question, weight in own.items()
            }
            for name, own in weights_of(pack).items()
        }
        kept = (found.outcome, found.target)[parts]
        assert outcome(reweighted(pack, weights), assessment)[parts] == kept


@settings(max_examples=examples(80), deadline=None)
@given(cases())
def test_just_beyond_the_bounds_something_flips_to_what_is_named(case: Case) -> None:
    pack, assessment, found = case
    assert found.now.delta is None or (found.whole.delta is not None and found.whole.delta <= found.now.delta)
    kept = (found.outcome, found.target)
    for room, part in ((found.whole, slice(0, 2)), (found.now, slice(0, 1))):
        assert (room.delta is None) == (room.beyond == kept)
        if room.delta is None or room.delta == 1:
            continue
        assert room.beyond[part] != kept[part]
        tried = product(
            *[
                [(name, own) for own in shifted(pack, assessment, name, room.delta)]
                for name in pack.rules.dimensions
            ]
        )
        assert room.beyond in {outcome(reweighted(pack, dict(weights)), assessment) for weights in tried}


def shifted(pack: Pack, assessment: Assessment, name: str, delta: Fraction) -> Iterator[dict[str, Fraction]]:
    """The weights of a dimension as they are, and moved just over each threshold that is within reach."""
    rules = pack.rules.dimensions[name]
    yield {question: Fraction(weight) for question, weight in rules.weights.items()}
    for threshold in (rules.bands.medium, rules.bands.high):
        terms = {}
        for question, weight in rules.weights.items():
            options = pack.question_by_id[question].options
            level = next(o.level or 0 for o in options if o.id == assessment.answers[question].choice)
            terms[question] = (weight, 100 * level - threshold * max(o.level or 0 for o in options))
        total = sum(w * c for w, c in terms.values())
        absolute = sum(w * abs(c) for w, c in terms.values())
        if absolute and Fraction(abs(total), absolute) <= delta:
            share = Fraction(abs(total), absolute) + Fraction(1, 10**6)
            sign = 1 if total >= 0 else -1
            yield {q: w * (1 - sign * share * ((c > 0) - (c < 0))) for q, (w, c) in terms.items()}


@settings(max_examples=examples(80), deadline=None)
@given(cases(), st.data())
def test_single_weights_flip_exactly_at_the_ends_of_their_intervals(case: Case, data: st.DataObject) -> None:
    pack, assessment, found = case
    one = data.draw(st.sampled_from(found.weights))
    exact = weights_of(pack)
    step = Fraction(1, 10**6)

    def at(weight: Fraction) -> Pair:
        moved = {**exact, one.dimension: {**exact[one.dimension], one.question: weight}}
        return outcome(reweighted(pack, moved), assessment)

    for interval, part in ((one.interval, slice(0, 2)), (one.now, slice(0, 1))):
        kept = (found.outcome, found.target)[part]
        low, high = interval.low, interval.high
        assert (low is None or low <= one.weight) and (high is None or high >= one.weight)
        if low is not None and low > step:
            assert at(low - step)[part] != kept
        if high is not None:
            assert at(high + step)[part] != kept
        inside = (low if low is not None else Fraction(0)) + step
        if inside < (high if high is not None else inside + 1) and inside <= one.weight:
            assert at(inside)[part] == kept


@settings(max_examples=examples(40), deadline=None)
@given(cases())
def test_thresholds_flip_where_they_pass_the_score(case: Case) -> None:
    pack, assessment, found = case
    for one in found.thresholds:
        bands = pack.rules.dimensions[one.dimension].bands
        for interval, part in ((one.interval, slice(0, 2)), (one.now, slice(0, 1))):
            kept = (found.outcome, found.target)[part]
            low, high = interval.low, interval.high
            ends = {int(end) + step for end in (low, high) if end is not None for step in (-1, 0, 1)}
            for threshold in {1, one.threshold, 100, *ends}:
                limits = bands.model_copy(update={one.band: threshold})
                if not 1 <= limits.medium < limits.high <= 100:
                    continue
                rules = pack.rules.dimensions[one.dimension].model_copy(update={"bands": limits})
                dims = {**pack.rules.dimensions, one.dimension: rules}
                other = pack.model_copy(update={"rules": pack.rules.model_copy(update={"dimensions": dims})})
                # A score on its threshold has reached it: that end holds, the other one flips.
                holds = (low is None or threshold > low) and (high is None or threshold <= high)
                assert (outcome(other, assessment)[part] == kept) is holds


@settings(max_examples=examples(60), deadline=None)
@given(cases())
def test_scores_that_would_move_the_advice_are_read_off_the_table(case: Case) -> None:
    pack, assessment, found = case
    engine = Engine(pack)
    kinds = [kind.id for kind in pack.manifest.workload_kinds]
    sheet = engine.sheet(assessment, assessment.workloads[0])
    held = CompleteDecider(engine).bands(kinds.index("serve"), sheet)
    table = {row.id: (row.now, row.target) for row in pack.rules.decisions["size"].table}
    advised = table["-".join(BANDS[band] for band in held)]
    assert advised == (found.outcome, found.target)
    expected = set()
    for place, (name, rules) in enumerate(pack.rules.dimensions.items()):
        moving = [
            band
            for band in range(3)
            if table["-".join(BANDS[b] for b in (*held[:place], band, *held[place + 1 :]))] != advised
        ]
        thresholds = (rules.bands.medium, rules.bands.high)
        above, below = [b for b in moving if b > held[place]], [b for b in moving if b < held[place]]
        if above:
            expected.add((name, thresholds[min(above) - 1], False))
        if below:
            expected.add((name, thresholds[max(below)], True))
    assert {(one.dimension, one.threshold, one.below) for one in found.moves} == expected


def test_worked_example() -> None:
    """Weights 3 and 1, levels 1 of 1 and 0 of 1: score 75; 70 is met by 3·30 - 1·70 = 20 of 160."""
    pack = pack_of([1, 1], [[3, 1]], PLAIN)
    assessment = assessment_of(
        pack, {"q0": as_answer(pack, "q0", frozenset(["o1"])), "q1": as_answer(pack, "q1", frozenset(["o0"]))}
    )
    state = answered_state(pack, assessment, assessment.workloads[0])
    found = stability(Engine(pack), "size", state)
    assert (found.outcome, found.target) == ("large", "large")
    assert found.whole == found.now == Room(Fraction(20, 160), ("middle", "middle"))
    assert [one.interval for one in found.weights] == [
        Interval(Fraction(70, 30), None),
        Interval(None, Fraction(90, 70)),
    ]
    assert [one.now for one in found.weights] == [one.interval for one in found.weights]
    assert [(one.band, one.interval) for one in found.thresholds] == [
        ("medium", Interval(None, None)),
        ("high", Interval(None, Fraction(75))),
    ]


def test_the_target_may_flip_long_before_todays_model() -> None:
    """The same answers; only below 40 is it less today, but below 70 the target is less already."""
    pack = pack_of([1, 1], [[3, 1]], [("small", "small"), ("middle", "middle"), ("middle", "large")])
    assessment = assessment_of(
        pack, {"q0": as_answer(pack, "q0", frozenset(["o1"])), "q1": as_answer(pack, "q1", frozenset(["o0"]))}
    )
    found = stability(Engine(pack), "size", answered_state(pack, assessment, assessment.workloads[0]))
    assert (found.outcome, found.target) == ("middle", "large")
    assert found.whole == Room(Fraction(20, 160), ("middle", "middle"))
    assert found.now == Room(Fraction(3 * 60 - 40, 3 * 60 + 40), ("small", "small"))
    assert found.all_weights == found.whole.delta
    assert [(one.interval, one.now) for one in found.weights] == [
        (Interval(Fraction(70, 30), None), Interval(Fraction(40, 60), None)),
        (Interval(None, Fraction(90, 70)), Interval(None, Fraction(180, 40))),
    ]
    assert [(one.interval.high, one.now.high) for one in found.thresholds] == [
        (None, None),
        (Fraction(75), None),
    ]


def test_tornado_names_what_one_answer_can_do() -> None:
    pack = pack_of([1, 1], [[3, 1]], PLAIN)
    assessment = assessment_of(pack, {"q0": as_answer(pack, "q0", frozenset(["o1"]))})
    engine = Engine(pack)
    first, second = tornado(engine, "size", "serve", engine.sheet(assessment, assessment.workloads[0]))
    assert (first.question, first.answer, first.outcomes) == (
        "q1",
        None,
        ("large",),
    ) or first.question == "q0"
    by_id = {swing.question: swing for swing in (first, second)}
    assert by_id["q0"].scores == {"d0": (Fraction(25, 2), Fraction(175, 2))}
    assert by_id["q0"].outcomes == ("small", "large")
    assert by_id["q1"].scores == {"d0": (Fraction(75), Fraction(100))}
    assert by_id["q1"].outcomes == ("large",)
