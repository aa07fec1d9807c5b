"""What is kept ready for the next estimate never shows in one that is another."""

from __future__ import annotations

import datetime

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from advisor.model.stated import Economics
from tests.economics.conftest import BOOK, DAY, costs, given
from tests.thoroughness import examples

situations = st.fixed_dictionaries(
    {
        "economics": st.sampled_from(
            [
                Economics(),
                Economics(currency="CHF"),
                Economics(currency="USD", exchange_rate=given("1")),
                Economics(currency="USD", exchange_rate=given("1.25")),
            ]
        ),
        "day": st.sampled_from([DAY, DAY + datetime.timedelta(days=900)]),
        "overrides": st.sampled_from([{}, {"busy": given("40 %")}, {"fee": given("0.02 EUR/ticket")}]),
    }
)


@settings(max_examples=examples(20), deadline=None)
@drawn(st.lists(situations, min_size=2, max_size=4))
def test_an_estimate_is_the_same_after_others(costed, several):
    """A copy of the book is one that nothing is kept ready of."""
    for each in several:
        assert costed(**each) == costed(**each, book=BOOK.model_copy())


def test_what_is_assumed_follows_the_currency_and_its_rate(costed):
    plain = costed()
    dearer = costed(economics=Economics(currency="USD", exchange_rate=given("1.25")))
    again = costed(economics=Economics(currency="USD", exchange_rate=given("1")))
    assert (plain.currency, dearer.currency, again.currency) == ("EUR", "USD", "USD")
    for name, cost in costs(plain).items():
        assert costs(again)[name].total == cost.total
        assert costs(dearer)[name].total >= cost.total
    assert any(costs(dearer)[name].total > cost.total for name, cost in costs(plain).items())
    assert {each.unit for each in again.workloads[0].inputs if "USD" in each.unit}
    assert not {each.unit for each in again.workloads[0].inputs if "EUR" in each.unit}
