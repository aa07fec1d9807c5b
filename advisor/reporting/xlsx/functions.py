"""The functions that our formulas use, computed as the application computes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType

from advisor.reporting.xlsx.formula import Cells, Expression, Part, part
from advisor.reporting.xlsx.formula_text import Value, number, same, shown

_DIGITS = Context(prec=40)
"""More than a file keeps of a root."""
_MOST = 100
"""Arguments of one function; applications take 255."""
Arguments = tuple[Expression, ...]
Function = Callable[[Arguments, Cells], Value]


def _numbers(arguments: Iterable[Expression], cells: Cells) -> list[Fraction]:
    """All numbers; functions over ranges pass over texts, truths and empty cells."""
    found = (value for each in arguments for value in each.values(cells))
    return [value for value in found if isinstance(value, Fraction)]


def _if(arguments: Arguments, cells: Cells) -> Value:
    test, then, otherwise = arguments
    return (then if test.value(cells) else otherwise).value(cells)


def _min(arguments: Arguments, cells: Cells) -> Value:
    return min(_numbers(arguments, cells), default=Fraction(0))


def _max(arguments: Arguments, cells: Cells) -> Value:
    return max(_numbers(arguments, cells), default=Fraction(0))


def _sum(arguments: Arguments, cells: Cells) -> Value:
    return sum(_numbers(arguments, cells), Fraction(0))


def _and(arguments: Arguments, cells: Cells) -> Value:
    return all(each.value(cells) for each in arguments)


def _or(arguments: Arguments, cells: Cells) -> Value:
    return any(each.value(cells) for each in arguments)


def _not(arguments: Arguments, cells: Cells) -> Value:
    return not arguments[0].value(cells)


def _round(arguments: Arguments, cells: Cells) -> Value:
    value, places = (number(each.value(cells)) for each in arguments)
    scale = Fraction(10) ** int(places)
    whole = (2 * abs(value) * scale + 1) // 2
    return Fraction(whole if value >= 0 else -whole) / scale


def _round_up(arguments: Arguments, cells: Cells) -> Value:
    """Away from zero, as the application does; to whole numbers is all that we ask for."""
    value = number(arguments[0].value(cells))
    return Fraction(ceil(value) if value >= 0 else floor(value))


def _power(arguments: Arguments, cells: Cells) -> Value:
    base, exponent = (number(each.value(cells)) for each in arguments)
    if exponent.denominator == 1:
        return base**exponent.numerator
    if not base:
        return Fraction(0)
    with localcontext(_DIGITS):
        parts = (Decimal(each.numerator) / Decimal(each.denominator) for each in (base, exponent))
        power = next(parts) ** next(parts)
    return Fraction(power)


def _is_number(arguments: Arguments, cells: Cells) -> Value:
    return isinstance(arguments[0].value(cells), Fraction)


def _count_if(arguments: Arguments, cells: Cells) -> Value:
    wanted = arguments[1].value(cells)
    return Fraction(sum(same(value, wanted) for value in arguments[0].values(cells) if value is not None))


def _sum_if(arguments: Arguments, cells: Cells) -> Value:
    wanted = arguments[1].value(cells)
    pairs = zip(arguments[0].values(cells), arguments[2].values(cells), strict=True)
    return sum((number(value) for key, value in pairs if same(key, wanted)), Fraction(0))


def _sum_product(arguments: Arguments, cells: Cells) -> Value:
    found = Fraction(0)
    for row in zip(*(each.values(cells) for each in arguments), strict=True):
        product = Fraction(1)
        for value in row:
            product *= value if isinstance(value, Fraction) else Fraction(0)
        found += product
    return found


def _npv(arguments: Arguments, cells: Cells) -> Value:
    rate = number(arguments[0].value(cells))
    flow = _numbers(arguments[1:], cells)
    return sum((paid / (1 + rate) ** year for year, paid in enumerate(flow, 1)), Fraction(0))


def _index(arguments: Arguments, cells: Cells) -> Value:
    """Of one column or row: the entry at a place, from 1."""
    place = number(arguments[1].value(cells))
    return list(arguments[0].values(cells))[int(place) - 1]


def _left(arguments: Arguments, cells: Cells) -> Value:
    text, count = (each.value(cells) for each in arguments)
    return shown(text)[: int(number(count))]


def _fixed(arguments: Arguments, cells: Cells) -> Value:
    """A number as a text with so many decimals and no signs between thousands."""
    value, places = (number(each.value(cells)) for each in arguments[:2])
    scale = 10 ** int(places)
    whole, rest = divmod((2 * abs(value) * scale + 1) // 2, scale)
    return f"{'-' if value < 0 else ''}{whole}" + (f".{rest:0{int(places)}}" if places else "")


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "IF": _if,
        "MIN": _min,
        "MAX": _max,
        "SUM": _sum,
        "AND": _and,
        "OR": _or,
        "NOT": _not,
        "ROUND": _round,
        "ROUNDUP": _round_up,
        "POWER": _power,
        "ISNUMBER": _is_number,
        "COUNTIF": _count_if,
        "SUMIF": _sum_if,
        "SUMPRODUCT": _sum_product,
        "NPV": _npv,
        "INDEX": _index,
        "LEFT": _left,
        "FIXED": _fixed,
    }
)
"""By name, as Excel and LibreOffice call them in files."""


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A function of the application."""

    name: str
    arguments: Arguments

    def text(self) -> str:
        """``NAME(first,second)``."""
        return f"{self.name}({','.join(each.text() for each in self.arguments)})"

    def value(self, cells: Cells) -> Value:
        """What it comes to."""
        return FUNCTIONS[self.name](self.arguments, cells)


def call(name: str, *arguments: Part) -> Call:
    """A function with its arguments."""
    return Call(name, tuple(part(each) for each in arguments))


def if_(test: Expression, then: Part, otherwise: Part) -> Expression:
    """One of two, by a test."""
    return call("IF", test, then, otherwise)


def least(parts: Sequence[Part]) -> Expression:
    """The smallest of some parts; the part itself when there is one."""
    return _joined("MIN", parts)


def greatest(parts: Sequence[Part]) -> Expression:
    """The largest of some parts; the part itself when there is one."""
    return _joined("MAX", parts)


def both(parts: Sequence[Part]) -> Expression:
    """Whether all parts hold."""
    return _joined("AND", parts)


def either(parts: Sequence[Part]) -> Expression:
    """Whether one of the parts holds."""
    return _joined("OR", parts)


def _joined(name: str, parts: Sequence[Part]) -> Expression:
    """A function of any number of parts: applications take so many at once, so more are joined in groups."""
    while len(parts) > _MOST:
        parts = [_joined(name, parts[first : first + _MOST]) for first in range(0, len(parts), _MOST)]
    return part(parts[0]) if len(parts) == 1 else call(name, *parts)
