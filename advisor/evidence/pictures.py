"""The picture of one currency of a bill: all figures together."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.evidence import notices
from advisor.evidence.breakdowns import breakdowns, findings, tokens, unclaimed
from advisor.evidence.cube import Cube
from advisor.evidence.maturity import Forecast, Spent, anomalies, maturity, token_measures
from advisor.evidence.series import Series, overall
from advisor.evidence.shared import allocation, missing_keys, splits
from advisor.evidence.totals import Totals, measures_of, totals_of
from advisor.evidence.workload_measures import stability_measures
from advisor.evidence.workloads import workloads
from advisor.model.bill import Picture
from advisor.model.bill_allocation import Split
from advisor.model.bill_costs import Breakdown, Costs
from advisor.model.bill_workloads import Finding, FoundWorkload, TokenLine, Unclaimed
from advisor.model.evidence_rules import EvidenceRules


def pictures_of(cube: Cube, rules: EvidenceRules, forecast: Forecast | None) -> list[Picture]:
    """The picture of each currency, the one with most rows first."""
    totals = totals_of(cube, rules)
    whole = overall(cube)
    begins = {name: min(both[0].days) for name, both in whole.items() if both[0].days}
    parts = _Parts(
        breakdowns=breakdowns(cube),
        findings=findings(cube, rules),
        unclaimed=unclaimed(cube, rules),
        tokens=tokens(cube),
        workloads=workloads(cube, rules, begins),
        splits=splits(cube, rules),
        missing=missing_keys(cube),
    )
    pictures = [
        _picture(each, whole.get(name, (Series(), Series())), parts, rules, forecast)
        for name, each in totals.items()
    ]
    return sorted(pictures, key=lambda each: (-each.rows, each.currency))


def query_id(name: str) -> str:
    """The name of a query as it is shown."""
    return name.replace("_", "-").strip("-")


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
    spent = Spent(first, last, everything)
    measures = measures_of(totals, rules)
    measures += stability_measures(steady, rules, totals.all_rows, "hours", "", "All spend: ")
    measures += stability_measures(ai_steady, rules, totals.rows["ai_effective"], "hours", "ai_", "AI: ")
    measures += maturity(totals, spent, rules, forecast)
    measures += anomalies(totals, ai, rules, "ai_")
    measures += token_measures(parts.tokens.get(currency, []), rules)
    measures = [
        each.model_copy(update={"query": query_id(each.query)}) if each.query else each for each in measures
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
        allocation=allocation(
            totals,
            parts.splits.get(currency, ()),
            parts.missing.get(currency, {}),
            listed,
        ),
        measures=tuple(measures),
        notices=notices.of_currency(totals, everything, listed),
    )


def _with_query_ids(found: Sequence[FoundWorkload]) -> list[FoundWorkload]:
    return [
        each.model_copy(
            update={
                "measures": tuple(
                    one.model_copy(update={"query": query_id(one.query)}) if one.query else one
                    for one in each.measures
                )
            }
        )
        for each in found
    ]


def _four(totals: Totals, prefix: str) -> Costs:
    return Costs(
        list=totals[f"{prefix}list"],
        contracted=totals[f"{prefix}contracted"],
        billed=totals[f"{prefix}billed"],
        effective=totals[f"{prefix}effective"],
    )
