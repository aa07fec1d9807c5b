"""What scenarios cost, in rows: the advice and the cheapest, where lines cross, and the KPIs."""

from __future__ import annotations

from advisor.model.economics import AlternativeCost, CrossingKind
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.scenario import ScenarioCell
from advisor.workflows.scenario_cells import NONE, amount_cell, cell, figure, shortened
from advisor.workflows.scenario_counting import Counting
from advisor.workflows.scenario_rows import Teller, WorkloadRows


def add_money(rows: WorkloadRows) -> None:
    """All rows about money; none where no column has costs."""
    workload, columns = rows.workload.id, rows.columns
    if all(each.money(workload) is None for each in columns):
        return
    currency = {each.estimate.currency for each in columns if each.estimate}
    unit = currency.pop() if len(currency) == 1 else ""
    primary = columns[0].side.pack.manifest.primary_decision

    def cost(each: Counting, outcome: str | None) -> ScenarioCell:
        money = each.money(workload)
        for one in money.alternatives if money else ():
            if outcome is not None and one.decision == primary and one.outcome == outcome:
                return amount_cell(one.total)
        return cell(NONE)

    def least(each: Counting) -> AlternativeCost | None:
        money = each.money(workload)
        name = money.cheapest.get(primary) if money else None
        return next((one for one in money.alternatives if one.id == name), None) if money else None

    def cheapest(each: Counting, _: WorkloadRecommendation) -> ScenarioCell:
        found = least(each)
        return cell(NONE) if found is None else cell(found.short, found.id)

    def cost_of_cheapest(each: Counting, _: WorkloadRecommendation) -> ScenarioCell:
        found = least(each)
        return cell(NONE) if found is None else amount_cell(found.total)

    rows.add("costs", "cost.advised", "Cost of the advice", lambda each, one: cost(each, one.model), unit)
    rows.add("costs", "cost.target", "Cost of the target", lambda each, one: cost(each, one.target), unit)
    rows.add("costs", "cheapest", "Cheapest", cheapest)
    rows.add("costs", "cost.cheapest", "Cost of the cheapest", cost_of_cheapest, unit)
    _add_crossings(rows)
    _add_kpis(rows)


def _add_crossings(rows: WorkloadRows) -> None:
    """From which volume, or month, on one alternative costs less than another."""
    titles: dict[tuple[str, str, str], str] = {}
    moneys = [money for each in rows.columns if (money := each.money(rows.workload.id)) is not None]
    for money in moneys:
        short = {one.id: one.short for one in money.alternatives}
        for one in money.crossings:
            if one.kind is not CrossingKind.UTILISATION:
                along = "from" if one.kind is CrossingKind.VOLUME else "from month"
                title = f"{short[one.alternative]} costs less than {short[one.against]} {along}"
                titles.setdefault((one.kind.value, one.alternative, one.against), title)
    for key, title in titles.items():
        unit = moneys[0].volume_unit if key[0] == CrossingKind.VOLUME.value else ""
        rows.add("costs", "breakeven." + ".".join(key), title, _crossing(rows.workload.id, key), unit)


def _crossing(workload: str, key: tuple[str, str, str]) -> Teller:
    """Tells where one alternative begins to cost less than another; ``key`` has the scale and the two."""

    def tell(each: Counting, _: WorkloadRecommendation) -> ScenarioCell:
        money = each.money(workload)
        for one in money.crossings if money else ():
            if (one.kind.value, one.alternative, one.against) == key:
                if one.at is None:
                    return cell("always" if one.state == "always" else "never", one.state)
                return cell(figure(one.at), one.at)
        return cell(NONE)

    return tell


def _add_kpis(rows: WorkloadRows) -> None:
    known: dict[str, tuple[str, str]] = {}
    for each in rows.columns:
        money = each.money(rows.workload.id)
        for one in money.kpis if money else ():
            known.setdefault(one.kpi, (one.title, one.unit))
    for name, (title, unit) in known.items():
        rows.add("kpis", name, title, _kpi(rows.workload.id, name), unit)


def _kpi(workload: str, name: str) -> Teller:
    def tell(each: Counting, _: WorkloadRecommendation) -> ScenarioCell:
        money = each.money(workload)
        found = next((one for one in money.kpis if one.kpi == name), None) if money else None
        if found is None or found.value is None:
            return cell(NONE)
        mark = f" {found.verdict}" if found.verdict else ""
        return cell(f"{figure(found.value)}{mark}", shortened(found.value))

    return tell
