"""Measures of agreement: worked examples from the literature, and laws."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.decision.agreement import consensus, ends, interpolated_quantile, krippendorff_alpha, spread

HALF = Fraction(1, 2)
LEVELS = st.integers(0, 4)
VOTES = st.lists(LEVELS, min_size=1, max_size=12)


@pytest.mark.parametrize(("counts", "median"), [((0, 1, 0, 10, 9), "4.4"), ((2, 1, 6, 10, 1), "3.6")])
def test_the_interpolated_median_of_worked_examples(counts, median):
    assert interpolated_quantile(dict(enumerate(counts, 1)), HALF) == Fraction(median)


def test_consensus_has_its_ends_where_the_paper_puts_them():
    assert consensus({1: 0, 2: 0, 3: 7, 4: 0, 5: 0}) == 1
    assert consensus({1: 5, 2: 0, 3: 0, 4: 0, 5: 5}) == 0
    # The mean lies in the middle, and each vote half the scale's width from it but for two.
    assert consensus({1: 1, 2: 1, 3: 1, 4: 1, 5: 1}) == pytest.approx(0.4339850, abs=1e-6)


def test_krippendorffs_worked_example_of_four_observers():
    """Krippendorff (2011), section C: twelve units, four observers, data missing; ordinal 0.815."""
    observers = (
        (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
        (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
        (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
        (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
    )
    units = [[vote for vote in column if vote is not None] for column in zip(*observers, strict=True)]
    assert krippendorff_alpha(units) == pytest.approx(0.815, abs=5e-4)


def test_nothing_to_compare_is_no_figure():
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([[1], [2]]) is None
    assert krippendorff_alpha([[2, 2], [2, 2]]) == 1
    assert spread(range(5), []) is None
    with pytest.raises(ValueError, match="has not"):
        spread(range(3), [4])


@given(VOTES)
def test_a_spread_lies_within_its_votes(votes):
    found = spread(range(5), votes)
    assert found is not None
    assert sum(found.counts.values()) == len(votes)
    assert list(found.counts) == list(range(5))
    assert (
        min(votes) - HALF <= found.lower_quartile <= found.median <= found.upper_quartile <= max(votes) + HALF
    )
    assert 0 <= found.consensus <= 1
    assert (found.consensus == 1) == (len(set(votes)) == 1)
    assert found.range == max(votes) - min(votes)


@given(VOTES)
def test_the_scale_may_be_turned_round(votes):
    found, turned = spread(range(5), votes), spread(range(5), [4 - vote for vote in votes])
    assert found is not None
    assert turned is not None
    assert turned.median == 4 - found.median
    assert turned.consensus == pytest.approx(found.consensus)


@given(st.lists(st.lists(LEVELS, min_size=2, max_size=6), min_size=1, max_size=6))
def test_alpha_is_one_for_agreement_and_never_above(units):
    found = krippendorff_alpha(units)
    assert found is not None
    assert found <= 1
    assert krippendorff_alpha([[unit[0]] * len(unit) for unit in units]) == 1
    assert krippendorff_alpha(list(reversed([list(reversed(unit)) for unit in units]))) == pytest.approx(
        found
    )


@given(st.dictionaries(st.text(min_size=1, max_size=3), LEVELS, max_size=6))
def test_the_ends_are_asked_to_explain(votes):
    low, high = ends(votes)
    if len(set(votes.values())) < 2:
        assert (low, high) == ((), ())
    else:
        assert {votes[who] for who in low} == {min(votes.values())}
        assert {votes[who] for who in high} == {max(votes.values())}
