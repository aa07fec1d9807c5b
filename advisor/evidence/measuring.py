"""A bill, read and measured: files in, figures out."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from advisor.evidence import notices
from advisor.evidence.allocate import part, showback, split
from advisor.evidence.breakdowns import added, breakdowns, findings, tokens, unclaimed
from advisor.evidence.columns import LOOKED_FOR, version
from advisor.evidence.cube import Asked, Cube, cube_of, money
from advisor.evidence.engine import Engine, failures_told
from advisor.evidence.facts import facts, few_times
from advisor.evidence.find import columns_of
from advisor.evidence.read import Raw, raw_files, raw_table
from advisor.evidence.series import Series, overall
from advisor.evidence.sources import SourceFile, joint_sha256
from advisor.evidence.stability import excess
from advisor.evidence.totals import Totals, measure, measures_of, totals_of
from advisor.evidence.workloads import MONTH_DAYS, stability_measures, workloads
from advisor.model.bill import (
    Allocation,
    Bill,
    BillFile,
    Breakdown,
    Costs,
    Finding,
    FoundWorkload,
    Measure,
    Notice,
    Picture,
    Query,
    Split,
    TokenLine,
    Unclaimed,
)
from advisor.model.evidence_rules import EvidenceRules, Measured, TokenDirection

ZERO = Decimal(0)
_DIGITS = 80
Told = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was expected to be spent: for the period of the bill, or a month."""

    amount: Decimal
    currency: str
    monthly: bool = False


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
    totals = totals_of(cube, rules)
    whole = overall(cube)
    begins = {name: min(both[0].days) for name, both in whole.items() if both[0].days}
    parts = _Parts(
        breakdowns=breakdowns(cube),
        findings=findings(cube, rules),
        unclaimed=unclaimed(cube, rules),
        tokens=tokens(cube),
        workloads=workloads(cube, rules, begins),
        splits=_splits(cube, rules),
        missing=_missing(cube),
    )
    pictures = [
        _picture(each, whole.get(name, (Series(), Series())), parts, rules, forecast)
        for name, each in totals.items()
    ]
    pictures.sort(key=lambda each: (-each.rows, each.currency))
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
            Query(id=_query_id(each.id), title=each.title, sql=each.sql)
            for each in (*first, *_once(cube.queries))
        ),
    )


def _is_ruled(name: str, ruled: Sequence[str]) -> bool:
    low = name.lower()
    return any(
        low == each.lower() or (each.endswith("*") and low.startswith(each[:-1].lower())) for each in ruled
    )


def _query_id(name: str) -> str:
    return name.replace("_", "-").strip("-")


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


@dataclass(frozen=True, slots=True)
class _Parts:
    """By currency."""

    breakdowns: Mapping[str, list[Breakdown]]
    findings: Mapping[str, list[Finding]]
    unclaimed: Mapping[str, list[Unclaimed]]
    tokens: Mapping[str, list[TokenLine]]
    workloads: Mapping[str, list[FoundWorkload]]
    splits: Mapping[str, list[Split]]
    missing: Mapping[str, Mapping[str, int]]


def _picture(
    totals: Totals,
    series: tuple[Series, Series],
    parts: _Parts,
    rules: EvidenceRules,
    forecast: Forecast | None,
) -> Picture:
    currency = totals.currency
    everything, ai = series
    first = min(everything.days) if everything.days else None
    last = max(everything.days) if everything.days else None
    begin = first or datetime.date.min
    steady = everything.stability(begin, rules.thresholds)
    ai_steady = ai.stability(begin, rules.thresholds)
    listed = tuple(parts.breakdowns.get(currency, ()))
    spent = _Spent(first, last, everything)
    measures = measures_of(totals, rules)
    measures += stability_measures(steady, rules, totals.all_rows, "hours", "")
    measures += stability_measures(ai_steady, rules, totals.rows["ai_effective"], "hours", "ai_")
    measures += _maturity(totals, spent, rules, forecast)
    measures += _anomalies(totals, ai, rules, "ai_")
    measures += _token_measures(parts.tokens.get(currency, []), rules)
    measures = [
        each.model_copy(update={"query": _query_id(each.query)}) if each.query else each for each in measures
    ]
    return Picture(
        currency=currency,
        rows=totals.all_rows,
        first=first,
        last=last,
        days=spent.days,
        missing_days=tuple(notices.missing_days(everything)),
        cost=_four(totals, ""),
        ai=_four(totals, "ai_"),
        ai_rows=totals.rows["ai_effective"],
        series=everything.between(first, last) if first and last else (),
        ai_series=ai.between(first, last) if first and last else (),
        stability=steady,
        ai_stability=ai_steady,
        findings=tuple(parts.findings.get(currency, ())),
        unclaimed=tuple(parts.unclaimed.get(currency, ())),
        workloads=tuple(_with_query_ids(parts.workloads.get(currency, []))),
        tokens=tuple(parts.tokens.get(currency, ())),
        breakdowns=listed,
        allocation=_allocation(totals, parts, listed),
        measures=tuple(measures),
        notices=notices.of_currency(totals, everything, listed),
    )


def _with_query_ids(found: Sequence[FoundWorkload]) -> list[FoundWorkload]:
    return [
        each.model_copy(
            update={
                "measures": tuple(
                    one.model_copy(update={"query": _query_id(one.query)}) if one.query else one
                    for one in each.measures
                )
            }
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True)
class _Spent:
    first: datetime.date | None
    last: datetime.date | None
    series: Series

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1 if self.first and self.last else 0


def _four(totals: Totals, prefix: str) -> Costs:
    return Costs(
        list=totals[f"{prefix}list"],
        contracted=totals[f"{prefix}contracted"],
        billed=totals[f"{prefix}billed"],
        effective=totals[f"{prefix}effective"],
    )


def _maturity(
    totals: Totals, spent: _Spent, rules: EvidenceRules, forecast: Forecast | None
) -> list[Measure]:
    currency = totals.currency
    spend = totals["spend"]
    found = _anomalies(totals, spent.series, rules, "")
    if forecast is None or forecast.currency not in ("", currency) or not spent.days:
        why = "no forecast in this currency was given (--forecast)"
        found += [
            measure(rules, "forecast", "Forecast for the period", currency, None, why=why),
            measure(rules, "forecast_distance", "Distance from the forecast", "%", None, why=why),
        ]
        return found
    expected = forecast.amount * spent.days / MONTH_DAYS if forecast.monthly else forecast.amount
    expected = expected.quantize(Decimal("0.01"))
    found += [
        measure(rules, "forecast", "Forecast for the period", currency, expected, query="totals"),
        measure(
            rules,
            "forecast_distance",
            "Distance from the forecast",
            "%",
            part(abs(spend - expected), expected),
            rows=totals.rows["spend"],
            sums={"spend": spend, "forecast": expected},
            query="totals",
            why="the forecast is zero",
        ),
    ]
    return found


def _anomalies(totals: Totals, series: Series, rules: EvidenceRules, prefix: str) -> list[Measure]:
    """What is spent beyond the ordinary day."""
    above, count = excess(list(series.days.values()), rules.thresholds.anomaly_factor)
    spend, rows = totals[f"{prefix}spend"], totals.rows[f"{prefix}spend"]
    of = "AI spending" if prefix else "Spending"

    def told(name: str, title: str, unit: str, value: Decimal | None, why: str | None = None) -> Measure:
        sums = {"anomalous_effective": above, "spend": spend}
        return measure(
            rules, f"{prefix}{name}", title, unit, value, rows=rows, sums=sums, query="hours", why=why
        )

    return [
        told("anomalous_effective", f"{of} beyond the ordinary day", totals.currency, above),
        told(
            "anomalous_share",
            f"{of} beyond the ordinary day, of all of it",
            "%",
            part(above, spend),
            "there is no spending",
        ),
        told("anomalous_days", f"Days beyond the ordinary: {of.lower()}", "days", Decimal(count)),
    ]


def _token_measures(lines: Sequence[TokenLine], rules: EvidenceRules) -> list[Measure]:
    found = []
    for name, title, directions in (
        ("tokens_read", "Tokens read, from the cache or not", (TokenDirection.INPUT, TokenDirection.CACHED)),
        ("tokens_cached", "Tokens read from the cache", (TokenDirection.CACHED,)),
        ("tokens_written", "Tokens written", (TokenDirection.OUTPUT,)),
        ("tokens_undirected", "Tokens of which the bill does not tell the direction", (None,)),
    ):
        here = [each for each in lines if each.direction in directions and each.tokens is not None]
        amount = sum((each.tokens or ZERO for each in here), ZERO)
        rows = sum(each.rows for each in here)
        value = amount if here else None
        why = "the bill counts none"
        found.append(measure(rules, name, title, "tokens", value, rows=rows, query="tokens", why=why))
    return found


def _splits(cube: Cube, rules: EvidenceRules) -> dict[str, list[Split]]:
    """Currency to what is shared, divided."""
    if not rules.splits:
        return {}
    t = cube.table
    untaxed = t.filter(t.charge != "tax")
    shared = untaxed.filter(untaxed.split != "")
    query = shared.group_by("currency", "split").agg(rows=shared.rows.sum(), effective=shared.effective.sum())
    amounts = cube.ask("shared", "Shared cost by the rule that divides it", query)
    teams = untaxed.filter(untaxed.team != "")
    figures = teams.group_by("currency", "team", "tokens_of", "factor").agg(
        rows=teams.rows.sum(),
        effective=teams.effective.sum(),
        ai=teams.effective.sum(where=teams.kind != ""),
        consumed=teams.consumed.sum(),
        priced=teams.priced.sum(),
    )
    measures: dict[str, dict[Measured, dict[str, Decimal]]] = {}
    for row in cube.ask("teams", "What teams cost and use themselves", figures):
        own = measures.setdefault(row["currency"], {each: {} for each in Measured})
        tokens_used = money(row[row["tokens_of"]]) * int(row["factor"]) if row["tokens_of"] else ZERO
        for each, amount in (
            (Measured.EFFECTIVE_COST, money(row["effective"])),
            (Measured.AI_COST, money(row["ai"])),
            (Measured.CONSUMED_TOKENS, tokens_used),
            (Measured.ROWS, Decimal(row["rows"])),
        ):
            own[each][row["team"]] = own[each].get(row["team"], ZERO) + amount
    order = {each.id: index for index, each in enumerate(rules.splits)}
    by_id = {each.id: each for each in rules.splits}
    found: dict[str, list[Split]] = {}
    for row in sorted(amounts, key=lambda row: (row["currency"], order[row["split"]])):
        currency = row["currency"]
        found.setdefault(currency, []).append(
            split(by_id[row["split"]], money(row["effective"]), int(row["rows"]), measures.get(currency, {}))
        )
    return found


def _missing(cube: Cube) -> dict[str, dict[str, int]]:
    """Currency to required key to the rows without it."""
    t = cube.table
    asked = t.filter(t.missing != "")
    query = asked.group_by("currency", "missing").agg(rows=asked.rows.sum())
    found: dict[str, dict[str, int]] = {}
    for row in cube.ask("missing", "Rows without a required tag", query):
        held = found.setdefault(row["currency"], {})
        for key in row["missing"].split("\n"):
            held[key] = held.get(key, 0) + int(row["rows"])
    return found


def _allocation(totals: Totals, parts: _Parts, listed: Sequence[Breakdown]) -> Allocation:
    splits = tuple(parts.splits.get(totals.currency, ()))
    teams = next((each for each in listed if each.by == "team" and not each.ai_only), None)
    lines = teams.lines if teams else ()
    shared = sum((each.exact for each in splits), ZERO)
    direct = {line.name: line.cost.effective for line in lines if line.name is not None}
    ai = {line.name: line.ai for line in lines if line.name is not None}
    nobody = added(line.cost for line in lines if line.name is None).effective - shared
    nobody_ai = sum((line.ai for line in lines if line.name is None), ZERO)
    missing = parts.missing.get(totals.currency, {})
    return Allocation(
        by_tag=totals["tag_effective"],
        by_account=totals["account_effective"],
        by_split=totals["split_effective"],
        nobody=totals["nobody_effective"],
        rows_by_tag=totals.rows["tag_effective"],
        rows_by_account=totals.rows["account_effective"],
        rows_by_split=totals.rows["split_effective"],
        rows_nobody=totals.rows["nobody_effective"],
        tagged_rows=totals.rows["tagged_effective"],
        tagged_effective=totals["tagged_effective"],
        tagged_billed=totals["tagged_billed"],
        compliant_rows=totals.rows["compliant_effective"],
        compliant_effective=totals["compliant_effective"],
        missing_keys={key: missing[key] for key in sorted(missing)},
        splits=splits,
        showback=showback(direct, ai, nobody, nobody_ai, splits),
    )
