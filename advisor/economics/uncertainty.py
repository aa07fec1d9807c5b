"""What ranges do: intervals, the inputs that matter, and whether the cheapest stays cheapest.

Costs move in one direction with each input, whatever the others are, so the least and the greatest cost
lie where every input stands at the end that its own swing points to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.costs import cents
from advisor.economics.inputs import Input
from advisor.model.construct import constructed
from advisor.model.economics import Interval, Standing, Swing

_BOXES = 8
"""Parts into which the ranges are divided at most before a proof is given up."""


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


def robustness(found: Mapping[str, Moves]) -> Standing:
    """Whether the alternative that is cheapest with typical figures is so over all ranges."""
    order = sorted(found, key=lambda name: found[name].typical)
    cheapest, others = order[0], order[1:]
    runner_up = others[0] if others else None
    for other in others:
        when = _counterexample(found[cheapest], found[other])
        if when is not None:
            shown = {
                name: _input(found, cheapest, other, name).unit.from_base(value)
                for name, value in when.items()
            }
            return Standing(
                cheapest=cheapest, runner_up=runner_up, state="refuted", when=shown, cheaper_then=other
            )
    proved = all(_always_below(found[cheapest], found[other]) for other in others)
    return Standing(cheapest=cheapest, runner_up=runner_up, state="proved" if proved else "open")


def _input(found: Mapping[str, Moves], one: str, other: str, name: str) -> Input:
    inputs = found[other].inputs
    return inputs[name] if name in inputs else found[one].inputs[name]


def _counterexample(cheap: Moves, other: Moves) -> dict[str, Decimal] | None:
    """Few inputs, and their values, with which the other alternative costs less; None when none was found."""
    gains: list[tuple[Decimal, str, Decimal]] = []
    gap = other.typical - cheap.typical
    for name in {**cheap.inputs, **other.inputs}:
        # An input with ranges of its own for each alternative is moved where it helps each.
        shared = cheap.inputs.get(name) == other.inputs.get(name) or not (
            name in cheap.inputs and name in other.inputs
        )
        if not shared:
            continue
        source = other.inputs.get(name) or cheap.inputs[name]
        low = other.low.get(name, other.typical) - cheap.low.get(name, cheap.typical)
        high = other.high.get(name, other.typical) - cheap.high.get(name, cheap.typical)
        best, value = (low, source.low) if low <= high else (high, source.high)
        if best < gap:
            gains.append((gap - best, name, value))
    gains.sort(key=lambda each: (-each[0], each[1]))

    def refutes(count: int) -> bool:
        changes = {name: value for _, name, value in gains[:count]}
        return other.case.total_with(changes) < cheap.case.total_with(changes)

    if not gains or not refutes(len(gains)):
        return None
    fewest, enough = 0, len(gains)
    while enough - fewest > 1:
        middle = (fewest + enough) // 2
        fewest, enough = (fewest, middle) if refutes(middle) else (middle, enough)
    return {name: value for _, name, value in gains[:enough]}


def _always_below(cheap: Moves, other: Moves) -> bool:
    """Whether one alternative costs less than another over all ranges, shown box by box.

    Inputs that both follow stand at one value in each; the box is halved along them until the greatest
    cost of the one lies below the least of the other everywhere.
    """
    shared = [name for name in cheap.inputs if cheap.inputs[name] == other.inputs.get(name)]
    shared.sort(key=lambda name: -abs(other.high[name] - other.low[name]))
    boxes = [{name: (cheap.inputs[name].low, cheap.inputs[name].high) for name in shared}]
    for _ in range(_BOXES):
        if not boxes:
            return True
        box = boxes.pop()
        if _greatest(cheap, box) < _least(other, box):
            continue
        name = next((each for each in shared if box[each][0] != box[each][1]), None)
        if name is None:
            return False
        low, high = max(((box[each], each) for each in shared[:3]), key=lambda one: one[0][1] - one[0][0])[0]
        widest = next(each for each in shared[:3] if box[each] == (low, high))
        middle = (low + high) / 2
        boxes += [{**box, widest: (low, middle)}, {**box, widest: (middle, high)}]
    return False


def _end(moves_: Moves, box: Mapping[str, tuple[Decimal, Decimal]], *, least: bool) -> Decimal:
    values = moves_.corner(least=least)
    for name, (low, high) in box.items():
        if name in values:
            rises = moves_.low[name] <= moves_.high[name]
            values[name] = low if rises is least else high
    return moves_.case.total_with(values)


def _least(moves_: Moves, box: Mapping[str, tuple[Decimal, Decimal]]) -> Decimal:
    return _end(moves_, box, least=True)


def _greatest(moves_: Moves, box: Mapping[str, tuple[Decimal, Decimal]]) -> Decimal:
    return _end(moves_, box, least=False)
