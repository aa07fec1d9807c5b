"""Tables as WordprocessingML, written at once.

python-docx makes a table cell by cell and looks for the place of every part anew; a report has thousands
of cells. Texts are escaped here, so that none can be read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

_BREAK = re.compile(r"(\n|\t)")
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold; texts of a document have none of it, those of a brand may."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text that looks one way."""

    text: str
    bold: bool = False
    colour: str | None = None
    """As six hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Leads:
    """A link to a bookmark of the file."""

    text: str
    anchor: str
    style: str
    """Id of a character style."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph's worth of a cell."""

    parts: tuple[Words | Leads, ...]
    style: str
    """Id of a paragraph style."""
    end: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table."""

    lines: tuple[Row, ...]
    ground: str | None = None
    """Colour behind it, as six hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table."""

    title: str
    """What it is about, for who cannot see it."""
    style: str
    """Id of a table style."""
    widths: Sequence[int]
    """Of the columns, in twentieths of a point."""
    room: int
    """Above and below the text of a cell, in twentieths of a point."""
    headed: bool = True
    """Whether its first row heads it, and is repeated on each page."""


def written(sheet: Sheet, rows: Iterable[Sequence[Box]]) -> BaseOxmlElement:
    """The table as an element to stand in a file's body."""
    head = "1" if sheet.headed else "0"
    margins = "".join(f'<w:{side} w:w="{sheet.room}" w:type="dxa"/>' for side in ("top", "bottom"))
    pieces = [
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val={quoteattr(sheet.style)}/>",
        f'<w:tblW w:type="dxa" w:w="{sum(sheet.widths)}"/><w:jc w:val="left"/>',
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>',
        f'<w:tblLook w:val="00{"2" if sheet.headed else "0"}0" w:firstRow="{head}" w:noHBand="1"/>',
        f"<w:tblCaption w:val={_attribute(sheet.title)}/></w:tblPr><w:tblGrid>",
        *(f'<w:gridCol w:w="{width}"/>' for width in sheet.widths),
        "</w:tblGrid>",
    ]
    for number, boxes in enumerate(rows):
        repeated = "<w:tblHeader/>" if sheet.headed and number == 0 else ""
        pieces.append(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>")
        pieces += [_cell(box, width) for box, width in zip(boxes, sheet.widths, strict=True)]
        pieces.append("</w:tr>")
    pieces.append("</w:tbl>")
    made: BaseOxmlElement = parse_xml("".join(pieces))
    return made


def _cell(box: Box, width: int) -> str:
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{box.ground}"/>' if box.ground else ""
    lines = "".join(map(_line, box.lines))
    return f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/>{ground}</w:tcPr>{lines}</w:tc>'


def _line(row: Row) -> str:
    to = '<w:jc w:val="right"/>' if row.end else ""
    parts = "".join(map(_part, row.parts))
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(row.style)}/>{to}</w:pPr>{parts}</w:p>"


def _part(part: Words | Leads) -> str:
    if isinstance(part, Leads):
        run = f"<w:r><w:rPr><w:rStyle w:val={quoteattr(part.style)}/></w:rPr>{_text(part.text)}</w:r>"
        return f'<w:hyperlink w:anchor={_attribute(part.anchor)} w:history="1">{run}</w:hyperlink>'
    look = "<w:b/>" if part.bold else ""
    look += f'<w:color w:val="{part.colour}"/>' if part.colour else ""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_text(part.text)}</w:r>"


def _text(text: str) -> str:
    """A text within a run; line feeds and tabs are elements of their own."""
    return "".join(
        _SIGNS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _BREAK.split(_UNFIT.sub("\ufffd", text))
        if piece
    )


def _attribute(text: str) -> str:
    return quoteattr(_UNFIT.sub("\ufffd", text))
