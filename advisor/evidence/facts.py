"""The one pass over a bill: rows that say the same about themselves, added up by the hour.

All that costs time happens here, once, in the engine, with next to no work for each row. Texts are taken
as they are and are made clean later, when there are few.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.evidence.columns import STANDS_IN
from advisor.evidence.read import FLOATING, ROW, SUM, Raw

if TYPE_CHECKING:
    from ibis.expr.types import Table, Value

    from advisor.evidence.engine import Engine

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
_FEW = 20_000
"""Different times; two years by the hour."""
_EMPTY = ("", "NULL", "null", "Null")


@dataclass(frozen=True, slots=True)
class Facts:
    """The bill, added up."""

    table: Table
    says: tuple[str, ...]
    """Text columns, never null."""
    amounts: tuple[str, ...]
    """Sums that the bill has columns for; all are in the table, zero where it has not."""


def facts(raw: Raw, ruled: Sequence[str], few: Collection[str] = ()) -> Facts:
    """Rows that say the same, added up.

    Args:
        raw: the rows.
        ruled: further columns that rules look at.
        few: columns of times that need not be cut before adding up, see :func:`few_times`.
    """
    import ibis

    table = raw.table
    says = tuple(dict.fromkeys([*SAYING, *(each for each in ruled if each not in TIMES)]))
    keys: dict[str, Value] = {}
    for name in says:
        keys |= {each: _text(table[each]) for each in _telling(table, name)}
    for name in TIMES:
        if name in table.columns:
            keys[name] = table[name] if name in few else _cut(table[name], _length(name))
    sums: dict[str, Value] = {"rows": table.count()}
    effective: Value | None = None
    unreadable: list[Value] = []
    for name, column in AMOUNTS.items():
        if column not in table.columns:
            continue
        number = _number(table[column])
        sums[name] = number.sum()
        if name in COST_NAMES and not _is_exact(table[column]):
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
    for name in says:
        chosen[name] = _first([grouped[each] for each in _telling(table, name)])
    for name in TIMES:
        chosen[name] = _time(table, grouped, name, cut=name not in few) if name in keys else ibis.literal("")
    chosen["rows"] = grouped["rows"].cast("int64")
    for name in (*AMOUNTS, "negative"):
        zero = ibis.literal(0).cast(SUM)
        chosen[name] = grouped[name].cast(SUM).fill_null(zero) if name in sums else zero
    bad = [grouped[f"unreadable_{index}"].fill_null(0) for index in range(len(unreadable))]
    chosen["unreadable"] = sum(bad[1:], bad[0]).cast("int64") if bad else ibis.literal(0).cast("int64")
    negative = grouped["negative_rows"].fill_null(0) if "negative_rows" in sums else ibis.literal(0)
    chosen["negative_rows"] = negative.cast("int64")
    return Facts(grouped.select(**chosen), says, tuple(name for name in AMOUNTS if name in sums))


def few_times(engine: Engine, raw: Raw) -> frozenset[str]:
    """Typed columns of times with so few different values that cutting can wait until rows are added up.

    Cutting takes as long for each row as all else together; a bill by the hour has no need of it.
    """
    table = raw.table
    typed = [name for name in TIMES if name in table.columns and table[name].type().is_timestamp()]
    if not engine.embedded or not typed:
        return frozenset()
    counts = engine.connection.to_pyarrow(table.agg(**{name: table[name].approx_nunique() for name in typed}))
    return frozenset(name for name in typed if (counts[name][0].as_py() or 0) <= _FEW)


def _time(table: Table, grouped: Table, name: str, *, cut: bool) -> Value:
    """A time of added up rows as text."""
    return _spelled(grouped[name] if cut else _cut(grouped[name], _length(name)), table[name])


def _length(name: str) -> int:
    """How many signs of a time tell what is asked of it: the hour, or the day."""
    return 13 if name.startswith("Charge") else 10


def _telling(table: Table, name: str) -> list[str]:
    """The columns that say this: the one of the name, or what stands in for it in a version without it."""
    return [each for each in STANDS_IN.get(name, (name,)) if each in table.columns]


def _text(column: Value) -> Value:
    return column if column.type().is_string() else column.cast("string")


def _first(columns: Sequence[Value]) -> Value:
    """The first that says anything."""
    import ibis

    if len(columns) < 2:
        return columns[0].fill_null("") if columns else ibis.literal("")
    return ibis.coalesce(*(each.nullif("NULL").nullif("") for each in columns), "")


def _cut(column: Value, length: int) -> Value:
    """The first signs of a time: 13 for the hour, 10 for the day; text of another zone stays whole.

    Typed times are cut as text, too: engines are far slower at truncating times that have a zone.
    """
    dtype = column.type()
    if dtype.is_timestamp():
        return column.cast("string").substr(0, length)
    if not dtype.is_string():
        return column
    if length == 10:
        return column.substr(0, length)
    import ibis

    zoned = (column.length() > 20) & ~column.endswith("Z")
    return ibis.ifelse(zoned, column, column.substr(0, length))


def _spelled(cut: Value, column: Value) -> Value:
    """A time that was cut, as text that can be read as a time, with its zone where it has one."""
    dtype = column.type()
    text = cut.cast("string")
    if dtype.is_timestamp() and dtype.timezone is not None:
        text = text.concat((text.length() > 10).ifelse(":00Z", "T00:00Z"))
    return text.fill_null("")


def _is_exact(column: Value) -> bool:
    return bool(column.type().is_decimal() or column.type().is_integer())


def _number(column: Value) -> Value:
    if _is_exact(column):
        return column
    return column.try_cast(FLOATING if column.type().is_floating() else ROW)


def _unreadable(column: Value, number: Value) -> Value:
    """Whether something is there that is no number."""
    lost = column.notnull() & number.isnull()
    return lost & ~column.isin(_EMPTY) if column.type().is_string() else lost
