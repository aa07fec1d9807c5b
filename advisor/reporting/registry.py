"""The formats that a report comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look


@dataclass(frozen=True, slots=True)
class Renderer:
    """A format: what it is called, and how a document becomes bytes in it."""

    id: str
    title: str
    """What people call it."""
    extension: str
    """Of the file's name, without the dot."""
    media_type: str
    module: str
    """Loaded when first used, so that one format does not pay for another's libraries."""
    binary: bool = False
    """Whether it is nothing for a terminal."""
    draws: bool = False
    """Whether it holds charts as drawings, where the library that draws is installed."""

    def render(self, document: Document, look: Look = PLAIN) -> bytes:
        """The document in this format; only the caller writes files.

        Raises:
            MissingExtra: a library that draws this format is not installed.
        """
        render: Callable[[Document, Look], bytes] = import_module(self.module).render
        return render(document, look)


FORMATS = MappingProxyType(
    {
        one.id: one
        for one in (
            Renderer(
                "markdown", "Markdown", "md", "text/markdown; charset=utf-8", "advisor.reporting.markdown"
            ),
            Renderer(
                "html", "Web page", "html", "text/html; charset=utf-8", "advisor.reporting.html", draws=True
            ),
            Renderer(
                "pdf", "PDF", "pdf", "application/pdf", "advisor.reporting.pdf", binary=True, draws=True
            ),
            Renderer(
                "madr", "Decision record", "madr.md", "text/markdown; charset=utf-8", "advisor.reporting.madr"
            ),
            Renderer(
                "docx",
                "Word",
                "docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "advisor.reporting.word",
                binary=True,
                draws=True,
            ),
            Renderer(
                "xlsx",
                "Excel",
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "advisor.reporting.xlsx",
                binary=True,
            ),
            Renderer("json", "JSON", "json", "application/json", "advisor.reporting.json_report"),
            Renderer("csv", "KPIs as CSV", "csv", "text/csv; charset=utf-8", "advisor.reporting.kpi_csv"),
        )
    }
)
"""Every format by its id, in the order in which they are offered."""
