"""What python-docx has no words for: fields, bookmarks, links inside the file, shading, alternatives."""

from __future__ import annotations

from collections.abc import Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def element(tag: str, attributes: Mapping[str, str] | None = None) -> BaseOxmlElement:
    """A new element of WordprocessingML; names carry their prefix."""
    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    return made


def field(paragraph: Paragraph, code: str, shown: str, *, stale: bool = False) -> None:
    """A field, such as a page number, with what it shows until Word works it out."""
    begin = element("w:fldChar", {"w:fldCharType": "begin"})
    if stale:
        begin.set(qn("w:dirty"), "true")
    instruction = element("w:instrText", {"xml:space": "preserve"})
    instruction.text = f" {code} "
    for part in (begin, instruction, element("w:fldChar", {"w:fldCharType": "separate"})):
        paragraph.add_run()._r.append(part)
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("w:fldChar", {"w:fldCharType": "end"}))


def ask_for_fields(settings: BaseOxmlElement) -> None:
    """Let Word offer to bring fields up to date when the file is opened: only it knows the pages."""
    for old in settings.findall(qn("w:updateFields")):
        settings.remove(old)
    made = element("w:updateFields", {"w:val": "true"})
    later = next((one for one in settings if one.tag in _AFTER_FIELDS), None)
    if later is None:
        settings.append(made)
    else:
        later.addprevious(made)


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A place that links lead to; ``number`` is unique in the file."""
    start = element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(element("w:bookmarkEnd", {"w:id": str(number)}))


def link(paragraph: Paragraph, text: str, name: str, style: str) -> None:
    """A link to a bookmark of this file; ``style`` is the id of a character style."""
    anchor = element("w:hyperlink", {"w:anchor": name, "w:history": "1"})
    run = paragraph.add_run(text)
    run._r.style = style
    anchor.append(run._r)
    paragraph._p.append(anchor)


def shade(cell: _Cell, colour: str) -> None:
    """Colour the ground of a cell."""
    properties = cell._tc.get_or_add_tcPr()
    properties.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour}))


def repeat_as_header(row: _Row) -> None:
    """Say that a row heads its table, so that it is repeated on each page and read out with each cell."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """Do not break a row over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def describe_table(table: Table, title: str) -> None:
    """What a table is about, for who cannot see it."""
    table._tbl.tblPr.append(element("w:tblCaption", {"w:val": title}))


def describe_picture(run: Run, number: int, name: str, words: str) -> None:
    """What a picture shows, for who cannot see it."""
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("id", str(number))
        properties.set("name", name)
        properties.set("descr", words)


def dress(table: Table, style: str, *, room: int, headed: bool) -> None:
    """Put a table in a style by the style's id; ``headed`` sets its first row apart.

    ``room`` is what stands above and below the text of a cell, in twentieths of a point.
    """
    properties = table._tbl.tblPr
    for old in [*properties.findall(qn("w:tblStyle")), *properties.findall(qn("w:tblLook"))]:
        properties.remove(old)
    properties.insert(0, element("w:tblStyle", {"w:val": style}))
    margins = element("w:tblCellMar")
    for side in ("top", "bottom"):
        margins.append(element(f"w:{side}", {"w:w": str(room), "w:type": "dxa"}))
    properties.append(margins)
    look = {"w:val": "0020" if headed else "0000", "w:firstRow": "1" if headed else "0", "w:noHBand": "1"}
    properties.append(element("w:tblLook", look))


def frame(paragraph: Paragraph, edge: str, ground: str) -> None:
    """A strong edge at the left and a tinted ground; neighbours with the same frame share it."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("w:pBdr")
    borders.append(element("w:left", {"w:val": "single", "w:sz": "24", "w:space": "8", "w:color": edge}))
    properties.insert_element_before(borders, *_AFTER_BORDERS)
    shading = element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": ground})
    properties.insert_element_before(shading, *_AFTER_BORDERS[1:])


def band(paragraph: Paragraph, ground: str) -> None:
    """A ground of one colour with room around it; neighbours with the same band make one."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("w:pBdr")
    for side, room in (("top", "24"), ("left", "12"), ("bottom", "24"), ("right", "12")):
        edge = {"w:val": "single", "w:sz": "4", "w:space": room, "w:color": ground}
        borders.append(element(f"w:{side}", edge))
    properties.insert_element_before(borders, *_AFTER_BORDERS)
    shading = element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": ground})
    properties.insert_element_before(shading, *_AFTER_BORDERS[1:])


_AFTER_BORDERS = (
    *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct"),
    *("w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid"),
    *("w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc"),
    *("w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle"),
    *("w:rPr", "w:sectPr", "w:pPrChange"),
)
"""What the schema wants behind a paragraph's borders, in its order."""

_AFTER_FIELDS = frozenset(
    qn(f"w:{name}")
    for name in (
        *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "themeFontLang"),
        *("clrSchemeMapping", "shapeDefaults", "decimalSymbol", "listSeparator"),
    )
) | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"}
"""What the schema wants behind the wish to bring fields up to date."""
