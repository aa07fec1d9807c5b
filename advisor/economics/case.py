"""One alternative for one workload, computed: formulas evaluated, machines counted, lines summed.

A case knows what each input touches, so that moving one input recomputes only that. This is what makes
ranges, tornado and break-even cheap enough to follow a slider.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from advisor.economics.formulas import Formula, compiled
from advisor.economics.machines import ComputeYear, Machines, Plan, compute_years
from advisor.model.expression import Expression
from advisor.model.formulas import key_of, references
from advisor.model.price import CostAlternative, CostLine, PriceBook

_ZERO, _ONE = Decimal(0), Decimal(1)
_MACHINE_FIELDS = (
    "growth",
    "serving",
    "learning",
    "development",
    "standby",
    "utilisation",
    "base_share",
    "base_utilisation",
    "api_serving",
    "api_learning",
    "api_development",
    "rental_rate",
    "server_price",
    "server_size",
    "server_power",
    "pue",
    "power_price",
    "hosting_price",
    "support",
    "price_decline",
    "life",
    "capital_cost",
)
_NEEDED: dict[str, tuple[str, ...]] = {
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
    "owned": tuple(name for name in _MACHINE_FIELDS if not name.startswith(("api", "base", "rental"))),
    "mixed": tuple(name for name in _MACHINE_FIELDS if not name.startswith("api")),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Something that is computed: its formula and all inputs that it rests on."""

    id: str
    formula: Formula
    rests_on: frozenset[str]


class CompiledBook:
    """A price book with its formulas ready to be computed."""

    def __init__(self, book: PriceBook) -> None:
        self.book = book
        self._closure: dict[str, frozenset[str]] = {}
        self.computed: list[Cell] = []
        for name in book.quantities:
            self._visit(name)
        needs = book.needs
        self.needs = {name: self.cell(name, getattr(needs, name)) for name in _MACHINE_FIELDS}
        self.resale = tuple(self.cell("resale", each) for each in needs.resale)
        self.lines = [(line, self.cell(line.id, line.amount)) for line in book.lines]

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
        self.computed.append(Cell(name, compiled(expression), below))
        return below

    def cell(self, name: str, expression: Expression) -> Cell:
        """A formula over quantities, ready to be computed."""
        seen: frozenset[str] = frozenset().union(
            *(self._closure.get(each, frozenset({each})) for each, _ in references(expression))
        )
        return Cell(name, compiled(expression), seen)


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


class Case:
    """One alternative for one workload."""

    def __init__(
        self,
        book: CompiledBook,
        alternative: CostAlternative,
        lines: Sequence[tuple[CostLine, Cell]],
        values: dict[str, Decimal],
        given: frozenset[str],
        plan: Plan,
        initiatives: int,
    ) -> None:
        self.book = book
        self.alternative = alternative
        self.plan = plan
        self.initiatives = initiatives
        self._lines = lines
        self._given = given
        self.values = values
        self.machines = self._machines()
        self.amounts = [self._amount(line, cell) for line, cell in lines]

    @classmethod
    def build(
        cls,
        book: CompiledBook,
        key: str,
        inputs: Mapping[str, Decimal],
        kind: str,
        plan: Plan,
        initiatives: int,
    ) -> Case:
        """The case of an alternative with these inputs, in base units.

        Raises:
            MissingInput: something that it needs has no value.
            ZeroDenominator: a formula divides by zero.
        """
        alternative = book.book.alternatives[key]
        lines = [
            (line, cell)
            for line, cell in book.lines
            if key in line.alternatives and (not line.kinds or kind in line.kinds)
        ]
        values = dict(inputs)
        given = frozenset(inputs)
        _compute(book.computed, values, given)
        return cls(book, alternative, lines, values, given, plan, initiatives)

    @cached_property
    def rests_on(self) -> frozenset[str]:
        """The inputs that can move the cost."""
        names = _NEEDED[self.alternative.compute]
        cells = [self.book.needs[name] for name in names] + [cell for _, cell in self._lines]
        if "price_decline" in names:
            cells += self.book.resale
        return frozenset().union(*(cell.rests_on for cell in cells)) & self._given

    def moved(self, changes: Mapping[str, Decimal]) -> Case:
        """The same case with other values of some inputs."""
        names = changes.keys()
        made = object.__new__(Case)
        made.book, made.alternative, made.plan = self.book, self.alternative, self.plan
        made.initiatives, made._lines, made._given = self.initiatives, self._lines, self._given
        made.values = {**self.values, **changes}
        touched = [cell for cell in self.book.computed if not cell.rests_on.isdisjoint(names)]
        _compute(touched, made.values, self._given)
        made._fields, made.machines = self._fields, self.machines
        made.machines = made._moved_machines(names)
        made.amounts = [
            amount if cell.rests_on.isdisjoint(names) else made._amount(line, cell)
            for amount, (line, cell) in zip(self.amounts, self._lines, strict=True)
        ]
        return made

    def _machines(self) -> Machines:
        needed = _NEEDED[self.alternative.compute]
        found: dict[str, Decimal] = {}
        missing: list[str] = []
        for name in _MACHINE_FIELDS:
            if name not in needed:
                found[name] = _ZERO
                continue
            try:
                found[name] = self.book.needs[name].formula(self.values)
            except KeyError:
                expression: Expression = getattr(self.book.book.needs, name)
                missing += missing_for(self.book.book, expression, self.values)
        if missing:
            raise MissingInput(list(dict.fromkeys(missing)))
        resale: tuple[Decimal, ...] = (_ZERO,)
        if "price_decline" in needed:
            resale = tuple(cell.formula(self.values) for cell in self.book.resale)
        self._fields = found
        return Machines(**found, resale=resale)

    def _moved_machines(self, names: Iterable[str]) -> Machines:
        needed = _NEEDED[self.alternative.compute]
        fields = dict(self._fields)
        for name in needed:
            cell = self.book.needs[name]
            if not cell.rests_on.isdisjoint(names):
                fields[name] = cell.formula(self.values)
        resale = self.machines.resale
        if "price_decline" in needed:
            resale = tuple(cell.formula(self.values) for cell in self.book.resale)
        self._fields = fields
        return Machines(**fields, resale=resale)

    def _amount(self, line: CostLine, cell: Cell) -> Decimal:
        """A line's money a year (or once) for this workload, its share of what is shared."""
        try:
            amount = cell.formula(self.values)
        except KeyError:
            names = missing_for(self.book.book, line.amount, self.values)
            raise MissingInput(names) from None
        return amount * power(Decimal(self.initiatives), line.initiatives - 1)

    # What it comes to ------------------------------------------------------------------------

    @cached_property
    def factors(self) -> tuple[Decimal, ...]:
        """How many times today's volume each year has, the first year today's."""
        rise = _ONE + self.machines.growth
        return tuple(rise**index for index in range(len(self.plan.periods)))

    def computing(self, scale: Decimal = _ONE) -> list[ComputeYear]:
        """The computing of every year at so many times the volume."""
        factors = [factor * scale for factor in self.factors] if scale != 1 else self.factors
        return compute_years(self.alternative.compute, self.machines, factors, self.plan)

    @cached_property
    def _by_exponent(self) -> list[tuple[Decimal, Decimal]]:
        """Exponent of volume to the sum over the horizon of all lines that have it."""
        sums: dict[Decimal, Decimal] = {}
        for (line, _), amount in zip(self._lines, self.amounts, strict=True):
            factor = _ONE if line.once else self.stretch(line.volume)
            sums[line.volume] = sums.get(line.volume, _ZERO) + amount * factor
        return list(sums.items())

    def stretch(self, exponent: Decimal) -> Decimal:
        """Sum over the years of their length times the growth of a line with this exponent."""
        return stretched(self.machines.growth, self.plan.periods, exponent)

    def total(self, scale: Decimal = _ONE) -> Decimal:
        """What everything costs over the horizon at so many times the volume."""
        total = sum((year.total for year in self.computing(scale)), _ZERO)
        for exponent, amount in self._by_exponent:
            total += amount if scale == 1 else amount * power(scale, exponent)
        return total

    def line_years(self) -> list[tuple[CostLine, list[Decimal]]]:
        """Every line, year by year."""
        found = []
        for (line, _), amount in zip(self._lines, self.amounts, strict=True):
            if line.once:
                years = [amount, *(_ZERO for _ in self.plan.periods[1:])]
            else:
                years = [
                    amount * length * power(factor, line.volume)
                    for length, factor in zip(self.plan.periods, self.factors, strict=True)
                ]
            found.append((line, years))
        return found

    def priced_lines(self) -> list[tuple[CostLine, Decimal]]:
        """Every line with its money a year, or once, at today's volume."""
        return [(line, amount) for (line, _), amount in zip(self._lines, self.amounts, strict=True)]

    def one_more(self) -> Decimal:
        """What one more such workload adds, lines shared by all being there already."""
        added = sum((year.total for year in self.computing()), _ZERO)
        before, after = Decimal(self.initiatives), Decimal(self.initiatives + 1)
        for (line, _), amount in zip(self._lines, self.amounts, strict=True):
            alone = amount / power(before, line.initiatives - 1)
            step = power(after, line.initiatives) - power(before, line.initiatives)
            added += alone * step * (_ONE if line.once else self.stretch(line.volume))
        return added


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


def _compute(cells: Iterable[Cell], values: dict[str, Decimal], given: frozenset[str]) -> None:
    """Fill in computed quantities, except those that were given; what cannot be computed stays out."""
    for cell in cells:
        if cell.id in given:
            continue
        try:
            values[cell.id] = cell.formula(values)
        except KeyError:
            values.pop(cell.id, None)
