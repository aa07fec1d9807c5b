"""A price book with its formulas ready to be computed, and what each of them rests on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import lru_cache

from advisor.economics.formulas import SAME, Exchange, Formula, compiled
from advisor.economics.machines import Machines
from advisor.economics.situation import Assumed
from advisor.model.expression import Expression
from advisor.model.formulas import key_of, references
from advisor.model.price import CostAlternative, CostLine, PriceBook, Profile

_ZERO, _ONE = Decimal(0), Decimal(1)
_MOST_READY, _MOST_ASSUMED = 4, 16
"""Books, and profiles of each, that are kept ready."""
_OWNING = "price_decline"
"""A need that only alternatives with machines of their own have."""
MACHINE_FIELDS = tuple(each.name for each in fields(Machines) if each.name != "resale")
"""Needs of a book that a case computes, in the order of the fields of ``Machines``."""
NEEDED: dict[str, tuple[str, ...]] = {
    "none": ("growth",),
    "api": ("growth", "api_serving", "api_learning", "api_development"),
    "rented": (
        "growth",
        "serving",
        "learning",
        "development",
        "standby",
        "utilisation",
        "rental_rate",
    ),
    "owned": tuple(name for name in MACHINE_FIELDS if not name.startswith(("api", "base", "rental"))),
    "mixed": tuple(name for name in MACHINE_FIELDS if not name.startswith("api")),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Something that is computed: its formula and all inputs that it rests on."""

    id: str
    formula: Formula
    rests_on: frozenset[str]


@dataclass(frozen=True, slots=True)
class Touched:
    """What some inputs move."""

    computed: tuple[Cell, ...]
    fields: tuple[tuple[int, Formula], ...]
    """Of the machines: the place among their fields, and what it is computed with."""
    resale: bool
    lines: tuple[int, ...]
    growth: bool


class Layout:
    """What an alternative consists of for a kind of workload, and what each input touches of it."""

    def __init__(self, book: CompiledBook, key: str, kind: str) -> None:
        self._book = book
        self.alternative: CostAlternative = book.book.alternatives[key]
        self.needed = NEEDED[self.alternative.compute]
        self.owns = _OWNING in self.needed
        self.lines = [
            (line, cell)
            for line, cell in book.lines
            if key in line.alternatives and (not line.kinds or kind in line.kinds)
        ]
        cells = [book.needs[name] for name in self.needed]
        cells += [cell for _, cell in self.lines]
        if self.owns:
            cells += book.resale
        self.rests_on: frozenset[str] = frozenset().union(*(cell.rests_on for cell in cells))
        self._touches: dict[frozenset[str], Touched] = {}
        self._shares: tuple[int, Decimal, list[tuple[Decimal, Decimal]]] | None = None

    def shares(self, initiatives: int, scale: Decimal) -> list[tuple[Decimal, Decimal]]:
        """Of each line: the share of one of so many initiatives, and how it grows with the volume."""
        known = self._shares
        if known is None or known[0] != initiatives or known[1] != scale:
            count = Decimal(initiatives)
            found = [
                (power(count, line.initiatives - 1), power(scale, line.volume)) for line, _ in self.lines
            ]
            known = self._shares = (initiatives, scale, found)
        return known[2]

    def touched(self, names: frozenset[str]) -> Touched:
        """What these inputs move."""
        found = self._touches.get(names)
        if found is None:
            book = self._book
            moved = [name for name in self.needed if not book.needs[name].rests_on.isdisjoint(names)]
            found = self._touches[names] = Touched(
                tuple(cell for cell in book.computed if not cell.rests_on.isdisjoint(names)),
                tuple((MACHINE_FIELDS.index(name), book.needs[name].formula) for name in moved),
                self.owns and any(not cell.rests_on.isdisjoint(names) for cell in book.resale),
                tuple(i for i, (_, cell) in enumerate(self.lines) if not cell.rests_on.isdisjoint(names)),
                "growth" in moved,
            )
        return found


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
            self._layouts[key, kind] = Layout(self, key, kind)
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


def missing_for(book: PriceBook, expression: Expression, known: Mapping[str, Decimal]) -> list[str]:
    """Quantities that have no value, of those that an expression looks at, down to the inputs."""
    found: dict[str, None] = {}
    for name, alternative in references(expression):
        if key_of((name, alternative)) in known:
            continue
        quantity = book.quantities.get(name)
        if quantity is not None and quantity.value is not None:
            found.update(dict.fromkeys(missing_for(book, quantity.value, known)))
        else:
            found[name] = None
    return list(found)


class MissingInput(LookupError):
    """Something that an alternative needs has no value; ``names`` are the quantities."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(", ".join(names))


@lru_cache(maxsize=4096)
def stretched(growth: Decimal, periods: tuple[Decimal, ...], exponent: Decimal) -> Decimal:
    """Sum over the years of their length times the growth of a line with this exponent."""
    rise = _ONE + growth
    return sum((length * power(rise**year, exponent) for year, length in enumerate(periods)), _ZERO)


@lru_cache(maxsize=16384)
def power(base: Decimal, exponent: Decimal) -> Decimal:
    """A power that is exact where it can be: exponents of 0 and 1 change nothing."""
    if exponent == 0 or base == 1:
        return _ONE
    if exponent == 1:
        return base
    if base == 0:
        # A shared cost does not vanish with the last request; a cost by volume does.
        return _ZERO
    return base**exponent


def fill_in(cells: Iterable[Cell], values: dict[str, Decimal], given: frozenset[str]) -> None:
    """Fill in computed quantities, except those that were given; what cannot be computed stays out."""
    for cell in cells:
        if cell.id in given:
            continue
        try:
            values[cell.id] = cell.formula(values)
        except KeyError:
            values.pop(cell.id, None)
