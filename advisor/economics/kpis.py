"""Values for the KPIs of the catalogue, by the formulas that the pack gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from advisor.economics.compiled_book import CompiledBook
from advisor.economics.formulas import ZeroDenominator
from advisor.economics.wanting import titles_not_zero, titles_of
from advisor.model.catalogue import Kpi, KpiDirection, Target
from advisor.model.construct import constructed
from advisor.model.economics import KpiValue
from advisor.model.units import unit

Verdict = Literal["met", "missed"]


def kpi_values(
    book: CompiledBook,
    kpis: Iterable[Kpi],
    values: Mapping[str, Decimal],
    alternative: str,
    outcome: str | None,
    kind: str,
    currency: str,
) -> tuple[KpiValue, ...]:
    """Every KPI that applies to the kind of workload and has a formula.

    ``values`` are those of the alternative's first year; other alternatives' stand beside them under
    their id, a point and the name.
    """
    found = []
    for kpi in kpis:
        if kpi.value is None or (kpi.kinds and kind not in kpi.kinds):
            continue
        shown = unit(kpi.value.unit.replace(book.book.currency, currency))
        names = book.missing(kpi.value.formula, values)
        missing = titles_of(book.book, names)
        value = None
        if not missing:
            try:
                value = shown.from_base(book.formula(kpi.value.formula)(values))
            except ZeroDenominator as zero:
                missing = titles_not_zero(book.book, zero.divisor, values)
        target = kpi.targets.get(outcome) if outcome else None
        found.append(
            constructed(
                KpiValue,
                kpi=kpi.id,
                title=kpi.title,
                unit=shown.text,
                alternative=alternative,
                value=value,
                target=target.text if target else None,
                verdict=verdict(kpi.direction, value, target),
                missing=tuple(missing),
            )
        )
    return tuple(found)


def verdict(direction: KpiDirection, value: Decimal | None, target: Target | None) -> Verdict | None:
    """Whether a value meets a target; None without one of them."""
    if value is None or target is None or (target.value is None and target.upper is None):
        return None
    low, high = target.value, target.upper
    if direction is KpiDirection.WITHIN:
        met = (low is None or value >= low) and (high is None or value <= high)
    elif direction is KpiDirection.HIGHER:
        met = low is None or value >= low
    else:
        met = low is None or value <= low
    return "met" if met else "missed"
