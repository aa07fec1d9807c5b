"""The firm's logo on a sheet."""

from __future__ import annotations

from importlib import import_module

from advisor.model.brand import Logo
from advisor.reporting.xlsx.sheet import Sheet

_HIGH, _WIDE = 56, 420
"""Pixels that a logo may take."""
_SCALE = 4.0


def place_logo(sheet: Sheet, logo: Logo | None, row: int, column: int) -> None:
    """Put a logo at a cell; one drawn in lines only where the library that turns it into dots is there."""
    if logo is None:
        return
    data = logo.data
    if logo.media_type == "image/svg+xml":
        try:
            drawn = import_module("vl_convert")
        except ImportError:
            return
        data = drawn.svg_to_png(data.decode("utf-8", "replace"), scale=_SCALE)
    sheet.picture(row, column, data, _WIDE, _HIGH)
