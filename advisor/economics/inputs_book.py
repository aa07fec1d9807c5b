"""Inputs of the price book: list prices of tokens, tables of accelerators, dated assumptions."""

from __future__ import annotations

from advisor.economics.situation import Assumed, Input, Situation, in_book_units
from advisor.economics.tables import looked_up, newest
from advisor.model.construct import constructed
from advisor.model.economics import Origin, Provenance
from advisor.model.price import LookUp, Quantity, Range, Sample


def quoted(
    situation: Situation, name: str, quantity: Quantity, read: Input | None, written: Input | None
) -> Input | None:
    """The list price of tokens, for requests of the length that is typical; None where none is known."""
    prices = situation.book.token_prices
    if situation.quote is None or prices is None or read is None or written is None:
        return None
    found = situation.quote(read.typical, written.typical)
    if found is None or found.currency != situation.book.currency:
        return None
    price = found.read if quantity.look_up is LookUp.INPUT_PRICE else found.written
    price *= situation.exchange.rate
    source = f"{found.source}: {found.model}; range: {prices.source}"
    provenance = constructed(Provenance, origin=Origin.ASSUMED, source=source, as_of=found.as_of)
    low, high = price * (1 - prices.spread), price * (1 + prices.spread)
    return Input(name, quantity.title, situation.unit(quantity.unit), low, price, high, provenance)


def from_table(situation: Situation, name: str, quantity: Quantity) -> Input | None:
    """What the table of the accelerator says of a quantity; None where it says nothing."""
    if quantity.look_up is None:
        return None
    accelerator = situation.book.accelerators[situation.accelerator]
    found = looked_up(accelerator, quantity.look_up, situation.as_of, situation.economics.provider)
    if found is None:
        return None
    source = situation.book.sources.get(found.source, found.source)
    provenance = constructed(
        Provenance, origin=Origin.ASSUMED, source=f"{accelerator.title}: {source}", as_of=found.as_of
    )
    return in_book_units(situation, name, quantity, found.range, provenance)


def assumed(situation: Situation, name: str, quantity: Quantity) -> Assumed:
    """What the book assumes of a quantity; looked up once for all estimates in such a situation."""
    known = situation.assumed.get(name)
    if known is None:
        known = situation.assumed[name] = _assumption(situation, name, quantity)
    return known


def _assumption(situation: Situation, name: str, quantity: Quantity) -> Assumed:
    samples: tuple[Sample, ...] = situation.profile.values.get(name, quantity.values)
    sample = newest(samples, situation.as_of)
    if sample is None:
        return None, {}
    provenance = constructed(Provenance, origin=Origin.ASSUMED, source=sample.source, as_of=sample.as_of)
    own = {
        alternative: in_book_units(situation, name, quantity, found, provenance, alternative)
        for alternative, found in sample.by.items()
    }
    if sample.typical is None:
        return None, own
    whole = Range(low=sample.low, typical=sample.typical, high=sample.high)
    return in_book_units(situation, name, quantity, whole, provenance), own
