"""The page of a Word report for whoever reads one page only."""

from __future__ import annotations

from docx.shared import Pt

from advisor.reporting.blocks import Bullets, Item
from advisor.reporting.document import Document
from advisor.reporting.sections.executive import Risk
from advisor.reporting.word import marks, styles
from advisor.reporting.word.blocks import Writer


def executive(writer: Writer, document: Document) -> None:
    """Write the advice on one page."""
    page = document.executive
    writer.heading("The advice on one page", 1, "in-one-page")
    on_new_page(writer)
    lead = writer.line(page.advice, styles.LEAD)
    for run in lead.runs:
        run.font.size = Pt(11.5)
    table = writer.grid(1, tuple(1 for _ in page.figures)) if page.figures else None
    for cell, figure in zip(table.rows[0].cells if table else (), page.figures, strict=True):
        writer.write(cell, figure.value, styles.FIGURE)
        writer.below(cell, figure.label, styles.CELL_HEAD)
        writer.below(cell, figure.note)
    if table is not None:
        marks.describe_table(table, "Key figures")
    if page.money is not None:
        said = writer.line("", styles.CELL)
        said.add_run(f"Money and rules disagree: {page.money.text}").bold = True
        if page.money.detail:
            said.add_run(f" {page.money.detail}")
    writer.heading("Why", 2)
    writer.bullets(Bullets(page.reasons), styles.CELL)
    if page.reasons_note:
        writer.line(page.reasons_note, styles.QUIET)
    many = len(page.risks) > 1
    writer.heading("The first risks, and what to do" if many else "Risks, and what to do", 2)
    _risks(writer, page.risks)
    if page.risks_note:
        writer.line(page.risks_note, styles.QUIET)
    writer.heading("The next steps", 2)
    writer.bullets(Bullets(page.steps or (Item("No step is due."),), ordered=bool(page.steps)), styles.CELL)
    writer.line(page.sure, styles.QUIET)


def on_new_page(writer: Writer) -> None:
    """Let the heading that was written last begin a page."""
    form = writer.word.paragraphs[-1].paragraph_format
    form.page_break_before, form.space_before = True, Pt(0)


def _risks(writer: Writer, risks: tuple[Risk, ...]) -> None:
    for risk in risks:
        about = f", {risk.about}" if risk.about else ""
        said = writer.line("", styles.CELL)
        said.add_run(f"{risk.label}{about}: ").bold = True
        said.add_run(risk.text).bold = True
        said.paragraph_format.keep_with_next = True
        done = writer.line("", styles.CELL)
        done.add_run("What to do: ").italic = True
        done.add_run(risk.do)
        done.paragraph_format.space_after = Pt(6)
