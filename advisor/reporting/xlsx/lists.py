"""A hidden sheet with what the drop-downs offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.content.questionnaire_form import STATES, kind_labels, labels
from advisor.model.pack import Pack
from advisor.model.question import QuestionType
from advisor.reporting.xlsx.book import Book
from advisor.reporting.xlsx.formula import Area, Ref

NAME = "Lists"


@dataclass(frozen=True, slots=True)
class Lists:
    """Where the words of the drop-downs stand."""

    labels: Mapping[str, Mapping[str, Ref]]
    """Question id to option id to the cell of its label."""
    areas: Mapping[str, Area]
    """Question id to all that its drop-down offers: labels, then the states."""
    states: Area
    """Only the states, for numbers, texts and several choices."""
    kinds: Mapping[str, Ref]
    """Workload kind to the cell of its label."""
    kind_area: Area
    personas: Area | None
    """Ids of personas."""


def write_lists(book: Book, pack: Pack) -> Lists:
    """Write the sheet; column A says whose entries follow, B what each is, C how it is called."""
    sheet = book.sheet(NAME)
    sheet.widths((30, 30, 80))
    sheet.head(0, ("Question", "Option", "In the drop-down"))
    row = 1
    found: dict[str, dict[str, Ref]] = {}
    areas: dict[str, Area] = {}

    def entries(owner: str, ids: Mapping[str, str]) -> dict[str, Ref]:
        nonlocal row
        cells = {}
        for each, label in ids.items():
            sheet.text(row, 0, owner)
            sheet.text(row, 1, each)
            cells[each] = sheet.text(row, 2, label)
            row += 1
        return cells

    for question in pack.questions:
        if question.type in (QuestionType.SINGLE, QuestionType.MULTIPLE):
            first = row
            found[question.id] = entries(question.id, labels(question))
            entries(question.id, {f"@{state}": state for state in STATES})
            areas[question.id] = Area(sheet.name, first, 2, row - 1, 2)
    first = row
    entries("@states", {f"@{state}": state for state in STATES})
    states = Area(sheet.name, first, 2, row - 1, 2)
    first = row
    kinds = entries("@kinds", kind_labels(pack))
    kind_area = Area(sheet.name, first, 2, row - 1, 2)
    first = row
    entries("@personas", {persona.id: persona.id for persona in pack.personas})
    personas = Area(sheet.name, first, 2, row - 1, 2) if pack.personas else None
    sheet.raw.hide()
    return Lists(found, areas, states, kinds, kind_area, personas)
