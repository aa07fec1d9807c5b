"""How numbers are written in a report: which signs stand between thousands and before decimals.

The style holds while a document is built, like a locale, so that every sentence with a number in it
follows without each of them being handed the style.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal

from advisor.model.brand import NumberFormat

_SIGNS = {
    NumberFormat.EN: (",", "."),
    NumberFormat.DE: (".", ","),
    NumberFormat.FR: ("\u202f", ","),
    NumberFormat.CH: ("\u2019", "."),
    NumberFormat.PLAIN: ("", "."),
}
_current: ContextVar[NumberFormat] = ContextVar("number format", default=NumberFormat.EN)


@contextmanager
def numbers_written(form: NumberFormat) -> Iterator[None]:
    """Write numbers in this form for as long as the block runs, in this thread or task alone."""
    before = _current.set(form)
    try:
        yield
    finally:
        _current.reset(before)


def plain_figure(number: float | Decimal) -> str:
    """A number without needless zeros or signs between thousands, for a machine."""
    text = f"{Decimal(str(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(number: float | Decimal) -> str:
    """A number without needless zeros, with thousands set apart as the style has it."""
    text = f"{Decimal(str(number)):,f}"
    return localised(text.rstrip("0").rstrip(".") if "." in text else text)


def localised(text: str) -> str:
    """A number that was written the English way, such as ``1,234.50``, in the style that holds."""
    thousands, point = _SIGNS[_current.get()]
    return "".join({",": thousands, ".": point}.get(sign, sign) for sign in text)
