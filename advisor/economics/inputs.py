"""What goes into an estimate: every quantity with its range and where it comes from.

What the user gave comes first, then what answers say, then tables of prices, then the pack's dated
assumptions. Formulas of the pack fill in the rest when everything they look at is there.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from advisor.economics.formulas import Exchange
from advisor.economics.tables import looked_up, newest
from advisor.model.assessment import Answer, AnswerState
from advisor.model.construct import constructed
from advisor.model.economics import Figure, Origin, Provenance
from advisor.model.price import Derivation, LookUp, PriceBook, Profile, Quantity, Range, Sample
from advisor.model.question import Question, Scope
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
        found = _given(situation, name, quantity) or derived(situation, name, quantity)
        if found is None and quantity.look_up in looks and prices is not None:
            found = _quoted(situation, name, quantity, shared.get(prices.read), shared.get(prices.written))
        if found is None and quantity.look_up is not None and quantity.look_up not in looks:
            found = from_table(situation, name, quantity)
        if found is None:
            found, own = _assumed(situation, name, quantity)
            for alternative, made in own.items():
                apart.setdefault(alternative, {})[name] = made
        if found is not None:
            shared[name] = found
    for alternative, amounts in situation.economics.alternatives.items():
        for name, given in amounts.items():
            made = _of_given(situation, name, quantities[name], given, alternative)
            apart.setdefault(alternative, {})[name] = made
    return Inputs(shared, apart)


def is_given(situation: Situation, name: str, quantity: Quantity) -> bool:
    """Whether somebody stated the quantity for the workload, or for all of them."""
    return _stated(situation, name, quantity) is not None


def _stated(situation: Situation, name: str, quantity: Quantity) -> Given | None:
    economics = situation.economics
    if name in situation.overrides:
        return situation.overrides[name]
    if quantity.scope is Scope.WORKLOAD:
        of_workload = economics.workloads.get(situation.workload)
        if of_workload is not None and name in of_workload:
            return of_workload[name]
    return economics.values.get(name)


def _given(situation: Situation, name: str, quantity: Quantity) -> Input | None:
    given = _stated(situation, name, quantity)
    return None if given is None else _of_given(situation, name, quantity, given, None)


def _of_given(
    situation: Situation, name: str, quantity: Quantity, given: Given, alternative: str | None
) -> Input:
    stated = unit(given.unit)
    low, high = given.low, given.high
    own = situation.unit(quantity.unit)
    source = given.source or "stated in the assessment"
    if (stated.scale, stated.inverse) != (own.scale, own.inverse):
        source += f", as {_as_written(given)}"
    return Input(
        name,
        quantity.title,
        own,
        stated.to_base(given.typical if low is None else low),
        stated.to_base(given.typical),
        stated.to_base(given.typical if high is None else high),
        constructed(Provenance, origin=Origin.GIVEN, source=source),
        alternative,
    )


def _as_written(given: Given) -> str:
    """An amount in the unit that a person wrote, for it is shown in another one."""
    low = given.typical if given.low is None else given.low
    high = given.typical if given.high is None else given.high
    ends = "" if low == high else f" ({low:f} to {high:f})"
    return f"{given.typical:f}{ends} {given.unit}".rstrip()


def derived(situation: Situation, name: str, quantity: Quantity) -> Input | None:
    """What the answers say of a quantity; None where they say nothing."""
    for derivation in quantity.derive:
        answer = situation.answers.get(derivation.question)
        question = situation.questions.get(derivation.question)
        if answer is None or question is None or answer.state is not AnswerState.ANSWERED:
            continue
        found = _from_answer(situation, name, quantity, derivation, answer, question)
        if found is not None:
            return found
    return None


def _from_answer(
    situation: Situation,
    name: str,
    quantity: Quantity,
    derivation: Derivation,
    answer: Answer,
    question: Question,
) -> Input | None:
    if answer.number is not None and question.number is not None:
        measured = unit(derivation.unit or question.number.unit)
        number = measured.to_base(answer.number)
        own = situation.unit(quantity.unit)
        # A plan of no months is an answer to the question, yet nothing that could be counted with.
        if number < own.to_base(quantity.minimum):
            return None
        source = f"answer to “{question.short}”: {answer.number:f} {question.number.unit}"
        provenance = constructed(Provenance, origin=Origin.DERIVED, source=source, question=question.id)
        return Input(name, quantity.title, own, number, number, number, provenance)
    chosen = answer.choice or next(
        (each for each in answer.choices or () if each in derivation.options), None
    )
    if chosen is None or chosen not in derivation.options:
        return None
    label = next((option.label for option in question.options if option.id == chosen), chosen)
    source = f"answer to “{question.short}”: {label}"
    if derivation.source:
        source += f" ({derivation.source})"
    provenance = constructed(
        Provenance, origin=Origin.DERIVED, source=source, as_of=derivation.as_of, question=question.id
    )
    return _in_book_units(situation, name, quantity, derivation.options[chosen], provenance)


def _in_book_units(
    situation: Situation,
    name: str,
    quantity: Quantity,
    found: Range,
    provenance: Provenance,
    alternative: str | None = None,
) -> Input:
    own = situation.unit(quantity.unit)
    low = found.typical if found.low is None else found.low
    high = found.typical if found.high is None else found.high

    def base(number: Decimal) -> Decimal:
        return own.to_base(situation.exchanged(number, quantity.unit))

    return Input(
        name, quantity.title, own, base(low), base(found.typical), base(high), provenance, alternative
    )


def _quoted(
    situation: Situation, name: str, quantity: Quantity, read: Input | None, written: Input | None
) -> Input | None:
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
    return _in_book_units(situation, name, quantity, found.range, provenance)


def _assumed(situation: Situation, name: str, quantity: Quantity) -> Assumed:
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
        alternative: _in_book_units(situation, name, quantity, found, provenance, alternative)
        for alternative, found in sample.by.items()
    }
    if sample.typical is None:
        return None, own
    whole = Range(low=sample.low, typical=sample.typical, high=sample.high)
    return _in_book_units(situation, name, quantity, whole, provenance), own
