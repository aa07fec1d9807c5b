"""What a bill tells of how well spending is steered: forecast, anomalies, counted tokens."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.evidence.allocate import part
from advisor.evidence.series import Series
from advisor.evidence.stability import excess
from advisor.evidence.totals import Totals, measure
from advisor.evidence.workload_measures import MONTH_DAYS
from advisor.model.bill_costs import Measure
from advisor.model.bill_workloads import TokenLine
from advisor.model.evidence_finding import TokenDirection
from advisor.model.evidence_rules import EvidenceRules

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was expected to be spent: for the period of the bill, or a month."""

    amount: Decimal
    currency: str
    monthly: bool = False


@dataclass(frozen=True, slots=True)
class Spent:
    """The period of a currency, and what was spent in it by the day."""

    first: datetime.date | None
    last: datetime.date | None
    series: Series

    @property
    def days(self) -> int:
        """From the first to the last."""
        return (self.last - self.first).days + 1 if self.first and self.last else 0


def maturity(totals: Totals, spent: Spent, rules: EvidenceRules, forecast: Forecast | None) -> list[Measure]:
    """How far the bill lies from a forecast, and how much of it is beyond the ordinary day."""
    currency = totals.currency
    spend = totals["spend"]
    found = anomalies(totals, spent.series, rules, "")
    if forecast is None or forecast.currency not in ("", currency) or not spent.days:
        why = "no forecast in this currency was given (--forecast)"
        found += [
            measure(rules, "forecast", "Forecast for the period", currency, None, why=why),
            measure(rules, "forecast_distance", "Distance from the forecast", "%", None, why=why),
        ]
        return found
    expected = forecast.amount * spent.days / MONTH_DAYS if forecast.monthly else forecast.amount
    expected = expected.quantize(Decimal("0.01"))
    side = "over" if spend > expected else "under" if spend < expected else "against"
    found += [
        measure(rules, "forecast", "Forecast for the period, all spend", currency, expected, query="totals"),
        measure(
            rules,
            "forecast_distance",
            f"All spend without taxes, {side} the forecast by",
            "%",
            part(abs(spend - expected), expected),
            rows=totals.rows["spend"],
            sums={"spend": spend, "forecast": expected},
            query="totals",
            why="the forecast is zero",
        ),
    ]
    return found


def anomalies(totals: Totals, series: Series, rules: EvidenceRules, prefix: str) -> list[Measure]:
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


def token_measures(lines: Sequence[TokenLine], rules: EvidenceRules) -> list[Measure]:
    """How many tokens were counted, by direction."""
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
