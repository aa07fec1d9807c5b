"""Costs in a few sentences: the sums, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.model.economics import (
    AlternativeCost,
    Estimate,
    Interval,
    Origin,
    WorkloadEstimate,
)
from advisor.reporting import words
from advisor.reporting.blocks import Paragraph, Section
from advisor.reporting.context import Context
from advisor.reporting.sections.cost_words import (
    advised,
    horizon,
    money,
)
from advisor.reporting.sections.money import way

_FEW = 2
"""Workloads that are named in a sentence about their targets; more of them are counted."""


def sum_of(chosen: Sequence[AlternativeCost]) -> Interval:
    """From the least to the greatest that these alternatives cost together."""
    return Interval(
        low=sum((one.interval.low for one in chosen), Decimal(0)),
        high=sum((one.interval.high for one in chosen), Decimal(0)),
    )


# The brief ------------------------------------------------------------------------------------------


def brief(context: Context) -> Section | None:
    """The costs in a few sentences; None where the pack has no prices."""
    said = in_short(context)
    return Section("costs", "What it costs", (Paragraph(said),)) if said else None


def in_short(context: Context) -> str | None:
    """What the advised models cost, and whether others would cost less."""
    estimate = context.estimate
    if context.no_costs is not None:
        return f"What the models cost cannot be told yet: {context.no_costs.rstrip('.')}."
    if estimate is None or not estimate.workloads:
        return None
    said = [_sums(context, estimate)]
    apart = []
    for workload in estimate.workloads:
        chosen = advised(context.pack, workload)
        cheapest = next(one for one in workload.alternatives if one.id == workload.robustness.cheapest)
        if chosen is not None and chosen.id != cheapest.id:
            whom = f" for {words.quoted(workload.title)}" if len(estimate.workloads) > 1 else ""
            apart.append(f"{cheapest.title}{whom} ({money(cheapest.total)} against {money(chosen.total)})")
    if apart:
        said.append(f"By the money alone, other models cost less: {words.listing(apart)}.")
    elif all(advised(context.pack, one) is not None for one in estimate.workloads):
        moves = any(one.move for one in estimate.workloads)
        said.append(f"No other model costs less{' than staying' if moves else ''}.")
    own = any(figure.provenance.origin is Origin.GIVEN for one in estimate.workloads for figure in one.inputs)
    said.append("" if own else "No figure of your own is stated: read this as an order of magnitude.")
    return " ".join(one for one in said if one)


def _targets(context: Context, estimate: Estimate) -> list[str]:
    """What it costs to move to the target beside staying; where that is too far, what the target costs."""
    moving = way(context)
    movers = [one for one in estimate.workloads if one.move is not None]
    if moving is not None:
        months = {one.move.month or 0 for one in movers if one.move is not None}
        soon = f"from month {max(months)} on" if len(months) == 1 and max(months) else "as soon as can be"
        return [f"With {_whose(movers, estimate)} {soon}: {money(moving)}."]
    far = [one for one in movers if one.move is not None and one.move.total is None]
    if not far:
        return []
    sums = [cost.total for one in far for cost in one.alternatives if one.move and cost.id == one.move.target]
    return [
        f"With {_whose(far, estimate)} from the first day it would be {money(sum(sums, Decimal(0)))} for"
        f" {'it' if len(far) == 1 else 'them'} alone; within the horizon nothing that is ordered arrives."
    ]


def _whose(movers: Sequence[WorkloadEstimate], estimate: Estimate) -> str:
    """``the target (Self-managed for “Chat”)``, or ``the targets`` of more than a few."""
    told = []
    for one in movers[:_FEW]:
        title = next(
            (cost.title for cost in one.alternatives if one.move and cost.id == one.move.target), None
        )
        whom = f" for {words.quoted(one.title)}" if len(estimate.workloads) > 1 else ""
        told.append(f"{title}{whom}")
    if len(movers) > _FEW:
        return f"the targets of {words.count(len(movers), 'workload')}"
    return f"the target{'s' if len(movers) > 1 else ''} ({words.listing(told)})"


def _sums(context: Context, estimate: Estimate) -> str:
    chosen = [cost for one in estimate.workloads if (cost := advised(context.pack, one)) is not None]
    over = f"over {horizon(estimate)}"
    if len(chosen) == len(estimate.workloads):
        total, span = sum((one.total for one in chosen), Decimal(0)), sum_of(chosen)
        between = f"between {money(span.low)} and {money(span.high)}"
        if not any(one.move for one in estimate.workloads):
            return f"As advised: {money(total)} {estimate.currency} {over}, {between}."
        staying = f"Staying as advised for today: {money(total)} {estimate.currency} {over}, {between}."
        return " ".join((staying, *_targets(context, estimate)))
    totals = [one for one in estimate.totals if one.decision == context.pack.manifest.primary_decision]
    each = words.listing(f"{one.title} {money(one.total)}" for one in totals)
    return f"In {estimate.currency} {over}: {each}."
