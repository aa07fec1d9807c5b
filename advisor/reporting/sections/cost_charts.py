"""Charts of costs: what they are made of, where they cross, what moves them, when to buy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from math import exp, log, sqrt

from advisor.model.economics import (
    AlternativeCost,
    CrossingKind,
    CurvePoint,
    Interval,
    Timing,
    WorkloadEstimate,
)
from advisor.model.pack import Pack
from advisor.model.price import Category
from advisor.reporting import words
from advisor.reporting.blocks import Chart
from advisor.reporting.charts.figures import (
    Curves,
    Lane,
    Line,
    Mark,
    Notch,
    Span,
    StackedBar,
    StackedBars,
    Stretch,
    Swings,
    Timeline,
)
from advisor.reporting.charts.scales import compact
from advisor.reporting.sections.cost_words import CATEGORIES, precise, primary, with_unit

_SWINGS = 6
"""Inputs in the chart of what moves a cost most."""
_AROUND = 100
"""So many times below and above what matters, volumes are drawn."""


def bar(
    label: str,
    categories: Mapping[Category, Decimal],
    span: Interval | None,
    *,
    lit: bool = False,
    mark: str | None = None,
) -> StackedBar:
    """One bar of costs by category."""
    return StackedBar(
        label,
        tuple(float(categories[one]) for one in CATEGORIES),
        float(span.low) if span else None,
        float(span.high) if span else None,
        lit,
        mark,
    )


def parts(place: str, title: str, bars: Sequence[StackedBar], unit: str) -> Chart:
    """What each alternative costs, by category."""
    said = "; ".join(f"{one.label}: {_said(one)}" for one in bars)
    return Chart(
        id=f"cost-parts-{place}",
        title=title,
        alternative=f"Stacked bars of costs in {unit}. {said}.",
        figure=StackedBars(unit, tuple(CATEGORIES.values()), tuple(bars)),
        note="The line under each bar is the range that the inputs leave; an arrow says that it goes on.",
    )


def _said(one: StackedBar) -> str:
    total = sum(one.values)
    largest = sorted(zip(one.values, CATEGORIES.values(), strict=True), reverse=True)[:2]
    most = words.listing(f"{name.lower()} {compact(value)}" for value, name in largest if value)
    lit = f" ({one.mark.lower()})" if one.mark else ""
    span = ""
    if one.low is not None and one.high is not None:
        span = f", between {compact(one.low)} and {compact(one.high)}"
    return f"{compact(total)}{lit}{span}, most of it {most}"


# Break-even -----------------------------------------------------------------------------------------


def break_even(place: str, pack: Pack, workload: WorkloadEstimate, currency: str) -> Chart | None:
    """Cost a month by volume; None where there is no volume to draw along."""
    costs = primary(pack, workload)
    if len(workload.curve) < 2 or len(costs) < 2:
        return None
    names = {one.id: one.title for one in costs}
    turns = lowest_from(workload, names)
    shown = _worth_showing(workload, turns)
    lines = tuple(
        Line(
            one.title,
            tuple((float(point.volume), float(point.costs[one.id])) for point in shown),
            lit=one.outcome is not None and one.outcome == workload.advised.now,
        )
        for one in costs
    )
    marks = tuple(
        Mark(at, cost, f"from {compact(at)}: {names[alternative]}") for at, cost, alternative in turns[1:]
    )
    now = with_unit(precise(workload.volume), workload.volume_unit)
    return Chart(
        id=f"break-even-{place}",
        title="Which model costs least at which volume",
        alternative=f"Curves of cost a month in {currency} by {workload.volume_unit}. Today: {now}."
        f" {told(turns, names, workload)}",
        figure=Curves(
            workload.volume_unit,
            f"{currency} a month",
            lines,
            marks,
            now=float(workload.volume),
            now_label=f"today: {precise(workload.volume)}",
        ),
        note="Equal steps on both scales are equal ratios."
        + (" A ring: from here on another model costs least." if marks else ""),
    )


def lowest_from(workload: WorkloadEstimate, names: Mapping[str, str]) -> list[tuple[float, float, str]]:
    """From which volume on which alternative costs least: volume, cost a month, alternative."""
    points = [(float(one.volume), min(names, key=lambda name: one.costs[name])) for one in workload.curve]
    start, cheapest = points[0]
    found = [(start, _between(workload, cheapest, start), cheapest)]
    for index, ((left, before), (right, after)) in enumerate(pairwise(points)):
        if before != after:
            # The next point at which yet another one costs least, or the last point of all.
            rest = [volume for volume, name in points[index + 1 :] if name != after]
            end = rest[0] if rest else points[-1][0]
            at = _crossing(workload, before, after, left, right, end)
            cost = sqrt(_between(workload, before, at) * _between(workload, after, at))
            found.append((at, cost, after))
    return found


def _crossing(
    workload: WorkloadEstimate, before: str, after: str, left: float, right: float, end: float
) -> float:
    """The volume from which on one alternative costs less than another, which it does at two points.

    It first does so between ``left`` and ``right``; a server more can undo that for a while, but not up
    to ``end``.
    """
    for one in workload.crossings:
        pair = one.kind is CrossingKind.VOLUME and (one.alternative, one.against) == (after, before)
        if pair and one.at is not None and left <= one.at <= end:
            return float(one.at)
    return sqrt(left * right)


def _between(workload: WorkloadEstimate, alternative: str, at: float) -> float:
    """The cost at a volume between two points of the curve, as the drawn line has it."""
    points = [(float(point.volume), float(point.costs[alternative])) for point in workload.curve]
    for (left, low), (right, high) in pairwise(points):
        if left <= at <= right:
            share = log(at / left) / log(right / left) if left > 0 else 0.0
            return exp(log(low) * (1 - share) + log(high) * share) if min(low, high) > 0 else low
    return points[-1][1]


def _worth_showing(workload: WorkloadEstimate, turns: Sequence[tuple[float, float, str]]) -> list[CurvePoint]:
    """The points around today's volume and those at which another alternative comes to cost least."""
    wanted = [float(workload.volume), *(at for at, _, _ in turns[1:])]
    low, high = min(wanted) / _AROUND, max(wanted) * _AROUND
    return [point for point in workload.curve if low <= point.volume <= high]


def told(
    turns: Sequence[tuple[float, float, str]], names: Mapping[str, str], workload: WorkloadEstimate
) -> str:
    """Which alternative costs least from where on, in a sentence."""
    first = names[turns[0][2]]
    unit = workload.volume_unit
    if len(turns) == 1:
        low, high = compact(turns[0][0]), compact(float(workload.curve[-1].volume))
        return f"{first} costs least at every volume between {low} and {with_unit(high, unit)}."
    rest = [f"{names[one]} from {with_unit(compact(at), unit)} on" for at, _, one in turns[1:]]
    return f"At the lowest volumes {first} costs least, {words.listing(rest)}."


# What moves a cost, and when to buy ---------------------------------------------------------------------


def tornado(
    place: str, workload: WorkloadEstimate, cost: AlternativeCost, unit: str, *, whose: str | None = None
) -> Chart | None:
    """The inputs whose ranges move the cost of one alternative most; None where nothing moves it."""
    swings = sorted(
        (one for one in workload.tornado if one.alternative == cost.id and one.width > 0),
        key=lambda one: -one.width,
    )[:_SWINGS]
    if not swings:
        return None
    spans = tuple(
        Span(
            one.title,
            float(min(one.low, one.high)),
            float(max(one.low, one.high)),
            compact(float(min(one.low, one.high))),
            compact(float(max(one.low, one.high))),
        )
        for one in swings
    )
    said = "; ".join(f"{one.label}: {one.low_label} to {one.high_label}" for one in spans)
    return Chart(
        id=f"cost-swings-{place}",
        title=f"What moves the cost of {words.quoted(cost.title)} most" + (f": {whose}" if whose else ""),
        alternative=f"Bars of the cost over the low and the high end of one input at a time. {said}.",
        figure=Swings(unit, spans, float(cost.total), f"typical: {compact(float(cost.total))}"),
    )


def purchase(place: str, workload: WorkloadEstimate, months: int) -> Chart | None:
    """When to order machines, and what serves until they arrive; None when it is best never to."""
    names = {one.id: one.title for one in workload.alternatives}
    found = [one for one in workload.timing if one.best is not None and not one.late]
    if not found:
        return None
    lanes = tuple(_lane(one, names, months) for one in found)
    said = " ".join(
        f"{lane.label}: {lane.marks[0].label}, up to month {lane.stretches[0].end:g}." for lane in lanes
    )
    return Chart(
        id=f"purchase-{place}",
        title="When to order machines, and what serves until they arrive",
        alternative=said,
        figure=Timeline("months from now", float(months), lanes),
    )


def _lane(one: Timing, names: Mapping[str, str], months: int) -> Lane:
    order = one.best or 0
    arrives = min(order + one.lead_time, months)
    stretches = []
    if arrives > 0:
        stretches.append(Stretch(0, arrives, names[one.until]))
    if arrives < months:
        stretches.append(Stretch(arrives, months, names[one.owned], lit=True))
    when = "order now" if order == 0 else f"order in month {order}"
    return Lane(names[one.owned], tuple(stretches), (Notch(order, f"{when}; until then {names[one.until]}"),))
