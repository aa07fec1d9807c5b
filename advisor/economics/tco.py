"""The estimate: every workload on every alternative, side by side, and the total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.economics.compiled_book import compiled_book
from advisor.economics.cost_lines import cents
from advisor.economics.pooling import Pool, pooled_cost
from advisor.economics.request import CannotEstimate, Request, Subject, quantity_behind
from advisor.economics.situation import currency_of, exchange_of
from advisor.economics.tables import NoPrice
from advisor.economics.timing import periods
from advisor.economics.workload import OneWorkload
from advisor.economics.workload_result import result_of
from advisor.model.economics import Basis, BasisOf, Estimate, Interval, TotalCost
from advisor.model.price import Category, Compute, PriceBook
from advisor.model.price_days import newest_day, oldest_day

__all__ = [
    "CannotEstimate",
    "NoPrice",
    "OneWorkload",
    "Request",
    "Subject",
    "estimate",
    "estimate_of",
    "newest_day",
    "prepared",
    "quantity_behind",
]

_ZERO = Decimal(0)
_OWN = (Compute.OWNED, Compute.MIXED)


def estimate(request: Request) -> Estimate:
    """What every workload costs on every alternative.

    Raises:
        NoPrice: the book has no price of the day that was asked for.
        CannotEstimate: there is nothing to compute with.
    """
    ones = [prepared(request, subject) for subject in request.subjects]
    return estimate_of(request, ones).model_copy(update={"basis": _basis(request, ones)})


def _basis(request: Request, ones: Sequence[OneWorkload]) -> Basis:
    return Basis(
        book=request.book,
        economics=request.economics,
        initiatives=len(request.assessment.workloads),
        workloads=tuple(
            BasisOf(
                workload=one.subject.workload.id,
                kind=one.subject.workload.kind,
                profile=one.subject.profile,
                inputs=one.figures,
            )
            for one in ones
        ),
    )


def prepared(request: Request, subject: Subject) -> OneWorkload:
    """One workload, ready for an estimate; it can be used in several, as long as nothing about it changes.

    Raises:
        NoPrice: the book has no price of the day that was asked for.
        CannotEstimate: there is nothing to compute with.
    """
    if request.as_of < (first := oldest_day(request.book)):
        raise NoPrice(request.as_of, first)
    economics = request.economics
    book = compiled_book(request.book, exchange_of(request.book, economics), economics.exponents)
    return OneWorkload(request, book, subject)


def estimate_of(request: Request, ones: Sequence[OneWorkload], *, only: str | None = None) -> Estimate:
    """The estimate for prepared workloads; with ``only``, one of them in full and all in the totals."""
    economics = request.economics
    last = ones[-1]
    rate = last.discount if request.discounted else _ZERO
    shown = [one for one in ones if only in (None, one.subject.workload.id)]
    pools = _pools(request.book, ones)
    return Estimate(
        pack=request.pack.id,
        pack_version=request.pack.version,
        pack_sha256=request.pack.sha256,
        assessment=request.assessment.id,
        organisation=request.assessment.organisation,
        currency=currency_of(request.book, economics),
        as_of=request.as_of,
        horizon_months=last.months,
        years=len(periods(last.months)),
        discount=rate,
        depreciation=economics.depreciation,
        workloads=tuple(
            result_of(one, {name: pool.one_more(one) for name, pool in pools.items() if name in one.cases})
            for one in shown
        ),
        totals=_totals(request.book, ones, rate),
    )


def _pools(book: PriceBook, ones: Sequence[OneWorkload]) -> dict[str, Pool]:
    """The servers of every alternative that has its own; workloads that it is left out for have none."""
    return {
        name: Pool(name, having)
        for name, alternative in book.alternatives.items()
        if alternative.compute in _OWN and (having := [one for one in ones if name in one.cases])
    }


def _totals(book: PriceBook, ones: Sequence[OneWorkload], rate: Decimal) -> tuple[TotalCost, ...]:
    """Alternatives over all workloads; one that is left out for a workload has no total."""
    totals = []
    for name, alternative in book.alternatives.items():
        if any(name not in one.cases for one in ones):
            continue
        costs = [one.costs[name] for one in ones]
        length = max(len(cost.years) for cost in costs)
        total = TotalCost(
            alternative=name,
            title=alternative.title,
            short=alternative.short,
            decision=alternative.decision,
            years=tuple(sum((cost.years[index] for cost in costs), _ZERO) for index in range(length)),
            total=sum((cost.total for cost in costs), _ZERO),
            present_value=cents(sum((cost.present_value for cost in costs), _ZERO)),
            categories={each: sum((cost.categories[each] for cost in costs), _ZERO) for each in Category},
            interval=Interval(
                low=sum((cost.interval.low for cost in costs), _ZERO),
                high=sum((cost.interval.high for cost in costs), _ZERO),
            ),
        )
        totals.append(total.model_copy(update={"pooled": pooled_cost(total, ones, rate)}))
    return tuple(totals)
