"""What a person types or picks for a term of the costs, as a change of the section."""

from __future__ import annotations

from collections.abc import Callable

from advisor.content.economics import read_day
from advisor.content.names import choose_from
from advisor.model.price import PriceBook
from advisor.model.stated import Depreciation, Given, TokenModel
from advisor.model.units import UnitError, amount

Update = dict[str, object]
"""Fields of the section with their new values."""


class InvalidTerm(ValueError):
    """What was typed is no such thing; the text says why, and what would do."""


def read_term(key: str, typed: str, book: PriceBook) -> Update:
    """The change that a choice means.

    Raises:
        InvalidTerm: what was typed is no such thing.
    """
    return _READ[key](typed.strip(), book)


def without_term(key: str) -> Update:
    """The change that goes back to what holds without a choice."""
    return dict(_WITHOUT[key])


def _accelerator(typed: str, book: PriceBook) -> Update:
    titles = {each.title.casefold(): name for name, each in book.accelerators.items()}
    return {"accelerator": titles.get(typed.casefold(), typed)}


def _token_price(typed: str, _book: PriceBook) -> Update:
    provider, slash, model = (part.strip() for part in typed.partition("/"))
    if not slash or not provider or not model:
        raise InvalidTerm("Type provider and model, such as “openai/gpt-5-mini”.")
    return {"token_price": TokenModel(provider=provider, model=model)}


def _currency(typed: str, book: PriceBook) -> Update:
    code = typed.upper()
    if code == book.currency:
        return {"currency": None, "exchange_rate": None}
    return {"currency": code}


def _exchange_rate(typed: str, _book: PriceBook) -> Update:
    try:
        number, measured = amount(typed)
    except UnitError as error:
        raise InvalidTerm(f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
    return {"exchange_rate": Given(typical=number, unit=measured.text)}


def _depreciation(typed: str, _book: PriceBook) -> Update:
    names = [each.value for each in Depreciation]
    if typed not in names:
        raise InvalidTerm(f"There is no depreciation “{typed}”; {choose_from(typed, names)}.")
    return {"depreciation": Depreciation(typed)}


def _as_of(typed: str, _book: PriceBook) -> Update:
    day = read_day(typed)
    if day is None:
        raise InvalidTerm(f"“{typed}” is not a day; write it as 2026-10-01.")
    return {"as_of": day}


_READ: dict[str, Callable[[str, PriceBook], Update]] = {
    "accelerator": _accelerator,
    "provider": lambda typed, _book: {"provider": typed},
    "token_price": _token_price,
    "currency": _currency,
    "exchange_rate": _exchange_rate,
    "depreciation": _depreciation,
    "as_of": _as_of,
}
_WITHOUT: dict[str, Update] = {
    "accelerator": {"accelerator": None},
    "provider": {"provider": None},
    "token_price": {"token_price": None},
    "currency": {"currency": None, "exchange_rate": None},
    "exchange_rate": {"currency": None, "exchange_rate": None},
    "depreciation": {"depreciation": Depreciation.STRAIGHT_LINE},
    "as_of": {"as_of": None},
}
