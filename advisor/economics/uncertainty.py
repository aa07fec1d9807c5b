"""What ranges do: intervals, and the inputs that matter.

Costs move in one direction with most inputs, whatever the others are, so the least and the greatest cost
are looked for where every input stands at the end that its own swing points to. Whole servers that are
bought late and sold soon can turn the way of an input around, so this is an estimate and no bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.costs import cents
from advisor.economics.inputs import Input
from advisor.model.construct import constructed
from advisor.model.economics import Interval, Swing


@dataclass(frozen=True, slots=True)
class Moves:
    """How one alternative follows each of its uncertain inputs."""

    case: Case
    inputs: dict[str, Input]
    typical: Decimal
    low: dict[str, Decimal]
    """Input id to the total at the input's low end."""
    high: dict[str, Decimal]

    def at_end(self, name: str, *, least: bool) -> Decimal:
        """The end of an input at which this alternative costs least, or most."""
        found = self.inputs[name]
        return found.low if (self.low[name] <= self.high[name]) is least else found.high

    def corner(self, *, least: bool) -> dict[str, Decimal]:
        """Every input at its best, or its worst, end."""
        return {name: self.at_end(name, least=least) for name in self.inputs}

    def interval(self) -> Interval:
        """Least and greatest total; never less than what moving a single input does.

        Whole servers that are bought late and sold soon can turn the way of an input around at a corner.
        """
        low = self.case.total_with(self.corner(least=True))
        high = self.case.total_with(self.corner(least=False))
        ends = (self.typical, *self.low.values(), *self.high.values())
        return constructed(Interval, low=cents(min(low, *ends)), high=cents(max(high, *ends)))


def moves(case: Case, inputs: Mapping[str, Input]) -> Moves:
    """Each uncertain input of a case moved to both its ends, one at a time."""
    uncertain = {name: each for name, each in inputs.items() if each.uncertain and name in case.rests_on}
    low = {name: case.total_with({name: each.low}) for name, each in uncertain.items()}
    high = {name: case.total_with({name: each.high}) for name, each in uncertain.items()}
    return Moves(case, uncertain, case.total(), low, high)


def swings(found: Mapping[str, Moves]) -> tuple[Swing, ...]:
    """What each input does to each alternative, the largest movement of any alternative first."""
    made = [
        constructed(
            Swing,
            quantity=name,
            title=move.inputs[name].title,
            alternative=alternative,
            low=cents(move.low[name]),
            high=cents(move.high[name]),
        )
        for alternative, move in found.items()
        for name in move.inputs
    ]
    widest: dict[str, Decimal] = {}
    for each in made:
        widest[each.quantity] = max(widest.get(each.quantity, Decimal(0)), each.width)
    made = [each for each in made if each.width]
    return tuple(sorted(made, key=lambda each: (-widest[each.quantity], each.quantity, -each.width)))
