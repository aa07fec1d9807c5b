"""A hidden sheet with what the drop-downs offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.content.questionnaire_form import STATES, kind_labels, labels, persona_labels
from advisor.model.pack import Pack
from advisor.model.question import QuestionType
from advisor.reporting.xlsx.book import Book
from advisor.reporting.xlsx.formula import Area, Ref

NAME = "Lists"
_LABEL, _LEVEL = 2, 3
_STATES = {f"@{state}": state for state in STATES}


@dataclass(frozen=True, slots=True)
class Lists:
    """Where the words of the drop-downs stand."""

    labels: Mapping[str, Area]
    """Question id to the labels of its options, in order."""
    levels: Mapping[str, Area]
    """Question id to their levels; none in a workbook that leaves them out."""
    areas: Mapping[str, Area]
    """Question id to all that its drop-down offers: labels, then the states."""
    states: Area
    """Only the states, for numbers, texts and several choices."""
    kinds: Mapping[str, Ref]
    """Workload kind to the cell of its label."""
    kind_area: Area
    personas: Area | None
    """Labels of personas."""


def write_lists(book: Book, pack: Pack, *, levels: bool) -> Lists:
    """Write the sheet: whose entries follow, what each is, how it is called, and perhaps its level."""
    made = _Sheet(book)
    labelled: dict[str, Area] = {}
    levelled: dict[str, Area] = {}
    areas: dict[str, Area] = {}
    for question in pack.questions:
        if question.type in (QuestionType.SINGLE, QuestionType.MULTIPLE):
            first = made.row
            made.entries(question.id, labels(question))
            labelled[question.id] = made.since(first)
            if levels:
                for row, option in enumerate(question.options, first):
                    made.sheet.number(row, _LEVEL, option.level or 0)
                levelled[question.id] = made.since(first, _LEVEL)
            made.entries(question.id, _STATES)
            areas[question.id] = made.since(first)
    first = made.row
    made.entries("@states", _STATES)
    states = made.since(first)
    first = made.row
    kinds = made.entries("@kinds", kind_labels(pack))
    kind_area = made.since(first)
    first = made.row
    made.entries("@personas", persona_labels(pack))
    personas = made.since(first) if pack.personas else None
    made.sheet.raw.hide()
    return Lists(labelled, levelled, areas, states, kinds, kind_area, personas)


class _Sheet:
    """The sheet as it grows."""

    def __init__(self, book: Book) -> None:
        self.sheet = book.sheet(NAME)
        self.row = 1
        self.sheet.widths((30, 30, 80, 10))
        self.sheet.head(0, ("Question", "Option", "In the drop-down", "Level"))

    def entries(self, owner: str, ids: Mapping[str, str]) -> dict[str, Ref]:
        """Write some entries; gives the cells of their labels."""
        cells = {}
        for each, label in ids.items():
            self.sheet.text(self.row, 0, owner)
            self.sheet.text(self.row, 1, each)
            cells[each] = self.sheet.text(self.row, _LABEL, label)
            self.row += 1
        return cells

    def since(self, first: int, column: int = _LABEL) -> Area:
        """A column from a row to the last one."""
        return Area(self.sheet.name, first, column, self.row - 1, column)
