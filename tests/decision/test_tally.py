"""The votes on one question: worked examples, thresholds, and what a team's answer is made of."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.decision.tally import alpha, tally
from advisor.decision.tally_words import middle_words, shared_words
from advisor.decision.team_answer import grouped, team_answer
from advisor.model.answer import Answer, AnswerState
from advisor.model.provenance import SettledBy
from advisor.model.question import Question
from advisor.model.rules import Agreement
from tests.decision.random_packs import BINS, PROSE

UNKNOWN = Answer(state=AnswerState.UNKNOWN)
DEFAULT = Agreement()


def absent(reason: str = "because") -> Answer:
    return Answer(state=AnswerState.NOT_APPLICABLE, reason=reason)


def question(kind: str, levels: list[int | None] | None = None, **more: object) -> Question:
    options = [
        {"id": f"o{i}", "label": f"o{i}", "level": level, "alone": kind == "multiple" and i == 0}
        for i, level in enumerate(levels or [])
    ]
    return Question.model_validate(
        {"id": "q", "type": kind, "scope": "organisation", **PROSE, "options": options, **more}
    )


SCALE = question("single", [0, 1, 2, 3, 4])
NAMES = question("single", [None, None, None])
SEVERAL = question("multiple", [0, 1, 1, 1])
NUMBER = question("number", number={"unit": "n", "minimum": 0, "maximum": 1000, "bins": BINS})
TEXT = question("text")


def votes(*values: str | int | Answer | list[str] | None) -> dict[str, Answer]:
    found = {}
    for index, value in enumerate(values):
        who = "abcdefghijklmnopqrstuvwxyz"[index]
        if isinstance(value, Answer):
            found[who] = value
        elif isinstance(value, int):
            found[who] = Answer(number=Decimal(value))
        elif isinstance(value, list):
            found[who] = Answer(choices=tuple(value))
        elif value is not None:
            found[who] = Answer(choice=value)
    return found


def test_a_scale_is_measured_in_steps():
    # Counts of 1, 10, 6, 1 and 2 from the top down have the interpolated median 3.6 on 1 to 5.
    ballot = ["o4"] + ["o3"] * 10 + ["o2"] * 6 + ["o1"] + ["o0"] * 2
    found = tally(SCALE, DEFAULT, votes(*ballot))
    assert [bar.count for bar in found.bars] == [2, 1, 6, 10, 1]
    assert found.spread is not None
    assert found.spread.median + 1 == Fraction(36, 10)
    assert found.lowest == ("s", "t")
    assert found.highest == ("a",)
    assert not found.close


def test_levels_that_leap_are_steps_of_one():
    found = tally(question("single", [0, 10, 100]), DEFAULT, votes("o0", "o1", "o2"))
    assert found.spread is not None
    assert found.spread.median == 1
    assert [bar.step for bar in found.bars] == [0, 1, 2]


def test_unknown_and_not_applicable_have_no_place_on_the_scale():
    found = tally(SCALE, DEFAULT, votes("o3", "o3", UNKNOWN, absent()))
    assert (found.unknown, found.not_applicable, found.valued) == (("c",), ("d",), 2)
    assert found.spread is not None
    assert found.spread.consensus == 1
    assert not found.unanimous


@pytest.mark.parametrize(
    ("asked", "ballot", "basis", "answer"),
    [
        (SCALE, ["o2", "o2", "o2"], "unanimous", Answer(choice="o2")),
        (SCALE, ["o2", UNKNOWN], "one_voice", Answer(choice="o2")),
        (SCALE, [UNKNOWN, UNKNOWN], "nobody_knows", UNKNOWN),
        (SCALE, ["o0", "o4"], "apart", UNKNOWN),
        # Three of four on the middle: consensus 0.85 and an interquartile range of 1.
        (SCALE, ["o2", "o2", "o2", "o3"], "close", Answer(choice="o2")),
        # A tie between neighbours goes to the lower one.
        (SCALE, ["o2", "o3", "o2", "o3"], "close", Answer(choice="o2")),
        (SCALE, [absent("a"), absent("a"), absent("b"), "o1"], "close", absent("a; b")),
        (SCALE, [absent(), absent(), "o1", "o1"], "apart", UNKNOWN),
        (NAMES, ["o2", "o2", "o2", "o1"], "close", Answer(choice="o2")),
        (NAMES, ["o2", "o2", "o1"], "apart", UNKNOWN),
        (SEVERAL, [["o1"], ["o1"], ["o1", "o2"], ["o1"]], "close", Answer(choices=("o1",))),
        (SEVERAL, [["o1", "o2"], ["o1"], ["o1", "o2"], ["o1"]], "apart", UNKNOWN),
        (SEVERAL, [["o0"], ["o1"]], "apart", UNKNOWN),
        (NUMBER, [20, 20], "unanimous", Answer(number=Decimal(20))),
        (NUMBER, [20, 60, 30], "close", Answer(number=Decimal(30))),
        (NUMBER, [20, 60, 30, 40], "close", Answer(number=Decimal(30))),
        (NUMBER, [1, 500], "apart", UNKNOWN),
        (TEXT, [Answer(text="x"), Answer(text="y"), Answer(text="x")], "close", Answer(text="x\ny")),
    ],
)
def test_a_teams_answer_follows_from_the_votes(asked, ballot, basis, answer):
    assert team_answer(asked, DEFAULT, votes(*ballot)) == (SettledBy(basis), answer)


def test_nobody_asked_is_no_answer():
    assert team_answer(SCALE, DEFAULT, {}) is None


def test_the_thresholds_are_the_packs():
    ballot = votes("o1", "o1", "o3", "o3")
    lax = Agreement(consensus=0, interquartile_range=Decimal(4))
    assert team_answer(SCALE, DEFAULT, ballot) == (SettledBy.APART, UNKNOWN)
    assert team_answer(SCALE, lax, ballot) == (SettledBy.CLOSE, Answer(choice="o1"))
    assert not tally(SCALE, Agreement(consensus=0), ballot).close
    assert not tally(SCALE, Agreement(interquartile_range=Decimal(4)), ballot).close
    assert tally(NAMES, Agreement(majority=60), votes("o0", "o0", "o1")).close


ballots = st.lists(st.sampled_from(["o0", "o1", "o2", "o3", "o4", UNKNOWN, absent()]), min_size=1, max_size=8)


@given(ballots)
def test_a_teams_answer_is_somebodys_or_unknown(ballot):
    given_ = votes(*ballot)
    basis, answer = team_answer(SCALE, DEFAULT, given_) or (None, None)
    said = {each.bare for each in given_.values()}
    assert (
        answer in said
        or (answer == UNKNOWN and basis in (SettledBy.APART, SettledBy.NOBODY_KNOWS))
        or (answer is not None and answer.state is AnswerState.NOT_APPLICABLE)
    )


@given(ballots)
def test_everybody_is_counted_once(ballot):
    given_ = votes(*ballot)
    found = tally(SCALE, DEFAULT, given_)
    assert found.valued + len(found.unknown) + len(found.not_applicable) == len(given_)
    assert sorted(who for bar in found.bars for who in bar.by) == sorted(
        who for who, each in given_.items() if each.choice
    )
    groups = grouped(given_)
    assert sorted(who for _, by in groups for who in by) == sorted(given_)
    assert [len(by) for _, by in groups] == sorted((len(by) for _, by in groups), reverse=True)


def test_alpha_looks_at_questions_with_a_scale_only():
    scale = (SCALE, votes("o0", "o0", "o4", "o4"))
    assert alpha([scale, (TEXT, votes(Answer(text="x"))), (NAMES, votes("o1", "o2"))]) == alpha([scale])
    assert alpha([(SCALE, votes("o1", "o1")), (SCALE, votes("o3", "o3"))]) == 1
    assert alpha([(NAMES, votes("o1", "o2"))]) is None


def test_the_middle_is_told_by_the_names_of_options_and_one_step_of_two_options_is_named():
    # 1, 1, 3, 1 and 0 votes on five options, of which two pairs share a level.
    asked = question("single", [0, 0, 1, 1, 2])
    found = tally(asked, DEFAULT, votes("o0", "o1", "o2", "o2", "o2", "o3"))
    assert found.middle == ("o0 / o1", "o2 / o3", "o2 / o3")
    assert found.shared_steps == (("o0", "o1"), ("o2", "o3"))
    assert shared_words(found).startswith("“o0” and “o1” count as the same step.")
    assert middle_words(found) == "Median: o2 / o3; middle half: from “o0 / o1” to “o2 / o3”."


@pytest.mark.parametrize(
    ("steps", "ballot", "close"),
    [
        (3, "011112", True),  # Four of six in the middle, one on either side.
        (3, "001", True),
        (3, "00011", True),
        (3, "000111", False),  # Split in half, and half of the scale apart.
        (3, "000002", False),
        (3, "000012", False),
        (5, "000111", True),
        (5, "022224", False),
        (2, "000111", False),
        (2, "000011", False),  # Of two steps, the next one is the other end.
        (2, "0001", True),
    ],
)
def test_near_is_what_people_would_call_near(steps, ballot, close):
    asked = question("single", list(range(steps)))
    assert tally(asked, DEFAULT, votes(*(f"o{each}" for each in ballot))).close is close


@given(st.lists(st.integers(0, 4), min_size=1, max_size=9))
def test_the_named_median_is_the_lower_middle_vote(cast):
    found = tally(SCALE, DEFAULT, votes(*(f"o{each}" for each in cast)))
    assert found.spread is not None
    assert found.spread.middle[1] == sorted(cast)[(len(cast) - 1) // 2]
