"""Break-even: where two cost curves cross, along volume, utilisation and time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.cost_lines import cents
from advisor.economics.crossing import Cost, crossing, gap_between, narrowed
from advisor.economics.steps import settled
from advisor.model.construct import constructed
from advisor.model.economics import Crossing, CrossingKind, CurvePoint
from advisor.model.units import Unit

_ZERO, _ONE = Decimal(0), Decimal(1)
_STEP = Decimal(10) ** (_ONE / 2)
_DOWN, _UP = 6, 8
"""Steps of half a decade below and above today's volume: from a thousandth to ten thousand times."""
SCALES = tuple(_STEP**exponent for exponent in range(-_DOWN, _UP + 1))
_USES = tuple(Decimal(each) / 100 for each in (1, 2, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100))


def volume_crossings(
    cases: Mapping[str, Case], volume: Decimal, shown: Unit
) -> tuple[tuple[Crossing, ...], tuple[CurvePoint, ...]]:
    """Break-even along the volume, and the curves; nothing where today's volume is zero."""
    if not volume:
        return (), ()
    months = 12 * sum(next(iter(cases.values())).plan.periods, _ZERO)
    totals = {name: {scale: case.total(scale) for scale in SCALES} for name, case in cases.items()}
    costs = {name: _remembered(case.total, totals[name]) for name, case in cases.items()}
    found = []
    for first, second in _pairs(cases):
        made = crossing(CrossingKind.VOLUME, (first, second), (costs[first], costs[second]), SCALES)
        made = _for_good(made, cases, costs)
        today = shown.from_base(volume)
        found.append(
            made.model_copy(
                update={
                    "at": None if made.at is None else made.at * today,
                    "low": made.low * today,
                    "high": made.high * today,
                }
            )
        )
    curve = tuple(
        constructed(
            CurvePoint,
            volume=shown.from_base(volume * scale),
            costs={name: cents(totals[name][scale] / months) for name in cases},
        )
        for scale in SCALES
    )
    return tuple(found), curve


def _for_good(made: Crossing, cases: Mapping[str, Case], costs: Mapping[str, Cost]) -> Crossing:
    """A break-even, moved to behind the steps of whole servers that would undo it."""
    if made.state == "never":
        return made
    cheap, dear = made.alternative, made.against
    start = made.low if made.at is None else made.at
    at = settled(
        cases[cheap],
        cases[dear],
        start,
        lambda point: gap_between(costs[dear](point), costs[cheap](point)),
        SCALES,
        narrowed,
    )
    return made if at == start else made.model_copy(update={"at": at, "state": "crosses"})


def _remembered(cost: Cost, known: dict[Decimal, Decimal]) -> Cost:
    """A curve that computes each of its points once."""

    def remembered(point: Decimal) -> Decimal:
        found = known.get(point)
        if found is None:
            found = known[point] = cost(point)
        return found

    return remembered


def use_crossings(cases: Mapping[str, Case], quantity: str | None) -> tuple[Crossing, ...]:
    """Break-even along the utilisation, for pairs of which at least one follows it."""
    if quantity is None:
        return ()
    costs = {name: _along(case, quantity) for name, case in cases.items()}
    return tuple(
        crossing(CrossingKind.UTILISATION, (first, second), (costs[first], costs[second]), _USES)
        for first, second in _pairs(cases)
        if quantity in cases[first].rests_on or quantity in cases[second].rests_on
    )


def _along(case: Case, quantity: str) -> Cost:
    """What a case costs with other values of a quantity, which it need not follow."""
    if quantity in case.rests_on:
        return _remembered(lambda value: case.total_with({quantity: value}), {})
    total = case.total()
    return lambda _value: total


def _pairs(cases: Mapping[str, Case]) -> list[tuple[str, str]]:
    names = list(cases)
    return [(first, second) for index, first in enumerate(names) for second in names[index + 1 :]]
