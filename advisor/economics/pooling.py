"""Servers that several workloads share: bought for the sum of what they need, not one by one.

Only whole servers can be bought, so machines of one's own for each workload leave more of them idle than
machines for all. Workloads share where their servers are the same; what they hold in readiness is added
up, because nothing is known about whether their peaks coincide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.cost_cash import compute_cash
from advisor.economics.cost_lines import cents
from advisor.economics.depreciation import present_value
from advisor.economics.machines import ComputeYear, Machines
from advisor.economics.machines_demand import owned_demands, together
from advisor.economics.machines_owned import owned_years
from advisor.economics.machines_total import owned_hours, owned_total
from advisor.economics.workload import OneWorkload
from advisor.model.construct import constructed
from advisor.model.economics import Interval, PooledCost, SharedServers, TotalCost
from advisor.model.price import Category, Compute

_ZERO = Decimal(0)
_OWN = (Compute.OWNED, Compute.MIXED)


@dataclass(frozen=True, slots=True)
class _Share:
    """Workloads whose servers are the same."""

    cases: tuple[Case, ...]
    names: tuple[str, ...]
    accelerator: str


class Pool:
    """The servers of one alternative that has machines of its own, over all workloads."""

    def __init__(self, alternative: str, ones: Sequence[OneWorkload]) -> None:
        self._alternative, self._ones = alternative, ones
        cases = [one.cases[alternative] for one in ones]
        self.shares = _shares(cases, ones)

    def one_more(self, one: OneWorkload) -> Decimal:
        """What the servers cost that one more such workload calls for, those of all others being there."""
        case = one.cases[self._alternative]
        share = next(each for each in self.shares if case in each.cases)
        before = owned_total(case.machines, _hours(share.cases), case.plan)
        after = owned_total(case.machines, _hours((*share.cases, case)), case.plan)
        return after - before

    def total(self) -> Decimal:
        """What all servers cost over the horizon."""
        return _pooled(self.shares)

    def years(self) -> list[tuple[_Share, list[ComputeYear]]]:
        """The servers of each share, year by year."""
        return [(share, _years(share.cases)) for share in self.shares]


def hardware(m: Machines) -> tuple[object, ...]:
    """What makes servers the same: two with equal figures can stand for one another."""
    return (
        m.server_price,
        m.server_size,
        m.server_power,
        m.pue,
        m.power_price,
        m.hosting_price,
        m.support,
        m.price_decline,
        m.life,
        m.capital_cost,
        m.resale,
    )


def _shares(cases: Sequence[Case], ones: Sequence[OneWorkload]) -> tuple[_Share, ...]:
    found: dict[tuple[object, ...], list[int]] = {}
    for index, (case, one) in enumerate(zip(cases, ones, strict=True)):
        key = (one.accelerator, case.plan, *hardware(case.machines))
        found.setdefault(key, []).append(index)
    return tuple(
        _Share(
            tuple(cases[index] for index in indexes),
            tuple(ones[index].subject.workload.id for index in indexes),
            ones[indexes[0]].accelerator,
        )
        for indexes in found.values()
    )


def _hours(cases: Sequence[Case]) -> list[Decimal]:
    """Accelerator hours that the servers of several workloads have to offer each year."""
    each = [owned_hours(case.alternative.compute, case.machines, case.factors) for case in cases]
    return [sum(year, _ZERO) for year in zip(*each, strict=True)]


def _pooled(shares: Sequence[_Share]) -> Decimal:
    total = _ZERO
    for share in shares:
        first = share.cases[0]
        total += owned_total(first.machines, _hours(share.cases), first.plan)
    return total


def _alone(cases: Sequence[Case]) -> Decimal:
    return sum((owned_total(case.machines, _hours((case,)), case.plan) for case in cases), _ZERO)


def _years(cases: Sequence[Case]) -> list[ComputeYear]:
    first = cases[0]
    demands = [owned_demands(first.alternative.compute, case.machines, case.factors) for case in cases]
    return owned_years(first.machines, together(demands), first.plan)


# Totals ------------------------------------------------------------------------------------------


def pooled_cost(total: TotalCost, ones: Sequence[OneWorkload], rate: Decimal) -> PooledCost | None:
    """An alternative over all workloads with shared servers; None where nothing is shared."""
    name = total.alternative
    cases = [one.cases[name] for one in ones]
    if len(cases) < 2 or cases[0].alternative.compute not in _OWN:
        return None
    pool = Pool(name, ones)
    if all(len(share.cases) == 1 for share in pool.shares):
        return None
    years = list(total.years)
    categories = dict(total.categories)
    cash = [_ZERO] * (len(years) + 1)
    for one in ones:
        for index, paid in enumerate(one.costs[name].cash):
            cash[index] += paid
    sharing = []
    for share, computing in pool.years():
        apart = [_years((case,)) for case in share.cases]
        for index, year in enumerate(computing):
            less = [each[index] for each in apart]
            used = cents(_used(year)) - sum((cents(_used(each)) for each in less), _ZERO)
            forgone = cents(year.forgone) - sum((cents(each.forgone) for each in less), _ZERO)
            years[index] += used + forgone
            categories[Category.COMPUTE] += used
            categories[Category.OPPORTUNITY] += forgone
        cash = _added(cash, compute_cash(computing), 1)
        for each in apart:
            cash = _added(cash, compute_cash(each), -1)
        sharing.append(_shared(share, computing, apart))
    whole = sum(years, _ZERO)
    return PooledCost(
        years=tuple(years),
        total=whole,
        present_value=cents(present_value(rate, cash)),
        categories=categories,
        interval=_interval(name, ones, whole),
        saved=total.total - whole,
        sharing=tuple(sharing),
    )


def _used(year: ComputeYear) -> Decimal:
    return year.total - year.forgone


def _added(flow: Sequence[Decimal], other: Sequence[Decimal], sign: int) -> list[Decimal]:
    return [one + sign * two for one, two in zip(flow, other, strict=True)]


def _shared(
    share: _Share, computing: Sequence[ComputeYear], apart: Sequence[Sequence[ComputeYear]]
) -> SharedServers:
    return constructed(
        SharedServers,
        accelerator=share.accelerator,
        workloads=share.names,
        servers=tuple(year.servers for year in computing),
        alone=tuple(sum(each[index].servers for each in apart) for index in range(len(computing))),
        utilisation=tuple(
            year.useful_hours / year.held_hours if year.held_hours else _ZERO for year in computing
        ),
    )


def _interval(name: str, ones: Sequence[OneWorkload], typical: Decimal) -> Interval:
    """Least and greatest total with shared servers; an input that several workloads have moves once.

    What moves nothing with typical figures stands where the first workload that has it costs least, or most.
    """
    swings: dict[tuple[object, ...], Decimal] = {}
    for one in ones:
        found = one.moves[name]
        for key, each in found.inputs.items():
            same = (key, each.low, each.high)
            swings[same] = swings.get(same, _ZERO) + found.high[key] - found.low[key]
    ends = []
    for least in (True, False):
        stands: dict[tuple[object, ...], Decimal] = {}
        moved = []
        for one in ones:
            found = one.moves[name]
            apart = found.best if least else found.worst
            corner: dict[str, Decimal] = {}
            for key, each in found.inputs.items():
                same = (key, each.low, each.high)
                if swing := swings[same]:
                    corner[key] = each.low if (swing > 0) is least else each.high
                else:
                    corner[key] = stands.setdefault(same, apart[key])
            moved.append(one.cases[name].moved(corner))
        total = sum((case.total() for case in moved), _ZERO)
        ends.append(total - _alone(moved) + _pooled(_shares(moved, ones)))
    return constructed(Interval, low=cents(min(*ends, typical)), high=cents(max(*ends, typical)))
