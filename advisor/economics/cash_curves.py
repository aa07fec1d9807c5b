"""Money spent up to the end of each month, and the month in which one alternative has overtaken another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.cost_lines import in_cents
from advisor.model.construct import constructed
from advisor.model.economics import Crossing, CrossingKind, Cumulative

_ZERO = Decimal(0)


def cumulative(name: str, case: Case) -> Cumulative:
    """Money spent up to the end of each month; machines are paid when bought, and not sold."""
    running = _monthly(case)
    spent = [_once(case) + running[0][1]]
    for index, (amount, bought) in enumerate(running):
        spent.append(spent[-1] + amount + (bought if index else _ZERO))
    return constructed(Cumulative, alternative=name, months=in_cents(spent))


def _once(case: Case) -> Decimal:
    return sum((years[0] for line, years in case.line_years() if line.once and line.cash), _ZERO)


def _monthly(case: Case) -> list[tuple[Decimal, Decimal]]:
    """Running cost of every month of the horizon, and machines bought at its start."""
    computing = case.computing()
    recurring = [(year.running, year.purchases) for year in computing]
    lines = [years for line, years in case.line_years() if line.cash and not line.once]
    found: list[tuple[Decimal, Decimal]] = []
    for index, length in enumerate(case.plan.periods):
        months = int((length * 12).to_integral_value())
        running, bought = recurring[index]
        month = (running + sum((years[index] for years in lines), _ZERO)) / months
        found += [(month, bought if each == 0 else _ZERO) for each in range(months)]
    return found


def month_crossings(curves: Sequence[Cumulative]) -> tuple[Crossing, ...]:
    """The month from which on one alternative has cost less than another, to the end of the horizon."""
    found = []
    for index, one in enumerate(curves):
        for two in curves[index + 1 :]:
            end = Decimal(len(one.months) - 1)
            gaps = [b - a for a, b in zip(one.months, two.months, strict=True)]
            names = (one.alternative, two.alternative)
            if gaps[-1] > 0:
                names, gaps = (names[1], names[0]), [-gap for gap in gaps]
            last = max((month for month, gap in enumerate(gaps) if gap >= 0), default=None)
            state = "never" if gaps[-1] == 0 else "always" if last is None else "crosses"
            at = Decimal(last + 1) if last is not None and state == "crosses" else None
            found.append(
                constructed(
                    Crossing,
                    kind=CrossingKind.MONTH,
                    alternative=names[1],
                    against=names[0],
                    at=at,
                    state=state,
                    low=_ZERO,
                    high=end,
                )
            )
    return tuple(found)
