"""Cash out at the start and at the end of each year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.cost_lines import BY_USE, cents
from advisor.economics.machines import ComputeYear
from advisor.model.economics import LineCost

_ZERO = Decimal(0)


def cash_flow(case: Case, computing: Sequence[ComputeYear], lines: Iterable[LineCost]) -> tuple[Decimal, ...]:
    """Cash out at the start, then at the end of each year; machines are paid when they are bought."""
    count = len(case.plan.periods)
    flow = [_ZERO] * (count + 1)
    once = {line.id for line, _ in case.line_years() if line.once}
    by_use = {name for name, *_ in BY_USE}
    for line in lines:
        if not line.cash or line.id in by_use:
            continue
        for index, amount in enumerate(line.years):
            flow[index if line.id in once else index + 1] += amount
    computed = compute_cash(computing)
    return tuple(one + other for one, other in zip(flow, computed, strict=True))


def compute_cash(computing: Sequence[ComputeYear]) -> list[Decimal]:
    """Cash out for machines, at the start and at the end of each year; less what selling them brings."""
    flow = [_ZERO] * (len(computing) + 1)
    for index, year in enumerate(computing):
        flow[index] += cents(year.purchases)
        flow[index + 1] += cents(year.running) - cents(year.resale)
    return flow
