"""The one pass over a bill: rows that say the same about themselves, added up by the hour.

All that costs time happens here, once, in the engine, with next to no work for each row. Texts are taken
as they are and are made clean later, when there are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.evidence.columns import STANDS_IN
from advisor.evidence.read import FLOATING, ROW, SUM, Raw

if TYPE_CHECKING:
    from ibis.expr.types import Table, Value

TIMES = ("ChargePeriodStart", "ChargePeriodEnd", "BillingPeriodStart", "BillingPeriodEnd")
AMOUNTS = {
    "list": "ListCost",
    "contracted": "ContractedCost",
    "billed": "BilledCost",
    "effective": "EffectiveCost",
    "consumed": "ConsumedQuantity",
    "priced": "PricingQuantity",
}
"""Name of a sum to the column that is added up."""
COST_NAMES = ("list", "contracted", "billed", "effective")
SAYING = (
    "BillingCurrency",
    "ProviderName",
    "PublisherName",
    "ServiceCategory",
    "ServiceSubcategory",
    "ServiceName",
    "SubAccountId",
    "SubAccountName",
    "ChargeCategory",
    "ChargeClass",
    "PricingCategory",
    "CommitmentDiscountStatus",
    "CapacityReservationStatus",
    "ConsumedUnit",
    "PricingUnit",
    "Tags",
)
"""What rows say about themselves that measures look at, beside the columns of the rules."""
_EMPTY = ("", "NULL", "null", "Null")


@dataclass(frozen=True, slots=True)
class Facts:
    """The bill, added up."""

    table: Table
    says: tuple[str, ...]
    """Text columns, never null."""
    amounts: tuple[str, ...]
    """Sums that the bill has columns for; all are in the table, zero where it has not."""


def facts(raw: Raw, ruled: Sequence[str]) -> Facts:
    """Rows that say the same, added up; ``ruled`` names further columns that rules look at."""
    import ibis

    table = raw.table
    says = tuple(dict.fromkeys([*SAYING, *(each for each in ruled if each not in TIMES)]))
    keys: dict[str, Value] = {}
    for name in says:
        found = _first(table, name)
        if found is not None:
            keys[name] = found
    for name in TIMES:
        if name in table.columns:
            keys[name] = _hour(table[name]) if name.startswith("Charge") else _day(table[name])
    sums: dict[str, Value] = {"rows": table.count()}
    effective: Value | None = None
    unreadable: list[Value] = []
    for name, column in AMOUNTS.items():
        if column not in table.columns:
            continue
        number = _number(table[column])
        sums[name] = number.sum()
        if name in COST_NAMES:
            unreadable.append(_unreadable(table[column], number))
        if name == "effective" or (name == "billed" and effective is None):
            effective = number
    for index, each in enumerate(unreadable):
        sums[f"unreadable_{index}"] = each.sum()
    if effective is not None:
        sums["negative_rows"] = (effective < 0).sum()
        sums["negative"] = effective.sum(where=effective < 0)
    grouped = table.group_by(**keys).agg(**sums) if keys else table.agg(**sums)
    chosen: dict[str, Value] = {}
    for name in (*says, *TIMES):
        chosen[name] = grouped[name].cast("string").fill_null("") if name in keys else ibis.literal("")
    chosen["rows"] = grouped["rows"].cast("int64")
    for name in (*AMOUNTS, "negative"):
        zero = ibis.literal(0).cast(SUM)
        chosen[name] = grouped[name].cast(SUM).fill_null(zero) if name in sums else zero
    bad = [grouped[f"unreadable_{index}"].fill_null(0) for index in range(len(unreadable))]
    chosen["unreadable"] = sum(bad[1:], bad[0]).cast("int64") if bad else ibis.literal(0).cast("int64")
    negative = grouped["negative_rows"].fill_null(0) if "negative_rows" in sums else ibis.literal(0)
    chosen["negative_rows"] = negative.cast("int64")
    return Facts(grouped.select(**chosen), says, tuple(name for name in AMOUNTS if name in sums))


def _first(table: Table, name: str) -> Value | None:
    """A column, or what stands in for it where a version of FOCUS has it no more."""
    import ibis

    there = [table[each] for each in STANDS_IN.get(name, (name,)) if each in table.columns]
    texts = [each if each.type().is_string() else each.cast("string") for each in there]
    if len(texts) < 2:
        return texts[0] if texts else None
    return ibis.coalesce(*(each.nullif("NULL").nullif("") for each in texts))


def _hour(column: Value) -> Value:
    """A time without what is smaller than an hour; text with another zone than UTC stays whole."""
    dtype = column.type()
    if dtype.is_timestamp():
        return column.truncate("h")
    if not dtype.is_string():
        return column
    import ibis

    zoned = (column.length() > 20) & ~column.endswith("Z")
    return ibis.ifelse(zoned, column, column.substr(0, 13))


def _day(column: Value) -> Value:
    dtype = column.type()
    if dtype.is_timestamp():
        return column.truncate("D")
    return column.substr(0, 10) if dtype.is_string() else column


def _number(column: Value) -> Value:
    dtype = column.type()
    if dtype.is_decimal() or dtype.is_integer():
        return column
    return column.try_cast(FLOATING if dtype.is_floating() else ROW)


def _unreadable(column: Value, number: Value) -> Value:
    """Whether something is there that is no number."""
    lost = column.notnull() & number.isnull()
    return lost & ~column.isin(_EMPTY) if column.type().is_string() else lost
