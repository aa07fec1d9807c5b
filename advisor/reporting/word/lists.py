"""Numbered lists that each begin at one."""

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
