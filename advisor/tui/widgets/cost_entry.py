"""What a person types for a quantity, and where it is stated."""

from __future__ import annotations

from advisor.content.check_economics import amount_problem
from advisor.errors import AdvisorError
from advisor.model.price import PriceBook
from advisor.model.question import Scope
from advisor.model.stated import Economics, Given
from advisor.model.units import UnitError, amount
from advisor.workflows.session_amounts import Place, stated

_FORM = "a number, or a range such as “0.15 to 0.2 to 0.3”; the unit may stand behind it"


class InvalidAmount(AdvisorError):
    """What was typed is no amount for the quantity; the text says why, and what would do."""


def place_of(book: PriceBook, quantity: str, workload: str, alternative: str | None = None) -> Place:
    """Where an amount for a quantity is stated: for one alternative, for the workload, or for all."""
    if alternative is not None:
        return Place(quantity, alternative=alternative)
    return Place(quantity, workload if book.quantities[quantity].scope is Scope.WORKLOAD else None)


def stated_at(economics: Economics, place: Place) -> tuple[Place, Given] | None:
    """The amount that counts at a place, and where it is stated: there, or for all workloads."""
    for each in (place, Place(place.quantity)) if place.workload is not None else (place,):
        given = stated(economics, each)
        if given is not None:
            return each, given
    return None


def own_unit(book: PriceBook, quantity: str, currency: str) -> str:
    """The unit of a quantity in the currency of the result; empty for a plain number."""
    text = book.quantities[quantity].unit.replace(book.currency, currency)
    return "" if text == "1" else text


def expected(book: PriceBook, quantity: str, currency: str) -> str:
    """What may be typed for a quantity."""
    known = book.quantities[quantity]
    unit = own_unit(book, quantity, currency)
    bounds = f"From {known.minimum:,f}" if known.maximum is not None else f"At least {known.minimum:,f}"
    if known.maximum is not None:
        bounds += f" to {known.maximum:,f}"
    return f"{bounds} {unit}".rstrip() + ". A number, or “low to typical to high”."


def parsed(book: PriceBook, quantity: str, currency: str, typed: str) -> Given:
    """The amount that was typed.

    Raises:
        InvalidAmount: it is none, or does not fit the quantity.
    """
    parts = [part.strip() for part in typed.strip().split(" to ")]
    if not 1 <= len(parts) <= 3 or not all(parts):
        raise InvalidAmount(f"Type {_FORM}.")
    try:
        read = [amount(part) for part in parts]
    except UnitError as error:
        raise InvalidAmount(sentence(str(error), book)) from None
    unit = read[-1][1].text or own_unit(book, quantity, currency)
    if any(measured.text not in ("", unit) for _, measured in read):
        raise InvalidAmount("Write the unit once, behind the last number.")
    numbers = [number for number, _ in read]
    if numbers != sorted(numbers):
        raise InvalidAmount("A range goes from low to high.")
    typical = numbers[1] if len(numbers) == 3 else sum(numbers) / len(numbers)
    low, high = (numbers[0], numbers[-1]) if len(numbers) > 1 else (None, None)
    given = Given(low=low, typical=typical, high=high, unit=unit)
    problem = amount_problem(quantity, book.quantities[quantity], given, currency, book)
    if problem is not None:
        message, hint, _ = problem
        raise InvalidAmount(sentence(f"{message}; {hint}" if hint else message, book))
    return given


def typed_form(given: Given) -> str:
    """An amount as it could be typed again."""
    numbers = [each for each in (given.low, given.typical, given.high) if each is not None]
    return f"{' to '.join(f'{each:f}' for each in dict.fromkeys(numbers))} {given.unit}".rstrip()


def sentence(text: str, book: PriceBook) -> str:
    """A message as a sentence, with titles where it names quantities by their ids."""
    for name, quantity in book.quantities.items():
        text = text.replace(f"“{name}”", f"“{quantity.title}”")
    text = f"{text[:1].upper()}{text[1:]}"
    return text if text.endswith((".", "?")) else f"{text}."
