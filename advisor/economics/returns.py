"""What an alternative brings for what it costs; kinds of benefit are kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from advisor.economics.cost_lines import cents
from advisor.economics.depreciation import present_value
from advisor.economics.situation import Input
from advisor.model.economics import AlternativeCost, Cumulative, Return, RigourAdvice
from advisor.model.price import Benefit, PriceBook

_ZERO = Decimal(0)


def returns(
    book: PriceBook,
    inputs: Mapping[str, Input],
    costs: Sequence[AlternativeCost],
    curves: Mapping[str, Cumulative],
    periods: Sequence[Decimal],
    rate: Decimal,
) -> tuple[Return, ...]:
    """ROI, present value and payback of every alternative; nothing where no benefit was stated."""
    yearly = {
        kind: sum(
            (
                inputs[name].typical
                for name, each in book.quantities.items()
                if each.benefit is kind and name in inputs
            ),
            _ZERO,
        )
        for kind in Benefit
    }
    each_year = sum(yearly.values(), _ZERO)
    if not each_year:
        return ()
    horizon = sum(periods, _ZERO)
    found = []
    for cost in costs:
        flow = [-cost.cash[0]]
        flow += [each_year * length - paid for length, paid in zip(periods, cost.cash[1:], strict=True)]
        benefit, spent = each_year * horizon, sum(cost.cash, _ZERO)
        curve = curves.get(cost.id)
        found.append(
            Return(
                alternative=cost.id,
                benefits={kind: cents(amount * horizon) for kind, amount in yearly.items()},
                benefit=cents(benefit),
                cost=cents(spent),
                roi=(benefit - spent) / spent if spent else None,
                npv=cents(present_value(rate, flow)),
                payback=_payback(curve, each_year / 12) if curve else None,
                roi_with=_roi_with(yearly, horizon, spent),
            )
        )
    return tuple(found)


def cash_note(costs: Iterable[AlternativeCost]) -> str | None:
    """Why costs beside benefits are less than the totals; None where they are the same."""
    forgone = dict.fromkeys(line.title for cost in costs for line in cost.lines if not line.cash)
    if not forgone:
        return None
    named = ", ".join(f"“{each}”" for each in forgone)
    return f"Cost here is the cash that is paid. It leaves out what the totals above hold beside it: {named}."


def _roi_with(yearly: Mapping[Benefit, Decimal], horizon: Decimal, spent: Decimal) -> dict[Benefit, Decimal]:
    """Return with ever more doubtful kinds of benefit; a kind that nobody stated is left out."""
    found: dict[Benefit, Decimal] = {}
    benefit = _ZERO
    for kind in Benefit:
        benefit += yearly[kind] * horizon
        if spent and yearly[kind]:
            found[kind] = (benefit - spent) / spent
    return found


def _payback(curve: Cumulative, monthly: Decimal) -> int | None:
    """The month from which on the benefits so far have covered all that was spent, to the end."""
    short = [month for month, spent in enumerate(curve.months) if monthly * month < spent]
    if not short:
        return 0
    return short[-1] + 1 if short[-1] + 1 < len(curve.months) else None


def rigour(book: PriceBook, stake: Decimal, rate: Decimal) -> RigourAdvice | None:
    """How much examination a sum deserves; the pack's bounds are in its own currency."""
    for each in book.rigour:
        if each.below is None or stake < each.below * rate:
            return RigourAdvice(stake=cents(stake), title=each.title, do=each.do)
    return None
