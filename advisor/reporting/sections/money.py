"""Money in short: the sum at stake, where it disagrees with the rules, when to look again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal

from advisor.model.catalogue import Persona, ReportPart
from advisor.model.economics import (
    Crossing,
    CrossingKind,
    Estimate,
    Interval,
    RaisedWarning,
    WorkloadEstimate,
)
from advisor.reporting import words
from advisor.reporting.charts.scales import compact
from advisor.reporting.context import Context
from advisor.reporting.sections.cost_words import advised, month, primary, with_unit

_LARGE = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_DIGITS = 3
"""Digits that a sum keeps where it is only to be remembered; the exact one stands with its reasons."""
_FAR = 10
"""So many times today's load, or a share so small of it, is no moment that a reader has to watch for."""
_ORDER = ("high", "medium", "low")
_MONEY = frozenset(
    {
        ReportPart.COSTS,
        ReportPart.FIRST_YEAR,
        ReportPart.HALF_USE,
        ReportPart.UNIT_COSTS,
        ReportPart.BREAK_EVEN,
        ReportPart.PAYBACK,
        ReportPart.COST_FIGURES,
    }
)
_EARLY = 2
"""A reader whose first questions, so many, ask for money is told of it first."""


def first_of_all(persona: Persona) -> bool:
    """Whether a reader asks for money before anything else."""
    return any(_MONEY.intersection(asked.see) for asked in persona.questions[:_EARLY])


def at_stake(context: Context) -> tuple[Decimal, Interval] | None:
    """What the models advised for today cost over the horizon, with its range; None where one has none."""
    estimate = context.estimate
    if estimate is None or not estimate.workloads:
        return None
    chosen = [advised(context.pack, one) for one in estimate.workloads]
    known = [one for one in chosen if one is not None]
    if len(known) < len(chosen):
        return None
    span = Interval(
        low=sum((one.interval.low for one in known), Decimal(0)),
        high=sum((one.interval.high for one in known), Decimal(0)),
    )
    return sum((one.total for one in known), Decimal(0)), span


def way(context: Context) -> Decimal | None:
    """What all workloads cost when each moves from the model advised for now to its target.

    None where no target differs, or where the way of one cannot be told.
    """
    estimate = context.estimate
    moves = [] if estimate is None else [one.move for one in estimate.workloads]
    if estimate is None or not any(moves) or at_stake(context) is None:
        return None
    found = Decimal(0)
    for one in estimate.workloads:
        chosen = advised(context.pack, one)
        total = one.move.total if one.move is not None else chosen.total if chosen is not None else None
        if total is None:
            return None
        found += total
    return found


def disagreements(context: Context) -> list[tuple[RaisedWarning, str | None]]:
    """Where money and rules disagree, each once with its workloads, the most urgent first."""
    estimate = context.estimate
    met: dict[str, tuple[RaisedWarning, list[str]]] = {}
    for workload in estimate.workloads if estimate else ():
        for warning in workload.warnings:
            met.setdefault(warning.id, (warning, []))[1].append(workload.title)
    found = sorted(met.values(), key=lambda one: _ORDER.index(one[0].severity))
    return [(one, words.listing(titles) if context.several else None) for one, titles in found]


def rounded(amount: Decimal) -> str:
    """A sum in so few digits that it can be said: ``1.23 million``."""
    if amount:
        amount = amount.quantize(Decimal(1).scaleb(amount.adjusted() - _DIGITS + 1), ROUND_HALF_EVEN)
    unit = next(((size, name) for size, name in _LARGE if abs(amount) >= size), None)
    if unit is None:
        return words.figure(amount)
    return f"{words.figure((amount / unit[0]).normalize())} {unit[1]}"


def moments(context: Context) -> tuple[str, ...]:
    """When the comparison of costs turns, for the models that are advised: a month, a day or a volume."""
    estimate = context.estimate
    if estimate is None:
        return ()
    found = []
    for workload in estimate.workloads:
        whom = f"For {words.quoted(workload.title)}: " if len(estimate.workloads) > 1 else ""
        found += [f"{whom}{text}" for text in _turns(context, estimate, workload)]
    if estimate.workloads:
        found.append(f"Prices change; those behind the costs are of {estimate.as_of.isoformat()} or before")
    return tuple(dict.fromkeys(found))


def _turns(context: Context, estimate: Estimate, workload: WorkloadEstimate) -> Iterator[str]:
    """The volumes at which the advised model begins to cost more than another, and its break-even in time."""
    names = {one.id: one.title for one in primary(context.pack, workload)}
    chosen = advised(context.pack, workload)
    if chosen is None:
        return
    own = [
        one
        for one in workload.crossings
        if chosen.id in (one.alternative, one.against) and {one.alternative, one.against} <= names.keys()
    ]
    for one in own:
        if one.kind is CrossingKind.VOLUME and one.at is not None and _near(one, one.at, workload.volume):
            # The one that is cheaper once today's load has moved past the crossing.
            other = one.alternative if one.at > workload.volume else one.against
            if other != chosen.id:
                yield _by_volume(
                    workload, one, one.at, f"{names[other]} begins to cost less than {chosen.title}"
                )
    months = [
        f"{names[one.against]} in month {one.at:f} ({month(_after(estimate.as_of, int(one.at)))})"
        for one in sorted(own, key=lambda one: one.at or 0)
        if one.kind is CrossingKind.MONTH and one.alternative == chosen.id and one.at is not None
    ]
    if months:
        beaten = f"{chosen.title} has cost less in sum than {words.listing(months)}"
        yield f"Break-even comes: by the plan, {beaten}; hold the bills against it"


def _near(one: Crossing, at: Decimal, today: Decimal) -> bool:
    """Whether a load is one to watch for: growth gets there, or it is not far from today's."""
    return one.reached_on is not None or max(at, today) <= _FAR * min(at, today)


def _by_volume(workload: WorkloadEstimate, one: Crossing, at: Decimal, what: str) -> str:
    moves = "reaches" if at > workload.volume else "falls below"
    when = f", expected in {month(one.reached_on)}" if one.reached_on is not None else ""
    return f"The load {moves} {with_unit(compact(float(at)), workload.volume_unit)}{when}: there {what}"


def _after(day: datetime.date, months: int) -> datetime.date:
    """The first day of the month that comes so many months later."""
    count = day.year * 12 + day.month - 1 + months
    return datetime.date(count // 12, count % 12 + 1, 1)
