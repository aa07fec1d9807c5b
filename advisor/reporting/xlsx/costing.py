"""What one alternative costs one workload, as steps of a workbook: the same sums as ``advisor.economics``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from advisor.economics.cost_lines import BY_USE
from advisor.economics.layout import MACHINE_FIELDS, NEEDED
from advisor.model.price import Category, Compute, CostAlternative, CostLine, Phase, PriceBook
from advisor.reporting.sections.cost_words import CATEGORIES
from advisor.reporting.xlsx.calculation import Block, Years
from advisor.reporting.xlsx.computing import HOURS, Computing, Span, charged, demand, rented
from advisor.reporting.xlsx.computing_owned import mixed, more_servers, owned, running_of
from advisor.reporting.xlsx.computing_servers import Server, server
from advisor.reporting.xlsx.formula import Constant, Expression, total
from advisor.reporting.xlsx.functions import call, either, greatest, if_
from advisor.reporting.xlsx.quantities import Quantities, raised

PHASES = {
    Phase.SERVING: "answers",
    Phase.LEARNING: "training and tuning",
    Phase.SHARED: "both",
}
_OWN = (Compute.OWNED, Compute.MIXED)


@dataclass(frozen=True, slots=True)
class LiveLine:
    """One line of costs."""

    id: str
    title: str
    category: Category
    phase: Phase
    cash: bool
    once: bool
    years: tuple[Expression, ...]
    """Unrounded, for each year of the horizon."""
    machine: bool
    """Whether it is one of the computing's own, whose cash is counted apart."""


class Costing:
    """One alternative for one workload."""

    def __init__(
        self,
        block: Block,
        book: PriceBook,
        key: str,
        kind: str,
        initiatives: int,
        quantities: Quantities,
        span: Span,
    ) -> None:
        """Write every step.

        Raises:
            Unknown: something that it needs has no value.
        """
        self.block, self.key, self.span = block, key, span
        self.alternative: CostAlternative = book.alternatives[key]
        self.quantities = quantities
        self._initiatives = initiatives
        self._results: dict[str, Years] | None = None
        self._total: Expression | None = None
        self._exponents: dict[Fraction, Expression] | None = None
        self._each: Years | None = None
        needs = book.needs
        needed = NEEDED[self.alternative.compute]
        self.fields: dict[str, Expression] = {
            name: quantities.formula(getattr(needs, name)) for name in MACHINE_FIELDS if name in needed
        }
        self.factors = self._factors()
        self.server: Server | None = None
        if self.alternative.compute in _OWN:
            curve = [quantities.formula(each) for each in needs.resale]
            self.server = server(block, self.fields, curve, span)
        self.computing = self._computing()
        self.amounts: list[tuple[CostLine, Expression]] = []
        self.lines: tuple[LiveLine, ...] = (*self._machine_lines(), *self._book_lines(book, kind))

    def _factors(self) -> Years:
        """How many times today's volume each year has."""
        made = self.block.begin("Volume, times today's")
        for _ in self.block.years:
            before = made.so_far()
            made.add(before[-1] * (self.fields["growth"] + 1) if before else 1)
        return made.done()

    def _computing(self) -> Computing | None:
        block, fields, span = self.block, self.fields, self.span
        compute = self.alternative.compute
        if compute is Compute.API:
            return charged(block, fields, self.factors, span)
        if compute is Compute.RENTED:
            return rented(block, fields, demand(block, fields, self.factors), span)
        if self.server is None:
            return None
        if compute is Compute.OWNED:
            return owned(block, fields, demand(block, fields, self.factors), self.server, span)
        return mixed(block, fields, self.factors, self.server, span)

    def by_use(self) -> dict[str, Years | None]:
        """The computing by the names of its lines."""
        found = self.computing
        if found is None:
            return {}
        return {
            "compute_learning": found.learning,
            "compute_serving": found.serving,
            "compute_development": found.development,
            "compute_idle": found.idle,
            "compute_idle_learning": found.idle_learning,
            "capital_forgone": found.forgone,
        }

    def _machine_lines(self) -> list[LiveLine]:
        by_use = self.by_use()
        return [
            LiveLine(name, title, category, phase, cash, False, years.refs, True)
            for name, title, category, phase, cash, _ in BY_USE
            if (years := by_use.get(name)) is not None
        ]

    def _book_lines(self, book: PriceBook, kind: str) -> list[LiveLine]:
        found = []
        for line in book.lines:
            if self.key not in line.alternatives or (line.kinds and kind not in line.kinds):
                continue
            amount = self._amount(line)
            self.amounts.append((line, amount))
            found.append(
                LiveLine(
                    line.id,
                    line.title,
                    line.category,
                    line.phase,
                    line.cash,
                    line.once,
                    self._years(line, amount),
                    False,
                )
            )
        return found

    def _amount(self, line: CostLine) -> Expression:
        """Money a year, or once, at today's volume: this workload's share of what is shared."""
        formula = self.quantities.formula(line.amount)
        shared = Fraction(line.initiatives) - 1
        if self._initiatives > 1 and shared:
            if shared == -1:
                formula = formula / self._initiatives
            else:
                formula = formula * call("POWER", self._initiatives, shared)
        said = f"{line.title}, {'once' if line.once else 'a year'}"
        return self.block.amount(said, formula * 1)

    def _years(self, line: CostLine, amount: Expression) -> tuple[Expression, ...]:
        if line.once:
            return (amount, *(Constant(0) for _ in self.block.years[1:]))
        found = []
        for year in self.block.years:
            growth = raised(self.factors[year], Fraction(line.volume)) if year else None
            found.append(self.span.of(year, amount if growth is None else amount * growth))
        return tuple(found)

    def total(self) -> Expression:
        """What everything costs over the horizon, before it is rounded."""
        if self._total is None:
            amounts = [line.years[y] for line in self.lines for y in self.block.years]
            self._total = self.block.amount("Total over the horizon", total(amounts))
        return self._total

    # Along the volume -------------------------------------------------------------------------

    def bought_at(self, year: int, scale: Expression, before: Sequence[Expression]) -> Expression:
        """Servers bought in a year at so many times the volume; ``before`` are those of earlier years."""
        m, one = self.fields, self.server
        if one is None:
            raise ValueError(f"{self.key} buys no servers")
        mix = self.alternative.compute is Compute.MIXED
        use = m["base_share"] / m["base_utilisation"] if mix else Constant(1) / m["utilisation"]
        volume = self.factors[year] * scale
        held = greatest([m["serving"] * volume * use, m["standby"] * HOURS])
        hours = held + (m["learning"] * volume + m["development"]) * use
        return more_servers(hours, m["server_size"], one.used, year, before)

    def at_scale(self, scale: Expression, bought: Sequence[Expression]) -> Expression:
        """What everything costs over the horizon at so many times the volume."""
        parts = [self._machines_at(scale, bought)]
        for exponent, amount in self._by_exponent().items():
            growth = raised(scale, exponent)
            parts.append(amount if growth is None else amount * growth)
        return total(parts)

    def _machines_at(self, scale: Expression, bought: Sequence[Expression]) -> Expression:
        m, compute, span = self.fields, self.alternative.compute, self.span
        volume = [self.factors[y] * scale for y in self.block.years]
        if compute is Compute.API:
            charges = m["api_serving"] + m["api_learning"]
            return total([span.of(y, charges * volume[y] + m["api_development"]) for y in self.block.years])
        if compute is Compute.NONE:
            return Constant(0)
        serving = m["serving"] / m["utilisation"]
        if compute is Compute.RENTED:
            least = m["standby"] * HOURS
            hours = [
                span.of(
                    y, greatest([serving * volume[y], least]) + m["learning"] * volume[y] + m["development"]
                )
                for y in self.block.years
            ]
            return total(hours) * m["rental_rate"]
        own = total([count * each for count, each in zip(bought, self._server_costs().refs, strict=True)])
        if compute is Compute.OWNED:
            return own
        work = [
            span.of(y, (serving + m["learning"]) * volume[y] + m["development"]) for y in self.block.years
        ]
        return own + total(work) * (1 - m["base_share"]) * m["rental_rate"]

    def _by_exponent(self) -> dict[Fraction, Expression]:
        """Lines over the horizon, by how they grow with the volume."""
        if self._exponents is None:
            groups: dict[Fraction, list[Expression]] = {}
            years = {line.id: line.years for line in self.lines if not line.machine}
            for line, _ in self.amounts:
                groups.setdefault(Fraction(line.volume), []).extend(years[line.id])
            self._exponents = {
                exponent: self.block.amount(
                    f"Lines that grow with the volume to the power of {float(exponent):g}, over the horizon",
                    total(amounts),
                )
                for exponent, amounts in groups.items()
            }
        return self._exponents

    def _server_costs(self) -> Years:
        if self._each is None:
            one, block = self.server, self.block
            if one is None:
                raise ValueError(f"{self.key} buys no servers")
            running = running_of(block, self.fields)
            self._each = block.yearly(
                "Cost of one server that is bought then, over its use",
                [
                    one.lost[y] + total(list(one.forgone[y].refs)) + running * one.years[y]
                    for y in block.years
                ],
            )
        return self._each

    # What formulas may look at ----------------------------------------------------------------

    def results(self, year: int) -> dict[str, Expression]:
        """What a year comes to by the names of formulas: money and hours a whole year."""
        if self._results is None:
            self._results = self._written()
        return {name: each[year] for name, each in self._results.items()}

    def _written(self) -> dict[str, Years]:
        block = self.block
        nothing = Years(tuple(Constant(0) for _ in block.years))
        whole = {line.id: self._whole(line.years) for line in self.lines}
        found: dict[str, Years] = {name: nothing for name, *_ in BY_USE}
        found |= whole
        groups: dict[str, list[LiveLine]] = {}
        for line in self.lines:
            groups.setdefault(f"{line.category}_cost", []).append(line)
        for category in Category:
            found[f"{category}_cost"] = self._sum(
                f"{CATEGORIES[category]}, a year", groups.get(f"{category}_cost", []), whole
            )
        found |= self._phases(whole)
        found["total_cost"] = self._sum("All costs, a year", list(self.lines), whole)
        made = self.computing
        useful = self._whole(made.useful.refs) if made and made.useful else nothing
        held = self._whole(made.held.refs) if made and made.held else nothing
        found["useful_hours"], found["held_hours"] = useful, held
        if made and made.held:
            ratio = [if_(held[y].equals(0), 0, useful[y] / held[y]) for y in block.years]
            found["held_utilisation"] = block.yearly("Useful hours of those held", ratio)
        found["energy_used"] = nothing
        if made and made.servers:
            power = self.fields["server_power"] * self.fields["pue"] * HOURS
            used = [made.servers[y] * power for y in block.years]
            found["energy_used"] = block.yearly("Electricity used, a year", used)
        found["volume_factor"] = self.factors
        return found

    def _phases(self, whole: Mapping[str, Years]) -> dict[str, Years]:
        """Sums by what costs are for; where nothing is trained, nothing is there for the sake of training."""
        found = {}
        for phase in Phase:
            lines = [line for line in self.lines if line.phase is phase]
            found[f"{phase}_cost"] = self._sum(f"For {PHASES[phase]}, a year", lines, whole)
        moving = [line for line in self.lines if line.phase is Phase.LEARNING and not line.machine]
        if not moving or self.computing is None:
            return found
        block, learns = self.block, self._learns()
        idle = block.yearly(
            "Of these, not for training where nothing is trained",
            [if_(learns, 0, total([whole[line.id][y] for line in moving])) for y in block.years],
        )
        for phase, sign in ((Phase.LEARNING, -1), (Phase.SHARED, 1)):
            name, before = f"{phase}_cost", found[f"{phase}_cost"]
            parts = [before[y] + idle[y] if sign > 0 else before[y] - idle[y] for y in block.years]
            found[name] = block.yearly(f"For {PHASES[phase]}, a year, all told", parts)
        return found

    def _learns(self) -> Expression:
        """Whether anything is trained or tuned."""
        names = [name for name in ("learning", "api_learning") if name in self.fields]
        return either([call("NOT", self.fields[name].equals(0)) for name in names])

    def _sum(self, said: str, lines: Sequence[LiveLine], whole: Mapping[str, Years]) -> Years:
        return self.block.yearly(
            said, [total([whole[line.id][y] for line in lines]) for y in self.block.years]
        )

    def _whole(self, years: Sequence[Expression]) -> Years:
        """Amounts of years, for whole ones."""
        lengths = self.span.lengths
        return Years(
            tuple(each if length == 1 else each / length for each, length in zip(years, lengths, strict=True))
        )
