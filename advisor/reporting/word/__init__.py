"""A report as a Word file that stays editable: styles, not formatting; fields, not typed numbers."""

from __future__ import annotations

from importlib.util import find_spec

from advisor.errors import MissingExtra
from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look


def render(document: Document, look: Look = PLAIN) -> bytes:
    """The document as .docx; the same document and look give the same bytes.

    Raises:
        MissingExtra: python-docx is not installed.
        UnusableInput: the house template is no Word file.
    """
    if find_spec("docx") is None:
        raise MissingExtra("Writing Word files", "reports")
    from advisor.reporting.word.composition import composed

    return composed(document, look)
