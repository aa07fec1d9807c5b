"""How a formula is written: addresses, names of sheets, numbers and texts."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

Value = Fraction | str | bool | None
At = tuple[str, int, int]
"""Sheet, row and column, the latter two from 0."""


@lru_cache(maxsize=8192)
def address(row: int, column: int) -> str:
    """``$A$1``; rows and columns count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"${letters}${row + 1}"


@lru_cache(maxsize=256)
def quoted(sheet: str) -> str:
    """The name of a sheet as formulas write it."""
    return sheet if sheet.isalpha() and sheet.isascii() else "'" + sheet.replace("'", "''") + "'"


def number(value: Value) -> Fraction:
    """A value as a number; an empty cell counts 0.

    Raises:
        TypeError: it is a text, with which the application would not compute either.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str):
        raise TypeError("a text is no number")
    return Fraction(value or 0)


def shown(value: Value) -> str:
    """A value as a part of a text."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def same(left: Value, right: Value) -> bool:
    """Whether two values are equal to the application: an empty cell is 0 and an empty text."""
    if left is None or right is None:
        other = right if left is None else left
        return other is None or other == "" or (not isinstance(other, str | bool) and other == 0)
    if isinstance(left, str) or isinstance(right, str):
        both = isinstance(left, str) and isinstance(right, str)
        return both and str(left).casefold() == str(right).casefold()
    return left == right
