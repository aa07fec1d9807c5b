"""Figures for people never claim more than was reached."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.decision.trace import rounded
from advisor.model.score_figures import at_least, at_most, score_figure, whole_points

SCORES = st.fractions(min_value=0, max_value=100, max_denominator=5000).map(rounded)


@pytest.mark.parametrize(
    ("exact", "told"), [(Fraction(1400, 27), "51.9"), (Fraction(6996, 100), "69.96"), (Fraction(70), "70.0")]
)
def test_a_score_is_told_with_one_decimal_unless_that_would_feign_a_whole_number(
    exact: Fraction, told: str
) -> None:
    assert str(score_figure(rounded(exact))) == told


@given(SCORES, st.integers(0, 100))
def test_a_score_below_a_threshold_never_reads_as_if_it_met_it(score: float, threshold: int) -> None:
    met = score >= threshold
    assert (score_figure(score) >= threshold) == met
    assert (whole_points(score) >= threshold) == met


@given(st.floats(0, 100, allow_nan=False), st.integers(0, 4))
def test_limits_are_rounded_towards_what_holds(limit: float, places: int) -> None:
    exact = Decimal(str(limit))
    assert at_most(limit, places) <= exact <= at_least(limit, places)
    assert at_least(limit, places) - at_most(limit, places) <= Decimal(1).scaleb(-places)
