"""What an alternative consists of for a kind of workload, and what each input touches of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from advisor.economics.formulas import Formula
from advisor.economics.growth import power
from advisor.economics.machines import Machines
from advisor.model.price import CostAlternative, CostLine

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


@dataclass(frozen=True, slots=True)
class Cells:
    """All that is computed of a book."""

    computed: list[Cell]
    """Quantities with a formula, in an order in which they can be computed."""
    needs: dict[str, Cell]
    resale: tuple[Cell, ...]
    lines: list[tuple[CostLine, Cell]]


class Layout:
    """What an alternative consists of for a kind of workload, and what each input touches of it."""

    def __init__(self, book: Cells, key: str, alternative: CostAlternative, kind: str) -> None:
        self._book = book
        self.alternative = alternative
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


def fill_in(cells: Iterable[Cell], values: dict[str, Decimal], given: frozenset[str]) -> None:
    """Fill in computed quantities, except those that were given; what cannot be computed stays out."""
    for cell in cells:
        if cell.id in given:
            continue
        try:
            values[cell.id] = cell.formula(values)
        except KeyError:
            values.pop(cell.id, None)
