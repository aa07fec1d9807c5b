"""A workbook in the making."""

from __future__ import annotations

import datetime
from importlib import import_module
from io import BytesIO

from advisor.errors import MissingExtra
from advisor.reporting.look import Look
from advisor.reporting.xlsx.formula import Expression
from advisor.reporting.xlsx.paint import Paint
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.texts import line, sheet_name

EARLIEST = datetime.datetime(1980, 1, 1)
"""Stands for the day of making where no date is given, so that the same input gives the same bytes."""


class Book(Paint):
    """A workbook; ``finish`` gives its bytes."""

    def __init__(self, look: Look, title: str, *, subject: str = "", date: str | None = None) -> None:
        """Begin an empty workbook.

        Raises:
            MissingExtra: the library that writes workbooks is not installed.
        """
        try:
            writer = import_module("xlsxwriter")
        except ImportError:
            raise MissingExtra("writing Excel", "reports") from None
        self._data = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False}
        super().__init__(writer.Workbook(self._data, options), look, title)
        base = import_module("xlsxwriter.worksheet").Worksheet
        # The library looks for thirty functions of newer releases in each formula; ours has none of them.
        self._kind = type("Worksheet", (base,), {"_prepare_formula": _prepared})
        self.sheets: list[Sheet] = []
        self._names: set[str] = set()
        self.raw.set_properties(
            {
                "title": line(title, 200),
                "subject": line(subject, 200),
                "author": line(look.brand.firm or "", 200),
                "company": line(look.brand.firm or "", 200),
                "created": datetime.datetime.fromisoformat(date) if date else EARLIEST,
            }
        )
        self.raw.set_calc_mode("auto")

    def sheet(self, name: str) -> Sheet:
        """A new sheet; its name is made one that a sheet may have."""
        made = Sheet(self, sheet_name(name, self._names), self._kind)
        self.sheets.append(made)
        return made

    def name(self, name: str, area: Expression) -> None:
        """A name for a cell or an area, for formulas that people add."""
        self.raw.define_name(name, f"={area.text()}")

    def finish(self) -> bytes:
        """All sheets, formulas with their values."""
        # Later sheets hold the steps that earlier ones show, so nothing has to be worked out in one go.
        for sheet in reversed(self.sheets):
            sheet.work_out()
        for sheet in self.sheets:
            sheet.write_formulas()
        self.raw.close()
        return self._data.getvalue()


def _prepared(_sheet: object, formula: str, _expand: bool = False) -> str:
    """A formula as files have it, without the sign that it begins with."""
    return formula.removeprefix("=")
