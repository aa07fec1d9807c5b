"""A price book with its formulas ready to be computed, and what each of them rests on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from advisor.economics.formulas import SAME, Exchange, Formula, compiled
from advisor.economics.layout import MACHINE_FIELDS, Cell, Cells, Layout
from advisor.economics.situation import Assumed
from advisor.economics.wanting import missing_for
from advisor.model.expression import Expression
from advisor.model.formulas import key_of, references
from advisor.model.price import CostLine, PriceBook, Profile

_MOST_READY, _MOST_ASSUMED = 4, 16
"""Books, and profiles of each, that are kept ready."""


class CompiledBook:
    """A price book with its formulas ready to be computed."""

    def __init__(
        self, book: PriceBook, exchange: Exchange = SAME, exponents: Mapping[str, Decimal] | None = None
    ) -> None:
        self.book, self.exchange = book, exchange
        self.exponents = dict(exponents or {})
        """Of cost lines, where the assessment states another than the book."""
        self._closure: dict[str, frozenset[str]] = {}
        self._formulas: dict[int, tuple[Expression, Formula]] = {}
        self._keys: dict[int, tuple[Expression, tuple[str, ...]]] = {}
        self.computed: list[Cell] = []
        for name in book.quantities:
            self._visit(name)
        needs = book.needs
        self.needs = {name: self.cell(name, getattr(needs, name)) for name in MACHINE_FIELDS}
        self.resale = tuple(self.cell("resale", each) for each in needs.resale)
        self.lines: list[tuple[CostLine, Cell]] = [
            (line, self.cell(line.id, line.amount)) for line in lines_with(book, self.exponents)
        ]
        self._layouts: dict[tuple[str, str], Layout] = {}
        self._assumed: list[tuple[Profile, datetime.date, str, dict[str, Assumed]]] = []

    def layout(self, key: str, kind: str) -> Layout:
        """What an alternative consists of for a kind of workload."""
        if (key, kind) not in self._layouts:
            cells = Cells(self.computed, self.needs, self.resale, self.lines)
            self._layouts[key, kind] = Layout(cells, key, self.book.alternatives[key], kind)
        return self._layouts[key, kind]

    def assumed(self, profile: Profile, day: datetime.date, currency: str) -> dict[str, Assumed]:
        """What the book is known to assume for a profile on a day, to be filled as it is asked for."""
        for known, as_of, shown, found in self._assumed:
            if known is profile and as_of == day and shown == currency:
                return found
        made: dict[str, Assumed] = {}
        self._assumed.append((profile, day, currency, made))
        del self._assumed[:-_MOST_ASSUMED]
        return made

    def _visit(self, name: str) -> frozenset[str]:
        """The inputs behind a quantity; formulas are put in an order in which they can be computed."""
        if name in self._closure:
            return self._closure[name]
        expression = self.book.quantities[name].value
        if expression is None:
            self._closure[name] = frozenset({name})
            return self._closure[name]
        # A quantity with a formula may be given as well, so it rests on itself, too.
        self._closure[name] = frozenset({name})
        below = frozenset({name}).union(*(self._visit(each) for each, _ in references(expression)))
        self._closure[name] = below
        self.computed.append(Cell(name, self.formula(expression), below))
        return below

    def cell(self, name: str, expression: Expression) -> Cell:
        """A formula over quantities, ready to be computed."""
        seen: frozenset[str] = frozenset().union(
            *(self._closure.get(each, frozenset({each})) for each, _ in references(expression))
        )
        return Cell(name, self.formula(expression), seen)

    def formula(self, expression: Expression) -> Formula:
        """A formula of the book as a function, in the currency of the result."""
        ready = self._formulas.get(id(expression))
        if ready is None or ready[0] is not expression:
            ready = self._formulas[id(expression)] = (expression, compiled(expression, self.exchange))
        return ready[1]

    def missing(self, expression: Expression, known: Mapping[str, Decimal]) -> list[str]:
        """Quantities that have no value, of those that an expression looks at, each once."""
        ready = self._keys.get(id(expression))
        if ready is None or ready[0] is not expression:
            keys = tuple(dict.fromkeys(key_of(each) for each in references(expression)))
            ready = self._keys[id(expression)] = (expression, keys)
        if all(map(known.__contains__, ready[1])):
            return []
        return list(dict.fromkeys(missing_for(self.book, expression, known)))


def lines_with(book: PriceBook, exponents: Mapping[str, Decimal]) -> tuple[CostLine, ...]:
    """The cost lines of a book, some with other exponents of the volume."""
    return tuple(
        line.model_copy(update={"volume": exponents[line.id]}) if line.id in exponents else line
        for line in book.lines
    )


_READY: list[CompiledBook] = []


def compiled_book(
    book: PriceBook, exchange: Exchange, exponents: Mapping[str, Decimal] | None = None
) -> CompiledBook:
    """The formulas of a book in the currency of the result; the books used last are kept ready."""
    for ready in _READY:
        if ready.book is book and ready.exchange == exchange and ready.exponents == (exponents or {}):
            return ready
    made = CompiledBook(book, exchange, exponents)
    _READY.append(made)
    del _READY[:-_MOST_READY]
    return made
