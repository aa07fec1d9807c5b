"""The AI workloads of a bill, each with its figures."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal

from advisor.evidence.allocate import part
from advisor.evidence.breakdowns import added, costs
from advisor.evidence.cube import Cube, money
from advisor.evidence.facts import COST_NAMES
from advisor.evidence.series import Series, of_workloads
from advisor.evidence.workload_measures import ZERO, Held, measures_of_workload
from advisor.model.bill_workloads import FoundWorkload
from advisor.model.evidence_finding import Activity, Kind
from advisor.model.evidence_rules import EvidenceRules


def workloads(
    cube: Cube, rules: EvidenceRules, begins: Mapping[str, datetime.date]
) -> dict[str, list[FoundWorkload]]:
    """Currency to its AI workloads, largest first."""
    held = _collected(cube)
    totals: dict[str, Decimal] = {}
    by_currency: dict[str, list[str]] = {}
    for (currency, name), each in held.items():
        totals[currency] = totals.get(currency, ZERO) + added(each.cost).effective
        by_currency.setdefault(currency, []).append(name)
    chosen: list[tuple[str, str]] = []
    for currency, names in by_currency.items():
        names.sort(key=lambda name: (-abs(added(held[currency, name].cost).effective), name))
        chosen += [(currency, name) for name in names[: rules.thresholds.most_workloads]]
    series = of_workloads(cube, chosen)
    found: dict[str, list[FoundWorkload]] = {}
    for currency in by_currency:
        taken: set[str] = set()
        for name in (name for each, name in chosen if each == currency):
            begin = begins.get(currency, datetime.date.min)
            listed = found.setdefault(currency, [])
            own = series.get((currency, name), Series())
            listed.append(
                _workload(name, currency, held[currency, name], own, begin, totals[currency], rules, taken)
            )
        found[currency].sort(key=lambda each: (-each.cost.effective, each.id))
    return found


def _collected(cube: Cube) -> dict[tuple[str, str], Held]:
    t = cube.table
    asked = t.filter(t.kind != "")
    keys = ("currency", "workload", "kind", "rule", "team", "environment", "phase")
    query = asked.group_by(*keys).agg(
        rows=asked.rows.sum(), **{each: asked[each].sum() for each in COST_NAMES}
    )
    held: dict[tuple[str, str], Held] = {}
    for row in sorted(
        cube.ask("workloads", "AI workloads", query), key=lambda row: tuple(row[key] for key in keys)
    ):
        each = held.setdefault((row["currency"], row["workload"]), Held())
        cost = costs(row)
        each.rows += int(row["rows"])
        each.cost.append(cost)
        kind = Kind(row["kind"])
        each.kinds[kind] = each.kinds.get(kind, ZERO) + cost.effective
        if row["phase"]:
            phase = Activity(row["phase"])
            each.phases[phase] = each.phases.get(phase, ZERO) + cost.effective
        each.rules[row["rule"]] = None
        each.teams |= {row["team"]} - {""}
        each.environments |= {row["environment"]} - {""}
    usage = asked.filter(asked.charge == "usage")
    units = (
        "currency",
        "workload",
        "requests",
        "hours",
        "accelerator",
        "accelerators",
        "tokens_of",
        "factor",
        "idle",
    )
    counted = usage.group_by(*units).agg(
        consumed=usage.consumed.sum(), priced=usage.priced.sum(), effective=usage.effective.sum()
    )
    for row in cube.ask("usage", "What AI workloads used", counted):
        each = held[row["currency"], row["workload"]]
        consumed = money(row["consumed"])
        if row["requests"]:
            each.requests += consumed
        if row["tokens_of"]:
            each.tokens += money(row[row["tokens_of"]]) * int(row["factor"])
        if row["hours"] and row["accelerator"] and row["accelerators"]:
            each.accelerator_hours += consumed * int(row["accelerators"])
        if row["accelerator"]:
            each.accelerator_effective += money(row["effective"])
            each.idle += money(row["effective"]) if row["idle"] else ZERO
    return held


def _workload(
    name: str,
    currency: str,
    held: Held,
    series: Series,
    begin: datetime.date,
    whole: Decimal,
    rules: EvidenceRules,
    taken: set[str],
) -> FoundWorkload:
    cost = added(held.cost)
    steady = series.stability(begin, rules.thresholds)
    days = sorted(series.days)
    return FoundWorkload(
        id=_slug(name, taken),
        name=name,
        kinds=held.kinds,
        rules=tuple(held.rules),
        teams=tuple(sorted(held.teams))[:50],
        environments=tuple(sorted(held.environments))[:50],
        phases=held.phases,
        rows=held.rows,
        cost=cost,
        share=part(cost.effective, whole),
        stability=steady,
        series=series.between(days[0], days[-1]) if days else (),
        measures=tuple(measures_of_workload(held, cost, series, steady, currency, rules)),
    )


def _slug(name: str, taken: set[str]) -> str:
    text = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-").lstrip("0123456789-")[:60].rstrip("-")
    base = text or "workload"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    taken.add(found)
    return found
