"""Formulas of a pack as formulas of a workbook, over the cells of its inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import truediv

from advisor.economics.formulas import Exchange
from advisor.model.expression import Expression as PackFormula
from advisor.model.formulas import key_of, parts_of
from advisor.model.price import PriceBook
from advisor.model.units import Unit, unit
from advisor.reporting.xlsx.calculation import Block
from advisor.reporting.xlsx.formula import Constant, Expression, Part, Ref, part, total
from advisor.reporting.xlsx.functions import both, call, greatest, if_, least


class Unknown(LookupError):
    """A quantity has neither a value nor a formula that could be followed."""


def from_base(amount: Expression, shown: Unit) -> Expression:
    """An amount in base units, in the unit in which it is shown."""
    if shown.inverse is not None:
        return times(amount, shown.inverse)
    return times(amount, 1 / Fraction(shown.scale))


def to_base(amount: Expression, shown: Unit) -> Expression:
    """An amount as it is shown, in base units."""
    if shown.inverse is not None:
        return times(amount, 1 / Fraction(shown.inverse))
    return times(amount, shown.scale)


def times(amount: Expression, factor: Fraction | Decimal | int) -> Expression:
    """A product with a constant; by 1 the amount itself."""
    found = Fraction(factor)
    if found == 1:
        return amount
    if found.denominator != 1 and found.numerator == 1:
        return amount / found.denominator
    return amount * found


@dataclass(slots=True)
class _Seen:
    """What a formula needs: cells that have to hold numbers, and divisors that may not be zero."""

    lacking: list[Expression] = field(default_factory=list)
    divisors: list[Expression] = field(default_factory=list)


class Quantities:
    """The quantities of one alternative of a workload, worked out when they are asked for."""

    def __init__(
        self,
        block: Block,
        book: PriceBook,
        exchange: Exchange,
        inputs: Mapping[str, Expression],
        lacking: AbstractSet[str] = frozenset(),
    ) -> None:
        """``inputs`` are in base units; what they lack is worked out by the formulas of the book.

        Cells of ``lacking`` inputs are texts until somebody types a figure.
        """
        self._block, self._book, self._exchange = block, book, exchange
        self._known: dict[str, Expression] = dict(inputs)
        self._lacking = set(lacking)

    def of(self, name: str) -> Expression:
        """The cell of a quantity, in base units.

        Raises:
            Unknown: there is no value for it, or for what it is worked out from.
        """
        if name not in self._known:
            quantity = self._book.quantities.get(name)
            if quantity is None or quantity.value is None:
                raise Unknown(name)
            seen = _Seen()
            formula = self._formula(quantity.value, {}, seen)
            if seen.lacking:
                self._lacking.add(name)
                formula = if_(_numbers(seen.lacking), formula, "")
            self._known[name] = self._block.amount(quantity.title, formula * 1 if _bare(formula) else formula)
        return self._known[name]

    def formula(self, expression: PackFormula, beside: Mapping[str, Expression] | None = None) -> Expression:
        """A formula of the pack; ``beside`` are results that it may look at, before quantities.

        Raises:
            Unknown: something that it looks at has no value.
        """
        return self._formula(expression, beside or {}, _Seen())

    def guarded(
        self, expression: PackFormula, beside: Mapping[str, Expression], shown: Unit, otherwise: Part
    ) -> Expression:
        """A formula in the unit in which it is shown; something else where it would divide by zero.

        Raises:
            Unknown: something that it looks at has no value.
        """
        seen = _Seen()
        found = from_base(self._formula(expression, beside, seen), shown)
        if seen.divisors:
            found = if_(both([call("NOT", each.equals(0)) for each in seen.divisors]), found, otherwise)
        # Texts stand in two formulas, because an application works out all parts of a test.
        return if_(_numbers(seen.lacking), found, otherwise) if seen.lacking else found

    def _formula(
        self,
        expression: PackFormula,
        beside: Mapping[str, Expression],
        seen: _Seen,
    ) -> Expression:
        if expression.quantity is not None:
            name = key_of((expression.quantity, expression.in_))
            if name in beside:
                return beside[name]
            found = self.of(name)
            if name in self._lacking:
                seen.lacking.append(found)
            return found
        if expression.number is not None:
            measured = unit(expression.unit or "")
            return Constant(Fraction(self._exchange.of(measured.to_base(expression.number), measured)))
        inner = [self._formula(each, beside, seen) for each in parts_of(expression)]
        if expression.divide is not None:
            seen.divisors += [each for each in inner[1:] if not isinstance(each, Constant)]
        return _joined(expression, inner)


def _joined(expression: PackFormula, inner: Sequence[Expression]) -> Expression:
    """Parts put together as an expression has them."""
    if len(inner) == 1:
        return inner[0]
    if expression.multiply is not None:
        return product(inner)
    if expression.divide is not None:
        return reduce(truediv, inner)
    if expression.add is not None:
        return total(inner)
    if expression.subtract is not None:
        return inner[0] - total(inner[1:])
    return least(inner) if expression.least is not None else greatest(inner)


def _numbers(cells: Sequence[Expression]) -> Expression:
    return both([call("ISNUMBER", each) for each in cells])


def _bare(formula: Expression) -> bool:
    """Whether a formula is nothing but another cell, which would show an empty one as it is."""
    return isinstance(formula, Ref)


def product(parts: Sequence[Part]) -> Expression:
    """The product of some parts; 1 of none."""
    found: Expression | None = None
    for each in parts:
        found = part(each) if found is None else found * each
    return Constant(1) if found is None else found


def raised(base: Expression, exponent: Fraction) -> Expression | None:
    """A power; None where it is 1."""
    if exponent == 0:
        return None
    return base if exponent == 1 else call("POWER", base, exponent)
