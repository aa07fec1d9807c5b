"""The quantities of a price book in groups, by the part of the computation that looks at them.

No pack says how its quantities are grouped, so the groups follow from its formulas: what the load
needs, what is paid for it, what the lines of each kind of cost rest on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.model.expression import Expression
from advisor.model.price import PriceBook
from advisor.tui.widgets.cost_words import CATEGORIES

_NEEDS = (
    ("Load", ("serving", "learning", "growth", "utilisation", "development", "standby")),
    ("Time", ("horizon", "lead_time", "discount")),
    ("Charges of a provider", ("api_serving", "api_learning", "api_development", "rental_rate")),
    (
        "Machines of your own",
        (
            "server_price",
            "server_size",
            "server_power",
            "pue",
            "power_price",
            "hosting_price",
            "support",
            "price_decline",
            "life",
            "resale",
            "capital_cost",
            "base_share",
            "base_utilisation",
        ),
    ),
)
"""Fields of ``Needs`` by what they are about."""


def groups(book: PriceBook) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Titles with their quantities, each quantity once, in the book's order within a group."""
    wanted: list[tuple[str, Iterable[Expression]]] = []
    for title, names in _NEEDS:
        parts = [getattr(book.needs, name) for name in names]
        flat = [one for each in parts for one in (each if isinstance(each, tuple) else (each,))]
        wanted.append((title, flat))
    for category, (_, title) in CATEGORIES.items():
        wanted.append((title, [line.amount for line in book.lines if line.category is category]))
    left = dict.fromkeys(book.quantities)
    found: dict[str, list[str]] = {}

    def take(title: str, names: set[str]) -> None:
        for name in [each for each in left if each in names]:
            found.setdefault(title, []).append(name)
            del left[name]

    take(_NEEDS[0][0], {profile.volume for profile in book.profiles})
    for title, expressions in wanted:
        take(title, set(_names(book, expressions, set())))
    take("Benefits", {name for name in left if book.quantities[name].benefit is not None})
    take("For KPIs only", set(left))
    return tuple((title, tuple(names)) for title, names in found.items())


def _names(book: PriceBook, expressions: Iterable[Expression], seen: set[str]) -> Iterator[str]:
    for expression in expressions:
        name = expression.quantity
        if name is not None and name in book.quantities and name not in seen:
            seen.add(name)
            yield name
            computed = book.quantities[name].value
            if computed is not None:
                yield from _names(book, [computed], seen)
        for parts in (
            expression.add,
            expression.subtract,
            expression.multiply,
            expression.divide,
            expression.least,
            expression.greatest,
        ):
            yield from _names(book, parts or (), seen)
