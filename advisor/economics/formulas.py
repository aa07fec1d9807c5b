"""Formulas of a pack, turned into functions: ready to be computed many times."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.model.expression import Expression
from advisor.model.formulas import key_of, parts_of
from advisor.model.units import Unit, unit

_ZERO, _ONE = Decimal(0), Decimal(1)

Values = Mapping[str, Decimal]
"""Quantity id to amount in base units."""
Formula = Callable[[Values], Decimal]


class ZeroDenominator(ArithmeticError):
    """A formula divides by something that is zero; ``divisor`` says by what."""

    def __init__(self, divisor: Expression) -> None:
        self.divisor = divisor
        super().__init__("divided by zero")


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one unit of a book's currency is in the currency of the result."""

    currency: str
    """The book's."""
    rate: Decimal

    def of(self, amount: Decimal, measured: Unit) -> Decimal:
        """An amount of the book in the currency of the result."""
        power = dict(measured.dimension).get(self.currency, 0) if self.rate != 1 else 0
        return amount * self.rate**power if power else amount


SAME = Exchange("", Decimal(1))
"""Nothing to exchange."""


def compiled(expression: Expression, exchange: Exchange = SAME) -> Formula:
    """The expression as a function of values in base units; its constants are exchanged.

    The function raises ``ZeroDenominator`` when it divides by zero and ``KeyError`` with the name of a
    quantity that has no value.
    """
    if expression.quantity is not None:
        name = key_of((expression.quantity, expression.in_))
        return lambda values: values[name]
    if expression.number is not None:
        measured = unit(expression.unit or "")
        constant = exchange.of(measured.to_base(expression.number), measured)
        return lambda _values: constant
    inner = [compiled(part, exchange) for part in parts_of(expression)]
    if len(inner) == 1:
        return inner[0]
    if expression.multiply is not None:
        return _product(inner)
    if expression.divide is not None:
        return _quotient(inner, parts_of(expression))
    if expression.add is not None:
        return _sum(inner)
    if expression.subtract is not None:
        first, *others = inner
        rest = _sum(others)
        return lambda values: first(values) - rest(values)
    choose = min if expression.least is not None else max
    return lambda values: choose([each(values) for each in inner])


def _sum(inner: list[Formula]) -> Formula:
    if len(inner) == 1:
        (only,) = inner
        return lambda values: _ZERO + only(values)
    if len(inner) == 2:
        left, right = inner
        return lambda values: _ZERO + left(values) + right(values)

    def total(values: Values) -> Decimal:
        result = _ZERO
        for each in inner:
            result += each(values)
        return result

    return total


def _product(inner: list[Formula]) -> Formula:
    if len(inner) == 2:
        left, right = inner
        return lambda values: left(values) * right(values)

    def product(values: Values) -> Decimal:
        result = _ONE
        for each in inner:
            result *= each(values)
        return result

    return product


def _quotient(inner: list[Formula], parts: Sequence[Expression]) -> Formula:
    first, *rest = inner
    others = list(zip(rest, parts[1:], strict=True))

    def quotient(values: Values) -> Decimal:
        result = first(values)
        for each, part in others:
            divisor = each(values)
            if not divisor:
                raise ZeroDenominator(part)
            result /= divisor
        return result

    return quotient
