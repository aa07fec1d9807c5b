"""A bill, read and measured: files in, figures out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, localcontext

from advisor.errors import Problem, UnusableInput
from advisor.evidence import notices
from advisor.evidence.columns import LOOKED_FOR, version
from advisor.evidence.cube import Asked, cube_of
from advisor.evidence.engine import Engine, failures_told
from advisor.evidence.facts import facts, few_times
from advisor.evidence.find import columns_of
from advisor.evidence.maturity import Forecast
from advisor.evidence.pictures import pictures_of, query_id
from advisor.evidence.read import Raw, raw_files, raw_table
from advisor.evidence.source_files import SourceFile
from advisor.evidence.source_hashes import joint_sha256
from advisor.model.bill import (
    Bill,
    BillFile,
    Notice,
    Query,
)
from advisor.model.evidence_rules import EvidenceRules

ZERO = Decimal(0)
_DIGITS = 80
Told = Callable[[float, str], None]


def rules_sha256(rules: EvidenceRules) -> str:
    """The identity of rules, whatever file they came from."""
    text = json.dumps(rules.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def bill_of_files(
    engine: Engine,
    files: Sequence[SourceFile],
    hashes: Mapping[SourceFile, str],
    rules: EvidenceRules,
    *,
    forecast: Forecast | None = None,
    told: Told | None = None,
) -> Bill:
    """Read and measure files.

    Raises:
        UnusableInput: a file cannot be read, or is no FOCUS export.
    """
    names = ", ".join(str(each.path) for each in files[:3]) + (" …" if len(files) > 3 else "")
    with failures_told(engine, names):
        ruled = columns_of(rules)
        raw = raw_files(engine, files, (*LOOKED_FOR, *ruled))
        listed = tuple(
            BillFile(name=each.path.name, sha256=hashes[each], bytes=each.size, format=each.format)
            for each in sorted(files, key=lambda file: (file.path.name, hashes[file]))
        )
        return _measured(engine, raw, rules, listed, forecast, told)


def bill_of_table(
    engine: Engine,
    name: str,
    rules: EvidenceRules,
    *,
    forecast: Forecast | None = None,
    told: Told | None = None,
) -> Bill:
    """Read and measure a table that the engine holds.

    Raises:
        UnusableInput: there is no such table, or it is no FOCUS data.
        EngineFailed: the engine gave up.
    """
    ruled = columns_of(rules)
    raw = raw_table(engine, name, (*LOOKED_FOR, *ruled))
    digest = hashlib.sha256(f"{engine.name}\n{name}\n{raw.table.schema()}".encode()).hexdigest()
    with failures_told(engine, name):
        file = BillFile(name=name, sha256=digest, bytes=0, format="table")
        return _measured(engine, raw, rules, (file,), forecast, told)


def _measured(
    engine: Engine,
    raw: Raw,
    rules: EvidenceRules,
    files: tuple[BillFile, ...],
    forecast: Forecast | None,
    told: Told | None,
) -> Bill:
    # Sums of an engine have up to 38 digits, and none of them may be lost here.
    with localcontext(prec=_DIGITS):
        return _exactly(engine, raw, rules, files, forecast, told)


def _exactly(
    engine: Engine,
    raw: Raw,
    rules: EvidenceRules,
    files: tuple[BillFile, ...],
    forecast: Forecast | None,
    told: Told | None,
) -> Bill:
    if told is not None:
        told(0.1, "Reading the rows")
    ruled = [name for name in raw.table.columns if _is_ruled(name, columns_of(rules))]
    found = facts(raw, ruled, few_times(engine, raw))
    cube, first = cube_of(engine, found, rules, told)
    pictures = pictures_of(cube, rules, forecast)
    _refuse(forecast, [each.currency for each in pictures])
    rows = {each.currency: each.rows for each in pictures}
    columns = tuple(sorted(raw.columns))
    return Bill(
        files=files,
        sha256=joint_sha256(each.sha256 for each in files),
        rules_sha256=rules_sha256(rules),
        engine=engine.name,
        focus=version(dict.fromkeys(columns, "")),
        columns=columns,
        missing=tuple(sorted(name for name in LOOKED_FOR if name not in raw.columns)),
        own_columns=raw.own[:100],
        rows=sum(rows.values()),
        pictures=tuple(pictures),
        notices=(*notices.of_currencies(rows), *_about(raw, rows)),
        unmeasured=notices.unmeasured(raw.columns),
        queries=tuple(
            Query(id=query_id(each.id), title=each.title, sql=each.sql)
            for each in (*first, *_once(cube.queries))
        ),
    )


def _refuse(forecast: Forecast | None, currencies: Sequence[str]) -> None:
    """A forecast has to be of one currency that the bill has."""
    if forecast is None or not currencies or (not forecast.currency and len(currencies) == 1):
        return
    if forecast.currency in currencies:
        return
    message = (
        f"the bill has no {forecast.currency}" if forecast.currency else "the bill has several currencies"
    )
    hint = f"name one of {', '.join(currencies)}"
    raise UnusableInput([Problem("--forecast", None, None, message, hint, "forecast-currency")])


def _is_ruled(name: str, ruled: Sequence[str]) -> bool:
    low = name.lower()
    return any(
        low == each.lower() or (each.endswith("*") and low.startswith(each[:-1].lower())) for each in ruled
    )


def _once(asked: Sequence[Asked]) -> list[Asked]:
    return list({each.id: each for each in asked}.values())


def _about(raw: Raw, rows: Mapping[str, int]) -> tuple[Notice, ...]:
    found = []
    if not sum(rows.values()):
        found.append(Notice(code="no-rows", text="there are no rows below the names of the columns"))
    if raw.own:
        named = ", ".join(raw.own[:6]) + (f" and {len(raw.own) - 6} more" if len(raw.own) > 6 else "")
        found.append(Notice(code="own-columns", text=f"columns that are none of FOCUS: {named}"))
    return tuple(found)
