"""The section ``economics`` held against the pack's prices: names, units, bounds, currencies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from advisor.content.economics import EXPONENT_HINT, SECTION
from advisor.content.names import choose_from, did_you_mean, shown
from advisor.content.prices import prices_of
from advisor.content.token_prices import model_problem
from advisor.content.yaml_reader import At, Source
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.pack import Pack
from advisor.model.price import PriceBook, Quantity
from advisor.model.price_days import oldest_day
from advisor.model.question import Scope
from advisor.model.stated import Economics, Given
from advisor.model.units import Unit, UnitError, amount, unit

_MOST_EXPONENT = 3
_MOST_RATE = 10_000_000
"""Units of one currency for one of another; no two currencies lie further apart."""


class Reports(Protocol):
    """Whatever takes problems: a file that is read, or a list where there is no file."""

    def report(
        self, at: At, message: str, hint: str | None = None, code: str = "invalid", *, key: bool = False
    ) -> None:
        """Add a problem."""


class _Listed:
    """Problems of a section that is in memory only, each under its keys."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def report(
        self, at: At, message: str, hint: str | None = None, code: str = "invalid", *, key: bool = False
    ) -> None:
        del key  # There is no file in which a key and its value would have places of their own.
        place = ": ".join(str(part) for part in at)
        self.problems.append(Problem(place, None, None, message, hint, code))


def stated_problems(economics: Economics, book: PriceBook, workloads: Iterable[str]) -> tuple[Problem, ...]:
    """What does not fit the prices in a section that was not read from a file just now."""
    listed = _Listed()
    check_economics(listed, economics, book, workloads)
    return tuple(listed.problems)


def check_stated(source: Source, economics: Economics, pack: Pack, workloads: Iterable[str]) -> None:
    """Report to the source what does not fit the prices of the pack; nothing when it has none.

    Raises:
        UnusableInput: the prices cannot be used.
    """
    book = prices_of(pack)
    if book is not None:
        check_economics(source, economics, book, workloads)


def economics_notices(source: Source, economics: Economics, pack: Pack) -> tuple[Problem, ...]:
    """What a user should know about amounts that can be used."""
    book = prices_of(pack)

    def notice(at: At, message: str, hint: str, code: str) -> Problem:
        found = source.problem(at, message, hint, code, key=True)
        return Problem(found.file, found.line, found.column, message, hint, code, Severity.WARNING)

    if book is None:
        message = "this pack has no prices, so the amounts that stand here play no part"
        return (notice((SECTION,), message, "use a pack with prices, or delete the section", "no-prices"),)
    lead, horizon = book.needs.lead_time.quantity, book.needs.horizon.quantity
    given = [economics.values.get(name or "") for name in (lead, horizon)]
    late, end = ((each, unit(each.unit).to_base(each.typical)) if each else None for each in given)
    if late is not None and end is not None and end[1] <= late[1]:
        message = (
            f"the horizon of {_written(end[0])} ends before machines of one's own would arrive, "
            f"after {_written(late[0])}"
        )
        hint = (
            "owning is no choice within it; state a longer horizon, or a shorter time until machines arrive"
        )
        return (notice((SECTION, "values", horizon or ""), message, hint, "late"),)
    return ()


def _written(given: Given) -> str:
    return f"{given.typical:f} {given.unit}".rstrip()


def check_economics(source: Reports, economics: Economics, book: PriceBook, workloads: Iterable[str]) -> None:
    """Report to the source what does not fit the prices."""
    at: At = (SECTION,)
    _check_currency(source, at, economics, book)
    _check_choices(source, at, economics, book)
    _check_exponents(source, (*at, "exponents"), economics, book)
    _check_amounts(source, (*at, "values"), economics, book, economics.values, None)
    _check_groups(source, at, economics, book, list(workloads))


def _check_exponents(source: Reports, at: At, economics: Economics, book: PriceBook) -> None:
    lines = {line.id: line for line in book.lines}
    for name, exponent in economics.exponents.items():
        line, here = lines.get(name), (*at, name)
        if line is None:
            message = f"there is no cost line “{shown(name)}”"
            source.report(here, message, choose_from(name, lines), "unknown-line", key=True)
        elif line.once:
            message = f"“{name}” is paid once, at the start, so it does not follow the volume"
            source.report(here, message, "delete it", "no-effect", key=True)
        elif not 0 <= exponent <= _MOST_EXPONENT:
            message = f"an exponent is from 0 to {_MOST_EXPONENT}, found {exponent:f}"
            source.report(here, message, EXPONENT_HINT, "bounds")


def _check_choices(source: Reports, at: At, economics: Economics, book: PriceBook) -> None:
    """What is chosen from tables: day, hosted model, accelerator, provider."""
    if economics.as_of is not None and economics.as_of < (first := oldest_day(book)):
        message = f"no price is as old as {economics.as_of.isoformat()}"
        source.report(
            (*at, "as_of"), message, f"the oldest ones are of {first.isoformat()}", "no-price-so-early"
        )
    if economics.token_price is not None:
        problem = model_problem(economics.token_price)
        if problem is not None:
            key, message, hint, code = problem
            source.report((*at, "token_price", key), message, hint, code)
    if economics.accelerator is not None and economics.accelerator not in book.accelerators:
        message = f"there is no accelerator “{shown(economics.accelerator)}” in the price table"
        hint = _accelerator_hint(economics.accelerator, book)
        source.report((*at, "accelerator"), message, hint, "unknown-accelerator")
    providers = sorted({each.provider for one in book.accelerators.values() for each in one.rentals})
    if economics.provider is not None and economics.provider not in providers:
        message = f"there is no provider “{shown(economics.provider)}” in the price table"
        source.report(
            (*at, "provider"), message, choose_from(economics.provider, providers), "unknown-provider"
        )
    elif economics.provider is not None and economics.accelerator in book.accelerators:
        accelerator = book.accelerators[economics.accelerator]
        offering = sorted({each.provider for each in accelerator.rentals})
        if economics.provider not in offering:
            message = f"“{economics.provider}” rents out no {accelerator.title} in the price table"
            hint = f"these do: {', '.join(offering)}" if offering else "nobody does"
            source.report((*at, "provider"), message, hint, "not-offered")


def _check_groups(
    source: Reports, at: At, economics: Economics, book: PriceBook, known: Sequence[str]
) -> None:
    """Amounts of alternatives and of workloads, and the names of both."""
    for name, amounts in economics.alternatives.items():
        if name not in book.alternatives:
            message = f"there is no alternative “{shown(name)}”"
            hint = choose_from(name, book.alternatives)
            source.report((*at, "alternatives", name), message, hint, "unknown-name", key=True)
        _check_amounts(source, (*at, "alternatives", name), economics, book, amounts, None)
    for name, amounts in economics.workloads.items():
        if name not in known:
            message = f"there is no workload “{shown(name)}”"
            source.report(
                (*at, "workloads", name), message, choose_from(name, known), "unknown-workload", key=True
            )
        _check_amounts(source, (*at, "workloads", name), economics, book, amounts, Scope.WORKLOAD)


def _accelerator_hint(wanted: str, book: PriceBook) -> str | None:
    for name, each in book.accelerators.items():
        if each.title.casefold() == wanted.casefold():
            return f"did you mean “{name}”?"
    return choose_from(wanted, book.accelerators)


def _check_currency(source: Reports, at: At, economics: Economics, book: PriceBook) -> None:
    currency = economics.currency or book.currency
    here = (*at, "currency")
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha() and currency.isupper()):
        source.report(
            here, f"“{shown(currency)}” is not a currency", "three letters, such as EUR", "bad-currency"
        )
        return
    rate = economics.exchange_rate
    if currency == book.currency:
        if rate is not None:
            message = f"the prices are in {book.currency} already, so there is nothing to exchange"
            source.report((*at, "exchange_rate"), message, "delete it", "no-effect", key=True)
        return
    wanted = f"{currency}/{book.currency}"
    if rate is None:
        message = f"the pack's prices are in {book.currency}, and currencies are not mixed"
        source.report(here, message, f"add “exchange_rate: … {wanted}”", "exchange-rate")
    elif unit(rate.unit).dimension != unit(wanted).dimension:
        message = f"expected the rate in {wanted}, found “{shown(rate.unit)}”"
        source.report((*at, "exchange_rate"), message, f"{currency} for one {book.currency}", "wrong-unit")
    elif rate.low is not None or rate.high is not None:
        message = "a rate of exchange is one number; ranges belong to the amounts"
        hint = f"such as “exchange_rate: {rate.typical:f} {wanted}”"
        source.report((*at, "exchange_rate"), message, hint, "no-range")
    elif rate.typical <= 0:
        source.report((*at, "exchange_rate"), "a rate is more than zero", None, "bounds")
    elif rate.typical > _MOST_RATE:
        message = f"a rate is at most {_MOST_RATE:,}, found {rate.typical:f}"
        source.report((*at, "exchange_rate"), message, f"{currency} for one {book.currency}", "bounds")


def _check_amounts(
    source: Reports,
    at: At,
    economics: Economics,
    book: PriceBook,
    amounts: Mapping[str, Given],
    scope: Scope | None,
) -> None:
    for name, given in amounts.items():
        quantity = book.quantities.get(name)
        here = (*at, name)
        if quantity is None:
            message = f"there is no quantity “{shown(name)}”"
            hint = did_you_mean(name, book.quantities) or "“advisor tco --init FILE” writes them all"
            source.report(here, message, hint, "unknown-quantity", key=True)
        elif scope is Scope.WORKLOAD and quantity.scope is Scope.ORGANISATION:
            message = f"“{name}” holds for the organisation, not for one workload"
            source.report(here, message, f"move it to “{SECTION}: values”", "wrong-scope", key=True)
        else:
            problem = amount_problem(name, quantity, given, economics.currency or book.currency, book)
            if problem is not None:
                source.report(here, *problem)


def amount_problem(
    name: str, quantity: Quantity, given: Given, currency: str, book: PriceBook
) -> tuple[str, str | None, str] | None:
    """What is wrong with an amount for a quantity: message, hint and code; None when nothing is."""
    own = unit(quantity.unit.replace(book.currency, currency))
    stated = unit(given.unit)
    if stated.dimension != own.dimension:
        foreign = [each for each in stated.currencies if each != currency]
        if foreign and own.currencies:
            message = f"“{name}” is in {foreign[0]}, everything else in {currency}; currencies are not mixed"
            return message, f"write it in {own.text}", "currency"
        found = f"“{shown(given.unit)}”" if given.unit else "no unit"
        return (
            f"“{name}” is measured in {own.text}, found {found}",
            f"such as “{given.typical:f} {own.text}”",
            "wrong-unit",
        )
    for each in (given.low, given.typical, given.high):
        if each is None:
            continue
        value = own.from_base(stated.to_base(each))
        found = f"{each:f} {given.unit}".rstrip()
        if value < quantity.minimum:
            return f"“{name}” is at least {_bound(quantity.minimum, own)}, found {found}", None, "too-small"
        if quantity.maximum is not None and value > quantity.maximum:
            message = f"“{name}” is at most {_bound(quantity.maximum, own)}, found {found}"
            return message, "is the unit right?", "too-large"
    return None


def _bound(number: Decimal, own: Unit) -> str:
    return f"{number:,f}" if own.text == "1" else f"{number:,f} {own.text}"


def option_amount(option: str, name: str | None, text: str, book: PriceBook, currency: str) -> Given:
    """An amount that a command line states for a quantity.

    Raises:
        UnusableInput: it is none, or does not fit.
    """

    def refuse(message: str, hint: str | None, code: str) -> UnusableInput:
        return UnusableInput([Problem(option, None, None, message, hint, code)])

    if name is None or name not in book.quantities:
        raise refuse("this pack has no quantity behind it", None, "unknown-quantity")
    quantity = book.quantities[name]
    try:
        number, measured = amount(text)
    except UnitError as error:
        raise refuse(str(error), None, "bad-amount") from None
    own = unit(quantity.unit.replace(book.currency, currency))
    given = Given(typical=number, unit=measured.text or own.text, source=f"option {option}")
    problem = amount_problem(name, quantity, given, currency, book)
    if problem is not None:
        raise refuse(*problem)
    return given
