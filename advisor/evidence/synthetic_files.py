"""Made-up bills as files: CSV, gzip or Parquet, in one piece or one file a month."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Protocol

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from advisor.evidence.synthetic import Block, Plan, blocks
from advisor.evidence.synthetic_columns import Columns
from advisor.evidence.synthetic_truth import Counter, Truth

TRUTH_FILE = "truth.json"


class Format(StrEnum):
    """What the files are; the values are their endings."""

    CSV = "csv"
    GZIP = "csv.gz"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Made:
    """What was written."""

    files: tuple[Path, ...]
    truth: Truth


class _Sink(Protocol):
    def write_table(self, table: pa.Table) -> None: ...


def tables(plan: Plan, counter: Counter | None = None) -> Iterator[pa.Table]:
    """The bill as typed tables, block by block; ``counter`` learns the truth on the way."""
    columns = Columns(plan)
    for block in blocks(plan):
        if counter is not None:
            counter.add(block)
        yield columns.table(block)


def write_bill(
    folder: Path,
    plan: Plan,
    kind: Format = Format.PARQUET,
    *,
    monthly: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Made:
    """Write a bill into an existing folder.

    Args:
        folder: where; files of the same names are replaced.
        plan: what.
        kind: format of the files.
        monthly: one file for each month, rather than one for all.
        progress: told the rows of each block once they are written.
    """
    counter = Counter(plan)
    columns = Columns(plan, text_times=kind is not Format.PARQUET)
    written: dict[Path, _Sink] = {}
    with ExitStack() as open_files:
        for block in blocks(plan):
            counter.add(block)
            table = columns.table(block)
            for name, part in _parts(table, block, plan) if monthly else [("focus", table)]:
                path = folder / f"{name}.{kind.value}"
                if path not in written:
                    written[path] = _open(path, columns.schema, kind, open_files)
                written[path].write_table(part)
            progress(len(block.line))
        if not written:
            path = folder / f"focus.{kind.value}"
            written[path] = _open(path, columns.schema, kind, open_files)
    return Made(tuple(written), Truth(plan, counter.lines()))


def _parts(table: pa.Table, block: Block, plan: Plan) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each month, by the name of their file. Rows are in the order of their days."""
    start = 0
    months = [(plan.start + dt.timedelta(days=day)).strftime("%Y-%m") for day in range(plan.days)]
    by_row = [months[hour // 24] for hour in block.hour.tolist()]
    for month, rows in groupby(by_row):
        count = sum(1 for _ in rows)
        yield f"focus-{month}", table.slice(start, count)
        start += count


def _open(path: Path, schema: pa.Schema, kind: Format, stack: ExitStack) -> _Sink:
    if kind is Format.PARQUET:
        writer: _Sink = stack.enter_context(
            pq.ParquetWriter(
                path, schema, compression="zstd", store_decimal_as_integer=True, store_schema=False
            )
        )
        return writer
    file: BinaryIO | gzip.GzipFile = stack.enter_context(path.open("wb"))
    if kind is Format.GZIP:
        # Neither name nor time of the file: the same rows give the same bytes.
        packed = gzip.GzipFile("", "wb", 6, file, 0)
        stack.callback(packed.close)
        file = packed
    return _Text(stack.enter_context(pa_csv.CSVWriter(file, _spelled(schema))), _spelled(schema))


class _Text:
    """Writes texts out that a table only points at."""

    def __init__(self, writer: _Sink, schema: pa.Schema) -> None:
        self._writer = writer
        self._schema = schema

    def write_table(self, table: pa.Table) -> None:
        self._writer.write_table(table.cast(self._schema))


def _spelled(schema: pa.Schema) -> pa.Schema:
    return pa.schema(
        [
            (field.name, field.type.value_type if pa.types.is_dictionary(field.type) else field.type)
            for field in schema
        ]
    )


def write_truth(folder: Path, truth: Truth) -> Path:
    """Write what is so beside the bill."""
    path = folder / TRUTH_FILE
    path.write_text(json.dumps(truth.as_json(), indent=1) + "\n", encoding="utf-8")
    return path
