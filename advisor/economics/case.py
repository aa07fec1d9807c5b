"""One alternative for one workload, computed: formulas evaluated, machines counted, lines summed.

A case knows what each input touches, so that moving one input recomputes only that. This is what makes
ranges, tornado and break-even cheap enough to follow a slider.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.economics.compiled_book import (
    MACHINE_FIELDS,
    NEEDED,
    Cell,
    CompiledBook,
    MissingInput,
    fill_in,
    missing_for,
    power,
    stretched,
)
from advisor.economics.machines import ComputeYear, Machines, Plan, compute_total, compute_years
from advisor.model.expression import Expression
from advisor.model.price import CostAlternative, CostLine

_ZERO, _ONE = Decimal(0), Decimal(1)
_OWNING = "price_decline"
"""A need that only alternatives with machines of their own have."""


@dataclass(frozen=True, slots=True)
class _Touched:
    """What some inputs move."""

    computed: tuple[Cell, ...]
    fields: tuple[str, ...]
    resale: bool
    lines: tuple[int, ...]


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
        self.book, self.alternative, self.plan, self.initiatives = book, alternative, plan, initiatives
        self.values = values
        self._lines, self._given = lines, given
        self._touches: dict[frozenset[str], _Touched] = {}
        self._fields = self._needs()
        self._resale = self._resale_of(values) if self._owns else (_ZERO,)
        self._amounts = [self._amount(line, cell, values) for line, cell in lines]
        self.rests_on = self._inputs_behind()
        self._prepare()

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
        fill_in(book.computed, values, given)
        return cls(book, alternative, lines, values, given, plan, initiatives)

    def moved(self, changes: Mapping[str, Decimal]) -> Case:
        """The same case with other values of some inputs."""
        touched = self._touched(frozenset(changes))
        made = object.__new__(Case)
        made.__dict__.update(self.__dict__)
        made.values = {**self.values, **changes}
        fill_in(touched.computed, made.values, self._given)
        if touched.fields:
            needs = self.book.needs
            made._fields = self._fields | {name: needs[name].formula(made.values) for name in touched.fields}
        if touched.resale:
            made._resale = self._resale_of(made.values)
        if touched.lines:
            made._amounts = list(self._amounts)
            for index in touched.lines:
                made._amounts[index] = self._amount(*self._lines[index], made.values)
        made._prepare()
        return made

    def total_with(self, changes: Mapping[str, Decimal]) -> Decimal:
        """The total with other values of some inputs; only what they touch is computed."""
        touched = self._touched(frozenset(changes))
        if "growth" in touched.fields:
            return self.moved(changes).total()
        values = {**self.values, **changes}
        fill_in(touched.computed, values, self._given)
        total = self.total()
        for index in touched.lines:
            line, cell = self._lines[index]
            moved = self._amount(line, cell, values) - self._amounts[index]
            total += moved if line.once else moved * self.stretch(line.volume)
        if touched.fields or touched.resale:
            needs = self.book.needs
            fields = self._fields | {name: needs[name].formula(values) for name in touched.fields}
            resale = self._resale_of(values) if touched.resale else self._resale
            machines = Machines(**fields, resale=resale)
            total -= self._base_computing()
            total += compute_total(self.alternative.compute, machines, self.factors, self.plan)
        return total

    # Parts -----------------------------------------------------------------------------------

    @property
    def _owns(self) -> bool:
        return _OWNING in NEEDED[self.alternative.compute]

    def _prepare(self) -> None:
        """Put together what follows from fields and amounts; costs are computed when they are asked for."""
        self.machines = Machines(**self._fields, resale=self._resale)
        rise = _ONE + self.machines.growth
        self.factors = tuple(rise**index for index in range(len(self.plan.periods)))
        self._years: list[ComputeYear] | None = None
        self._computing: Decimal | None = None
        self._sums: list[tuple[Decimal, Decimal]] | None = None

    def _needs(self) -> dict[str, Decimal]:
        needed = NEEDED[self.alternative.compute]
        found = dict.fromkeys(MACHINE_FIELDS, _ZERO)
        missing: list[str] = []
        for name in needed:
            try:
                found[name] = self.book.needs[name].formula(self.values)
            except KeyError:
                expression: Expression = getattr(self.book.book.needs, name)
                missing += missing_for(self.book.book, expression, self.values)
        if missing:
            raise MissingInput(list(dict.fromkeys(missing)))
        return found

    def _resale_of(self, values: Mapping[str, Decimal]) -> tuple[Decimal, ...]:
        return tuple(cell.formula(values) for cell in self.book.resale)

    def _amount(self, line: CostLine, cell: Cell, values: Mapping[str, Decimal]) -> Decimal:
        """A line's money a year (or once) for this workload, its share of what is shared."""
        try:
            amount = cell.formula(values)
        except KeyError:
            raise MissingInput(missing_for(self.book.book, line.amount, values)) from None
        return amount * power(Decimal(self.initiatives), line.initiatives - 1)

    def _inputs_behind(self) -> frozenset[str]:
        """The inputs that can move the cost."""
        cells = [self.book.needs[name] for name in NEEDED[self.alternative.compute]]
        cells += [cell for _, cell in self._lines]
        if self._owns:
            cells += self.book.resale
        return frozenset().union(*(cell.rests_on for cell in cells)) & self._given

    def _touched(self, names: frozenset[str]) -> _Touched:
        found = self._touches.get(names)
        if found is None:
            needed = NEEDED[self.alternative.compute]
            found = self._touches[names] = _Touched(
                tuple(cell for cell in self.book.computed if not cell.rests_on.isdisjoint(names)),
                tuple(name for name in needed if not self.book.needs[name].rests_on.isdisjoint(names)),
                self._owns and any(not cell.rests_on.isdisjoint(names) for cell in self.book.resale),
                tuple(i for i, (_, cell) in enumerate(self._lines) if not cell.rests_on.isdisjoint(names)),
            )
        return found

    # What it comes to ------------------------------------------------------------------------

    def computing(self) -> list[ComputeYear]:
        """The computing of every year."""
        if self._years is None:
            self._years = compute_years(self.alternative.compute, self.machines, self.factors, self.plan)
        return self._years

    def _base_computing(self) -> Decimal:
        if self._computing is None:
            self._computing = compute_total(self.alternative.compute, self.machines, self.factors, self.plan)
        return self._computing

    def _by_exponent(self) -> list[tuple[Decimal, Decimal]]:
        """Exponent of volume to the sum over the horizon of all lines that have it."""
        if self._sums is None:
            sums: dict[Decimal, Decimal] = {}
            for (line, _), amount in zip(self._lines, self._amounts, strict=True):
                whole = amount if line.once else amount * self.stretch(line.volume)
                sums[line.volume] = sums.get(line.volume, _ZERO) + whole
            self._sums = list(sums.items())
        return self._sums

    def stretch(self, exponent: Decimal) -> Decimal:
        """Sum over the years of their length times the growth of a line with this exponent."""
        return stretched(self.machines.growth, self.plan.periods, exponent)

    def total(self, scale: Decimal = _ONE) -> Decimal:
        """What everything costs over the horizon at so many times the volume."""
        if scale == 1:
            return sum((amount for _, amount in self._by_exponent()), self._base_computing())
        factors = tuple(factor * scale for factor in self.factors)
        total = compute_total(self.alternative.compute, self.machines, factors, self.plan)
        return sum((amount * power(scale, exponent) for exponent, amount in self._by_exponent()), total)

    def line_years(self) -> list[tuple[CostLine, list[Decimal]]]:
        """Every line, year by year."""
        found = []
        for (line, _), amount in zip(self._lines, self._amounts, strict=True):
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
        return [(line, amount) for (line, _), amount in zip(self._lines, self._amounts, strict=True)]

    def one_more(self) -> Decimal:
        """What one more such workload adds, lines shared by all being there already."""
        added = self._base_computing()
        before, after = Decimal(self.initiatives), Decimal(self.initiatives + 1)
        for line, amount in self.priced_lines():
            alone = amount / power(before, line.initiatives - 1)
            step = power(after, line.initiatives) - power(before, line.initiatives)
            added += alone * step * (_ONE if line.once else self.stretch(line.volume))
        return added
