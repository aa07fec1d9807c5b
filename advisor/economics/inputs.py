"""What goes into an estimate: every quantity with its range and where it comes from.

What the user gave comes first, then what answers say, then tables of prices, then the pack's dated
assumptions (``inputs_stated``, ``inputs_answers``, ``inputs_book``). Formulas of the pack fill in the rest
when everything they look at is there.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.economics.inputs_answers import derived
from advisor.economics.inputs_book import assumed, from_table, quoted
from advisor.economics.inputs_stated import of_given, stated
from advisor.economics.situation import Input, Situation
from advisor.model.price import LookUp


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of one workload, shared and by alternative; computed ones are not among them."""

    shared: dict[str, Input]
    by_alternative: dict[str, dict[str, Input]]

    def of(self, alternative: str) -> dict[str, Input]:
        """The inputs that hold for an alternative."""
        return self.shared | self.by_alternative.get(alternative, {})


def gather(situation: Situation) -> Inputs:
    """The inputs of a workload."""
    shared: dict[str, Input] = {}
    apart: dict[str, dict[str, Input]] = {}
    prices = situation.book.token_prices
    looks = (LookUp.INPUT_PRICE, LookUp.OUTPUT_PRICE)
    quantities = situation.book.quantities
    # Tokens are priced by the typical request, so its length has to be known before.
    order = sorted(quantities, key=lambda name: quantities[name].look_up in looks)
    for name in order:
        quantity = quantities[name]
        found = stated(situation, name, quantity) or derived(situation, name, quantity)
        if found is None and quantity.look_up in looks and prices is not None:
            found = quoted(situation, name, quantity, shared.get(prices.read), shared.get(prices.written))
        if found is None and quantity.look_up is not None and quantity.look_up not in looks:
            found = from_table(situation, name, quantity)
        if found is None:
            found, own = assumed(situation, name, quantity)
            for alternative, made in own.items():
                apart.setdefault(alternative, {})[name] = made
        if found is not None:
            shared[name] = found
    for alternative, amounts in situation.economics.alternatives.items():
        for name, given in amounts.items():
            made = of_given(situation, name, quantities[name], given, alternative)
            apart.setdefault(alternative, {})[name] = made
    return Inputs(shared, apart)
