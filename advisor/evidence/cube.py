"""The bill as the pack's rules see it: sums by label and time, small enough to be asked many times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

from advisor.evidence.engine import Engine
from advisor.evidence.facts import AMOUNTS, TIMES, Facts
from advisor.evidence.find import Finder
from advisor.evidence.label import Label
from advisor.evidence.read import SUM
from advisor.evidence.times import Span, span
from advisor.model.evidence_rules import EvidenceRules

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr.types import Expr, Table, Value

_PAGE = 50_000
"""Kinds of rows that are looked at together."""
_COUNTS = ("rows", "negative_rows", "unreadable")
_LASTING = tuple(name for name in Span._fields if name not in ("day", "hour"))
SUMS = ("rows", *AMOUNTS, "negative", "negative_rows", "unreadable")
_EXACT = Context(prec=80)
Row = dict[str, Any]


@dataclass(slots=True)
class Asked:
    """A query that was run."""

    id: str
    title: str
    sql: str


class Cube:
    """Sums by label and time, in the engine; remembers what it was asked."""

    def __init__(self, engine: Engine, timed: Table, table: Table) -> None:
        self._engine = engine
        self.timed = timed
        """All of ``Label``, all of ``Span`` and all sums."""
        self.table = table
        """The same without day and hour, but for ``dated``: far fewer rows, for all that asks for neither."""
        self.queries: list[Asked] = []

    def ask(self, name: str, title: str, expression: Expr) -> list[Row]:
        """The rows of a query, noted down under its name."""
        found, text = self._engine.rows(expression)
        self.queries.append(Asked(name, title, text))
        return found

    def note(self, name: str, title: str, expression: Expr) -> None:
        """Note a query down without running it: a part of one that was run."""
        self.queries.append(Asked(name, title, self._engine.sql(expression)))


def cube_of(
    engine: Engine,
    facts: Facts,
    rules: EvidenceRules,
    told: Callable[[float, str], None] | None = None,
) -> tuple[Cube, tuple[Asked, ...]]:
    """Label what the one pass found; with the queries that led there."""
    say = told or (lambda _done, _what: None)
    base, text = engine.keep("facts", facts.table)
    first = Asked("facts", "The one pass over the bill: rows that say the same, by the hour", text)
    say(0.8, "Applying the rules")
    says = facts.says
    kinds = base.select(*says).distinct()
    kinds, _ = engine.keep("kinds", kinds.mutate(says_id=_numbered(engine, kinds, says)))
    labels, numbers = _labelled(engine, kinds, says, Finder(rules, says))
    spans, times = _spans(engine, base)
    say(0.9, "Adding up")
    joined = base.inner_join(kinds, list(says)).select("says_id", *TIMES, *SUMS)
    joined = joined.inner_join(engine.take("label_of_kind", numbers), "says_id")
    joined = joined.inner_join(engine.take("span_of_times", times), list(TIMES))
    kept = engine.keep("sums", _added(joined, ["label_id", "span_id"]))[0]
    labelled, spanned = engine.take("labels", labels), engine.take("spans", spans)
    whole = kept.inner_join(labelled, "label_id").inner_join(spanned, "span_id")
    timed, text = engine.view("labelled", whole.select(*Label._fields, *Span._fields, *SUMS))
    seen = Asked("labelled", "What the rules make of it: each label and time with its sums", text)
    short = kept.inner_join(spanned, "span_id")
    short = _added(short.mutate(dated=short.day != ""), ["label_id", "dated", *_LASTING])
    ever = short.inner_join(labelled, "label_id").select(*Label._fields, "dated", *_LASTING, *SUMS)
    table, text = engine.keep("charges", ever)
    last = Asked("charges", "The same without days and hours", text)
    return Cube(engine, timed, table), (first, seen, last)


def _added(table: Table, keys: list[str]) -> Table:
    summed = table.group_by(*keys).agg(**{name: table[name].sum() for name in SUMS})
    return summed.mutate(**{name: summed[name].cast("int64" if name in _COUNTS else SUM) for name in SUMS})


def _numbered(engine: Engine, table: Table, says: tuple[str, ...]) -> Value:
    import ibis

    if engine.embedded:
        return ibis.row_number()
    # An engine that may compute a table twice has to number it alike each time.
    return ibis.row_number().over(order_by=[table[name] for name in says])


def _pages(engine: Engine, kinds: Table) -> Iterator[pa.Table]:
    """The kinds of rows as Arrow tables, in pages, so that they never are all in this process."""
    count = int(engine.connection.to_pyarrow(kinds.count()).as_py())
    for start in range(0, count, _PAGE):
        page = kinds.filter((kinds.says_id >= start) & (kinds.says_id < start + _PAGE))
        yield engine.connection.to_pyarrow(page)


def _labelled(
    engine: Engine, kinds: Table, says: tuple[str, ...], finder: Finder
) -> tuple[pa.Table, pa.Table]:
    """The labels, each once with its number, and the number of the label of each kind of row."""
    import pyarrow as pa

    known: dict[Label, int] = {}
    ids: list[Any] = []
    found: list[Any] = []
    for page in _pages(engine, kinds):
        cells = zip(*(page.column(name).to_pylist() for name in says), strict=True)
        numbers = [known.setdefault(finder.label(row), len(known)) for row in cells]
        ids.append(page.column("says_id").combine_chunks().cast(pa.int64()))
        found.append(pa.array(numbers, pa.int32()))
    columns = {"says_id": pa.chunked_array(ids, pa.int64()), "label_id": pa.chunked_array(found, pa.int32())}
    return _table(known, Label, "label_id"), pa.table(columns)


def _spans(engine: Engine, base: Table) -> tuple[pa.Table, pa.Table]:
    import pyarrow as pa

    known: dict[Span, int] = {}
    found = engine.connection.to_pyarrow(base.select(*TIMES).distinct())
    cells = [found.column(name).to_pylist() for name in TIMES]
    numbers = [known.setdefault(span(*row), len(known)) for row in zip(*cells, strict=True)]
    columns = {name: pa.array(each, pa.string()) for name, each in zip(TIMES, cells, strict=True)}
    return _table(known, Span, "span_id"), pa.table(columns | {"span_id": pa.array(numbers, pa.int32())})


def _table(known: Iterable[tuple[object, ...]], kind: type[Label] | type[Span], number: str) -> pa.Table:
    """Named tuples as an Arrow table, with their places as numbers."""
    import pyarrow as pa

    types = {"str": pa.string(), "int": pa.int64(), "bool": pa.bool_()}
    rows = list(known)
    columns: dict[str, Any] = {number: pa.array(range(len(rows)), pa.int32())}
    for index, (name, hint) in enumerate(kind.__annotations__.items()):
        columns[name] = pa.array(
            [row[index] for row in rows], types[str(getattr(hint, "__forward_arg__", hint))]
        )
    return pa.table(columns)


def money(value: object) -> Decimal:
    """A sum as it comes from an engine, without idle zeros."""
    if value is None:
        return Decimal(0)
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number:
        return Decimal(0)
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize(_EXACT)
