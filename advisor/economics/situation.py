"""What the inputs of one workload depend on, and what an input is."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from advisor.economics.formulas import Exchange
from advisor.model.assessment import Answer
from advisor.model.construct import constructed
from advisor.model.economics import Figure, Provenance
from advisor.model.price import PriceBook, Profile, Quantity, Range
from advisor.model.question import Question
from advisor.model.stated import Economics, Given, TokenQuote
from advisor.model.units import Unit, unit

Quoter = Callable[[Decimal, Decimal], TokenQuote | None]
"""Prices a request of so many tokens read and written; None when no list of prices is at hand."""


@dataclass(frozen=True, slots=True)
class Input:
    """A quantity with its range, in base units."""

    id: str
    title: str
    unit: Unit
    low: Decimal
    typical: Decimal
    high: Decimal
    provenance: Provenance
    alternative: str | None = None

    @property
    def uncertain(self) -> bool:
        """Whether it has a range at all."""
        return self.low != self.high

    def figure(self) -> Figure:
        """The input for people, in its own unit."""
        low, typical, high = (self.unit.from_base(each) for each in (self.low, self.typical, self.high))
        return constructed(
            Figure,
            id=self.id,
            title=self.title,
            unit=self.unit.text,
            low=low,
            typical=typical,
            high=high,
            alternative=self.alternative,
            provenance=self.provenance,
        )


Assumed = tuple[Input | None, dict[str, Input]]
"""What a book assumes of a quantity: for all alternatives, and for single ones."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the inputs of one workload depend on."""

    book: PriceBook
    economics: Economics
    workload: str
    profile: Profile
    accelerator: str
    as_of: datetime.date
    questions: Mapping[str, Question]
    answers: Mapping[str, Answer]
    """Answers that count for the workload."""
    quote: Quoter | None = None
    overrides: Mapping[str, Given] = field(default_factory=dict)
    """Amounts that come before everything else, such as a slider's."""
    assumed: dict[str, Assumed] = field(default_factory=dict, compare=False)
    """What the book assumes of quantities, as far as it was asked before in such a situation.

    It depends on the book, its exchange, the profile and the day alone, so estimates may share it.
    """
    exchange: Exchange = field(init=False)
    """From the book's currency to the result's."""

    def __post_init__(self) -> None:
        """Work out what is asked for each quantity."""
        object.__setattr__(self, "exchange", exchange_of(self.book, self.economics))

    @property
    def currency(self) -> str:
        """The currency of all results."""
        return currency_of(self.book, self.economics)

    def unit(self, text: str) -> Unit:
        """A unit of the book, in the currency of the result."""
        return unit(text.replace(self.book.currency, self.currency))

    def exchanged(self, amount: Decimal, text: str) -> Decimal:
        """An amount in a unit of the book, in the currency of the result."""
        exchange = self.exchange
        return amount if exchange.rate == 1 else exchange.of(amount, unit(text))


def currency_of(book: PriceBook, economics: Economics) -> str:
    """The currency of all results: the one that is stated, else the book's."""
    return economics.currency or book.currency


def exchange_of(book: PriceBook, economics: Economics) -> Exchange:
    """From a book's currency to the one that is stated."""
    given = economics.exchange_rate
    other = economics.currency not in (None, book.currency)
    return Exchange(book.currency, given.typical if given is not None and other else Decimal(1))


def in_book_units(
    situation: Situation,
    name: str,
    quantity: Quantity,
    found: Range,
    provenance: Provenance,
    alternative: str | None = None,
) -> Input:
    """A range of the book, exchanged and in base units."""
    own = situation.unit(quantity.unit)
    low = found.typical if found.low is None else found.low
    high = found.typical if found.high is None else found.high

    def base(number: Decimal) -> Decimal:
        return own.to_base(situation.exchanged(number, quantity.unit))

    return Input(
        name, quantity.title, own, base(low), base(found.typical), base(high), provenance, alternative
    )
