"""The sheet of what the costs rest on: every figure, its range and origin, and room for another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from advisor.economics.situation import exchange_of
from advisor.model.economics import Basis, Estimate, Figure, Origin
from advisor.model.price import PriceBook, Quantity, Range
from advisor.model.question import Scope
from advisor.model.units import unit
from advisor.reporting.sections.cost_words import ORIGINS, exchange
from advisor.reporting.xlsx.following import Following, Pick, high, low, typical
from advisor.reporting.xlsx.formula import Area, Expression, Ref
from advisor.reporting.xlsx.functions import both, call, either, if_
from advisor.reporting.xlsx.inputs_columns import (
    BASE,
    CHANGED,
    COUNTS,
    DAY,
    FIGURE,
    FROM,
    HIGH,
    KNOWN,
    LOW,
    ONLY,
    OWN,
    TITLES,
    TYPICAL,
    UNIT,
    WIDTHS,
    WORKLOAD,
)
from advisor.reporting.xlsx.inputs_figures import Line, near, plain_figures
from advisor.reporting.xlsx.quantities import to_base
from advisor.reporting.xlsx.rules_sheet import RulesSheet
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.working import Working

_HEAD = 4
_ROUNDED = Fraction(1, 10**9)
"""The share of a figure that applications may lose in turning units."""
ALL = "All workloads"
YOURS, FOLLOWS = "yours", "by answers"
_NOTES = (
    "Type a figure of your own into a yellow cell, in the unit of its row: costs and KPIs follow. "
    "Empty it, and the typical figure counts again.",
    "Figures that come from answers follow the sheet of answers. To keep one, state it under “economics” in "
    "the assessment; “advisor tco FILE” tells how.",
)


class InputsSheet:
    """Writes the figures, and knows where they stand."""

    def __init__(
        self, working: Working, sheet: Sheet, estimate: Estimate, basis: Basis, rules: RulesSheet
    ) -> None:
        """Use the rules, whose cells know which answers there are."""
        self._working, self._sheet, self._estimate, self._basis = working, sheet, estimate, basis
        self._book: PriceBook = basis.book
        exchange = exchange_of(basis.book, basis.economics)
        self._exchange = exchange
        self._follow = {
            subject.workload.id: Following(working.pack, rules, subject, exchange)
            for subject in working.subjects
        }
        self._bases: dict[tuple[str, str, str | None], Ref] = {}
        self.lacking: set[tuple[str, str]] = set()
        """Workloads and quantities that have a figure only when somebody types one."""
        self._plain: dict[str, dict[str, Figure]] = {}
        self._counts: dict[tuple[str, str], tuple[Ref, str]] = {}
        """The figure that counts and its unit, by workload and quantity."""
        self._last = _HEAD

    def write(self, wanted: Mapping[str, Sequence[str]]) -> None:
        """Write everything; ``wanted`` are quantities that KPIs look at beside the costs, by workload."""
        sheet = self._sheet
        sheet.widths(WIDTHS)
        sheet.hide(BASE)
        sheet.title("What the costs rest on")
        for row, note in enumerate(_NOTES, 1):
            sheet.text(row, 0, note, "quiet")
        if converted := exchange(self._estimate):
            sheet.text(len(_NOTES) + 1, 0, converted, "quiet")
        sheet.head(_HEAD, TITLES, numbers=(LOW, TYPICAL, HIGH, OWN, COUNTS, BASE))
        row = _HEAD + 1
        for line in self._lines(wanted):
            self._row(row, line)
            row += 1
        self._last = max(row - 1, _HEAD + 1)
        area = (_HEAD + 1, 0, self._last, CHANGED)
        sheet.overlay(area, f'${chr(65 + CHANGED)}{_HEAD + 2}<>""', "good")
        sheet.raw.autofilter(_HEAD, 0, self._last, len(TITLES) - 1)
        sheet.raw.freeze_panes(_HEAD + 1, 2)
        self._working.book.name("Your_figures", Area(sheet.name, _HEAD + 1, OWN, self._last, OWN))
        sheet.page(repeat=_HEAD)
        sheet.protect()

    def of(self, workload: str, alternative: str) -> dict[str, Expression]:
        """The inputs that hold for an alternative, in base units."""
        shared: dict[str, Expression] = {
            name: ref
            for (whose, name, only), ref in self._bases.items()
            if whose == workload and only is None
        }
        own = {
            name: ref
            for (whose, name, only), ref in self._bases.items()
            if whose == workload and only == alternative
        }
        return shared | own

    def changed(self) -> Expression:
        """How many figures are not those of the report."""
        states = Area(self._sheet.name, _HEAD + 1, CHANGED, self._last, CHANGED)
        return call("COUNTIF", states, YOURS) + call("COUNTIF", states, FOLLOWS)

    def other_volume(self, workload: str) -> Expression | None:
        """Whether the volume that counts is none that the answers tell; None where they never tell one."""
        name = next(each for each in self._basis.workloads if each.workload == workload).profile.volume
        if (workload, name) not in self._counts:
            return None
        counts, shown = self._counts[workload, name]
        quantity, follow = self._book.quantities[name], self._follow[workload]
        # No volume is less than nothing, so that stands for what no answer says.
        ends = [follow.figure(quantity, unit(shown), Decimal(-1), pick) for pick in (low, high)]
        least, most = ends
        if least is None or most is None:
            return None
        apart = either(
            [counts.below(least * Fraction(1 - _ROUNDED)), counts.above(most * Fraction(1 + _ROUNDED))]
        )
        return both([least.at_least(0), apart])

    # Rows --------------------------------------------------------------------------------------

    def _lines(self, wanted: Mapping[str, Sequence[str]]) -> list[Line]:
        found: list[Line] = []
        for workload in self._estimate.workloads:
            basis = next(each for each in self._basis.workloads if each.workload == workload.workload)
            names = set(wanted.get(workload.workload, ()))
            used = list(workload.inputs)
            known = {(each.id, each.alternative) for each in used}
            used += [
                each for each in basis.inputs if each.id in names and (each.id, each.alternative) not in known
            ]
            found += [Line((workload.workload,), each.id, each, each.unit, each.alternative) for each in used]
            lacking = names - {each.id for each in used}
            found += [
                Line((workload.workload,), name, None, self._unit(name))
                for name in self._book.quantities
                if name in lacking
            ]
        order = {name: place for place, name in enumerate(self._book.quantities)}
        merged = self._merged(found)
        return sorted(merged, key=lambda each: (self._place(each.workloads), order[each.name]))

    def _unit(self, name: str) -> str:
        currency = self._basis.economics.currency or self._book.currency
        return self._book.quantities[name].unit.replace(self._book.currency, currency)

    def _place(self, workloads: tuple[str, ...]) -> int:
        """What all workloads share comes first."""
        names = [each.workload for each in self._estimate.workloads]
        return -1 if len(workloads) > 1 else names.index(workloads[0])

    def _merged(self, lines: list[Line]) -> list[Line]:
        """Figures of the organisation that are the same for all workloads stand there once."""
        everybody = tuple(each.workload for each in self._estimate.workloads)
        if len(everybody) < 2:
            return lines
        groups: dict[tuple[str, str | None], list[Line]] = {}
        for line in lines:
            groups.setdefault((line.name, line.alternative), []).append(line)
        found = []
        for (name, alternative), group in groups.items():
            first = group[0]
            if (
                self._shared(self._book.quantities[name])
                and len(group) == len(everybody)
                and all(each.figure == first.figure for each in group)
            ):
                found.append(Line(everybody, name, first.figure, first.unit, alternative))
            else:
                found += group
        return found

    def _shared(self, quantity: Quantity) -> bool:
        """Whether a quantity and all answers behind it are the organisation's."""
        questions = (self._working.pack.question_by_id.get(each.question) for each in quantity.derive)
        return quantity.scope is Scope.ORGANISATION and all(
            each is None or each.scope is Scope.ORGANISATION for each in questions
        )

    def _row(self, row: int, line: Line) -> None:
        sheet, figure = self._sheet, line.figure
        titles = {each.workload: each.title for each in self._estimate.workloads}
        whose = ALL if len(line.workloads) > 1 else titles[line.workloads[0]]
        quantity = self._book.quantities[line.name]
        sheet.text(row, WORKLOAD, whose, "cell", "quiet")
        sheet.text(row, FIGURE, quantity.title, "cell")
        only = self._book.alternatives[line.alternative].short if line.alternative else ""
        sheet.text(row, ONLY, only, "cell", "quiet")
        sheet.text(row, UNIT, "" if line.unit == "1" else line.unit, "cell")
        yours = sheet.blank(row, OWN, "cell", "input", "figure")
        self._validate(row, quantity, line)
        given = call("ISNUMBER", yours)
        if figure is None:
            for column in (LOW, TYPICAL, HIGH):
                sheet.blank(row, column, "cell")
            counts = sheet.formula(row, COUNTS, if_(given, yours, ""), "cell", "figure", "strong")
            state = if_(given, YOURS, "")
            sheet.text(row, KNOWN, "Not known", "cell", "quiet")
            sheet.text(
                row, FROM, "Type a figure, and the KPIs that look at it have a value.", "cell", "quiet"
            )
            sheet.blank(row, DAY, "cell")
            base = if_(given, to_base(counts, unit(line.unit)), "")
        else:
            middle, moves = self._range(row, line, figure, quantity)
            counts = sheet.formula(row, COUNTS, if_(given, yours, middle), "cell", "figure", "strong")
            other = call("NOT", near(counts, figure.typical))
            state = if_(both([given, other]), YOURS, "")
            if moves:
                state = if_(given, state, if_(other, FOLLOWS, ""))
            known = figure.provenance
            sheet.text(row, KNOWN, ORIGINS[known.origin], "cell")
            sheet.text(row, FROM, known.source, "cell", "quiet")
            if known.as_of is None:
                sheet.blank(row, DAY, "cell")
            else:
                sheet.day(row, DAY, known.as_of.isoformat(), "cell", "date")
            base = to_base(counts * 1, unit(line.unit))
        sheet.formula(row, CHANGED, state, "cell", "centre")
        ref = sheet.formula(row, BASE, base, "cell", "step", "quiet")
        for workload in line.workloads:
            self._bases[workload, line.name, line.alternative] = ref
            if line.alternative is None:
                self._counts[workload, line.name] = counts, line.unit
            if figure is None:
                self.lacking.add((workload, line.name))

    def _range(self, row: int, line: Line, figure: Figure, quantity: Quantity) -> tuple[Ref, bool]:
        """Write low, typical and high; whether they follow answers."""
        sheet = self._sheet
        ends: tuple[tuple[int, Decimal, Pick], ...] = (
            (LOW, figure.low, low),
            (TYPICAL, figure.typical, typical),
            (HIGH, figure.high, high),
        )
        follows = figure.alternative is None and figure.provenance.origin in (Origin.DERIVED, Origin.ASSUMED)
        refs = []
        moves = False
        for column, amount, pick in ends:
            formula = None
            if follows:
                otherwise = self._otherwise(line.workloads[0], figure, pick)
                follow = self._follow[line.workloads[0]]
                formula = follow.figure(quantity, unit(line.unit), otherwise, pick)
            if formula is None:
                refs.append(sheet.number(row, column, amount, "cell", "figure"))
            else:
                moves = True
                refs.append(sheet.formula(row, column, formula, "cell", "figure"))
        return refs[1], moves

    def _otherwise(self, workload: str, figure: Figure, pick: Pick) -> Decimal:
        """What counts where no answer says it."""
        if figure.provenance.origin is Origin.DERIVED:
            found = self._unanswered(workload).get(figure.id)
            figure = figure if found is None else found
        return pick(Range(low=figure.low, typical=figure.typical, high=figure.high))

    def _unanswered(self, workload: str) -> dict[str, Figure]:
        """The figures that there would be without any answer."""
        if workload not in self._plain:
            basis = next(each for each in self._basis.workloads if each.workload == workload)
            self._plain[workload] = plain_figures(self._working, self._estimate, self._basis, basis)
        return self._plain[workload]

    def _validate(self, row: int, quantity: Quantity, line: Line) -> None:
        """Refuse what no such quantity can come to."""
        least, most = quantity.minimum, quantity.maximum
        if self._exchange.rate != 1:
            # Bounds are in the book's currency; that they are no less than nothing holds in any.
            least, most = min(least, Decimal(0)), None
        said = f"Type a number of {line.unit}" if line.unit != "1" else "Type a number"
        rule: dict[str, object] = {
            "validate": "decimal",
            "criteria": ">=" if most is None else "between",
            "input_message": f"{said}, or leave it empty."[:255],
            "error_title": "Out of bounds",
            "error_message": "This is no number, or one that such a figure cannot come to.",
        }
        rule |= {"value": float(least)} if most is None else {"minimum": float(least), "maximum": float(most)}
        self._sheet.raw.data_validation(row, OWN, row, OWN, rule)
