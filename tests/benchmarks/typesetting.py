"""How fast a report becomes PDF, beside the same words set as plain paragraphs.

The typesetter keeps what it has set before, so every measured document is one that it has not seen: the
report of one reader after the other, after a first one that loads fonts and libraries.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import median

import typst

from advisor.content.locations import templates_root
from advisor.reporting.document import Document, build_document
from advisor.reporting.look import PLAIN
from advisor.reporting.pdf import render
from advisor.reporting.pdf.data import document_data
from advisor.reporting.pdf.texts import strings
from advisor.workflows.report import report_inputs

GOAL = 1.5
_PLAIN = b"""
#set text(font: "Source Sans 3", size: 9pt)
#for words in json("data.json") [#words #parbreak()]
"""


def documents(file: Path) -> list[Document]:
    """The full report of every reader, with costs and annexes."""
    return [
        build_document(
            each.pack,
            each.assessment,
            each.recommendation,
            each.persona,
            date=None,
            practices=each.practices,
            roadmap=each.roadmap,
            robustness=each.robustness,
            estimate=each.estimate,
        )
        for each in report_inputs(file, "all")
    ]


def typesetting(file: Path) -> tuple[float, float]:
    """Medians: seconds for a report as PDF, and for its words as plain paragraphs."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(templates_root() / "typst" / "fonts")])
    ours, plain = [], []
    for document in documents(file):
        words = [text for text in strings(document_data(document, PLAIN)) if " " in text]
        began = time.perf_counter()
        render(document)
        ours.append(time.perf_counter() - began)
        files = {"main.typ": _PLAIN, "data.json": json.dumps(words).encode()}
        began = time.perf_counter()
        typst.compile(files, font_paths=fonts)
        plain.append(time.perf_counter() - began)
    return median(ours[1:]), median(plain[1:])
