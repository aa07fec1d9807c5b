"""Where everything stands on the sheet of scores."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.model.rules import Dimension
from advisor.reporting.xlsx.cases import Case, cases
from advisor.reporting.xlsx.formula import Area
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.working import Subject, Working

WIDTHS = (24, 24, 34, 36, 11, 9, 9, 9, 9, 9, 11, 11, 9, 9, 30)
HEAD = 4
SUMMARY = (
    "Workload",
    "Dimension",
    "What a high score means",
    "Could be, while answers are open",
    "Score",
    "From",
    "To",
    "Medium from",
    "High from",
    "Band",
    "In the report",
    "Same?",
    "Below",
    "Above",
    "In the chart",
)
DETAIL = (
    "Workload",
    "Dimension",
    "Question",
    "Answer",
    "Counts",
    "Weight",
    "Highest level",
    "Level",
    "At the lowest",
    "Expected",
    "At the highest",
)
CASES = (
    "Workload",
    "Dimension",
    "Where",
    "Counted questions",
    "Likelihood",
    "Possible points",
    "Lowest",
    "Expected",
    "Highest",
)
SCORE, LOW, HIGH, BAND = 4, 5, 6, 9
BELOW, ABOVE, NAME = 12, 13, 14
COUNTS, WEIGHT, MOST, LEVEL, LEAST, EXPECTED, GREATEST = range(4, 11)
LIKELY, POSSIBLE, CASE_LOW, CASE_EXPECTED, CASE_HIGH = range(4, 9)
_ROW = 20
"""Pixels of a row of usual height."""
TOO_MANY = "Cannot be told here while an answer is open that decides what is asked"


@dataclass(frozen=True, slots=True)
class Block:
    """One dimension of one workload: its line in the summary, its questions, its cases."""

    subject: Subject
    name: str
    dimension: Dimension
    line: int
    first: int
    """The first of its questions."""
    cases: tuple[Case, ...]
    first_case: int

    @property
    def last(self) -> int:
        """The last of its questions."""
        return self.first + len(self.dimension.weights) - 1

    @property
    def last_case(self) -> int:
        """The last of its cases."""
        return self.first_case + len(self.cases) - 1

    def area(self, sheet: str, column: int) -> Area:
        """A column of its questions."""
        return Area(sheet, self.first, column, self.last, column)

    def case_area(self, sheet: str, column: int) -> Area:
        """A column of its cases."""
        return Area(sheet, self.first_case, column, self.last_case, column)


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole sheet, from the top: summary, chart, every answer, cases."""

    blocks: tuple[Block, ...]
    chart: int
    chart_height: int
    """In pixels."""
    detail: int
    cases: int


def laid_out(working: Working) -> Layout:
    """Give every score, question and case its row."""
    dimensions = working.pack.rules.dimensions
    pairs = [(subject, name) for subject in working.subjects for name in dimensions]
    chart = HEAD + len(pairs) + 2
    height = 110 + 30 * len(pairs)
    row = detail = chart + height // _ROW + 2
    row += 2
    firsts = []
    for _, name in pairs:
        firsts.append(row)
        row += len(dimensions[name].weights)
    first_case = row + 4
    blocks = []
    for line, ((subject, name), first) in enumerate(zip(pairs, firsts, strict=True), HEAD + 1):
        found = cases(working.pack, subject.workload.kind, name)
        blocks.append(Block(subject, name, dimensions[name], line, first, found, first_case))
        first_case += len(found) if len(found) > 1 else 0
    return Layout(tuple(blocks), chart, height, detail, row + 2)


def write_names(sheet: Sheet, row: int, block: Block) -> None:
    """Whose score it is, and which."""
    sheet.text(row, 0, block.subject.title, "cell")
    sheet.text(row, 1, block.dimension.title, "cell")
