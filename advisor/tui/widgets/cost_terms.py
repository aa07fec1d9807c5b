"""By which prices costs are told: accelerator, provider, hosted model, currency, depreciation, day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.content.check_economics import check_economics
from advisor.content.token_prices import has_list, models_of, providers
from advisor.content.yaml_reader import Source
from advisor.economics.tables import looked_up, rentals_on
from advisor.model.price import Accelerator, LookUp, PriceBook
from advisor.model.price_days import days_of, newest_day
from advisor.model.stated import Depreciation, Economics, Given
from advisor.tui.dialogs.pick import Entry
from advisor.tui.widgets.cost_entry import sentence
from advisor.tui.widgets.cost_term_read import InvalidTerm, read_term, without_term
from advisor.tui.widgets.cost_words import precise

_METHODS = {
    Depreciation.STRAIGHT_LINE: ("Straight line", "the same part each year"),
    Depreciation.MACRS_5: ("MACRS-5", "five years of US tax: more in the first ones"),
}
_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "JPY", "INR", "CNY", "KRW", "AUD", "CAD", "BRL", "SEK", "PLN")
"""Suggested; any other code of three letters can be typed."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that can be chosen."""

    key: str
    title: str
    about: str
    shown: str
    """What is counted with."""
    given: bool
    """Whether it was chosen here or in the file."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What can be chosen beside the amounts, for one price book and one section."""

    book: PriceBook
    economics: Economics
    workloads: Sequence[str]
    accelerator: str = ""
    """What is counted with where none is chosen, in words."""

    @property
    def currency(self) -> str:
        """The currency of all results."""
        return self.economics.currency or self.book.currency

    @property
    def day(self) -> datetime.date:
        """The day whose prices count."""
        return self.economics.as_of or newest_day(self.book)

    def all(self) -> tuple[Term, ...]:
        """Every term, in the order in which it is listed."""
        e, book = self.economics, self.book
        chosen = book.accelerators[e.accelerator].title if e.accelerator in book.accelerators else None
        found = [
            Term(
                "accelerator",
                "Accelerator",
                "Which one is rented or bought. Without a choice it is the one that the prices name for this "
                "kind of work.",
                chosen or self.accelerator,
                e.accelerator is not None,
            ),
            Term(
                "provider",
                "Rented from",
                "Without a choice, the range over all providers in the price table.",
                e.provider or "all providers",
                e.provider is not None,
            ),
        ]
        if book.token_prices is not None:
            known = e.token_price or book.token_prices.default
            found.append(
                Term(
                    "token_price",
                    "Hosted model",
                    "Whose list price counts for tokens. The list comes with genai-prices, without network.",
                    f"{known.provider}/{known.model}" if has_list() else "the pack's own range",
                    e.token_price is not None,
                )
            )
        found.append(
            Term(
                "currency",
                "Currency",
                "Of every amount here and of the result. Amounts in two currencies are never mixed.",
                self.currency,
                e.currency is not None,
            )
        )
        if self.currency != book.currency:
            found.append(
                Term(
                    "exchange_rate",
                    "Rate of exchange",
                    f"What one {book.currency} of the price table costs.",
                    _rate(e.exchange_rate),
                    e.exchange_rate is not None,
                )
            )
        method, _ = _METHODS[e.depreciation]
        found += [
            Term(
                "depreciation",
                "Depreciation",
                "How the price of a machine of your own is spread over its years.",
                method,
                e.depreciation is not Depreciation.STRAIGHT_LINE,
            ),
            Term(
                "as_of",
                "Prices of",
                "The day whose prices count. Older prices stay in the table; a later one is added to them.",
                self.day.isoformat() if e.as_of else f"{self.day.isoformat()}, newest",
                e.as_of is not None,
            ),
        ]
        return tuple(found)

    def entries(self, key: str) -> tuple[Entry, ...]:
        """What can be picked for a term; nothing where it is typed."""
        if key == "accelerator":
            table = self.book.accelerators
            return tuple(Entry(name, each.title, self._rents(each)) for name, each in table.items())
        if key == "provider":
            names = sorted({each.provider for one in self.book.accelerators.values() for each in one.rentals})
            return tuple(Entry(name, name, self._rented_by(name)) for name in names)
        if key == "token_price":
            return tuple(
                Entry(f"{provider}/{model}", f"{provider}/{model}", name)
                for provider in providers()
                for model, name in models_of(provider).items()
            )
        if key == "currency":
            names = list(dict.fromkeys((self.book.currency, *_CURRENCIES)))
            own = "the currency of the price table"
            return tuple(Entry(name, name, own if name == self.book.currency else "") for name in names)
        if key == "depreciation":
            return tuple(Entry(each.value, *words) for each, words in _METHODS.items())
        if key == "as_of":
            days = reversed(days_of(self.book))
            return tuple(
                Entry(day.isoformat(), day.isoformat(), "the newest" if index == 0 else "")
                for index, day in enumerate(days)
            )
        return ()

    def picked(self, key: str) -> str:
        """The entry that holds now."""
        e = self.economics
        model = e.token_price or (self.book.token_prices.default if self.book.token_prices else None)
        return {
            "accelerator": e.accelerator or "",
            "provider": e.provider or "",
            "token_price": f"{model.provider}/{model.model}" if model else "",
            "currency": self.currency,
            "depreciation": e.depreciation.value,
            "as_of": self.day.isoformat(),
        }.get(key, "")

    def _rents(self, accelerator: Accelerator) -> str:
        found = looked_up(accelerator, LookUp.RENTAL_RATE, self.day, self.economics.provider)
        if found is None:
            return f"{accelerator.memory:f} GB, not for rent here"
        least, most = (precise(each or Decimal(0)) for each in (found.range.low, found.range.high))
        span = least if least == most else f"{least} to {most}"
        return f"{accelerator.memory:f} GB, {span} {self.book.currency} an hour"

    def _rented_by(self, provider: str) -> str:
        titles = [
            each.title for each in self.book.accelerators.values() if rentals_on(each, self.day, provider)
        ]
        return ", ".join(titles)

    # Taking ----------------------------------------------------------------------------------

    def taken(self, key: str, typed: str | None) -> Economics:
        """The section with another choice; None goes back to what holds without one.

        Raises:
            InvalidTerm: what was typed is no such thing.
        """
        if typed is None:
            return self.economics.model_copy(update=without_term(key))
        update = read_term(key, typed, self.book)
        rate = update.get("exchange_rate")
        if isinstance(rate, Given) and not rate.unit:
            update["exchange_rate"] = rate.model_copy(update={"unit": self.rate_unit})
        return self.economics.model_copy(update=update)

    def complaint(self, key: str, typed: str) -> str | None:
        """What is wrong with a choice, in a sentence; None when nothing is."""
        try:
            return self._problem(self.taken(key, typed), key)
        except InvalidTerm as error:
            return str(error)

    def complaint_without(self, key: str) -> str | None:
        """What speaks against taking a choice back; None when nothing does."""
        return self._problem(self.taken(key, None), key)

    def _problem(self, wanted: Economics, key: str) -> str | None:
        source = Source(name="economics")
        check_economics(source, wanted, self.book, self.workloads)
        for each in source.problems:
            # Which rate holds is asked next.
            if key == "currency" and each.code == "exchange-rate":
                continue
            return sentence(f"{each.message}; {each.hint}" if each.hint else each.message, self.book)
        return None

    @property
    def lacks_rate(self) -> bool:
        """Whether the currency needs a rate that nobody has stated."""
        return self.currency != self.book.currency and self.economics.exchange_rate is None

    @property
    def rate_unit(self) -> str:
        """The unit of the rate of exchange."""
        return f"{self.currency}/{self.book.currency}"


def _rate(given: Given | None) -> str:
    return "" if given is None else f"{given.typical:f} {given.unit}"


def words_for(key: str, terms: Terms) -> tuple[str, str, str]:
    """Title, explanation and placeholder of the dialog in which a term is chosen."""
    if key == "exchange_rate":
        unit = terms.rate_unit
        about = f"What one {terms.book.currency} costs in {terms.currency}, for the prices of the table."
        return "Rate of exchange", about, f"such as 0.92 {unit}"
    term = next(each for each in terms.all() if each.key == key)
    return term.title, term.about, _PLACEHOLDERS.get(key, "Type to search")


_PLACEHOLDERS = {
    "currency": "Type to search, or any code of three letters",
    "as_of": "Type a day, such as 2026-10-01",
    "token_price": "Type to search: provider/model",
}
