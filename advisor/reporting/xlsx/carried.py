"""A hidden sheet with what a workbook carries beside answers, so that it can be read back."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.reporting.xlsx.book import Book

NAME = "Carried"


def carry(book: Book, about: Mapping[str, str]) -> None:
    """Write keys and values, as they are."""
    sheet = book.sheet(NAME)
    sheet.widths((40, 100))
    for row, (key, value) in enumerate(about.items()):
        sheet.text(row, 0, key)
        sheet.text(row, 1, value, exact=True)
    sheet.raw.hide()
