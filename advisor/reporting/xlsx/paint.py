"""What the sheets of a workbook share: looks, and what stands in every cell."""

from __future__ import annotations

from typing import Any

from advisor.reporting.look import Look
from advisor.reporting.xlsx.formula import Cells
from advisor.reporting.xlsx.styles import Properties, styles


class Paint:
    """The looks of a workbook, and its cells."""

    def __init__(self, raw: object, look: Look, title: str) -> None:
        """Paint a workbook of the library."""
        self.raw: Any = raw  # The library has no types.
        self.look = look
        self.title = title
        self.cells = Cells()
        self._looks = styles(look.brand)
        self._formats: dict[tuple[str, ...], object] = {}

    def style(self, *kinds: str) -> object:
        """The look of a cell that is of all these kinds; later ones win."""
        if kinds not in self._formats:
            properties: Properties = dict(self._looks["base"])
            for kind in kinds:
                properties |= self._looks[kind]
            self._formats[kinds] = self.raw.add_format(properties)
        return self._formats[kinds]

    def overlay(self, kind: str) -> object:
        """What a conditional format lays over a cell."""
        key = ("overlay", kind)
        if key not in self._formats:
            kept = ("bg_color", "font_color", "bold", "italic")
            looks = {name: value for name, value in self._looks[kind].items() if name in kept}
            self._formats[key] = self.raw.add_format(looks)
        return self._formats[key]
