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
from docx.shared import Mm

from advisor.errors import Problem, UnusableInput
from advisor.reporting.blocks import Section
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document
from advisor.reporting.look import Look
from advisor.reporting.word import marks, styles
from advisor.reporting.word.archive import steady
from advisor.reporting.word.blocks import Writer, anchor
from advisor.reporting.word.cover import cover
from advisor.reporting.word.executive import executive, on_new_page
from advisor.reporting.word.lists import numbered_headings
from advisor.reporting.word.page import page, running, text_width

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
        page(pages, look, brief=brief)
    writer = Writer(word, look, text_width(pages), styles.palette(look.brand), 25 if brief else 50)
    running(pages, document, look, writer, house=house)
    cover(writer, document, look)
    if not brief:
        executive(writer, document)
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
        on_new_page(writer)
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
