"""A report as an Excel workbook that keeps working: change an answer, and scores, rules and advice follow."""

from __future__ import annotations

from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look


def render(document: Document, look: Look = PLAIN) -> bytes:
    """The document as .xlsx; the same document gives the same bytes.

    Raises:
        MissingExtra: the library that writes workbooks is not installed.
    """
    from advisor.reporting.xlsx.workbook import workbook

    return workbook(document, look)
