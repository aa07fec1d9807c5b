"""Cost by provider, service, team and so on; findings; tokens; what looks like AI and is not claimed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from advisor.evidence.allocate import part
from advisor.evidence.cube import Cube, Row, money
from advisor.evidence.facts import COST_NAMES
from advisor.model.bill_costs import Breakdown, Costs, Line
from advisor.model.bill_workloads import Finding, TokenLine, Unclaimed
from advisor.model.evidence_finding import Kind, TokenDirection
from advisor.model.evidence_rules import EvidenceRules

By = Literal["provider", "service", "category", "team", "environment", "workload", "model", "account"]
ASPECTS: tuple[tuple[By, str, bool], ...] = (
    ("provider", "provider", False),
    ("service", "service", False),
    ("category", "category", False),
    ("account", "account", False),
    ("team", "team", False),
    ("environment", "environment", False),
    ("workload", "workload", True),
    ("model", "model", True),
)
"""Aspect, its column, and whether only AI has it; the others are told for AI alone, too."""
MOST_LINES = 100
MORE = "…"
"""The name of the line that adds up all smaller ones."""
MOST_UNCLAIMED = 50
ZERO = Decimal(0)
NOTHING = Costs(list=ZERO, contracted=ZERO, billed=ZERO, effective=ZERO)


def costs(row: Row) -> Costs:
    """The four costs of a row of a query."""
    return Costs(
        list=money(row["list"]),
        contracted=money(row["contracted"]),
        billed=money(row["billed"]),
        effective=money(row["effective"]),
    )


def added(each: Iterable[Costs]) -> Costs:
    """The sum of costs."""
    listed = list(each)
    return Costs(
        list=sum((one.list for one in listed), ZERO),
        contracted=sum((one.contracted for one in listed), ZERO),
        billed=sum((one.billed for one in listed), ZERO),
        effective=sum((one.effective for one in listed), ZERO),
    )


def breakdowns(cube: Cube) -> dict[str, list[Breakdown]]:
    """Currency to the breakdowns."""
    t = cube.table
    found: dict[str, list[Breakdown]] = {}
    for by, column, ai_alone in ASPECTS:
        base = t.mutate(is_ai=t.kind != "")
        asked = base.filter(base.is_ai) if ai_alone else base
        query = asked.group_by("currency", name=asked[column], is_ai=asked.is_ai).agg(
            rows=asked.rows.sum(), **{each: asked[each].sum() for each in COST_NAMES}
        )
        rows: dict[str, list[Row]] = {}
        for row in cube.ask(f"by_{by}", f"Cost by {by}", query):
            rows.setdefault(row["currency"], []).append(row)
        for currency, here in rows.items():
            kinds = (True,) if ai_alone else (False, True)
            found.setdefault(currency, []).extend(_breakdown(by, here, ai_only=each) for each in kinds)
    return found


def _breakdown(by: By, rows: list[Row], *, ai_only: bool) -> Breakdown:
    names: dict[str, list[Row]] = {}
    for row in rows:
        if row["is_ai"] or not ai_only:
            names.setdefault(row["name"], []).append(row)
    whole = sum((money(row["effective"]) for here in names.values() for row in here), ZERO)
    lines = []
    for name, here in names.items():
        cost = added(costs(row) for row in here)
        lines.append(
            Line(
                name=name or None,
                rows=sum(int(row["rows"]) for row in here),
                cost=cost,
                share=part(cost.effective, whole),
                ai=sum((money(row["effective"]) for row in here if row["is_ai"]), ZERO),
            )
        )
    lines.sort(key=lambda line: (-line.cost.effective, line.name is None, line.name or ""))
    # Cost without a name is a finding of its own and never hides among the small lines.
    nameless = [line for line in lines if line.name is None]
    named = [line for line in lines if line.name is not None]
    rest = named[MOST_LINES - 1 :] if len(named) > MOST_LINES else []
    if rest:
        cost = added(line.cost for line in rest)
        last = Line(
            name=MORE,
            rows=sum(line.rows for line in rest),
            cost=cost,
            share=part(cost.effective, whole),
            ai=sum((line.ai for line in rest), ZERO),
        )
        lines = [*named[: MOST_LINES - 1], last, *nameless]
    return Breakdown(by=by, ai_only=ai_only, lines=tuple(lines), more=len(rest))


def findings(cube: Cube, rules: EvidenceRules) -> dict[str, list[Finding]]:
    """Currency to what each rule found, in the order of kinds and of the file."""
    t = cube.table
    asked = t.filter(t.kind != "")
    query = asked.group_by("currency", "kind", "rule", "also").agg(
        rows=asked.rows.sum(), effective=asked.effective.sum()
    )
    own: dict[tuple[str, str], list[Decimal]] = {}
    other: dict[tuple[str, str], list[Decimal]] = {}
    for row in cube.ask("findings", "AI spend by the rule that found it", query):
        amounts = (Decimal(row["rows"]), money(row["effective"]))
        for names, into in (((row["rule"],), own), (row["also"].split(" ") if row["also"] else (), other)):
            for name in names:
                held = into.setdefault((row["currency"], name), [ZERO, ZERO])
                held[0] += amounts[0]
                held[1] += amounts[1]
    order = [
        (kind, each.id, each.title)
        for kind, listed in (
            (Kind.KNOWN, rules.services),
            (Kind.TAGGED, rules.tags),
            (Kind.DISCOVERED, rules.discoveries),
        )
        for each in listed
    ]
    found: dict[str, list[Finding]] = {}
    for currency in sorted({currency for currency, _ in (*own, *other)}):
        for kind, name, title in order:
            counted, also = own.get((currency, name)), other.get((currency, name))
            if counted is None and also is None:
                continue
            counted, also = counted or [ZERO, ZERO], also or [ZERO, ZERO]
            found.setdefault(currency, []).append(
                Finding(
                    kind=kind,
                    rule=name,
                    title=title,
                    rows=int(counted[0]),
                    effective=counted[1],
                    also_rows=int(also[0]),
                    also_effective=also[1],
                )
            )
    return found


def unclaimed(cube: Cube, rules: EvidenceRules) -> dict[str, list[Unclaimed]]:
    """Currency to what looks like AI, largest first."""
    t = cube.table
    asked = t.filter(t.suspicion != "")
    query = asked.group_by("currency", "suspicion", "provider", "service", "description").agg(
        rows=asked.rows.sum(), effective=asked.effective.sum()
    )
    titles = {each.id: each.title for each in rules.suspicions}
    found: dict[str, list[Unclaimed]] = {}
    for row in cube.ask("unclaimed", "What looks like AI, and no rule claims it", query):
        found.setdefault(row["currency"], []).append(
            Unclaimed(
                rule=row["suspicion"],
                title=titles[row["suspicion"]],
                provider=row["provider"] or None,
                service=row["service"] or None,
                description=row["description"] or None,
                rows=int(row["rows"]),
                effective=money(row["effective"]),
            )
        )
    for listed in found.values():
        listed.sort(
            key=lambda each: (-abs(each.effective), -each.rows, each.service or "", each.description or "")
        )
        del listed[MOST_UNCLAIMED:]
    return found


def tokens(cube: Cube) -> dict[str, list[TokenLine]]:
    """Currency to tokens by model and direction; only charges that count tokens or tell a direction."""
    t = cube.table
    asked = t.filter((t.kind != "") & ((t.tokens_of != "") | (t.direction != "")))
    query = asked.group_by("currency", "model", "direction", "tokens_of", "factor").agg(
        rows=asked.rows.sum(),
        effective=asked.effective.sum(),
        consumed=asked.consumed.sum(),
        priced=asked.priced.sum(),
    )
    held: dict[tuple[str, str, str], list[Decimal | None]] = {}
    for row in cube.ask("tokens", "Tokens and their cost by model and direction", query):
        here = held.setdefault((row["currency"], row["model"], row["direction"]), [ZERO, ZERO, None])
        here[0] = (here[0] or ZERO) + Decimal(row["rows"])
        here[1] = (here[1] or ZERO) + money(row["effective"])
        if row["tokens_of"]:
            here[2] = (here[2] or ZERO) + money(row[row["tokens_of"]]) * int(row["factor"])
    found: dict[str, list[TokenLine]] = {}
    for (currency, model, direction), (count, effective, counted) in held.items():
        found.setdefault(currency, []).append(
            TokenLine(
                model=model or None,
                direction=TokenDirection(direction) if direction else None,
                tokens=counted,
                rows=int(count or 0),
                effective=effective or ZERO,
            )
        )
    for listed in found.values():
        listed.sort(key=lambda each: (-each.effective, each.model or "", each.direction or ""))
        del listed[MOST_LINES:]
    return found
