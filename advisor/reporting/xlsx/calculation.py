"""The sheet of steps between inputs and costs: one row for each thing that is worked out."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.reporting.xlsx.formula import Area, Expression, Part, Ref, part
from advisor.reporting.xlsx.sheet import Sheet

WHOSE, ALTERNATIVE, WHAT, AMOUNT = range(4)
FIRST = AMOUNT + 1
"""The first of the columns for years."""
_HEAD = 3
_WIDTHS = (24, 22, 52, 18)
_YEAR = 16
_NOTES = (
    "Each step from the inputs to the lines of costs. Amounts are in base units: money and hours a year, "
    "shares of 1, electricity in kWh.",
)


class Calculation:
    """Writes steps one below the other."""

    def __init__(self, sheet: Sheet, years: int) -> None:
        """Begin the sheet."""
        self.sheet = sheet
        self.years = years
        self._row = _HEAD + 1
        self._wide = FIRST + years
        sheet.widths((*_WIDTHS, *(_YEAR for _ in range(years))))
        sheet.title("Calculation")
        for row, note in enumerate(_NOTES, 1):
            sheet.text(row, 0, note, "quiet")
        titles = ("Workload", "Alternative", "What", "Amount", *(f"Year {n}" for n in range(1, years + 1)))
        sheet.head(_HEAD, titles, numbers=range(AMOUNT, FIRST + years))
        sheet.raw.freeze_panes(_HEAD + 1, FIRST)

    def end(self) -> None:
        """Make it print, and keep its formulas safe from slips."""
        self.sheet.raw.autofilter(_HEAD, 0, max(self._row - 1, _HEAD + 1), FIRST - 1)
        self.sheet.page(repeat=_HEAD)
        self.sheet.protect()

    def block(self, whose: str, alternative: str = "") -> Block:
        """Rows for a workload, or for one of its alternatives."""
        return Block(self, whose, alternative)

    def next_row(self, whose: str, alternative: str, what: str) -> int:
        """A row with its labels."""
        row = self._row
        self._row += 1
        for column, text in ((WHOSE, whose), (ALTERNATIVE, alternative)):
            self.sheet.text(row, column, text, "line", "quiet")
        self.sheet.text(row, WHAT, what, "line")
        return row


class Block:
    """Steps of one workload or one of its alternatives."""

    def __init__(self, calculation: Calculation, whose: str, alternative: str) -> None:
        """Use ``Calculation.block``."""
        self._calculation = calculation
        self._whose, self._alternative = whose, alternative

    @property
    def years(self) -> range:
        """The years, from 0."""
        return range(self._calculation.years)

    def amount(self, what: str, formula: Part) -> Ref:
        """One step with one amount."""
        return self._write(what, AMOUNT, [part(formula)])[0]

    def yearly(self, what: str, formulas: Sequence[Part]) -> Years:
        """One step with an amount for each year; formulas may be those of the row itself, further left."""
        refs = self._write(what, FIRST, [part(each) for each in formulas])
        return Years(tuple(refs))

    def begin(self, what: str) -> Growing:
        """One step whose later years look at its earlier ones."""
        row = self._calculation.next_row(self._whose, self._alternative, what)
        return Growing(self._calculation.sheet, row)

    def text(self, what: str, text: str) -> Ref:
        """A text that formulas show."""
        row = self._calculation.next_row(self._whose, self._alternative, what)
        return self._calculation.sheet.text(row, AMOUNT, text, "line")

    def _write(self, what: str, first: int, formulas: Sequence[Expression]) -> list[Ref]:
        row = self._calculation.next_row(self._whose, self._alternative, what)
        sheet = self._calculation.sheet
        return [
            sheet.formula(row, column, each, "line", "step") for column, each in enumerate(formulas, first)
        ]


class Years:
    """The cells of one step, year by year."""

    def __init__(self, refs: Sequence[Expression]) -> None:
        """Cells side by side, or what stands for them."""
        self.refs = tuple(refs)

    def __getitem__(self, year: int) -> Expression:
        return self.refs[year]

    def until(self, year: int) -> Area:
        """The cells of the years before one, which is not the first."""
        first, last = self.refs[0], self.refs[year - 1]
        if not isinstance(first, Ref) or not isinstance(last, Ref):
            raise TypeError("only cells make an area")
        return Area(first.sheet, first.row, first.column, last.row, last.column)


class Growing:
    """A step that is written year by year."""

    def __init__(self, sheet: Sheet, row: int) -> None:
        """Use ``Block.begin``."""
        self._sheet, self._row = sheet, row
        self._refs: list[Ref] = []

    def add(self, formula: Part) -> Ref:
        """The next year."""
        column = FIRST + len(self._refs)
        ref = self._sheet.formula(self._row, column, part(formula), "line", "step")
        self._refs.append(ref)
        return ref

    def so_far(self) -> tuple[Ref, ...]:
        """The years that are written."""
        return tuple(self._refs)

    def done(self) -> Years:
        """All years."""
        return Years(tuple(self._refs))
