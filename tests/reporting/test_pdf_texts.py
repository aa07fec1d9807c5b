"""Text made ready for a page: nothing is lost, long words may break, unshown letters are named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.reporting.pdf.texts import named, ready, runs_right, shortened

BREAK = "\u200b"


@given(st.text(max_size=200))
def test_no_letter_is_lost_or_added_but_places_to_break(text: str) -> None:
    shown = ready(text).replace("\u00a0", " ").replace(BREAK, "")
    assert shown == text.replace("\u00a0", " ").replace(BREAK, "")


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=50, max_size=400))
def test_no_solid_stretch_is_too_long_for_a_narrow_column(word: str) -> None:
    pieces = re.split(rf"[\s{BREAK}]", ready(word))
    assert max(map(len, pieces)) <= 45


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("62 % of 3", "62\u00a0% of 3"),
        ("a short sentence stays", "a short sentence stays"),
        ("telecommunications-infrastructure", f"telecommunications-{BREAK}infrastructure"),
        ("https://example.org/a/b?c=d&e", None),
        ("Unabhängigkeitserklärungen", "Unabhängigkeitserklärungen"),
        ("W" * 30, BREAK.join(["W" * 6] * 5)),
    ],
)
def test_where_words_break(text: str, shown: str | None) -> None:
    if shown is None:
        assert BREAK in ready(text)
    else:
        assert ready(text) == shown


def test_a_family_of_joined_signs_is_not_taken_apart() -> None:
    family = "👩\u200d👩\u200d👧"
    assert all(piece.count("👩") == 2 * piece.count("👧") for piece in ready(family * 40).split(BREAK))


def test_what_no_font_shows_stands_in_words_or_codes() -> None:
    missing = frozenset("👩👧\u200d中␛")
    assert named("plain", missing) == "plain"
    assert named("a 👩\u200d👩\u200d👧 b", missing) == "a [woman, woman, girl] b"
    assert named("中␛", missing) == "[U+4E2D][escape]"
    assert named("👩🏽\u200d🚀 👩🏽 👩", missing) == "[woman, rocket] [woman] [woman]"
    assert named("🚀 👍🏽 🇩🇪", missing) == "🚀 👍🏽 🇩🇪"
    assert named("🇩🇪🇫🇷", frozenset("🇩🇪🇫🇷")) == "[flag DE][flag FR]"


@given(st.text(max_size=60), st.frozensets(st.characters(codec="utf-8"), max_size=20))
def test_nothing_missing_is_left(text: str, missing: frozenset[str]) -> None:
    signs = frozenset(letter for letter in missing if not letter.isascii())
    assert not signs.intersection(named(text, signs))


@given(st.text(max_size=300), st.integers(2, 100))
def test_a_shortened_text_is_one_line_of_its_beginning(text: str, most: int) -> None:
    line = shortened(text, most)
    assert len(line) <= most
    assert "\n" not in line
    assert " ".join(text.split()).startswith(line.removesuffix("…").rstrip())


@pytest.mark.parametrize(
    ("text", "right"), [("abc", False), ("Kühn", False), ("שלום", True), ("العربية", True)]
)
def test_which_way_a_text_runs(text: str, right: bool) -> None:
    assert runs_right(text) is right
