"""How firmly the cheapest alternative is the cheapest, in words: what would make another cost less."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from advisor.economics.rounding import significant
from advisor.model.economics import Crossing, CrossingKind, Figure, WorkloadEstimate

_TOLD = 2
"""Figures of a case that are named at most."""


def firmness(
    cost: WorkloadEstimate, names: Mapping[str, str], number: Callable[[Decimal], str]
) -> tuple[str, ...]:
    """Sentences about what turns the comparison: figures within their ranges, then the volume.

    Args:
        cost: the estimate of a workload.
        names: alternative id to what it is called; others are not spoken of.
        number: writes an amount without its unit.
    """
    said = [_figures(cost, names, number)]
    nearest = _nearest(cost, names)
    if nearest is not None and nearest.at is not None:
        at = _with_unit(number(significant(nearest.at)), cost.volume_unit)
        times = nearest.at / cost.volume
        if nearest.against == cost.robustness.cheapest:
            ahead = f", {number(times)} times today's" if times >= 2 else ""
            said.append(f"{names[nearest.alternative]} would cost less from {at} on{ahead}.")
        else:
            said.append(f"Below {at} {names[nearest.against]} would cost less.")
    return tuple(each for each in said if each)


def _figures(cost: WorkloadEstimate, names: Mapping[str, str], number: Callable[[Decimal], str]) -> str:
    standing = cost.robustness
    if not cost.tornado:
        return "No figure behind it has a range."
    if standing.cheaper_then is None or standing.cheaper_then not in names:
        return "In every case that was tried within the ranges it stays the cheapest; that is no proof."
    other = names[standing.cheaper_then]
    figures = {(each.id, each.alternative): each for each in cost.inputs}

    def found(name: str, alternative: str | None) -> Figure | None:
        return figures.get((name, alternative)) or figures.get((name, None))

    turn = standing.switch_over
    if turn is not None and (figure := found(turn.quantity, turn.alternative)) is not None:
        at = f"{'above' if turn.above else 'below'} {_with_unit(number(significant(turn.at)), figure.unit)}"
        taken = f"{number(figure.typical)} ({number(figure.low)} to {number(figure.high)})"
        return (
            f"One figure alone can change that: {other} costs less with "
            f"{_called(figure, turn.alternative, names)} {at}, which is taken as {taken}."
        )
    moved = [(name, None, value) for name, value in standing.when.items()]
    owned = [(name, each, value) for each, own in standing.when_own.items() for name, value in own.items()]
    cases = [
        f"{_called(figure, each, names)} at {_with_unit(number(value), figure.unit)}"
        for name, each, value in [*owned, *moved]
        if (figure := found(name, each)) is not None
    ]
    told = ":" if len(cases) <= _TOLD else ", among them"
    return (
        f"No single figure changes that within its range, on {cost.accelerator}; other accelerators are not"
        f" tried. With {len(cases)} of them moved together {other} "
        f"costs less{told} {_listed(cases[:_TOLD])}."
    )


def _listed(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _called(figure: Figure, alternative: str | None, names: Mapping[str, str]) -> str:
    whose = f" for {names[alternative]}" if alternative is not None and alternative in names else ""
    return f"“{figure.title}”{whose}"


def _with_unit(amount: str, unit: str) -> str:
    return amount if unit == "1" else f"{amount} {unit}"


def _nearest(cost: WorkloadEstimate, names: Mapping[str, str]) -> Crossing | None:
    """The volume nearest to today's at which another alternative becomes the cheaper one."""
    cheapest = cost.robustness.cheapest
    found = [
        each
        for each in cost.crossings
        if each.kind is CrossingKind.VOLUME
        and each.at
        and cost.volume
        and {each.alternative, each.against} <= names.keys()
        and (
            (each.against == cheapest and each.at > cost.volume)
            or (each.alternative == cheapest and each.at <= cost.volume)
        )
    ]
    return min(found, key=lambda each: _apart(each, cost.volume), default=None)


def _apart(crossing: Crossing, volume: Decimal) -> Decimal:
    at = crossing.at or volume
    return max(at / volume, volume / at)
