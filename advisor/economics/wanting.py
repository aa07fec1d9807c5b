"""What is wanting where nothing can be computed, in the words of the pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from advisor.model.expression import Expression
from advisor.model.formulas import key_of, references
from advisor.model.price import Category, PriceBook

RESULT_TITLES: dict[str, str] = {
    "total_cost": "Total cost",
    "serving_cost": "Cost of answers",
    "learning_cost": "Cost of training and tuning",
    "shared_cost": "Cost of what all share",
    **{f"{category}_cost": f"Cost of {category}" for category in Category},
    "compute_serving": "Cost of inference",
    "compute_learning": "Cost of training on machines",
    "compute_development": "Cost of development and tests",
    "compute_idle": "Cost of idle capacity",
    "compute_idle_learning": "Cost of idle capacity, training",
    "capital_forgone": "Return forgone on tied-up capital",
    "held_hours": "Accelerator hours held",
    "useful_hours": "Accelerator hours of work",
    "held_utilisation": "Held machines (none where requests are charged)",
    "energy_used": "Energy used",
    "volume_factor": "Volume beside today's",
}
"""What a year of an alternative comes to, in front of people, where it is wanting."""


def missing_for(book: PriceBook, expression: Expression, known: Mapping[str, Decimal]) -> list[str]:
    """Quantities that have no value, of those that an expression looks at, down to the inputs."""
    found: dict[str, None] = {}
    for name, alternative in references(expression):
        if key_of((name, alternative)) in known:
            continue
        quantity = book.quantities.get(name)
        if quantity is not None and quantity.value is not None:
            found.update(dict.fromkeys(missing_for(book, quantity.value, known)))
        else:
            found[name] = None
    return list(found)


class MissingInput(LookupError):
    """Something that an alternative needs has no value; ``names`` are the quantities."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(", ".join(names))


def zero_behind(book: PriceBook, divisor: Expression, known: Mapping[str, Decimal]) -> list[str]:
    """Quantities that are zero, of those that a divisor looks at, down to the inputs."""
    found: dict[str, None] = {}
    for name, alternative in references(divisor):
        amount = known.get(key_of((name, alternative)))
        quantity = book.quantities.get(name)
        below: list[str] = []
        if not amount and quantity is not None and quantity.value is not None:
            below = zero_behind(book, quantity.value, known)
        if below or amount == 0:
            found.update(dict.fromkeys(below or [name]))
    return list(found)


def titles_of(book: PriceBook, names: Sequence[str]) -> list[str]:
    """What quantities, lines and results are called in front of people."""
    if not names:
        return []
    lines = {line.id: line.title for line in book.lines}
    quantities = {name: book.quantities[name].title for name in names if name in book.quantities}
    return [quantities.get(name) or lines.get(name) or RESULT_TITLES.get(name, name) for name in names]


def titles_not_zero(book: PriceBook, divisor: Expression, known: Mapping[str, Decimal]) -> list[str]:
    """What would have to be other than zero for something to be divided by it, in words."""
    titles = titles_of(book, zero_behind(book, divisor, known)) or ["something to divide by"]
    return [f"{title} (other than zero)" for title in titles]
