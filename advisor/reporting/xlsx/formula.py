"""Formulas of a spreadsheet as small trees: written as text for the application, computed here as well.

Every formula is saved with its value, so that a viewer that computes nothing shows right figures.
Both come from the same tree. Values are exact: numbers are ``Fraction``; what an empty cell holds is None.
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from advisor.reporting.xlsx.formula_text import At, Value, address, number, quoted, same, shown

LONGEST = 8192
"""Letters that a formula may have in Excel."""


class Expression(ABC):
    """A part of a formula."""

    @abstractmethod
    def text(self) -> str:
        """As the application reads it, without the leading equals sign."""

    @abstractmethod
    def value(self, cells: Cells) -> Value:
        """What it comes to."""

    def values(self, cells: Cells) -> Iterator[Value]:
        """All values of a range; of anything else the one."""
        yield self.value(cells)

    def __add__(self, other: Part) -> Expression:
        return Operation("+", self, part(other))

    def __sub__(self, other: Part) -> Expression:
        return Operation("-", self, part(other))

    def __rsub__(self, other: Part) -> Expression:
        return Operation("-", part(other), self)

    def __mul__(self, other: Part) -> Expression:
        return Operation("*", self, part(other))

    def __truediv__(self, other: Part) -> Expression:
        return Operation("/", self, part(other))

    def joined(self, other: Part) -> Expression:
        """This text with the other behind it."""
        return Operation("&", self, part(other))

    def equals(self, other: Part) -> Expression:
        """Whether both are the same; capital letters make no difference."""
        return Operation("=", self, part(other))

    def at_least(self, other: Part) -> Expression:
        """Whether this is the other or more."""
        return Operation(">=", self, part(other))

    def above(self, other: Part) -> Expression:
        """Whether this is more than the other."""
        return Operation(">", self, part(other))

    def below(self, other: Part) -> Expression:
        """Whether this is less than the other."""
        return Operation("<", self, part(other))


Part = Expression | str | int | Fraction


def part(value: Part) -> Expression:
    """A constant as an expression; an expression as it is."""
    return value if isinstance(value, Expression) else Constant(value)


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """A number or a short text."""

    constant: str | int | Fraction

    def text(self) -> str:
        """As the application reads it."""
        if isinstance(self.constant, str):
            return '"' + self.constant.replace('"', '""') + '"'
        if isinstance(self.constant, Fraction) and self.constant.denominator != 1:
            return f"({self.constant.numerator}/{self.constant.denominator})"
        return str(int(self.constant)) if self.constant >= 0 else f"({int(self.constant)})"

    def value(self, _cells: Cells) -> Value:
        """Itself."""
        return self.constant if isinstance(self.constant, str) else Fraction(self.constant)


@dataclass(frozen=True, slots=True)
class Ref(Expression):
    """One cell."""

    sheet: str
    row: int
    column: int

    @property
    def at(self) -> At:
        """Where it is."""
        return (self.sheet, self.row, self.column)

    def text(self) -> str:
        """``Sheet!$A$1``."""
        return f"{quoted(self.sheet)}!{address(self.row, self.column)}"

    def value(self, cells: Cells) -> Value:
        """What stands in the cell."""
        return cells.value(self.at)


@dataclass(frozen=True, slots=True)
class Area(Expression):
    """A rectangle of cells, both corners included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def text(self) -> str:
        """``Sheet!$A$1:$B$9``."""
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return f"{quoted(self.sheet)}!{first}:{last}"

    def value(self, _cells: Cells) -> Value:
        """A rectangle has no single value."""
        raise TypeError("a range stands only where a function takes one")

    def values(self, cells: Cells) -> Iterator[Value]:
        """Row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield cells.value((self.sheet, row, column))


@dataclass(frozen=True, slots=True)
class Position(Expression):
    """Where in a column a value stands, from 1; 0 when it is nowhere.

    ``MATCH`` would do, but for texts with signs that it takes for patterns.
    """

    column: Area
    wanted: Expression

    def text(self) -> str:
        """A sum over the column in which one row counts."""
        area = self.column.text()
        return f"SUMPRODUCT(({area}={self.wanted.text()})*(ROW({area})-{self.column.top}))"

    def value(self, cells: Cells) -> Value:
        """The place of the first and only row that is the same."""
        wanted = self.wanted.value(cells)
        found = [place for place, value in enumerate(self.column.values(cells), 1) if same(value, wanted)]
        return Fraction(sum(found))


@dataclass(frozen=True, slots=True)
class Operation(Expression):
    """Two parts and the sign between them."""

    sign: str
    left: Expression
    right: Expression

    def text(self) -> str:
        """In brackets, so that nobody has to know which sign binds stronger."""
        return f"({self._bare()})"

    def _bare(self) -> str:
        left = self.left
        # A long sum stays flat: applications take only so many brackets within each other.
        flat = isinstance(left, Operation) and left.sign == self.sign and self.sign in "+&"
        before = left._bare() if flat and isinstance(left, Operation) else left.text()
        return f"{before}{self.sign}{self.right.text()}"

    def value(self, cells: Cells) -> Value:
        """What it comes to."""
        left, right = self.left.value(cells), self.right.value(cells)
        if self.sign == "&":
            return shown(left) + shown(right)
        if self.sign == "=":
            return same(left, right)
        return _SIGNS[self.sign](number(left), number(right))


_SIGNS: Mapping[str, Callable[[Fraction, Fraction], Fraction | bool]] = MappingProxyType(
    {
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "/": operator.truediv,
        ">=": operator.ge,
        ">": operator.gt,
        "<": operator.lt,
    }
)


def total(parts: Sequence[Part]) -> Expression:
    """The sum of some parts; 0 of none."""
    found: Expression | None = None
    for each in parts:
        found = part(each) if found is None else found + each
    return Constant(0) if found is None else found


@dataclass(slots=True)
class Cells:
    """What stands in each cell: a value, or a formula that is computed when it is asked for."""

    contents: dict[At, Value | Expression] = field(default_factory=dict)
    _computed: dict[At, Value] = field(default_factory=dict)

    def value(self, at: At) -> Value:
        """The value of a cell; None when it is empty."""
        if at not in self._computed:
            content = self.contents.get(at)
            self._computed[at] = content.value(self) if isinstance(content, Expression) else content
        return self._computed[at]
