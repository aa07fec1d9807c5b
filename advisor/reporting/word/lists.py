"""Numbered lists that each begin at one, and the numbers of headings."""

from __future__ import annotations

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle

from advisor.reporting.word.marks import element


def restarted(word: Word) -> int | None:
    """A new list of the kind that numbered paragraphs use; None where the file's style has none."""
    style = word.styles["List Number"]
    if not isinstance(style, ParagraphStyle):
        return None
    used = style.element.find(f".//{qn('w:numId')}")
    if used is None:
        return None
    numbering = word.part.numbering_part.element
    wanted = used.get(qn("w:val"))
    found = next((one for one in numbering.findall(qn("w:num")) if one.get(qn("w:numId")) == wanted), None)
    abstract = None if found is None else found.find(qn("w:abstractNumId"))
    if abstract is None:
        return None
    taken = [int(one.get(qn("w:numId")) or 0) for one in numbering.findall(qn("w:num"))]
    number = max(taken) + 1
    made = element("w:num", {"w:numId": str(number)})
    made.append(element("w:abstractNumId", {"w:val": abstract.get(qn("w:val")) or "0"}))
    override = element("w:lvlOverride", {"w:ilvl": "0"})
    override.append(element("w:startOverride", {"w:val": "1"}))
    made.append(override)
    numbering.append(made)
    return number


def numbered_headings(word: Word, form: str) -> int:
    """A new series of numbers for headings of the first level: ``decimal``, ``upperLetter``."""
    numbering = word.part.numbering_part.element
    kinds = numbering.findall(qn("w:abstractNum"))
    kind = 1 + max((int(one.get(qn("w:abstractNumId")) or 0) for one in kinds), default=0)
    made = element("w:abstractNum", {"w:abstractNumId": str(kind)})
    made.append(element("w:multiLevelType", {"w:val": "singleLevel"}))
    level = element("w:lvl", {"w:ilvl": "0"})
    for tag, value in (("start", "1"), ("numFmt", form), ("lvlText", "%1"), ("lvlJc", "left")):
        level.append(element(f"w:{tag}", {"w:val": value}))
    place = element("w:pPr")
    place.append(element("w:ind", {"w:left": "567", "w:hanging": "567"}))
    level.append(place)
    made.append(level)
    # The schema wants all kinds before all lists.
    if kinds:
        kinds[-1].addnext(made)
    else:
        numbering.insert(0, made)
    taken = [int(one.get(qn("w:numId")) or 0) for one in numbering.findall(qn("w:num"))]
    number = 1 + max(taken, default=0)
    series = element("w:num", {"w:numId": str(number)})
    series.append(element("w:abstractNumId", {"w:val": str(kind)}))
    numbering.append(series)
    return number
