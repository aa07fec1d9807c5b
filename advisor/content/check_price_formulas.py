"""Formulas of a price book and of KPIs: one kind each, names that exist, parts that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.content.names import choose_from
from advisor.content.pack_files import PRICES, PackFiles
from advisor.content.yaml_reader import At
from advisor.model.expression import Expression
from advisor.model.formulas import dimension_of, kinds_of, parts_of, references
from advisor.model.price import RESULTS, PriceBook
from advisor.model.units import Dimension, UnitError, in_words, unit

_RESULT_CURRENCY = "USD"
QUANTITIES: At = ("quantities",)


class FormulaChecker:
    """Checks formulas against the quantities of one book."""

    def __init__(self, files: PackFiles, book: PriceBook) -> None:
        self._files, self._book = files, book
        self.units: dict[str, Dimension] = {}
        """Quantities whose unit can be read."""
        for name, quantity in book.quantities.items():
            found = self.unit((*QUANTITIES, name, "unit"), quantity.unit)
            if found is not None:
                self.units[name] = found
        self.results = {name: self.in_book(text) for name, text in RESULTS.items()}
        """What a year of an alternative comes to."""
        self.results |= {line.id: unit(f"{book.currency}/year").dimension for line in book.lines}

    def in_book(self, text: str) -> Dimension:
        """A unit of the advisor's own tables, in the currency of the book."""
        return unit(text.replace(_RESULT_CURRENCY, self._book.currency)).dimension

    def unit(self, at: At, text: str, file: str = PRICES) -> Dimension | None:
        """What a unit consists of; None, reported, when it is none."""
        try:
            return unit(text).dimension
        except UnitError as error:
            self._files.report(file, at, str(error), "such as USD/kWh, requests/day or %", "bad-unit")
            return None

    def check(
        self, file: str, at: At, expression: Expression, wanted: Dimension | None, *, results: bool
    ) -> None:
        """Kinds, names and units of a formula; with ``results`` it may look at what a year comes to."""
        known: Mapping[str, Dimension] = {**self.units, **self.results} if results else self.units
        sound = True
        for each, here in _walk(expression, at):
            kinds = kinds_of(each)
            if len(kinds) != 1:
                found = " and ".join(f"“{kind}”" for kind in kinds) or "none"
                self._files.report(
                    file, here, f"a formula states one kind, found {found}", None, "formula-kind"
                )
                sound = False
            elif each.quantity is not None and each.quantity not in known:
                hint = choose_from(each.quantity, known)
                message = f"there is no quantity “{each.quantity}”"
                if each.quantity in self.results:
                    message, hint = f"“{each.quantity}” is known only after the cost is", None
                # A name with a bad unit has been reported already.
                if each.quantity not in self._book.quantities:
                    self._files.report(file, (*here, "quantity"), message, hint, "dangling")
                sound = False
            elif each.in_ is not None and (not results or each.in_ not in self._book.alternatives):
                hint = choose_from(each.in_, self._book.alternatives)
                self._files.report(
                    file, (*here, "in"), f"there is no alternative “{each.in_}”", hint, "dangling"
                )
                sound = False
        if not sound or wanted is None:
            return
        try:
            found_dimension = dimension_of(expression, known)
        except UnitError as error:
            self._files.report(file, at, f"the parts of this formula differ: {error}", None, "unit-mismatch")
            return
        if found_dimension != wanted:
            message = f"this comes to “{in_words(found_dimension)}”, not to “{in_words(wanted)}”"
            self._files.report(file, at, message, "look at the units of its parts", "unit-mismatch")

    def circles(self) -> None:
        """Report formulas that rest on themselves."""
        state: dict[str, int] = {}

        def visit(name: str, path: list[str]) -> None:
            if state.get(name) == 2 or name not in self._book.quantities:
                return
            if state.get(name) == 1:
                circle = " → ".join([*path[path.index(name) :], name])
                message = f"this formula rests on itself: {circle}"
                self._files.report(PRICES, (*QUANTITIES, name, "value"), message, None, "circle")
                return
            state[name] = 1
            value = self._book.quantities[name].value
            for below, _ in references(value) if value is not None else ():
                visit(below, [*path, name])
            state[name] = 2

        for name in self._book.quantities:
            visit(name, [])


def _walk(expression: Expression, at: At) -> Iterator[tuple[Expression, At]]:
    yield expression, at
    kinds = kinds_of(expression)
    if len(kinds) == 1:
        for index, part in enumerate(parts_of(expression)):
            yield from _walk(part, (*at, kinds[0], index))
