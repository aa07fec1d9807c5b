"""What ranges do: intervals, and the inputs that matter.

Costs move in one direction with most inputs, whatever the others are, so the least and the greatest cost
are looked for where every input stands at the end that its own swing points to. An input that moves nothing
with typical figures may move much there: how busy a machine is matters once it no longer stands by. Such
inputs are tried out with all others at their ends. Whole servers that are bought late and sold soon can turn
the way of an input around, so this is an estimate and no bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.cost_lines import cents
from advisor.economics.situation import Input
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
    """The same at its high end."""
    best: dict[str, Decimal]
    """Every input at the end at which this alternative costs least."""
    worst: dict[str, Decimal]
    """Every input at the end at which it costs most."""
    least: Decimal
    """The total with every input at its best end."""
    most: Decimal
    """The total with every input at its worst end."""

    def interval(self) -> Interval:
        """Least and greatest total; never less than what moving a single input does.

        Whole servers that are bought late and sold soon can turn the way of an input around at a corner.
        """
        ends = (self.typical, *self.low.values(), *self.high.values())
        return constructed(Interval, low=cents(min(self.least, *ends)), high=cents(max(self.most, *ends)))


def moves(case: Case, inputs: Mapping[str, Input]) -> Moves:
    """Each uncertain input of a case moved to both its ends, one at a time."""
    uncertain = {name: each for name, each in inputs.items() if each.uncertain and name in case.rests_on}
    low = {name: case.total_with({name: each.low}) for name, each in uncertain.items()}
    high = {name: case.total_with({name: each.high}) for name, each in uncertain.items()}
    best, least = _corner(case, uncertain, low, high, least=True)
    worst, most = _corner(case, uncertain, low, high, least=False)
    return Moves(case, uncertain, case.total(), low, high, best, worst, least, most)


def _corner(
    case: Case,
    inputs: Mapping[str, Input],
    low: Mapping[str, Decimal],
    high: Mapping[str, Decimal],
    *,
    least: bool,
) -> tuple[dict[str, Decimal], Decimal]:
    """Every input at its best, or its worst, end, and the total there."""
    corner = {
        name: each.low if (low[name] <= high[name]) is least else each.high for name, each in inputs.items()
    }
    there = case.moved(corner)
    for name, each in inputs.items():
        if low[name] != high[name]:
            continue
        other = each.low if corner[name] == each.high else each.high
        total = there.total_with({name: other})
        if (total < there.total()) if least else (total > there.total()):
            corner[name] = other
            there = there.moved({name: other})
    return corner, there.total()


def swings(found: Mapping[str, Moves]) -> tuple[Swing, ...]:
    """What each input does to each alternative, the largest movement of any alternative first."""
    made: list[tuple[Decimal, Swing]] = []
    widest: dict[str, Decimal] = {}
    for alternative, move in found.items():
        for name, each in move.inputs.items():
            low, high = cents(move.low[name]), cents(move.high[name])
            if low == high:
                continue
            swing = constructed(
                Swing, quantity=name, title=each.title, alternative=alternative, low=low, high=high
            )
            width = swing.width
            widest[name] = max(widest.get(name, width), width)
            made.append((width, swing))
    made.sort(key=lambda pair: (-widest[pair[1].quantity], pair[1].quantity, -pair[0]))
    return tuple(swing for _, swing in made)
