"""One document on its way to a PDF: its templates, pictures and fonts, looked up once."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from advisor.errors import AdvisorError
from advisor.model.brand import Fonts as BrandFonts
from advisor.reporting.blocks import Chart, Section
from advisor.reporting.charts import drawing
from advisor.reporting.document import Document
from advisor.reporting.look import Look
from advisor.reporting.pdf.blocks import chart_name
from advisor.reporting.pdf.data import TEXT_FONT, Room, document_data, logo_name
from advisor.reporting.pdf.sources import FONTS, Sources, sources
from advisor.reporting.pdf.texts import Json, strings
from advisor.reporting.pdf.typesetting import Fonts, Unshown, lacking, typeset

_COMMON = frozenset(
    "\u200b\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u202f\u20ac\u2192\u2212\u2264\u2265"
) | frozenset(map(chr, range(0x20, 0x180)))
"""Letters that the fonts that come along surely show."""
_ARABIC = frozenset(map(chr, range(0x600, 0x780)))
_WIDTH = 640
"""Pixels that a drawing is wide; the page sets it as wide as its text."""


class Job:
    """Sets a document once or several times, in as much room as it is given."""

    def __init__(self, document: Document, look: Look) -> None:
        self._document = document
        self._look = look
        self._sources = sources(look.templates)
        self._fonts = _fonts(look, self._sources)
        self._missing: frozenset[str] = frozenset()
        self._known = False
        """Whether it is known what the fonts lack."""
        self._charts = _charts(document, look)
        self._pictures = {chart_name(name): drawn for name, drawn in self._charts.items()}
        if look.logo is not None:
            self._pictures[logo_name(look.logo)] = look.logo.data

    def pdf(self, room: Room) -> bytes:
        """The document in this much room.

        Where the fonts that come along lack a letter, the machine's own are asked; what these lack too
        stands there in words or as a code.

        Raises:
            UnusableInput: a template of the user's own has a mistake.
        """
        date = self._document.date
        day = datetime.date.fromisoformat(date) if date else None
        data = self._data(room)
        if not self._known:
            self._look_for_letters(data)
            if self._missing:
                data = self._data(room)
        while True:
            try:
                return typeset(self._sources, data, self._pictures, self._fonts, day)
            except Unshown as lack:
                # Several signs that make one letter may be shown apart and not together; and a template
                # may write letters of its own.
                if not self._fonts.system:
                    self._fonts = Fonts(self._fonts.folders, system=True)
                elif lack.characters <= self._missing:
                    raise AdvisorError(f"No font shows what a template writes: {lack}") from None
                else:
                    self._missing |= lack.characters
                    data = self._data(room)

    def _data(self, room: Room) -> Json:
        return document_data(self._document, self._look, self._charts, room, self._missing)

    def _look_for_letters(self, data: Json) -> None:
        """Find out what the fonts lack before a long document is set in vain."""
        self._known = True
        rare = sorted({letter for text in strings(data) if not text.isascii() for letter in text} - _COMMON)
        if not rare:
            return
        self._missing = lacking(rare, self._sources.root, self._fonts)
        # What comes along has Arabic letters, but only such as a typewriter has.
        better = any(letter in _ARABIC for letter in rare)
        if (self._missing or better) and not self._fonts.system:
            self._fonts = Fonts(self._fonts.folders, system=True)
            self._missing = lacking(rare, self._sources.root, self._fonts)


def _fonts(look: Look, found: Sources) -> Fonts:
    """The fonts that come along, the brand's, those of the user's templates; the machine's if named."""
    folders = [found.root / FONTS, look.fonts, found.own / FONTS if found.own else None]
    fonts = Fonts(tuple(folder for folder in folders if folder is not None and folder.is_dir()))
    wanted = {name.lower() for name in (look.brand.fonts.text, look.brand.fonts.headings) if name}
    return fonts if wanted <= fonts.families else Fonts(fonts.folders, system=True)


def _charts(document: Document, look: Look) -> dict[str, bytes]:
    """Every chart of the document as SVG, by its id; none where nothing draws them."""
    if not drawing.available():
        return {}
    fonts = BrandFonts(text=look.brand.fonts.text or TEXT_FONT, headings=look.brand.fonts.headings)
    own = Look(brand=look.brand.model_copy(update={"fonts": fonts}))
    found = {}
    for section in (*document.sections, *document.annexes):
        for chart in _charts_of(section):
            found[chart.id] = drawing.svg(chart, own, width=_WIDTH).encode()
    return found


def _charts_of(section: Section) -> Iterator[Chart]:
    for block in section.blocks:
        if isinstance(block, Chart):
            yield block
    for inner in section.sections:
        yield from _charts_of(inner)
