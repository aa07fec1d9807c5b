"""Text fits where it is put, and scales have round numbers."""

from __future__ import annotations

import itertools
import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.brand import NumberFormat
from advisor.reporting.charts.measure import fitted, folded, one_line, width
from advisor.reporting.charts.scales import compact, nice_ticks, powers
from advisor.reporting.numerals import numbers_written

ROOMS = st.floats(30, 600)
FINITE = st.floats(-1e12, 1e12)


@given(st.text(max_size=300), ROOMS)
def test_a_fitted_text_fits_and_begins_like_the_whole(text: str, room: float) -> None:
    line = fitted(text, room, 12)
    assert width(line, 12) <= room
    assert "\n" not in line
    if line != one_line(text):
        assert line.endswith("…")
        assert one_line(text).startswith(line[:-1])


@given(st.text(max_size=300), ROOMS, st.integers(1, 4))
def test_folded_lines_fit_and_lose_nothing_but_the_end(text: str, room: float, many: int) -> None:
    lines = folded(text, room, 12, lines=many)
    assert 1 <= len(lines) <= many
    assert all(width(line, 12) <= room for line in lines)
    whole = " ".join(lines)
    if not whole.endswith("…"):
        assert whole == one_line(text)


@given(st.integers(1, 40), ROOMS)
def test_no_letter_is_cut_in_two(many: int, room: float) -> None:
    for letter in ("e\u0301", "👩\u200d👩\u200d👧"):
        line = fitted(letter * many, room, 12).removesuffix("…")
        assert not line or not unicodedata.combining((letter * many + "x")[len(line)])
        assert not line.endswith("\u200d")


def test_wide_letters_take_more_room_than_thin_ones() -> None:
    assert width("WWW", 12) > width("iii", 12) * 3
    assert width("中", 12) > width("a", 12)
    assert width("e\u0301", 12) == width("e", 12)
    assert width("text", 12, bold=True) > width("text", 12)


@given(FINITE, FINITE)
def test_ticks_are_round_few_and_hold_the_values(one: float, other: float) -> None:
    low, high = sorted((one, other))
    ticks = nice_ticks(low, high)
    assert 2 <= len(ticks) <= 9
    steps = [after - before for before, after in itertools.pairwise(ticks)]
    assert all(step > 0 for step in steps)
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)
    slack = abs(steps[0]) * 1e-6
    assert ticks[0] <= low + slack
    assert high - slack <= ticks[-1] or high - low < 1e-9 * max(abs(low), abs(high), 1.0)


@pytest.mark.parametrize(
    ("low", "high"), [(math.nan, 1.0), (math.inf, math.inf), (1.0, math.nan), (0.0, 0.0)]
)
def test_ticks_of_nothing_are_ticks_all_the_same(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert len(ticks) >= 2
    assert all(math.isfinite(one) for one in ticks)


@given(st.floats(-8, 12), st.floats(0.1, 12))
def test_powers_lie_within_their_range(start: float, decades: float) -> None:
    low, high = 10.0**start, 10.0 ** (start + decades)
    ticks = powers(low, high)
    assert len(ticks) <= 9
    assert list(ticks) == sorted(set(ticks))
    assert all(low * 0.99 <= one <= high * 1.01 for one in ticks)


@given(st.floats(1e-6, 1e14))
def test_a_compact_number_is_short_and_near(number: float) -> None:
    said = compact(number)
    factor = {"k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
    value = float(said.rstrip("kMBT")) * factor.get(said[-1], 1.0)
    assert value == pytest.approx(number, rel=0.006)
    assert compact(-number) == f"−{said}"
    if number >= 1:
        assert len(said) <= 6


def test_compact_numbers_follow_the_style() -> None:
    assert [compact(one) for one in (0, 950, 12_500, 3_400_000, 999_960)] == [
        "0",
        "950",
        "12.5k",
        "3.4M",
        "1M",
    ]
    assert compact(math.nan) == "–"
    with numbers_written(NumberFormat.DE):
        assert compact(12_500) == "12,5k"
