"""Numbers as people write them: what a text with separators can mean, and when that is not one thing.

``50.000`` is fifty thousand to half of the world and fifty to the other half, so nobody's software should
choose. Whole numbers without separators, and fractions of one, two or more than three digits, are clear.
"""

from __future__ import annotations

import re
from decimal import Decimal

from advisor.content.names import shown

_TWOFOLD = re.compile(r"([+-]?)([1-9]\d{0,2})[.,](\d{3})", re.ASCII)
_PADDED = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}0", re.ASCII)
_GROUPED = re.compile(
    r"[+-]?[1-9]\d{0,2}(?P<sign>[,.' _\u2019\u00a0\u202f])\d{3}(?:(?P=sign)\d{3})*(?:(?!(?P=sign))[.,]\d+)?",
    re.ASCII,
)
_FRACTION = re.compile(r"[.,](\d+)$")


def two_readings(text: str) -> tuple[str, str] | None:
    """The two numbers that a text may mean, each as it can be written clearly; None when it is clear.

    The first takes the separator for one between thousands, the second for that of a fraction.
    """
    found = _TWOFOLD.fullmatch(text)
    if found is None:
        return None
    sign, whole, rest = found.groups()
    sign = sign.removeprefix("+")
    fraction = rest.rstrip("0")
    if len(fraction) == len(rest):
        fraction += "0"  # 12.1250 has one meaning, 12.125 has two.
    return f"{sign}{whole}{rest}", f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def twofold(text: str, *, whole: bool) -> tuple[str, str] | None:
    """Message and hint for a number that can be read in two ways; None when it is clear.

    ``whole``: whether only whole numbers are taken.
    """
    readings = two_readings(text)
    if readings is None:
        return None
    thousands, fraction = readings
    plainly = fraction[:-1] if _PADDED.fullmatch(fraction) else fraction
    message = f"“{shown(text)}” can be read in two ways, as {thousands} and as {plainly}"
    if whole and "." in fraction:
        return message, f"write {thousands} if that is meant"
    return message, f"write {thousands} or {fraction}, whichever is meant"


def odd_number(text: str, *, whole: bool) -> tuple[str, str] | None:
    """Message and hint for a text that is nearly a number; None when it is not even that."""
    if found := twofold(text, whole=whole):
        return found
    if plainly := ungrouped(text):
        return (
            f"“{shown(text)}” has separators between its digits",
            f"write {plainly} if that is the number meant",
        )
    if re.fullmatch(r"-?\d+,\d+", text):
        return f"“{shown(text)}” has a comma", f"write {text.replace(',', '.')}"
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return f"expected a number, found the text “{shown(text)}”", "write it without quotes"
    return None


def ungrouped(text: str) -> str | None:
    """A number without the signs between its thousands; None when it has none, or is none."""
    found = _GROUPED.fullmatch(text)
    if found is None:
        return None
    sign = found["sign"]
    digits = text.replace(sign, "")
    return _FRACTION.sub(r".\1", digits)


def unambiguous(number: Decimal) -> Decimal:
    """The same number, with digits that can be read in one way only."""
    if two_readings(str(number)) is None:
        return number
    whole = number.to_integral_value()
    return whole if whole == number else number.quantize(Decimal("0.0001"))


def without_padding(number: Decimal) -> Decimal:
    """The number without the zero that only makes it clear."""
    return number.quantize(Decimal("0.001")) if _PADDED.fullmatch(str(number)) else number
