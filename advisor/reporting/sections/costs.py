"""What the models cost, side by side: in total and workload by workload."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.model.economics import (
    AlternativeCost,
    Estimate,
    Interval,
    Origin,
    RaisedWarning,
    Return,
    TotalCost,
    UnitCostValue,
    WorkloadEstimate,
)
from advisor.model.price import Benefit, Phase
from advisor.reporting import words
from advisor.reporting.blocks import (
    Align,
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Item,
    Paragraph,
    Section,
    Table,
    Tone,
)
from advisor.reporting.context import Context
from advisor.reporting.sections import cost_charts
from advisor.reporting.sections.cost_turns import timing, turning_points
from advisor.reporting.sections.cost_words import (
    CATEGORIES,
    advised,
    change,
    horizon,
    interval,
    money,
    name,
    origins,
    precise,
    primary,
    with_unit,
)

_TONES = {"high": Tone.SERIOUS, "medium": Tone.CAUTION, "low": Tone.INFO}
_AS_ADVISED = "As advised"


def costs(context: Context) -> Section | None:
    """Costs of all models; None where the pack has no prices."""
    estimate = context.estimate
    if estimate is None or not estimate.workloads:
        return None
    blocks: list[Block] = [ground(estimate), *_warnings(estimate)]
    if len(estimate.workloads) == 1:
        blocks += _workload(context, estimate, estimate.workloads[0], "1")
        return Section("costs", "What it costs", tuple(blocks))
    blocks += _total(context, estimate)
    parts = tuple(
        Section(f"costs-{place}", one.title, tuple(_workload(context, estimate, one, str(place))))
        for place, one in enumerate(estimate.workloads, start=1)
    )
    return Section("costs", "What it costs", tuple(blocks), parts)


def ground(estimate: Estimate) -> Paragraph:
    """What the costs rest on, in a line or two."""
    known = {
        (figure.id, figure.alternative, figure.provenance.origin, figure.provenance.source): figure.provenance
        for workload in estimate.workloads
        for figure in workload.inputs
    }
    found = origins(known.values())
    amounts = f"Amounts are in {estimate.currency} over {horizon(estimate)}"
    amounts += ", not discounted" if not estimate.discount else ""
    amounts += f", at prices of {estimate.as_of.isoformat()} or before."
    given, derived, assumed = (found[one] for one in (Origin.GIVEN, Origin.DERIVED, Origin.ASSUMED))
    if given:
        own = f"They rest on {words.count(given, 'figure')} of your own, {derived} from answers and {assumed}"
        return Paragraph(f"{amounts} {own} that the pack assumes.")
    return Paragraph(
        f"{amounts} No figure of your own is stated: they rest on {words.count(derived, 'figure')} from"
        f" answers and {words.count(assumed, 'assumption')} of the pack. Read them as an order of magnitude."
    )


def _warnings(estimate: Estimate) -> list[Block]:
    """Each disagreement between money and rules once."""
    met: dict[str, tuple[RaisedWarning, list[str]]] = {}
    for workload in estimate.workloads:
        for warning in workload.warnings:
            met.setdefault(warning.id, (warning, []))[1].append(workload.title)
    order = list(_TONES)
    found = sorted(met.values(), key=lambda entry: order.index(entry[0].severity))
    return [
        Callout(
            tone=_TONES[warning.severity],
            label=f"Money and rules disagree · {warning.severity}",
            title=warning.message,
            do=warning.do,
            about=words.listing(titles) if len(estimate.workloads) > 1 else None,
        )
        for warning, titles in found
    ]


# All workloads ----------------------------------------------------------------------------------------


def _total(context: Context, estimate: Estimate) -> list[Block]:
    pack = context.pack
    totals = [one for one in estimate.totals if one.decision == pack.manifest.primary_decision]
    chosen = [cost for one in estimate.workloads if (cost := advised(pack, one)) is not None]
    rows: list[tuple[Cell, ...]] = []
    bars = []
    if len(chosen) == len(estimate.workloads):
        span = _sum_of(chosen)
        years = [sum((one.years[year] for one in chosen), Decimal(0)) for year in range(estimate.years)]
        total = sum((one.total for one in chosen), Decimal(0))
        cell = Cell(_AS_ADVISED, detail="Each workload on the model that is advised for it", lit=True)
        present = sum((one.present_value for one in chosen), Decimal(0))
        rows.append((cell, *_amounts(estimate, total, span, years, present)))
        parts = {
            category: sum((one.categories[category] for one in chosen), Decimal(0)) for category in CATEGORIES
        }
        bars.append(cost_charts.bar(_AS_ADVISED, parts, span, lit=True))
    for one in totals:
        rows.append((Cell(f"All on {one.title}"), *_of(estimate, one)))
        bars.append(cost_charts.bar(f"All on {one.title}", one.categories, one.interval))
    table = Table("All workloads together", _columns(estimate, "Model"), tuple(rows))
    unit = f"{estimate.currency} over {horizon(estimate)}"
    return [table, cost_charts.parts("all", "What all workloads cost together", bars, unit)]


def _sum_of(chosen: Sequence[AlternativeCost]) -> Interval:
    return Interval(
        low=sum((one.interval.low for one in chosen), Decimal(0)),
        high=sum((one.interval.high for one in chosen), Decimal(0)),
    )


def _columns(estimate: Estimate, first: str) -> tuple[Column, ...]:
    return (
        Column("model", first),
        Column("total", f"{estimate.currency} in {horizon(estimate)}", Align.END),
        Column("between", "Could lie between", Align.END),
        *(Column(f"year_{year}", f"Year {year}", Align.END) for year in range(1, estimate.years + 1)),
        *((Column("present", "Present value", Align.END),) if estimate.discount else ()),
    )


def _of(estimate: Estimate, one: AlternativeCost | TotalCost) -> list[Cell]:
    return _amounts(estimate, one.total, one.interval, one.years, one.present_value)


def _amounts(
    estimate: Estimate, total: Decimal, span: Interval, years: Sequence[Decimal], present: Decimal
) -> list[Cell]:
    cells = [Cell(money(total)), Cell(interval(span)), *(Cell(money(year)) for year in years)]
    return [*cells, Cell(money(present))] if estimate.discount else cells


# One workload -----------------------------------------------------------------------------------------


def _workload(context: Context, estimate: Estimate, workload: WorkloadEstimate, place: str) -> list[Block]:
    pack = context.pack
    compared = primary(pack, workload)
    unit = f"{estimate.currency} over {horizon(estimate)}"
    chosen = advised(pack, workload)
    bars = [
        cost_charts.bar(
            one.title, one.categories, one.interval, lit=chosen is not None and one.id == chosen.id
        )
        for one in compared
    ]
    blocks: list[Block] = [
        Paragraph(_verdict(context, workload)),
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
    said = [f"{workload.profile}, {load} today."]
    if chosen is None:
        said.append(f"No model is advised. {cheapest.title} costs least: {money(cheapest.total)}.")
    elif chosen.id == cheapest.id:
        said.append(f"{chosen.title} is advised, and costs least as well: {money(chosen.total)}.")
    else:
        said.append(
            f"{chosen.title} is advised and costs {money(chosen.total)}. {cheapest.title} costs least:"
            f" {money(cheapest.total)}."
        )
    standing = workload.robustness
    if standing.state == "proved":
        said.append("It costs least over all ranges of all figures.")
    elif standing.state == "refuted" and standing.cheaper_then in names:
        figures = {one.id: one for one in workload.inputs}
        cases = [
            f"{figures[one].title} at {with_unit(precise(value), figures[one].unit)}"
            for one, value in standing.when.items()
            if one in figures
        ]
        said.append(
            f"Not for certain: {names[standing.cheaper_then].title} costs less with {words.listing(cases)}."
        )
    else:
        said.append("No case was found in which another costs less, and none was ruled out.")
    return " ".join(said)


def _table(
    context: Context, estimate: Estimate, workload: WorkloadEstimate, compared: Sequence[AlternativeCost]
) -> Table:
    chosen = advised(context.pack, workload)
    rows = []
    for one in compared:
        lit = chosen is not None and one.id == chosen.id
        learning = sum((line.total for line in one.lines if line.phase is Phase.LEARNING), Decimal(0))
        rows.append(
            (
                Cell(name(context.pack, one), lit=lit, mark="Advised" if lit else None),
                *_of(estimate, one),
                Cell(money(learning) if learning else ""),
                Cell(money(one.next_initiative)),
            )
        )
    columns = (
        *_columns(estimate, "Model"),
        Column("learning", "Of it training and tuning", under="model"),
        Column("next", "One more such workload would add", under="model"),
    )
    return Table("What each model costs", columns, tuple(rows))


def _unit_costs(estimate: Estimate, compared: Sequence[AlternativeCost]) -> Table | None:
    """Unit costs side by side, always with the utilisation that they rest on."""
    known: dict[str, UnitCostValue] = {}
    for one in compared:
        for unit in one.unit_costs:
            known.setdefault(unit.id, unit)
    rows = []
    for unit_id, unit in known.items():
        cells = [_unit_cost(one, unit_id, estimate.years) for one in compared]
        if any(cell.text != words.NOTHING for cell in cells):
            rows.append((Cell(unit.title, detail=unit.unit), *cells))
    if not rows:
        return None
    if any(one.utilisation for one in compared):
        use = [
            Cell(f"{precise(one.utilisation[0] * 100)} %" if one.utilisation else words.NOTHING)
            for one in compared
        ]
        rows.append((Cell("Utilisation behind these costs", detail="of the capacity that is held"), *use))
    columns = (
        Column("unit", "For one unit, first year"),
        *(Column(o.id, o.title, Align.END) for o in compared),
    )
    return Table("Unit costs", columns, tuple(rows))


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
                *_of(estimate, one),
            )
            for one in compared
        )
        found.append(Table(f"{title}: what each way costs", _columns(estimate, "Way"), rows))
    return found


def _returns(workload: WorkloadEstimate) -> Table:
    names = {one.id: one.title for one in workload.alternatives}
    columns = (
        Column("alternative", "Way"),
        *(Column(kind.value, f"{kind.value.capitalize()} benefit", Align.END) for kind in Benefit),
        Column("cost", "Cost", Align.END),
        Column("roi", "Return", Align.END),
        Column("npv", "Net present value", Align.END),
        Column("payback", "Paid back", Align.END),
    )
    rows = tuple(
        (Cell(names.get(one.alternative, one.alternative)), *_return(one)) for one in workload.returns
    )
    return Table("What it brings, and what is left", columns, rows)


def _return(one: Return) -> list[Cell]:
    paid = "not within the horizon" if one.payback is None else f"in month {one.payback}"
    return [
        *(Cell(money(one.benefits.get(kind, Decimal(0)))) for kind in Benefit),
        Cell(money(one.cost)),
        Cell(words.NOTHING if one.roi is None else change(one.roi)),
        Cell(money(one.npv)),
        Cell(paid),
    ]
