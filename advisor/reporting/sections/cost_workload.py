"""What one workload costs on every model: totals, unit costs, break-even, when to buy."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.economics.firmness import firmness
from advisor.economics.returns import cash_note
from advisor.economics.scope import scope
from advisor.economics.smaller import server_words
from advisor.model.economics import (
    AlternativeCost,
    Estimate,
    Interval,
    Return,
    TotalCost,
    UnitCostValue,
    WorkloadEstimate,
)
from advisor.model.price import Benefit, Phase
from advisor.reporting import words
from advisor.reporting.blocks import Align, Block, Bullets, Cell, Column, Item, Paragraph, Table
from advisor.reporting.context import Context
from advisor.reporting.sections import cost_charts
from advisor.reporting.sections.cost_turns import movers, timing, turning_points
from advisor.reporting.sections.cost_words import (
    advised,
    change,
    horizon,
    interval,
    money,
    name,
    precise,
    primary,
    with_unit,
)


def columns(estimate: Estimate, first: str) -> tuple[Column, ...]:
    """The columns of a table of costs."""
    return (
        Column("model", first),
        Column("total", f"{estimate.currency} in {horizon(estimate)}", Align.END),
        Column("between", "Could lie between", Align.END),
        *(Column(f"year_{year}", f"Year {year}", Align.END) for year in range(1, estimate.years + 1)),
        *((Column("present", "Present value", Align.END),) if estimate.discount else ()),
    )


def cells(estimate: Estimate, one: AlternativeCost | TotalCost) -> list[Cell]:
    """The amounts of one row in such a table."""
    return amounts(estimate, one.total, one.interval, one.years, one.present_value)


def amounts(
    estimate: Estimate, total: Decimal, span: Interval, years: Sequence[Decimal], present: Decimal
) -> list[Cell]:
    """The same from its parts."""
    found = [Cell(money(total)), Cell(interval(span)), *(Cell(money(year)) for year in years)]
    return [*found, Cell(money(present))] if estimate.discount else found


def workload_blocks(
    context: Context, estimate: Estimate, workload: WorkloadEstimate, place: str
) -> list[Block]:
    """Everything about one workload; ``place`` tells its charts apart from another one's."""
    pack = context.pack
    compared = primary(pack, workload)
    unit = f"{estimate.currency} over {horizon(estimate)}"
    chosen = advised(pack, workload)
    bars = [
        cost_charts.bar(
            one.title,
            one.categories,
            one.interval,
            lit=one is chosen,
            mark="Advised" if one is chosen else None,
        )
        for one in compared
    ]
    blocks: list[Block] = [
        Paragraph(_verdict(context, workload)),
        *(Paragraph(text) for text in _servers(workload)),
        *(Paragraph(notice) for notice in workload.notices),
        _table(context, estimate, workload, compared),
        cost_charts.parts(place, "What each model costs, by kind of cost", bars, unit),
    ]
    units = _unit_costs(estimate, compared)
    if units is not None:
        blocks.append(units)
    turns = tuple(Item(text) for text in turning_points(pack, estimate, workload))
    if turns:
        blocks.append(Bullets(turns, title="Break-even"))
    curve = cost_charts.break_even(place, pack, workload, estimate.currency)
    if curve is not None:
        blocks.append(curve)
    moved = movers(
        workload, chosen or next(one for one in compared if one.id == workload.robustness.cheapest)
    )
    if moved is not None:
        blocks.append(Paragraph(moved))
    buying = tuple(Item(text) for text in timing(workload))
    if buying:
        blocks.append(Bullets(buying, title="When to buy machines"))
    lanes = cost_charts.purchase(place, workload, estimate.horizon_months)
    if lanes is not None:
        blocks.append(lanes)
    blocks += _others(context, estimate, workload)
    if workload.returns:
        blocks.append(_returns(workload))
    if workload.rigour is not None:
        stake = f"At stake: {money(workload.rigour.stake)} {estimate.currency}."
        blocks.append(Paragraph(f"{stake} {workload.rigour.title}: {workload.rigour.do}"))
    return blocks


def _verdict(context: Context, workload: WorkloadEstimate) -> str:
    pack = context.pack
    names = {one.id: one for one in workload.alternatives}
    cheapest = names[workload.robustness.cheapest]
    chosen = advised(pack, workload)
    load = with_unit(precise(workload.volume), workload.volume_unit)
    unsure = "" if workload.advised.decided else ", not yet for certain,"
    said = [f"{workload.profile}, {load} today."]
    if workload.token_model is not None:
        said.append(f"A hosted model is counted at the list price of {workload.token_model}.")
    if not workload.advised.answered:
        said.append(
            f"No question is answered, so nothing is advised. {cheapest.title} costs least:"
            f" {money(cheapest.total)}."
        )
    elif chosen is None:
        said.append(
            f"No model is advised. {cheapest.title} costs least in the typical case: {money(cheapest.total)}."
        )
    elif chosen.id == cheapest.id:
        said.append(
            f"{chosen.title} is advised{unsure or ','} and costs least in the typical case as well:"
            f" {money(chosen.total)}."
        )
    else:
        said.append(
            f"{chosen.title} is advised{unsure} and costs {money(chosen.total)}. {cheapest.title} costs"
            f" least in the typical case: {money(cheapest.total)}."
        )
    moving = workload.move
    if moving is not None and chosen is not None:
        target = names[moving.target]
        if moving.total is None:
            said.append(
                f"{target.title} is the target: {money(target.total)} from the first day on; machines that"
                " are ordered today arrive after the horizon has ended."
            )
        else:
            when = f"{chosen.title} until month {moving.month}, then" if moving.month else "At once"
            said.append(
                f"{target.title} is the target: {money(target.total)} from the first day on. {when}"
                f" {target.title}, the soonest that it can be had: {money(moving.total)}."
            )
    titles = {one.id: one.title for one in primary(pack, workload)}
    said += firmness(workload, titles, precise)
    return " ".join(said)


def _servers(workload: WorkloadEstimate) -> list[str]:
    """Which servers owning is counted with, and whether smaller ones would do."""
    costs = {one.id: one for one in workload.alternatives}
    return [
        server_words(one, costs[one.alternative].title, costs[one.alternative].total, precise)
        for one in workload.servers
    ]


def _table(
    context: Context, estimate: Estimate, workload: WorkloadEstimate, compared: Sequence[AlternativeCost]
) -> Table:
    chosen = advised(context.pack, workload)
    target = workload.move.target if workload.move is not None else None
    rows = []
    for one in compared:
        lit = chosen is not None and one.id == chosen.id
        learning = sum((line.total for line in one.lines if line.phase is Phase.LEARNING), Decimal(0))
        trained = f"Training and tuning {money(learning)} of it. " if learning else ""
        rows.append(
            (
                Cell(
                    name(context.pack, one),
                    detail=f"{trained}One more such workload would add {money(one.next_initiative)}",
                    lit=lit,
                    mark="Advised" if lit else "Target" if one.id == target else None,
                ),
                *cells(estimate, one),
            )
        )
    return Table("What each model costs", columns(estimate, "Model"), tuple(rows))


def _unit_costs(estimate: Estimate, compared: Sequence[AlternativeCost]) -> Table | None:
    """Unit costs side by side, always with the utilisation that they rest on."""
    known: dict[str, UnitCostValue] = {}
    for one in compared:
        for unit in one.unit_costs:
            known.setdefault(unit.id, unit)
    rows = []
    for unit_id, unit in known.items():
        told = [_unit_cost(one, unit_id, estimate.years) for one in compared]
        if any(cell.text != words.NOTHING for cell in told):
            rows.append((Cell(unit.title, detail=unit.unit), *told))
    if not rows:
        return None
    if any(one.utilisation for one in compared):
        use = [
            Cell(f"{precise(one.utilisation[0] * 100)} %" if one.utilisation else words.NOTHING)
            for one in compared
        ]
        rows.append((Cell("Utilisation behind these costs", detail="of the capacity that is held"), *use))
    heads = (
        Column("unit", "For one unit, first year"),
        *(Column(o.id, o.title, Align.END) for o in compared),
    )
    return Table("Unit costs", heads, tuple(rows))


def _unit_cost(cost: AlternativeCost, unit_id: str, years: int) -> Cell:
    found = next((one for one in cost.unit_costs if one.id == unit_id), None)
    if found is None or not found.years:
        return Cell(words.NOTHING)
    moves = found.trend is not None and round(found.trend * 100) != 0 and years > 1
    trend = f"{change(found.trend)} to year {years}" if found.trend is not None and moves else None
    return Cell(precise(found.years[0]), detail=trend)


def _others(context: Context, estimate: Estimate, workload: WorkloadEstimate) -> list[Block]:
    """The alternatives of other decisions, such as whether to build or to buy."""
    found: list[Block] = []
    for decision, cheapest in workload.cheapest.items():
        compared = [one for one in workload.alternatives if one.decision == decision]
        if decision == context.pack.manifest.primary_decision or not compared:
            continue
        known = context.pack.rules.decisions.get(decision)
        title = known.title if known else words.name_of_id(decision)
        rows = tuple(
            (
                Cell(one.title, lit=one.id == cheapest, mark="Costs least" if one.id == cheapest else None),
                *cells(estimate, one),
            )
            for one in compared
        )
        note = scope(compared, primary(context.pack, workload))
        found.append(Table(f"{title}: what each way costs", columns(estimate, "Way"), rows, note))
    return found


def _returns(workload: WorkloadEstimate) -> Table:
    names = {one.id: one.title for one in workload.alternatives}
    heads = (
        Column("alternative", "Way"),
        *(Column(kind.value, f"{kind.value.capitalize()} benefit", Align.END) for kind in Benefit),
        Column("cost", "Cost, in cash", Align.END),
        Column("return", "Return", Align.END),
        Column("npv", "Net present value", Align.END),
        Column("payback", "Paid back", Align.END),
    )
    rows = tuple(
        (Cell(names.get(one.alternative, one.alternative)), *_return(one)) for one in workload.returns
    )
    told = {one.alternative for one in workload.returns}
    note = cash_note(one for one in workload.alternatives if one.id in told)
    return Table("What it brings, and what is left", heads, rows, note)


def _return(one: Return) -> list[Cell]:
    paid = "not within the horizon" if one.payback is None else f"in month {one.payback}"
    return [
        *(Cell(money(one.benefits.get(kind, Decimal(0)))) for kind in Benefit),
        Cell(money(one.cost)),
        Cell(words.NOTHING if one.roi is None else change(one.roi)),
        Cell(money(one.npv)),
        Cell(paid),
    ]
