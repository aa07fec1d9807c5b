"""One alternative for one workload, computed: formulas evaluated, machines counted, lines summed.

A case knows what each input touches, so that moving one input recomputes only that. This is what makes
ranges, tornado and break-even cheap enough to follow a slider.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from advisor.economics.compiled_book import CompiledBook
from advisor.economics.growth import power, stretched
from advisor.economics.layout import MACHINE_FIELDS, Layout, fill_in
from advisor.economics.machines import ComputeYear, Machines, Plan
from advisor.economics.machines_total import compute_total, owned_hours, owned_total
from advisor.economics.machines_years import compute_years
from advisor.economics.wanting import MissingInput, missing_for
from advisor.model.expression import Expression
from advisor.model.price import CostLine

_ZERO, _ONE = Decimal(0), Decimal(1)


class Case:
    """One alternative for one workload."""

    def __init__(
        self,
        book: CompiledBook,
        layout: Layout,
        values: dict[str, Decimal],
        given: frozenset[str],
        plan: Plan,
        initiatives: int,
        scale: Decimal = _ONE,
    ) -> None:
        self.book, self.plan, self.initiatives, self.scale = book, plan, initiatives, scale
        self.alternative = layout.alternative
        self.values = values
        self._layout, self._given = layout, given
        self._shares = layout.shares(initiatives, scale)
        self._fields = self._needs()
        self._resale = self._resale_of(values) if layout.owns else (_ZERO,)
        self._amounts = [self._amount(index, values) for index in range(len(layout.lines))]
        self.rests_on = layout.rests_on & given
        self._prepare()
        self._grow()

    @classmethod
    def build(
        cls,
        book: CompiledBook,
        key: str,
        inputs: Mapping[str, Decimal],
        kind: str,
        plan: Plan,
        initiatives: int,
        scale: Decimal = _ONE,
    ) -> Case:
        """The case of an alternative with these inputs, in base units.

        ``scale`` is how many times the volume of the inputs is looked at: machines and charges follow it
        in step, lines by their exponents, as along the curve of break-even.

        Raises:
            MissingInput: something that it needs has no value.
            ZeroDenominator: a formula divides by zero.
        """
        values = dict(inputs)
        given = frozenset(inputs)
        fill_in(book.computed, values, given)
        return cls(book, book.layout(key, kind), values, given, plan, initiatives, scale)

    def moved(self, changes: Mapping[str, Decimal]) -> Case:
        """The same case with other values of some inputs."""
        touched = self._layout.touched(frozenset(changes))
        made = object.__new__(Case)
        made.__dict__.update(self.__dict__)
        made.values = {**self.values, **changes}
        fill_in(touched.computed, made.values, self._given)
        if touched.fields:
            made._fields = self._fields.copy()
            for place, formula in touched.fields:
                made._fields[place] = formula(made.values)
        if touched.resale:
            made._resale = self._resale_of(made.values)
        if touched.lines:
            made._amounts = list(self._amounts)
            for index in touched.lines:
                made._amounts[index] = self._amount(index, made.values)
        made._prepare()
        if touched.growth:
            made._grow()
        return made

    def total_with(self, changes: Mapping[str, Decimal]) -> Decimal:
        """The total with other values of some inputs; only what they touch is computed."""
        touched = self._layout.touched(frozenset(changes))
        if touched.growth:
            return self.moved(changes).total()
        values = {**self.values, **changes}
        if touched.computed:
            fill_in(touched.computed, values, self._given)
        total = self.total()
        for index in touched.lines:
            line, _ = self._layout.lines[index]
            moved = self._amount(index, values) - self._amounts[index]
            total += moved if line.once else moved * self.stretch(line.volume)
        if touched.fields or touched.resale:
            fields = self._fields.copy()
            for place, formula in touched.fields:
                fields[place] = formula(values)
            resale = self._resale_of(values) if touched.resale else self._resale
            machines = Machines(resale, *fields)
            total -= self._base_computing()
            total += compute_total(self.alternative.compute, machines, self.factors, self.plan)
        return total

    # Parts -----------------------------------------------------------------------------------

    def _grow(self) -> None:
        """Put together what follows from how fast the volume grows."""
        rise = _ONE + self.machines.growth
        self.growth = tuple(rise**index for index in range(len(self.plan.periods)))
        self.factors = tuple(self.scale * each for each in self.growth)
        self._stretches: dict[Decimal, Decimal] = {}

    def _prepare(self) -> None:
        """Put together what follows from fields and amounts; costs are computed when they are asked for."""
        self.machines = Machines(self._resale, *self._fields)
        self._years: list[ComputeYear] | None = None
        self._computing: Decimal | None = None
        self._sums: list[tuple[Decimal, Decimal, Decimal]] | None = None
        self._whole: list[tuple[Decimal, Decimal]] | None = None
        self._total: Decimal | None = None
        self._by_line: list[tuple[CostLine, list[Decimal]]] | None = None

    def _needs(self) -> list[Decimal]:
        """The fields of the machines, in their order; those that the alternative does not need are zero."""
        found = dict.fromkeys(MACHINE_FIELDS, _ZERO)
        missing: list[str] = []
        for name in self._layout.needed:
            try:
                found[name] = self.book.needs[name].formula(self.values)
            except KeyError:
                expression: Expression = getattr(self.book.book.needs, name)
                missing += missing_for(self.book.book, expression, self.values)
        if missing:
            raise MissingInput(list(dict.fromkeys(missing)))
        return list(found.values())

    def _resale_of(self, values: Mapping[str, Decimal]) -> tuple[Decimal, ...]:
        return tuple(cell.formula(values) for cell in self.book.resale)

    def _amount(self, index: int, values: Mapping[str, Decimal]) -> Decimal:
        """A line's money a year (or once) for this workload, its share of what is shared."""
        line, cell = self._layout.lines[index]
        try:
            share, volume = self._shares[index]
            return cell.formula(values) * share * volume
        except KeyError:
            raise MissingInput(missing_for(self.book.book, line.amount, values)) from None

    # What it comes to ------------------------------------------------------------------------

    @property
    def learns(self) -> bool:
        """Whether anything is trained or tuned: there are hours, or charges, for it."""
        return bool(self.machines.learning or self.machines.api_learning)

    def computing(self) -> list[ComputeYear]:
        """The computing of every year."""
        if self._years is None:
            self._years = compute_years(self.alternative.compute, self.machines, self.factors, self.plan)
        return self._years

    def _base_computing(self) -> Decimal:
        if self._computing is None:
            self._computing = compute_total(self.alternative.compute, self.machines, self.factors, self.plan)
        return self._computing

    def by_exponent(self) -> list[tuple[Decimal, Decimal, Decimal]]:
        """Exponents of volume with the money of all lines that have them: a year, and once."""
        if self._sums is None:
            sums: dict[Decimal, tuple[Decimal, Decimal]] = {}
            for (line, _), amount in zip(self._layout.lines, self._amounts, strict=True):
                yearly, once = sums.get(line.volume, (_ZERO, _ZERO))
                sums[line.volume] = (yearly, once + amount) if line.once else (yearly + amount, once)
            self._sums = [(exponent, *both) for exponent, both in sums.items()]
        return self._sums

    def stretch(self, exponent: Decimal) -> Decimal:
        """Sum over the years of their length times the growth of a line with this exponent."""
        found = self._stretches.get(exponent)
        if found is None:
            found = stretched(self.machines.growth, self.plan.periods, exponent)
            self._stretches[exponent] = found
        return found

    def total(self, scale: Decimal = _ONE) -> Decimal:
        """What everything costs over the horizon at so many times the volume."""
        if scale == 1:
            if self._total is None:
                lines = _ZERO
                for _, whole in self._wholes():
                    lines += whole
                self._total = self._base_computing() + lines
            return self._total
        factors = [factor * scale for factor in self.factors]
        total = compute_total(self.alternative.compute, self.machines, factors, self.plan)
        for exponent, whole in self._wholes():
            total += whole * power(scale, exponent)
        return total

    def _wholes(self) -> list[tuple[Decimal, Decimal]]:
        """Exponents of volume with the money over the horizon of all lines that have them."""
        if self._whole is None:
            self._whole = [
                (exponent, once + yearly * self.stretch(exponent))
                for exponent, yearly, once in self.by_exponent()
            ]
        return self._whole

    def values_at(self, volume: str) -> dict[str, Decimal]:
        """The values of the case, and what follows from them, with the volume that is looked at."""
        if self.scale == 1 or volume not in self.values:
            return dict(self.values)
        found = {**self.values, volume: self.values[volume] * self.scale}
        fill_in(self.book.computed, found, self._given)
        return found

    def line_years(self) -> list[tuple[CostLine, list[Decimal]]]:
        """Every line, year by year."""
        if self._by_line is None:
            later = [_ZERO for _ in self.plan.periods[1:]]
            grown: dict[Decimal, list[Decimal]] = {}
            self._by_line = []
            for (line, _), amount in zip(self._layout.lines, self._amounts, strict=True):
                if line.once:
                    years = [amount, *later]
                else:
                    if line.volume not in grown:
                        grown[line.volume] = self._grown(line.volume)
                    years = [amount * each for each in grown[line.volume]]
                self._by_line.append((line, years))
        return self._by_line

    def _grown(self, exponent: Decimal) -> list[Decimal]:
        """The length of each year times the growth of a line with this exponent."""
        return [
            length * power(factor, exponent)
            for length, factor in zip(self.plan.periods, self.growth, strict=True)
        ]

    def priced_lines(self) -> list[tuple[CostLine, Decimal]]:
        """Every line with its money a year, or once, at today's volume."""
        return [(line, amount) for (line, _), amount in zip(self._layout.lines, self._amounts, strict=True)]

    def owned(self) -> Decimal:
        """What the servers of its own cost over the horizon; of a mix, those of its owned base."""
        hours = owned_hours(self.alternative.compute, self.machines, self.factors)
        return owned_total(self.machines, hours, self.plan)

    def one_more(self) -> Decimal:
        """What one more such workload adds, lines shared by all being there already."""
        added = self._base_computing()
        before, after = Decimal(self.initiatives), Decimal(self.initiatives + 1)
        for line, amount in self.priced_lines():
            alone = amount / power(before, line.initiatives - 1)
            step = power(after, line.initiatives) - power(before, line.initiatives)
            added += alone * step * (_ONE if line.once else self.stretch(line.volume))
        return added
