"""Spreads of points: products of polynomials, and quotients."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.plan import band_index
from advisor.decision.spread import Spread, Term
from advisor.model.rules import Bands
from tests.thoroughness import examples


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """A question: points to likelihood, one of them above 0."""
    ways = draw(st.dictionaries(st.integers(0, 6), st.integers(0, 5), min_size=1, max_size=4))
    sure = draw(st.sampled_from(sorted(ways)))
    ways[sure] = max(1, ways[sure])
    return ways, max(ways)


def spread_of(parts: list[Term]) -> Spread:
    found = Spread(0, {0: 1})
    for term in parts:
        found = found.plus(term)
    return found


def likely(spread: Spread) -> dict[int, int]:
    return {points: count for points, count in spread.reached.items() if count}


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(terms(), min_size=1, max_size=5), st.data())
def test_minus_undoes_plus_in_any_order(parts: list[Term], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(parts) - 1))
    left = spread_of(parts).minus(parts[index])
    wanted = spread_of([*parts[:index], *parts[index + 1 :]])
    assert (left.possible, likely(left)) == (wanted.possible, likely(wanted))


@settings(max_examples=examples(150), deadline=None)
@given(
    st.lists(terms(), max_size=4),
    st.tuples(st.integers(0, 10), st.integers(0, 10)),
    st.tuples(st.integers(1, 100), st.integers(1, 100)).map(sorted),
)
def test_bands_equal_enumeration(parts: list[Term], base: tuple[int, int], cuts: list[int]) -> None:
    bands = Bands(medium=cuts[0], high=cuts[1])
    possible = base[1] + sum(most for _, most in parts)
    counts = [0, 0, 0]
    for choice in product(*(ways.items() for ways, _ in parts)):
        weight, points = 1, base[0]
        for gain, likelihood in choice:
            weight, points = weight * likelihood, points + gain
        counts[band_index((points, possible), bands)] += weight
    assert spread_of(parts).by_band(base, bands) == counts
