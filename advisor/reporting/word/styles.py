"""The styles that a report uses: those of the house template where it has them, else ours.

A style is made only where the file lacks it, so that a house template decides how everything looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from advisor.model.brand import Brand
from advisor.reporting.tints import mixed, readable

TEXT_FONT = "Calibri"
HEADING_FONT = "Georgia"

LEAD = "Advisor Lead"
QUIET = "Advisor Quiet"
LABEL = "Advisor Label"
CELL = "Advisor Table Text"
CELL_HEAD = "Advisor Table Heading"
CALLOUT = "Advisor Callout"
KICKER = "Advisor Kicker"
GAP = "Advisor Gap"
FIGURE = "Advisor Key Figure"
LINK = "Advisor Link"
TABLE = "Advisor Table"
_PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as six hexadecimal digits, the way Word writes them."""

    ink: str
    quiet: str
    accent: str
    soft: str
    line: str


def palette(brand: Brand) -> Palette:
    """The brand's colours, each readable on white."""
    ink, accent = readable(brand.colours.ink, _PAPER, 7.0), readable(brand.colours.accent, _PAPER)
    quiet = readable(mixed(ink, _PAPER, 0.3), _PAPER)
    return Palette(*(_plain(one) for one in (ink, quiet, accent, mixed(accent, _PAPER, 0.88), "#d5d8de")))


def _plain(colour: str) -> str:
    return colour.removeprefix("#").upper()


def prepare(word: Word, brand: Brand, *, house: bool, brief: bool = False) -> None:
    """Make sure that every style is there; without a house template also dress Word's own ones.

    A brief is set smaller, so that it fits its two pages.
    """
    colours = palette(brand)
    text = brand.fonts.text or TEXT_FONT
    headings = brand.fonts.headings or brand.fonts.text or HEADING_FONT
    if not house:
        _dress(word, colours, text, headings)
    _ours(word, colours, headings, house=house)
    if brief and not house:
        _tighten(word)


def _dress(word: Word, colours: Palette, text: str, headings: str) -> None:
    normal = _paragraph(word, "Normal")
    _font(normal, text, 10.5, colours.ink)
    _spacing(normal, before=0, after=6, line=1.15)
    for name, size, before, after in (
        ("Title", 30, 0, 8),
        ("Heading 1", 19, 22, 8),
        ("Heading 2", 14, 16, 5),
        ("Heading 3", 11.5, 12, 4),
    ):
        style = _paragraph(word, name)
        _font(style, headings, size, colours.ink if name != "Heading 3" else colours.accent, bold=True)
        _spacing(style, before=before, after=after, line=1.05)
        style.paragraph_format.keep_with_next = True
        _remove(style, "w:pBdr")
    caption = _paragraph(word, "Caption")
    _font(caption, text, 9.5, colours.ink, bold=True)
    _spacing(caption, before=10, after=4, line=1.0)
    caption.paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        style = _paragraph(word, name)
        _font(style, text, 8.5, colours.quiet)
        _spacing(style, before=0, after=0, line=1.0)
        _remove(style, "w:tabs")
    for name in ("List Bullet", "List Number"):
        _spacing(_paragraph(word, name), before=0, after=4, line=1.15)


def _ours(word: Word, colours: Palette, headings: str, *, house: bool) -> None:
    ink = None if house else colours.ink
    lead = _made(word, LEAD)
    if lead is not None:
        _font(lead, None if house else headings, 13, ink)
        _spacing(lead, before=0, after=8, line=1.2)
    for name, size, bold, colour in (
        (QUIET, 9.0, False, None if house else colours.quiet),
        (LABEL, 10.5, True, ink),
        (CELL, 9.0, False, ink),
        (CELL_HEAD, 9.0, True, ink),
        (CALLOUT, 10.0, False, ink),
        (KICKER, 10.5, False, None if house else colours.quiet),
        (FIGURE, 18.0, True, None if house else colours.accent),
    ):
        style = _made(word, name)
        if style is None:
            continue
        _font(style, None, size, colour, bold=bold)
        _spacing(style, before=0, after=2 if name in {CELL, CELL_HEAD, FIGURE} else 5, line=1.1)
        style.paragraph_format.keep_with_next = name in {LABEL, CELL_HEAD}
    gap = _made(word, GAP)
    if gap is not None:
        _font(gap, None, 4, None)
        _spacing(gap, before=0, after=0, line=1.0)
    if TABLE not in {style.name for style in word.styles}:
        _table_style(word, colours)
    if LINK not in {style.name for style in word.styles}:
        link = word.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
        if isinstance(link, CharacterStyle):
            link.font.color.rgb = RGBColor.from_string(colours.accent)
            link.font.underline = True


def _tighten(word: Word) -> None:
    for name, size, before, after in (
        ("Normal", 9, 0, 3),
        ("Title", 19, 0, 2),
        ("Heading 1", 12.5, 7, 2),
        ("Caption", 8, 2, 2),
        (LEAD, 10.5, 0, 4),
        (CELL, 8, 0, 0),
        (CELL_HEAD, 8, 0, 0),
        (QUIET, 7.5, 0, 1),
        ("List Bullet", 9, 0, 1),
        ("List Number", 9, 0, 1),
    ):
        style = _paragraph(word, name)
        style.font.size = Pt(size)
        _spacing(style, before=before, after=after, line=1.03)


def _table_style(word: Word, colours: Palette) -> None:
    """Thin lines between rows, a strong one below the heading, none between columns."""
    style = word.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(_edge(side, colours.line, 4))
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", 80), ("right", 80)):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), str(width))
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    properties.extend([borders, margins])
    first = OxmlElement("w:tblStylePr")
    first.set(qn("w:type"), "firstRow")
    cells = OxmlElement("w:tcPr")
    edges = OxmlElement("w:tcBorders")
    edges.append(_edge("bottom", colours.ink, 10))
    cells.append(edges)
    first.append(cells)
    style.element.extend([properties, first])


def _edge(side: str, colour: str, size: int) -> BaseOxmlElement:
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    return edge


def _paragraph(word: Word, name: str) -> ParagraphStyle:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    return style


def _made(word: Word, name: str) -> ParagraphStyle | None:
    """A new style; None where the file has one of this name, which then decides."""
    if name in {style.name for style in word.styles}:
        return None
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    style.base_style = word.styles["Normal"]
    style.quick_style = True
    return style


def _font(
    style: ParagraphStyle, name: str | None, size: float, colour: str | None, *, bold: bool = False
) -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(size), bold, False
    if colour is not None:
        font.color.rgb = RGBColor.from_string(colour)
    if name is not None:
        font.name = name
        # Scripts beyond Latin, and the theme's own fonts, have attributes of their own.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{key}"), None)
        fonts.set(qn("w:cs"), name)


def _spacing(style: ParagraphStyle, *, before: float, after: float, line: float) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, line
    form.widow_control = True


def _remove(style: ParagraphStyle, tag: str) -> None:
    properties = style.element.get_or_add_pPr()
    for found in properties.findall(qn(tag)):
        properties.remove(found)


def set_language(word: Word, language: str) -> None:
    """The language of all text, for spelling and for screen readers."""
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is None:
        return
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    defaults.append(lang)
