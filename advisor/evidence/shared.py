"""Whose cost it is: what is shared and divided, what tags lack, and what each team answers for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from advisor.evidence.allocate import showback, split
from advisor.evidence.breakdowns import added
from advisor.evidence.cube import Cube, money
from advisor.evidence.totals import Totals
from advisor.model.bill_allocation import Allocation, Split
from advisor.model.bill_costs import Breakdown
from advisor.model.evidence_rules import EvidenceRules, Measured

ZERO = Decimal(0)


def splits(cube: Cube, rules: EvidenceRules) -> dict[str, list[Split]]:
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


def missing_keys(cube: Cube) -> dict[str, dict[str, int]]:
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


def allocation(
    totals: Totals, divided: Sequence[Split], missing: Mapping[str, int], listed: Sequence[Breakdown]
) -> Allocation:
    """Who answers for what in one currency; ``missing`` counts rows by the required key that they lack."""
    teams = next((each for each in listed if each.by == "team" and not each.ai_only), None)
    lines = teams.lines if teams else ()
    shared = sum((each.exact for each in divided), ZERO)
    direct = {line.name: line.cost.effective for line in lines if line.name is not None}
    ai = {line.name: line.ai for line in lines if line.name is not None}
    nobody = added(line.cost for line in lines if line.name is None).effective - shared
    nobody_ai = sum((line.ai for line in lines if line.name is None), ZERO)
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
        splits=tuple(divided),
        showback=showback(direct, ai, nobody, nobody_ai, divided),
    )
