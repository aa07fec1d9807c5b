"""How ways, falls and limits are told: each once, of the right part, and never more than holds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.engine import Engine
from advisor.decision.firm_words import Voice, room_said, start_differs
from advisor.decision.relevance import answered_state
from advisor.decision.robustness import robustness
from advisor.decision.stability import stability
from advisor.decision.ways import become_said, fall_said, falls, places_said, ways
from advisor.model.robustness import Alternative, AnswerChange, Slip
from advisor.model.rules import Role
from tests.decision.test_stability import Case, cases
from tests.thoroughness import examples


def name(outcome: str | None) -> str:
    return "no model" if outcome is None else outcome.upper()


VOICE = Voice(name, lambda number: f"{number.normalize():f}")
ONE = AnswerChange(question="one", before="good", after="bad", steps=1)
TWO = AnswerChange(question="two", before="good", after="bad", steps=1)


def alternative(outcome: str | None, *changes: AnswerChange) -> Alternative:
    return Alternative(outcome=outcome, changes=changes, presumes=(), steps=len(changes))


def test_a_change_that_does_both_is_told_once_and_open_answers_by_what_they_lead_to() -> None:
    now = [alternative("run", ONE), alternative("crawl"), alternative(None, TWO)]
    target = [alternative("walk", ONE), alternative("run"), alternative("crawl"), alternative("crawl", TWO)]
    told = [(places_said(way.places, name), way.alternative.changes) for way in ways(now, target)]
    assert told == [
        ("RUN today, WALK as the target", (ONE,)),
        ("CRAWL today and as the target", ()),
        ("no model today, CRAWL as the target", (TWO,)),
        ("RUN as the target", ()),
    ]


def test_falls_that_do_the_same_stand_together_and_skills_apart_from_needs() -> None:
    def slip(lowers: str, outcome: str, role: Role, change: AnswerChange) -> Slip:
        return Slip.model_validate({"lowers": lowers, "outcome": outcome, "role": role, "change": change})

    found = falls(
        [
            slip("now", "crawl", Role.CAPABILITY, ONE),
            slip("now", "crawl", Role.CAPABILITY, TWO),
            slip("now", "crawl", Role.NEED, TWO),
            slip("target", "crawl", Role.CAPABILITY, ONE),
            slip("target", "crawl", Role.CAPABILITY, TWO),
        ]
    )
    told = [(become_said(fall.places, name), fall_said(fall)) for fall in found]
    assert told == [
        (
            "today's model and the target both become CRAWL",
            "if any one of these 2 answers gets worse",
        ),
        ("today's model becomes CRAWL", "if this answer asks for less"),
    ]


@dataclass(frozen=True)
class Firm:
    """Walk, growing towards run."""

    basis: str = "answers"
    outcome: str | None = "walk"
    target: str | None = "run"
    all_weights: float | None = 0.358999
    flips_to: str | None = "walk"
    target_flips_to: str | None = "walk"
    now_weights: float | None = 0.769
    now_flips_to: str | None = "crawl"


@pytest.mark.parametrize(
    ("firm", "said"),
    [
        (
            Firm(),
            "All weights may change at once by less than 35.8 %; beyond that the target can become WALK. "
            "Today's model holds for changes of less than 76.9 %, then it can become CRAWL.",
        ),
        (
            Firm(now_weights=None, now_flips_to=None),
            "All weights may change at once by less than 35.8 %; beyond that the target can become WALK. "
            "Today's model stays, whatever the weights.",
        ),
        (
            Firm(flips_to="crawl", target_flips_to="crawl", now_weights=0.358999),
            "All weights may change at once by less than 35.8 %; "
            "beyond that today's model and the target can become CRAWL.",
        ),
        (
            Firm(flips_to="crawl", target_flips_to="run", all_weights=0.0, now_weights=0.0),
            "No room: a score lies exactly on its threshold, and on the other side "
            "today's model can become CRAWL.",
        ),
        (
            Firm(all_weights=None, flips_to=None, target_flips_to=None, now_weights=None, now_flips_to=None),
            "No change of the weights alone flips today's model or the target.",
        ),
    ],
)
def test_the_room_of_the_weights_names_what_flips_first(firm: Firm, said: str) -> None:
    assert room_said(firm, "walk", "run", VOICE) == said


def test_where_expected_answers_lead_elsewhere_both_places_are_named() -> None:
    firm = Firm(basis="expected")
    assert start_differs(firm, "walk", "walk")
    assert room_said(firm, "walk", "walk", VOICE).startswith(
        "With open answers at their expected value the rules come to WALK now, RUN as the target, "
        "not to the advice, WALK, now and as the target. From there: all weights may change"
    )


@settings(max_examples=examples(60), deadline=None)
@given(st.decimals(min_value=0, max_value=100, places=4), st.decimals(min_value=0, max_value=100, places=4))
def test_limits_are_told_inward(low: Decimal, high: Decimal) -> None:
    span = VOICE.span(float(low), float(high))
    least, most = (Decimal(part.split()[1]) for part in span.split(" and "))
    assert low <= least < low + Decimal("0.01")
    assert high - Decimal("0.01") < most <= high
    assert Decimal(VOICE.threshold(None, float(high)).split()[-1]) == most
    assert Decimal(VOICE.threshold(float(low), None).split()[-1]) == least
    share = Decimal(VOICE.share(float(high / 100)).split()[0])
    assert high - Decimal("0.1") < share <= high


@settings(max_examples=examples(30), deadline=None)
@given(cases())
def test_limits_in_the_result_are_rounded_inward(case: Case) -> None:
    pack, assessment, _ = case
    (found,) = robustness(pack, assessment)
    exact = stability(Engine(pack), "size", answered_state(pack, assessment, assessment.workloads[0]))
    firm = found.firmness
    for shown, room in ((firm.all_weights, exact.whole.delta), (firm.now_weights, exact.now.delta)):
        assert within(shown, room, Fraction(1, 10**6))
    pairs = [*zip(firm.weights, exact.weights, strict=True)]
    for one, other in pairs:
        for low, high, interval in (
            (one.low, one.high, other.interval),
            (one.now_low, one.now_high, other.now),
        ):
            assert within(high, interval.high, Fraction(1, 10**4))
            below = None if interval.low is None else -interval.low
            assert within(None if low is None else -low, below, Fraction(1, 10**4))


def within(shown: float | None, exact: Fraction | None, step: Fraction) -> bool:
    """Whether a figure is an upper limit rounded down by less than a step; floats may miss it by a trifle."""
    if shown is None or exact is None:
        return shown is None and exact is None
    return exact - step - Fraction(1, 10**12) < Fraction(shown) <= exact + Fraction(1, 10**12)
