"""Files, or a table of an engine, as one Ibis table with the columns of FOCUS that there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import Problem, UnusableInput
from advisor.evidence.columns import (
    COSTS,
    NEEDED,
    STANDS_IN,
    matched,
    nearest_column,
    nearest_format,
    plain,
)
from advisor.evidence.engine import Engine, failures_told
from advisor.evidence.source_files import SourceFile
from advisor.evidence.source_hashes import LONGEST_LINE
from advisor.model.focus import FOCUS

if TYPE_CHECKING:
    from ibis.expr.types import Table, Value

SCALE = 15
"""Decimals that money is kept to."""
ROW = f"decimal(31, {SCALE})"
"""One amount; room is left for the sum of ten billion of them."""
SUM = f"decimal(38, {SCALE})"
FLOATING = "decimal(28, 10)"
"""An amount that comes as a floating point number: what it was before it became one."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The rows of a bill under the names of FOCUS; columns that the bill lacks are not there."""

    table: Table
    columns: frozenset[str]
    """Of FOCUS."""
    own: tuple[str, ...]
    """All other columns, as they are named."""
    typed: frozenset[str] = frozenset()
    """Columns that are no text."""


def raw_files(engine: Engine, files: Sequence[SourceFile], wanted: Iterable[str]) -> Raw:
    """The rows of all files together; ``wanted`` names the columns that are looked at.

    Raises:
        UnusableInput: a file is no FOCUS export, with the nearest known format.
    """
    groups: dict[tuple[object, ...], list[SourceFile]] = {}
    for file in files:
        key = (file.format == "parquet", file.names, file.delimiter)
        # Parquet files say themselves what is in them, and they may differ.
        groups.setdefault((*key, file.path) if file.format == "parquet" else key, []).append(file)
    tables: list[tuple[Table, str]] = []
    for number, group in enumerate(groups.values(), start=1):
        names = ", ".join(str(each.path) for each in group[:3])
        with failures_told(engine, names):
            tables.append((_table(engine, group, f"bill_{number}"), names))
    return _together(tables, tuple(wanted))


def raw_table(engine: Engine, name: str, wanted: Iterable[str]) -> Raw:
    """The rows of a table that another engine has; ``schema.table`` names one of a schema.

    Raises:
        UnusableInput: there is no such table, or it is no FOCUS data.
    """
    database, _, table = name.rpartition(".")
    from ibis.common.exceptions import TableNotFound

    try:
        with failures_told(engine, name):
            found = engine.connection.table(table, database=database or None)
    except TableNotFound as error:
        message = f"there is no such table in {engine.name}"
        raise UnusableInput([Problem(name, None, None, message, code="no-table")]) from error
    return _together([(found, name)], tuple(wanted))


def _escaped(path: Path) -> str:
    """A path in which DuckDB sees no pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))


def _table(engine: Engine, files: Sequence[SourceFile], name: str) -> Table:
    connection = engine.connection
    first = files[0]
    if first.format == "parquet":
        paths = [_escaped(each.path) if engine.embedded else str(each.path.resolve()) for each in files]
        return connection.read_parquet(paths if len(paths) > 1 else paths[0], table_name=name)
    if not engine.embedded:
        # Spark reads a CSV file as text throughout unless it is told to guess.
        return connection.read_csv(
            [str(each.path.resolve()) for each in files],
            table_name=name,
            header=True,
            sep=first.delimiter,
            quote='"',
            escape='"',
            multiLine=True,
            inferSchema=False,
        )
    return connection.read_csv(
        [_escaped(each.path) for each in files],
        table_name=name,
        columns=dict.fromkeys(first.names, "VARCHAR"),
        auto_detect=False,
        header=True,
        delim=first.delimiter,
        quote='"',
        escape='"',
        strict_mode=True,
        max_line_size=LONGEST_LINE,
        buffer_size=2 * LONGEST_LINE,
    )


def _together(tables: Sequence[tuple[Table, str]], wanted: tuple[str, ...]) -> Raw:
    problems: list[Problem] = []
    found: list[tuple[Table, dict[str, str]]] = []
    for table, name in tables:
        columns, twice = matched(table.columns)
        problems.extend(_refused(name, table.columns, columns, twice))
        own = {each: each for each in table.columns if each not in set(columns.values())}
        found.append((table, columns | {key: value for key, value in own.items() if key not in columns}))
    if problems:
        raise UnusableInput(problems)
    have = frozenset(name for _, columns in found for name in columns if name in FOCUS)
    own_names = tuple(sorted({name for _, columns in found for name in columns if name not in FOCUS}))
    patterns = {plain(name) for name in wanted}
    stand_ins = {each for name in wanted for each in STANDS_IN.get(name, ())}
    looked = {name for name in have if name in wanted or name in stand_ins}
    looked |= {
        name
        for name in own_names
        if plain(name) in patterns
        or any(each.endswith("*") and plain(name).startswith(each[:-1]) for each in patterns)
    }
    parts = [_selected(table, columns, sorted(looked)) for table, columns in found]
    if len(parts) == 1:
        joined = parts[0]
    else:
        parts = _alike(parts)
        joined = parts[0].union(*parts[1:], distinct=False)
    typed = frozenset(name for name, dtype in joined.schema().items() if not dtype.is_string())
    return Raw(joined, have, own_names, typed)


def _refused(
    name: str, given: Sequence[str], columns: dict[str, str], twice: tuple[str, ...]
) -> Iterable[Problem]:
    if twice:
        message = f"the column {', '.join(twice[:5])} is there twice, so nobody knows which one counts"
        yield Problem(name, 1, None, message, "remove or rename one of them", "duplicate-column")
    lacking = [each for each in NEEDED if each not in columns]
    absent = [f"no {each}" for each in lacking]
    if not any(each in columns for each in COSTS):
        absent.append(f"none of {', '.join(COSTS)}")
    if not absent:
        return
    message = f"this is no FOCUS export: there is {' and '.join(absent)}"
    other, count, of = nearest_format(given)
    if other is not None and count > len(columns):
        yield Problem(
            name,
            1,
            None,
            f"{message}; it looks like {other} ({count} of {of} telling columns)",
            "export it as FOCUS: the provider offers that beside its own format",
            "not-focus",
        )
        return
    near = nearest_column(lacking[0], given) if lacking else None
    hint = f"is “{near}” meant?" if near else f"found {len(columns)} of the columns of FOCUS 1.0 to 1.4"
    yield Problem(name, 1, None, message, hint, "not-focus")


def _selected(table: Table, columns: dict[str, str], names: Sequence[str]) -> Table:
    import ibis

    chosen: dict[str, Value] = {}
    for name in names:
        given = columns.get(name)
        chosen[name] = ibis.null("string") if given is None else _readable(table[given])
    return table.select(**chosen)


def _readable(column: Value) -> Value:
    """A column as text, number or time; whatever is made of parts becomes JSON text."""
    dtype = column.type()
    if dtype.is_string() or dtype.is_numeric() or dtype.is_temporal():
        return column
    if dtype.is_nested():
        return column.cast("json").cast("string")
    return column.cast("string")


def _alike(parts: Sequence[Table]) -> list[Table]:
    """Tables whose columns have the same types, so that they can be put together."""
    types: dict[str, set[str]] = {}
    for part in parts:
        for name, dtype in part.schema().items():
            types.setdefault(name, set()).add(str(dtype.copy(nullable=True)))
    mixed = {name for name, found in types.items() if len(found) > 1}
    if not mixed:
        return list(parts)
    return [part.mutate(**{name: part[name].cast("string") for name in mixed}) for part in parts]
