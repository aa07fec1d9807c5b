"""The figures of one AI workload of a bill."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from advisor.evidence.allocate import part
from advisor.evidence.series import Series
from advisor.evidence.totals import measure
from advisor.model.bill_costs import Costs, Measure
from advisor.model.bill_workloads import Stability
from advisor.model.evidence_finding import Activity, Kind
from advisor.model.evidence_rules import EvidenceRules

ZERO = Decimal(0)
MONTH_DAYS = Decimal(365) / 12


@dataclass(slots=True)
class Held:
    """What is collected about one workload."""

    rows: int = 0
    cost: list[Costs] = field(default_factory=list)
    kinds: dict[Kind, Decimal] = field(default_factory=dict)
    phases: dict[Activity, Decimal] = field(default_factory=dict)
    rules: dict[str, None] = field(default_factory=dict)
    teams: set[str] = field(default_factory=set)
    environments: set[str] = field(default_factory=set)
    requests: Decimal = ZERO
    tokens: Decimal = ZERO
    accelerator_hours: Decimal = ZERO
    accelerator_effective: Decimal = ZERO
    idle: Decimal = ZERO


def measures_of_workload(
    held: Held, cost: Costs, series: Series, steady: Stability | None, currency: str, rules: EvidenceRules
) -> list[Measure]:
    """What is measured of a workload: cost, growth, tokens, and how steady its load is."""
    days = (max(series.days) - min(series.days)).days + 1 if series.days else 0
    monthly = MONTH_DAYS / days if days else None

    def told(name: str, title: str, unit: str, value: Decimal | None, why: str, query: str) -> Measure:
        return measure(rules, name, title, unit, value, rows=held.rows, query=query, why=why)

    no_time = "there are no days to divide by"
    found = [
        told("effective", "Effective cost", currency, cost.effective, "", "workloads"),
        told(
            "effective_month",
            "Effective cost a month",
            currency,
            (cost.effective * monthly).quantize(Decimal("0.01")) if monthly is not None else None,
            no_time,
            "workloads",
        ),
        told(
            "savings_rate",
            "Effective savings rate",
            "%",
            part(cost.list - cost.effective, cost.list),
            "there is no list cost",
            "workloads",
        ),
        told(
            "learning_share",
            "Training, of its cost",
            "%",
            part(held.phases.get(Activity.LEARNING, ZERO), cost.effective),
            "its cost is zero",
            "workloads",
        ),
    ]
    for name, title, unit, amount, per_day in (
        ("requests_day", "Requests a day", "requests/day", held.requests, True),
        ("tokens_month", "Tokens a month", "tokens/month", held.tokens, False),
        (
            "accelerator_hours_month",
            "Accelerator hours a month",
            "GPU-h/month",
            held.accelerator_hours,
            False,
        ),
    ):
        value = None
        if amount > 0 and days and monthly is not None:
            value = (amount / days if per_day else amount * monthly).quantize(Decimal("0.1"))
        found.append(told(name, title, unit, value, "the bill counts none", "usage"))
    found.append(
        told(
            "idle_accelerator_share",
            "Accelerators paid for and not used",
            "%",
            part(held.idle, held.accelerator_effective),
            "it has no accelerators",
            "usage",
        )
    )
    return found + stability_measures(steady, rules, held.rows, "hours_of_workloads", "")


def stability_measures(
    steady: Stability | None, rules: EvidenceRules, rows: int, query: str, prefix: str, of: str = ""
) -> list[Measure]:
    """The measures of stability; none of them has a value when there are too few days.

    ``of`` stands before each title, and says of what it is.
    """
    short = f"fewer than {rules.thresholds.least_days} days, or none"
    listed: list[tuple[str, str, str, Decimal | None]] = []
    if steady is None:
        listed = [(name, title, unit, None) for name, title, unit in _STEADY]
    else:
        strengths = [each for each in (steady.weekday_strength, steady.hour_strength) if each is not None]
        values = {
            "daily_cv": steady.daily_cv,
            "daily_cv_population": steady.daily_cv_population,
            "hourly_cv": steady.hourly_cv,
            "load_cv": steady.hourly_cv if steady.hourly_cv is not None else steady.daily_cv,
            "load_peak": steady.peak,
            "burst": steady.burst,
            "trend": steady.trend,
            "pattern_strength": max(strengths) if strengths else None,
            "weeks_seen": steady.weeks_seen,
        }
        listed = [(name, title, unit, values[name]) for name, title, unit in _STEADY]
        short = "the mean is not positive, or the period is too short for it"
    whys = {"burst": "half of the hours or days cost nothing, so the median is no measure"} if steady else {}
    if steady is not None and steady.hourly_cv is None:
        whys["hourly_cv"] = "rows are not by the hour, or too few hours have any"
    by = "hour" if steady is not None and steady.hourly_cv is not None else "day"
    return [
        measure(
            rules,
            f"{prefix}{name}",
            f"{of}{title.format(by=by)}",
            unit,
            value,
            rows=rows,
            query=query,
            why=whys.get(name, short),
        )
        for name, title, unit, value in listed
    ]


_STEADY = (
    ("daily_cv", "Daily coefficient of variation (sample)", "1"),
    ("daily_cv_population", "Daily coefficient of variation (population)", "1"),
    ("hourly_cv", "Hourly coefficient of variation", "1"),
    ("load_cv", "Coefficient of variation, by the {by}", "1"),
    ("load_peak", "Busiest {by}, over the mean one", "1"),
    ("burst", "95th percentile over median, by the {by}", "1"),
    ("trend", "Trend in 30 days, of the mean", "%"),
    ("pattern_strength", "Variance that weekday or hour of the day explains", "%"),
    ("weeks_seen", "Weeks from first to last day", "weeks"),
)
