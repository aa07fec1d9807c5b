"""A whole report as a Word file: cover, executive page, contents, sections, annexes, credits."""

from __future__ import annotations

import datetime
import io
import zipfile

import docx
from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.section import Section as Pages
from docx.shared import Emu, Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from advisor.errors import Problem, UnusableInput
from advisor.reporting.blocks import Bullets, Item, Section
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document
from advisor.reporting.look import Look, Paper
from advisor.reporting.sections.executive import Risk
from advisor.reporting.word import marks, styles
from advisor.reporting.word.archive import steady
from advisor.reporting.word.blocks import Writer, anchor
from advisor.reporting.word.lists import numbered_headings

_SIZES = {Paper.A4: (Mm(210), Mm(297)), Paper.LETTER: (Mm(215.9), Mm(279.4))}
_LOGO_HEIGHT = Mm(16)
_SMALL_LOGO = Mm(9)
_LOGO_WIDTH = Mm(60)
_NO_DAY = datetime.date(2000, 1, 1)
"""Stands in the file's properties when a report carries no date."""


def composed(document: Document, look: Look) -> bytes:
    """The file's bytes.

    Raises:
        UnusableInput: the house template is no Word file.
    """
    house = look.word_template is not None
    brief = document.depth is Depth.BRIEF
    word = _opened(look)
    styles.prepare(word, look.brand, house=house, brief=brief)
    styles.set_language(word, document.language)
    pages = word.sections[-1]
    if not house:
        _page(pages, look, brief=brief)
    writer = Writer(word, look, _text_width(pages), styles.palette(look.brand), 25 if brief else 50)
    _running(pages, document, look, writer, house=house)
    _cover(writer, document, look)
    if not brief:
        _executive(writer, document)
        _contents(writer, document, numbered=not house)
    # A house template may number its headings itself, and a brief has too few of them.
    plain = house or brief
    series = None if plain else numbered_headings(word, "decimal")
    for number, section in enumerate(document.sections):
        _section(writer, section, 1, new_page=number == 0 and not brief, series=series)
    series = None if plain else numbered_headings(word, "upperLetter")
    for number, section in enumerate(document.annexes):
        _section(writer, section, 1, new_page=number == 0, annex=True, series=series)
    _credits(writer, document)
    if not brief:
        marks.ask_for_fields(word.settings.element)
    _properties(word, document, look)
    out = io.BytesIO()
    word.save(out)
    return steady(out.getvalue())


def _opened(look: Look) -> Word:
    """A new file: the house template without its text, or ours."""
    if look.word_template is None:
        word = docx.Document()
        rels = word.part.package.rels
        # The library's own preview would show another file's first page in folders.
        for name in [name for name, one in rels.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            rels.pop(name)
        return word
    try:
        word = docx.Document(io.BytesIO(look.word_template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        problem = Problem("--template", None, None, "this is no Word file (.docx)", str(error) or None)
        raise UnusableInput([problem]) from None
    body = word.element.body
    for part in list(body)[:-1]:
        body.remove(part)
    return word


def _page(pages: Pages, look: Look, *, brief: bool) -> None:
    pages.page_width, pages.page_height = _SIZES[look.paper]
    if brief:
        pages.left_margin = pages.right_margin = Mm(18)
        pages.top_margin, pages.bottom_margin = Mm(17), Mm(15)
        pages.header_distance = pages.footer_distance = Mm(8)
        return
    pages.left_margin = pages.right_margin = Mm(23)
    pages.top_margin, pages.bottom_margin = Mm(24), Mm(22)
    pages.header_distance = pages.footer_distance = Mm(11)


def _text_width(pages: Pages) -> Length:
    width, left, right = pages.page_width, pages.left_margin, pages.right_margin
    return Emu(int(width or Mm(210)) - int(left or Mm(25)) - int(right or Mm(25)))


def _running(pages: Pages, document: Document, look: Look, writer: Writer, *, house: bool) -> None:
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


def _cover(writer: Writer, document: Document, look: Look) -> None:
    brand = look.brand
    brief = document.depth is Depth.BRIEF
    if look.logo is not None:
        _logo(writer, look, _SMALL_LOGO if brief else _LOGO_HEIGHT)
    if brand.classification and not brief:
        writer.line(brand.classification, styles.KICKER)
    kind = "Brief" if brief else "Report"
    made = writer.line(f"{document.subject} · {kind} for {document.persona_title}", styles.KICKER)
    if not brief:
        made.paragraph_format.space_before = Mm(55)
    told = [made, writer.line(document.organisation, "Title"), writer.line(document.headline, styles.LEAD)]
    if not brief and look.word_template is None:
        _banded(told, writer.colours.accent)
    facts = [
        *((fact.label, fact.value) for fact in document.glance),
        ("Assessment", document.assessment_title),
        ("Prepared for", brand.client),
        ("Prepared by", look.signed_by(document.prepared_by)),
        ("Date", look.day(document.date)),
        ("Questions and rules", f"{document.pack_title} {document.pack.version}"),
    ]
    shown = [(label, value) for label, value in facts if value]
    if brief:
        made = writer.line("", styles.CELL)
        for number, (label, value) in enumerate(shown):
            made.add_run(f"{'  ·  ' if number else ''}{label}: ").bold = True
            made.add_run(value)
        return
    table = writer.grid(len(shown), (26, 74))
    for row, (label, value) in zip(table.rows, shown, strict=True):
        for cell, text, style in zip(row.cells, (label, value), (styles.CELL_HEAD, styles.CELL), strict=True):
            writer.write(cell, text, style)
    marks.describe_table(table, "The report at a glance")
    writer.gap()


def _banded(lines: list[Line], ground: str) -> None:
    """Set white upon the brand's colour, as one band with room below it."""
    for line in lines:
        marks.band(line, ground)
        for run in line.runs:
            run.font.color.rgb = RGBColor(255, 255, 255)
    lines[-1].paragraph_format.space_after = Pt(48)


def _logo(writer: Writer, look: Look, height: Length) -> None:
    logo = look.logo
    if logo is None:
        return
    data = logo.data
    if logo.media_type == "image/svg+xml":
        import vl_convert

        data = vl_convert.svg_to_png(logo.data.decode("utf-8", "replace"), scale=4.0)
    width = min(int(_LOGO_WIDTH), int(height) * logo.width // logo.height)
    run = writer.line("").add_run()
    run.add_picture(io.BytesIO(data), width=Emu(width))
    number = writer.next("picture")
    marks.describe_picture(run, number, "Logo", look.brand.firm or "")


def _executive(writer: Writer, document: Document) -> None:
    page = document.executive
    writer.heading("The advice on one page", 1, "in-one-page")
    _on_new_page(writer)
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


def _on_new_page(writer: Writer) -> None:
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


def _contents(writer: Writer, document: Document, *, numbered: bool) -> None:
    """A table of contents that Word brings up to date, filled in already for who only reads."""
    title = writer.line("Contents", styles.LEAD)
    title.paragraph_format.page_break_before = True
    sections = [*document.sections, *document.annexes]
    first = writer.line("")
    begin = marks.element("w:fldChar", {"w:fldCharType": "begin", "w:dirty": "true"})
    code = marks.element("w:instrText", {"xml:space": "preserve"})
    code.text = ' TOC \\o "1-2" \\h \\z \\u '
    for part in (begin, code, marks.element("w:fldChar", {"w:fldCharType": "separate"})):
        first.add_run()._r.append(part)
    line = first
    for number, section in enumerate(sections):
        if number:
            line = writer.line("")
        stops = line.paragraph_format.tab_stops
        if numbered:
            annex = number - len(document.sections)
            line.add_run(f"{number + 1 if annex < 0 else chr(ord('A') + annex)}\t")
            stops.add_tab_stop(Mm(9))
        marks.link(line, section.title, anchor(section.id), writer.ids[styles.LINK])
        stops.add_tab_stop(writer.width, WD_TAB_ALIGNMENT.RIGHT)
        line.add_run("\t")
        marks.field(line, f"PAGEREF {anchor(section.id)} \\h", "", stale=True)
    line.add_run()._r.append(marks.element("w:fldChar", {"w:fldCharType": "end"}))


def _section(
    writer: Writer,
    section: Section,
    level: int,
    *,
    new_page: bool = False,
    annex: bool = False,
    series: int | None = None,
) -> None:
    title = f"Annex: {section.title}" if annex else section.title
    writer.heading(title, level, section.id, series)
    if new_page:
        _on_new_page(writer)
    for block in section.blocks:
        writer.block(block)
    for inner in section.sections:
        _section(writer, inner, min(level + 1, 3))


def _credits(writer: Writer, document: Document) -> None:
    pack = document.pack
    rules = f"Questions and rules: {pack.id} {pack.version}, SHA-256 {pack.sha256}"
    if document.depth is Depth.BRIEF:
        works = [f"{credit.title} ({credit.author}, {credit.licence})" for credit in document.credits]
        writer.line(f"Builds on {'; '.join(works)}. {rules}" if works else rules, styles.QUIET)
        return
    for credit in document.credits:
        writer.line(f"{credit.title}, {credit.author}, {credit.licence}. {credit.note}", styles.QUIET)
    writer.line(rules, styles.QUIET)


def _properties(word: Word, document: Document, look: Look) -> None:
    """What the file says of itself; its times are the report's date, so that the bytes stay the same."""
    day = datetime.date.fromisoformat(document.date) if document.date else _NO_DAY
    moment = datetime.datetime.combine(day, datetime.time())
    properties = word.core_properties
    properties.title, properties.subject = document.title[:250], document.subject[:250]
    properties.author = (look.signed_by(document.prepared_by) or "")[:250]
    properties.last_modified_by, properties.comments, properties.keywords = "", "", ""
    properties.language = document.language
    properties.created = properties.modified = moment
    properties.revision = 1
