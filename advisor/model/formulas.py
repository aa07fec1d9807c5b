"""What a formula looks at, and what it measures, without computing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.model.expression import Expression
from advisor.model.units import Dimension, UnitError, combined, in_words, unit

Reference = tuple[str, str | None]
"""A quantity, and the alternative that it is taken of when it is not the one at hand."""


def kinds_of(expression: Expression) -> list[str]:
    """The kinds that an expression states; a valid one states exactly one."""
    return [name for name in _KINDS if getattr(expression, name) is not None]


_PARTS = ("add", "subtract", "multiply", "divide", "least", "greatest")
_KINDS = ("quantity", "number", *_PARTS)


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside an expression."""
    for name in _PARTS:
        found: tuple[Expression, ...] | None = getattr(expression, name)
        if found is not None:
            return found
    return ()


def references(expression: Expression) -> Iterator[Reference]:
    """Every quantity that an expression looks at."""
    if expression.quantity is not None:
        yield expression.quantity, expression.in_
    for part in parts_of(expression):
        yield from references(part)


def key_of(reference: Reference) -> str:
    """The name under which a quantity of another alternative stands among the values."""
    quantity, alternative = reference
    return quantity if alternative is None else f"{alternative}.{quantity}"


def dimension_of(expression: Expression, known: Mapping[str, Dimension]) -> Dimension:
    """The dimension of what an expression gives.

    Raises:
        UnitError: its parts do not belong together; the text says which.
        KeyError: it looks at a quantity that is not known.
    """
    if expression.quantity is not None:
        return known[expression.quantity]
    if expression.number is not None:
        return unit(expression.unit or "").dimension
    found = [dimension_of(part, known) for part in parts_of(expression)]
    if expression.multiply is not None:
        return combined([(each, 1) for each in found])
    if expression.divide is not None:
        return combined([(each, 1 if index == 0 else -1) for index, each in enumerate(found)])
    for each in found[1:]:
        if each != found[0]:
            raise UnitError(f"“{in_words(found[0])}” and “{in_words(each)}” do not belong together")
    return found[0]
