"""A bill put together by hand, and rules for the kitchen pack that read it: nothing here opens an engine."""

from __future__ import annotations

import csv
import datetime
import shutil
from decimal import Decimal
from pathlib import Path

from advisor.model.bill import Bill, BillFile, Notice, Picture, Query, Unmeasured
from advisor.model.bill_allocation import Allocation, ShowbackLine, Split, SplitShare
from advisor.model.bill_costs import Breakdown, Costs, Line, Measure
from advisor.model.bill_workloads import Day, Finding, FoundWorkload, Stability, TokenLine, Unclaimed
from advisor.model.evidence_finding import Kind, TokenDirection

FIRST = datetime.date(2026, 3, 1)
DAYS = 28
COLUMNS = (
    *("BilledCost", "EffectiveCost", "ListCost", "ContractedCost", "BillingCurrency"),
    *("ChargePeriodStart", "ChargePeriodEnd", "BillingPeriodStart", "BillingPeriodEnd"),
    *("ChargeCategory", "ServiceName", "ServiceCategory", "ProviderName", "Tags"),
)
RULES = """\
summary: How the kitchen reads its bills.
keys: {team: [team], required: [team]}
services:
  - {id: recipe_ai, title: Recipe helper, where: {ServiceName: [Recipe*]}}
measures:
  allocated_share: {title: Spending with a name on it, unit: "%"}
  requests_day: {title: Requests a day, unit: "1"}
quantities: {lost: anomalous_days}
proposals:
  - id: hands
    question: keepers
    measure: allocated_share
    needs: {days: 7}
    options:
      - {option: nobody, from: 0, below: 0.4}
      - {option: one, from: 0.4, below: 0.7}
      - {option: several, from: 0.7, up_to: 1}
    reason: Whoever puts a name on spending can put a hand on it.
    caution: Names may be wrong.
    source: Invented for tests
  - id: busy
    question: tickets
    measure: requests_day
    needs: {days: 7}
    reason: So many requests were billed on an average day.
    source: Invented for tests
  - id: line
    question: line_quality
    measure: load_peak
    needs: {days: 7}
    options:
      - {option: never, from: 0, below: 2}
      - {option: weekly, from: 2}
    reason: Peaks follow outages.
    source: Invented for tests
contradictions:
  - id: line_claimed
    proposal: line
    message: The answer tells of more outages than the bill.
    do: Read the router's log again.
"""


def kitchen_with_rules(pack: Path, folder: Path) -> Path:
    """A copy of the kitchen pack that can read bills."""
    copy = folder / "kitchen"
    shutil.copytree(pack, copy)
    (copy / "evidence.yaml").write_text(RULES, "utf-8")
    return copy


def _amount(text: str) -> Decimal:
    return Decimal(text)


def _costs(amount: str) -> Costs:
    whole = Decimal(amount)
    return Costs(list=whole * 2, contracted=whole, billed=whole, effective=whole)


def _days(base: int, ai: bool = False) -> tuple[Day, ...]:
    return tuple(
        Day(
            day=FIRST + datetime.timedelta(days=each),
            effective=Decimal(base + (base // 2 if each % 7 == 5 else 0)) if not ai or each else Decimal(0),
            rows=3,
        )
        for each in range(DAYS)
    )


def _measure(name: str, title: str, unit: str, value: str | None, **more: object) -> Measure:
    return Measure.model_validate(
        {"id": name, "title": title, "unit": unit, "value": value, "query": "totals", **more}
    )


def picture(currency: str = "EUR", name: str = "till") -> Picture:
    """One currency: a third of it AI, two teams and nobody, a refund."""
    steady = Stability(
        days=DAYS,
        days_with_cost=DAYS,
        daily_cv=Decimal("0.2"),
        daily_cv_population=Decimal("0.19"),
        hourly_cv=None,
        trend=Decimal("0.05"),
        burst=Decimal("1.5"),
        weekday_strength=Decimal("0.9"),
    )
    own = (
        _measure("requests_day", "Requests a day", "1", "1200", rows=56),
        _measure("load_peak", "Busiest day, over the mean", "1", "1.4", rows=56),
        _measure("load_cv", "Variation of days", "1", "0.2", rows=56),
    )
    workload = FoundWorkload(
        id="till",
        name=name,
        kinds={Kind.KNOWN: _amount("600"), Kind.TAGGED: _amount("400")},
        rules=("recipe_ai",),
        teams=("kitchen",),
        rows=56,
        cost=_costs("1000"),
        share=Decimal(1),
        stability=steady,
        series=_days(30, ai=True),
        measures=own,
    )
    return Picture(
        currency=currency,
        rows=84,
        first=FIRST,
        last=FIRST + datetime.timedelta(days=DAYS - 1),
        days=DAYS,
        cost=_costs("3000"),
        ai=_costs("1000"),
        ai_rows=56,
        series=_days(100),
        ai_series=_days(30, ai=True),
        stability=steady,
        ai_stability=None,
        findings=(
            Finding(
                kind=Kind.KNOWN, rule="recipe_ai", title="Recipe helper", rows=50, effective=_amount("600")
            ),
            Finding(
                kind=Kind.TAGGED, rule="by_tag", title="A tag", rows=6, effective=_amount("400"), also_rows=9
            ),
        ),
        unclaimed=(
            Unclaimed(
                rule="maybe", title="Maybe", provider="P", service="Smart oven", description="learns",
                rows=2, effective=_amount("5"),
            ),
        ),
        workloads=(workload,),
        tokens=(
            TokenLine(
                model="cook-1", direction=TokenDirection.INPUT, tokens=_amount("4000000"), rows=3,
                effective=_amount("12"),
            ),
        ),
        breakdowns=(
            Breakdown(
                by="provider", ai_only=False,
                lines=(Line(name="P", rows=84, cost=_costs("3000"), share=Decimal(1), ai=_amount("1000")),),
            ),
        ),
        allocation=Allocation(
            by_tag=_amount("1800"), by_account=_amount("0"), by_split=_amount("300"), nobody=_amount("900"),
            rows_by_tag=50, rows_by_account=0, rows_by_split=4, rows_nobody=30,
            tagged_rows=54, tagged_effective=_amount("2100"), tagged_billed=_amount("2100"),
            compliant_rows=50, compliant_effective=_amount("1800"), missing_keys={"team": 34},
            splits=(
                Split(
                    rule="common", title="Common rooms", method="even", total=_amount("300"),
                    exact=_amount("300"), rows=4,
                    shares=(
                        SplitShare(team="kitchen", weight=Decimal(1), amount=_amount("150")),
                        SplitShare(team="bar", weight=Decimal(1), amount=_amount("150")),
                    ),
                ),
            ),
            showback=(
                ShowbackLine(
                    team="kitchen", direct=_amount("1200"), shared=_amount("150"), total=_amount("1350"),
                    ai=_amount("1000"), share=Decimal("0.45"),
                ),
                ShowbackLine(
                    team="bar", direct=_amount("600"), shared=_amount("150"), total=_amount("750"),
                    ai=_amount("0"), share=Decimal("0.25"),
                ),
                ShowbackLine(
                    team=None, direct=_amount("900"), shared=_amount("0"), total=_amount("900"),
                    ai=_amount("0"), share=Decimal("0.3"),
                ),
            ),
        ),
        measures=(
            _measure(
                "allocated_share", "Spending with a name on it", "%", "0.7", rows=54,
                sums={"allocated_effective": "2100", "spend": "3000"},
            ),
            _measure("anomalous_days", "Days out of the ordinary", "days", "90", rows=9),
            _measure("forecast_variance", "Distance from the forecast", "%", None, why="no forecast given"),
        ),
        notices=(
            Notice(
                code="refunds", text="2 rows are refunds: -40 EUR", rows=2, amount=_amount("-40"),
                currency=currency,
            ),
        ),
    )  # fmt: skip


def kitchen_bill(*, name: str = "till", currencies: tuple[str, ...] = ("EUR",)) -> Bill:
    """The bill; ``name`` is what it calls its workload."""
    return Bill(
        files=(BillFile(name="march.csv", sha256="ab" * 32, bytes=1234, format="csv", rows=84),),
        sha256="cd" * 32,
        rules_sha256="ef" * 32,
        engine="duckdb",
        focus="1.2",
        columns=("BilledCost",),
        missing=("CommitmentDiscountId",),
        own_columns=(),
        rows=84 * len(currencies),
        pictures=tuple(picture(each, name) for each in currencies),
        notices=(Notice(code="null-words", text="the word NULL stands for nothing"),),
        unmeasured=(
            Unmeasured(
                what="coverage", why="there is no CommitmentDiscountId", columns=("CommitmentDiscountId",)
            ),
        ),
        queries=(
            Query(id="totals", title="All sums", sql="SELECT\n  SUM(effective)\nFROM labelled"),
            Query(id="facts", title="One pass", sql="SELECT " + "x, " * 2000 + "y"),
        ),
    )


def focus_file(path: Path, rows: int = 40) -> Path:
    """A small FOCUS export."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for each in range(rows):
            day = f"2026-03-{each % 28 + 1:02d}"
            name = "Recipe AI" if each % 4 == 0 else "Storage"
            writer.writerow(
                ["1.5"] * 4
                + ["EUR", f"{day}T00:00:00Z", f"{day}T23:59:59Z", "2026-03-01T00:00:00Z"]
                + ["2026-04-01T00:00:00Z", "Usage", name, "Other", "P", '{"team": "kitchen"}']
            )
    return path
