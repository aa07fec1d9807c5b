"""The sums of a bill by currency, and the measures that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from advisor.evidence.allocate import part
from advisor.evidence.cube import Cube, money
from advisor.evidence.sums import sums_of
from advisor.model.bill_costs import Measure
from advisor.model.evidence_rules import EvidenceRules

if TYPE_CHECKING:
    from ibis.expr.types import Value


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of one currency, with the rows behind each."""

    currency: str
    sums: Mapping[str, Decimal]
    rows: Mapping[str, int]
    titles: Mapping[str, str]
    all_rows: int
    negative_rows: int
    ai_negative_rows: int
    unreadable: int
    delay_days: Decimal | None
    delay_rows: int

    def __getitem__(self, name: str) -> Decimal:
        """A sum by name."""
        return self.sums[name]


def totals_of(cube: Cube, rules: EvidenceRules) -> dict[str, Totals]:
    """The sums of every currency, in one query; those behind KPIs are noted down as queries of their own."""
    t = cube.table
    listed = sums_of(t, "\n".join(rules.keys.required))
    columns: dict[str, Value] = {
        "all_rows": t.rows.sum(),
        "negative_rows": t.negative_rows.sum(),
        "ai_negative_rows": t.negative_rows.sum(where=t.kind != ""),
        "unreadable": t.unreadable.sum(),
        "delay": (t.delay * t.rows).sum(where=t.has_delay & t.dated),
        "delay_rows": t.rows.sum(where=t.has_delay & t.dated),
    }
    for each in listed:
        columns[each.name] = t[each.column].sum(where=each.where)
        columns[f"{each.name}_rows"] = t.rows.sum(where=each.where)
    grouped = t.group_by("currency").agg(**columns)
    found = {}
    for row in cube.ask("totals", "All sums, by currency", grouped):
        delayed = int(row["delay_rows"] or 0)
        found[row["currency"]] = Totals(
            currency=row["currency"],
            sums={each.name: money(row[each.name]) for each in listed},
            rows={each.name: int(row[f"{each.name}_rows"] or 0) for each in listed}
            | {
                "negative_effective": int(row["negative_rows"] or 0),
                "ai_negative": int(row["ai_negative_rows"] or 0),
            },
            titles={each.name: each.title for each in listed},
            all_rows=int(row["all_rows"] or 0),
            negative_rows=int(row["negative_rows"] or 0),
            ai_negative_rows=int(row["ai_negative_rows"] or 0),
            unreadable=int(row["unreadable"] or 0),
            delay_days=Decimal(int(row["delay"] or 0)) / delayed if delayed else None,
            delay_rows=delayed,
        )
    noted = _noted(rules)
    for each in listed:
        if each.name not in noted:
            continue
        one = t.group_by("currency").agg(
            **{each.name: t[each.column].sum(where=each.where), "rows": t.rows.sum(where=each.where)}
        )
        cube.note(f"sum_{each.name}", each.title, one)
    return found


def _noted(rules: EvidenceRules) -> frozenset[str]:
    """The sums whose queries are told one by one; a whole of parts has the query of all sums."""
    return frozenset(rules.quantities.values())


SHARES: tuple[tuple[str, str, str, str], ...] = (
    ("ai_share", "AI share of effective cost", "ai_spend", "spend"),
    ("ai_share_list", "AI share of list cost", "ai_spend_list", "spend_list"),
    ("ai_share_contracted", "AI share of contracted cost", "ai_spend_contracted", "spend_contracted"),
    ("ai_share_billed", "AI share of billed cost", "ai_spend_billed", "spend_billed"),
    ("known_ai_share", "Known AI, of effective cost", "ai_known_effective", "spend"),
    ("ai_known_share", "Known AI, of AI", "ai_known_effective", "ai_spend"),
    ("ai_tagged_share", "Tagged AI, of AI", "ai_tagged_effective", "ai_spend"),
    ("ai_discovered_share", "Discovered AI, of AI", "ai_discovered_effective", "ai_spend"),
    ("ai_learning_share", "Training, of AI", "ai_learning_effective", "ai_spend"),
    ("ai_serving_share", "Inference, of AI", "ai_serving_effective", "ai_spend"),
    ("covered_share", "Machines covered by commitments", "commitment_used", "compute_effective"),
    ("commitment_used_share", "Commitments that are used", "commitment_used", "commitment_total"),
    ("spot_share", "Spot, of used machines", "spot_effective", "compute_effective"),
    (
        "idle_accelerator_share",
        "Accelerators paid for and not used, of all",
        "accelerator_idle",
        "accelerator_effective",
    ),
    ("accelerator_spot_share", "Spot, of accelerators", "accelerator_spot", "accelerator_effective"),
    ("accelerator_share", "Accelerators, of spending", "accelerator_effective", "spend"),
    ("allocated_share", "Spending that can be attributed", "allocated_effective", "spend"),
    ("ai_allocated_share", "AI spending that can be attributed", "ai_allocated_effective", "ai_spend"),
    ("ai_no_tag_share", "AI spending without any required tag", "ai_untagged_effective", "ai_spend"),
    ("no_tag_share", "Spending without any tag", "untagged_effective", "spend"),
    ("tagged_share_effective", "Tagged, of effective cost", "tagged_effective", "spend"),
    ("tagged_share_billed", "Tagged, of billed cost", "tagged_billed", "spend_billed"),
    (
        "compliant_share_effective",
        "With every required tag, of effective cost",
        "compliant_effective",
        "spend",
    ),
    ("late_share", "Billed a period later than used", "late_effective", "spend"),
    ("credit_share", "Credits, of list cost", "credit_effective", "spend_list"),
)
"""Id, title, and the sums above and below the line: none of them holds taxes."""


def measures_of(totals: Totals, rules: EvidenceRules) -> list[Measure]:
    """The measures that follow from sums alone."""
    sums = dict(totals.sums)
    rows = dict(totals.rows)
    sums["commitment_total"] = sums["commitment_used"] + sums["commitment_unused"]
    rows["commitment_total"] = rows["commitment_used"] + rows["commitment_unused"]
    sums["ai_commitment_total"] = sums["ai_commitment_used"] + sums["ai_commitment_unused"]
    rows["ai_commitment_total"] = rows["ai_commitment_used"] + rows["ai_commitment_unused"]
    sums["allocated_effective"] = sums["tag_effective"] + sums["account_effective"] + sums["split_effective"]
    rows["allocated_effective"] = rows["tag_effective"] + rows["account_effective"] + rows["split_effective"]
    titles = dict(totals.titles) | {
        "commitment_total": "Commitments, used or not",
        "ai_commitment_total": "Commitments of AI, used or not",
        "allocated_effective": "Attributed by tag, account or rule",
    }
    found = [
        measure(
            rules,
            name,
            titles[name],
            totals.currency,
            amount,
            rows=rows[name],
            query=f"sum_{name}" if name in totals.sums and name in _noted(rules) else "totals",
        )
        for name, amount in sums.items()
    ]
    for name, title, above, below in SHARES:
        value = part(sums[above], sums[below])
        why = None if value is not None else f"{titles[below]}: zero, so there is no share of it"
        found.append(
            measure(
                rules,
                name,
                title,
                "%",
                value,
                rows=rows[below],
                sums={above: sums[above], below: sums[below]},
                query="totals",
                why=why,
            )
        )
    for name, title, above, below in (
        ("savings_rate", "Effective savings rate", "usage_effective", "usage_list"),
        ("ai_savings_rate", "Effective savings rate of AI", "ai_usage_effective", "ai_usage_list"),
    ):
        value = part(sums[below] - sums[above], sums[below])
        both = {above: sums[above], below: sums[below]}
        why = None if value is not None else "there is no usage with a list price"
        found.append(
            measure(rules, name, title, "%", value, rows=rows[below], sums=both, query="totals", why=why)
        )
    for name, title, count in (
        ("tagged_share_rows", "Rows with any tag", rows["tagged_effective"]),
        ("compliant_share_rows", "Rows with every required tag", rows["compliant_effective"]),
        ("negative_share_rows", "Negative rows, of all rows", totals.negative_rows),
    ):
        whole = totals.all_rows if name == "negative_share_rows" else rows["spend"]
        value = part(Decimal(count), Decimal(whole))
        found.append(measure(rules, name, title, "%", value, rows=count, query="totals"))
    found.append(
        measure(
            rules,
            "bill_delay_days",
            "Days from use to the end of its billing period, on average",
            "days",
            totals.delay_days.quantize(Decimal("0.01")) if totals.delay_days is not None else None,
            rows=totals.delay_rows,
            query="totals",
            why=None if totals.delay_days is not None else "the bill does not say when its period ends",
        )
    )
    return found


def measure(
    rules: EvidenceRules,
    name: str,
    title: str,
    unit: str,
    value: Decimal | None,
    *,
    rows: int = 0,
    sums: Mapping[str, Decimal] | None = None,
    query: str | None = None,
    why: str | None = None,
) -> Measure:
    """A measure, under the title that the pack gives it where it does."""
    told = rules.measures.get(name)
    return Measure(
        id=name,
        title=told.title if told else title,
        unit=told.unit if told else unit,
        value=value,
        why=why if value is None else None,
        rows=rows,
        sums=dict(sums or {}),
        query=query,
    )
