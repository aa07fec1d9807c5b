"""What a report opens and ends with: whose it is, the advice in one sentence, and whose work it builds on."""

from __future__ import annotations

from advisor.reporting.document import Document
from advisor.tui.widgets.drawing import MUTED, STRONG, Drawing, Lines, beside, heading, joined, said, wrapped


class ReportCover(Drawing):
    """Title, reader, headline and the few facts of the cover."""

    DEFAULT_CSS = """
    ReportCover { padding: 0 2 2 2; }
    """

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def draw(self, width: int) -> Lines:
        """The cover's lines."""
        document = self._document
        about = [document.assessment_title, f"for {document.persona_title}", document.date or ""]
        title = [
            *wrapped(document.title, width, STRONG),
            *wrapped(" · ".join(part for part in about if part), width, MUTED),
        ]
        label = max((len(fact.label) for fact in document.glance), default=0)
        facts: Lines = []
        for fact in document.glance:
            value = wrapped(fact.value, width - label - 2, STRONG)
            facts += beside([([said(fact.label, MUTED)], label), (value, width - label - 2)])
        return joined([title, wrapped(document.headline, width, "bold $text-primary"), facts])


class ReportCredits(Drawing):
    """The works that the pack builds on, and the rules that led here."""

    DEFAULT_CSS = """
    ReportCredits { padding: 0 2 1 2; }
    """

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def draw(self, width: int) -> Lines:
        """The credits' lines."""
        document = self._document
        rules = f"{document.pack_title} {document.pack.version} · SHA-256 {document.pack.sha256}"
        lines = [heading("Rules and sources"), *wrapped(rules, width, MUTED)]
        for credit in document.credits:
            text = f"{credit.title}, {credit.author}, {credit.licence}. {credit.note}"
            lines += wrapped(text, width, MUTED, indent=2, first="•")
        return lines
