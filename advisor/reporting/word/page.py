"""The pages of a Word report: their size, and what runs above and below the text."""

from __future__ import annotations

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import Section as Pages
from docx.shared import Emu, Length, Mm
from docx.text.paragraph import Paragraph as Line

from advisor.reporting.depth import Depth
from advisor.reporting.document import Document
from advisor.reporting.look import Look, Paper
from advisor.reporting.word import marks
from advisor.reporting.word.blocks import Writer

_SIZES = {Paper.A4: (Mm(210), Mm(297)), Paper.LETTER: (Mm(215.9), Mm(279.4))}


def page(pages: Pages, look: Look, *, brief: bool) -> None:
    """Give the pages the size of the paper, and margins."""
    pages.page_width, pages.page_height = _SIZES[look.paper]
    if brief:
        pages.left_margin = pages.right_margin = Mm(18)
        pages.top_margin, pages.bottom_margin = Mm(17), Mm(15)
        pages.header_distance = pages.footer_distance = Mm(8)
        return
    pages.left_margin = pages.right_margin = Mm(23)
    pages.top_margin, pages.bottom_margin = Mm(24), Mm(22)
    pages.header_distance = pages.footer_distance = Mm(11)


def text_width(pages: Pages) -> Length:
    """How wide text may be on these pages."""
    width, left, right = pages.page_width, pages.left_margin, pages.right_margin
    return Emu(int(width or Mm(210)) - int(left or Mm(25)) - int(right or Mm(25)))


def running(pages: Pages, document: Document, look: Look, writer: Writer, *, house: bool) -> None:
    """Running head and foot; a house template that has its own keeps them."""
    if not house:
        pages.different_first_page_header_footer = document.depth is Depth.FULL
    brand = look.brand
    header, footer = pages.header.paragraphs[0], pages.footer.paragraphs[0]
    if not (house and pages.header.paragraphs[0].text.strip()):
        header.text = ""
        header.add_run(f"{document.organisation} · {document.subject}"[:110])
        if brand.classification:
            header.add_run(f"\t{brand.classification}")
        _stop(header, writer.width)
    if not (house and footer.text.strip()):
        footer.text = ""
        footer.add_run(f"{brand.footer or brand.firm or ''}\t")
        marks.field(footer, "PAGE", "1")
        footer.add_run(" of ")
        marks.field(footer, "NUMPAGES", "1")
        _stop(footer, writer.width)


def _stop(line: Line, width: Length) -> None:
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
