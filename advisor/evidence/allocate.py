"""Shared cost, divided among teams to the last cent, and what each team answers for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from advisor.model.bill_allocation import ShowbackLine, Split, SplitShare
from advisor.model.evidence_rules import Measured, SplitMethod, SplitRule

CENT = Decimal("0.01")
ZERO = Decimal(0)
_WIDE = Decimal(10) ** 30


def divided(total: Decimal, weights: Mapping[str, Decimal], unit: Decimal = CENT) -> dict[str, Decimal]:
    """A total (a whole number of units) in proportion to weights; the parts add up to it exactly.

    Each part is rounded down, and the units that are left go to the largest remainders, in the order of
    names where those are equal (Hamilton's method). A negative total is divided as its opposite.
    """
    whole = sum(weights.values(), ZERO)
    if whole <= 0:
        raise ValueError("there is nothing to divide in proportion to")
    sign = -1 if total < 0 else 1
    units = int((abs(total) / unit).to_integral_value())
    # Integers throughout: weights of any number of decimals are scaled up to whole ones.
    scaled = {name: int(weight * _WIDE) for name, weight in weights.items()}
    all_weights = sum(scaled.values())
    parts = {name: units * weight // all_weights for name, weight in scaled.items()}
    left = units - sum(parts.values())
    order = sorted(scaled, key=lambda name: (-(units * scaled[name] % all_weights), name))
    for name in order[:left]:
        parts[name] += 1
    return {name: sign * part * unit for name, part in parts.items()}


def split(
    rule: SplitRule, exact: Decimal, rows: int, measures: Mapping[Measured, Mapping[str, Decimal]]
) -> Split:
    """The cost that a rule calls shared, divided by the rule; ``measures`` holds the teams' figures."""
    total = exact.quantize(CENT, ROUND_HALF_EVEN)
    weights, why = _weights(rule, measures)
    shares: tuple[SplitShare, ...] = ()
    if why is None:
        amounts = divided(total, weights)
        shares = tuple(
            SplitShare(team=name, weight=weights[name], amount=amounts[name])
            for name in sorted(weights, key=lambda each: (-amounts[each], each))
        )
    return Split(
        rule=rule.id,
        title=rule.title,
        method=rule.method.value,
        total=total,
        exact=exact,
        rows=rows,
        shares=shares,
        why=why,
    )


def _weights(
    rule: SplitRule, measures: Mapping[Measured, Mapping[str, Decimal]]
) -> tuple[dict[str, Decimal], str | None]:
    if rule.method is SplitMethod.FIXED:
        return {name: share for name, share in rule.shares.items() if share > 0}, None
    by = rule.measure or Measured.EFFECTIVE_COST
    own = measures.get(by, {})
    if rule.method is SplitMethod.EVEN:
        names = rule.teams or tuple(sorted(measures.get(Measured.EFFECTIVE_COST, {})))
        if not names:
            return {}, "there is no team with a cost of its own"
        return {name: Decimal(1) for name in names}, None
    found = {name: own[name] for name in (rule.teams or own) if own.get(name, ZERO) > 0}
    if not found:
        return {}, "no team has anything to divide in proportion to"
    return found, None


def showback(
    direct: Mapping[str, Decimal],
    ai: Mapping[str, Decimal],
    nobody: Decimal,
    nobody_ai: Decimal,
    splits: Sequence[Split],
) -> tuple[ShowbackLine, ...]:
    """What each team answers for, largest first, and last what nobody does."""
    shared: dict[str, Decimal] = {}
    for each in splits:
        for share in each.shares:
            shared[share.team] = shared.get(share.team, ZERO) + share.amount
        # Cents are divided; what is less than one stays with nobody, so that the sum is that of the bill.
        nobody += each.exact - (each.total if each.shares else ZERO)
    names = sorted({*direct, *shared})
    totals = {name: direct.get(name, ZERO) + shared.get(name, ZERO) for name in names}
    whole = sum(totals.values(), ZERO) + nobody
    lines = [
        ShowbackLine(
            team=name,
            direct=direct.get(name, ZERO),
            shared=shared.get(name, ZERO),
            total=totals[name],
            ai=ai.get(name, ZERO),
            share=part(totals[name], whole),
        )
        for name in sorted(names, key=lambda each: (-totals[each], each))
    ]
    if nobody or nobody_ai:
        lines.append(
            ShowbackLine(
                team=None, direct=nobody, shared=ZERO, total=nobody, ai=nobody_ai, share=part(nobody, whole)
            )
        )
    return tuple(lines)


def part(amount: Decimal, whole: Decimal) -> Decimal | None:
    """The share of a whole, to ten decimals; None of nothing."""
    if not whole:
        return None
    return (amount / whole).quantize(Decimal("1e-10")) or ZERO
