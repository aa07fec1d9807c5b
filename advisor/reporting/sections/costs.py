"""What the models cost, side by side: in total and workload by workload."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.economics.request import quantity_behind
from advisor.model.economics import (
    Estimate,
    Origin,
    RaisedWarning,
    TotalCost,
)
from advisor.reporting import words
from advisor.reporting.blocks import Block, Bullets, Callout, Cell, Item, Paragraph, Section, Table, Tone
from advisor.reporting.context import Context
from advisor.reporting.sections import cost_charts
from advisor.reporting.sections.cost_words import (
    CATEGORIES,
    advised,
    exchange,
    horizon,
    money,
    origins,
    precise,
)
from advisor.reporting.sections.cost_workload import amounts, cells, columns, workload_blocks
from advisor.reporting.sections.costs_brief import sum_of

_TONES = {"high": Tone.SERIOUS, "medium": Tone.CAUTION, "low": Tone.INFO}
_AS_ADVISED = "As advised"


def costs(context: Context) -> Section | None:
    """Costs of all models, or why there are none; None where the pack has no prices."""
    estimate = context.estimate
    if context.no_costs is not None:
        return Section("costs", "What it costs", (_no_costs(context.no_costs),))
    if estimate is None or not estimate.workloads:
        return None
    blocks: list[Block] = [ground(estimate), *_measured(context), *_warnings(estimate)]
    if len(estimate.workloads) == 1:
        blocks += workload_blocks(context, estimate, estimate.workloads[0], "1")
        return Section("costs", "What it costs", tuple(blocks))
    blocks += _total(context, estimate)
    parts = tuple(
        Section(f"costs-{place}", one.title, tuple(workload_blocks(context, estimate, one, str(place))))
        for place, one in enumerate(estimate.workloads, start=1)
    )
    return Section("costs", "What it costs", tuple(blocks), parts)


def _no_costs(reason: str) -> Callout:
    return Callout(
        tone=Tone.CAUTION,
        label="No costs",
        title="What the models cost cannot be told yet.",
        text=f"{reason[:1].upper()}{reason[1:].rstrip('.')}.",
        do="Correct the amounts of the assessment; the advice itself does not depend on them.",
    )


def ground(estimate: Estimate) -> Paragraph:
    """What the costs rest on, in a line or two."""
    known = {
        (figure.id, figure.alternative, figure.provenance.origin, figure.provenance.source): figure.provenance
        for workload in estimate.workloads
        for figure in workload.inputs
    }
    found = origins(known.values())
    amounts = f"Amounts are in {estimate.currency} over {horizon(estimate)}"
    discounted = f", present values at {precise(estimate.discount * 100)} % a year"
    amounts += discounted if estimate.discount else ", not discounted"
    amounts += f", at prices of {estimate.as_of.isoformat()} or before."
    amounts += f" {converted}" if (converted := exchange(estimate)) else ""
    _, derived, assumed = (found[one] for one in (Origin.GIVEN, Origin.DERIVED, Origin.ASSUMED))
    given = _own(estimate)
    if given:
        own = f"They rest on {words.count(given, 'figure')} of your own, {derived} from answers and {assumed}"
        return Paragraph(f"{amounts} {own} that the pack assumes.")
    return Paragraph(
        f"{amounts} No figure of your own is stated: they rest on {words.count(derived, 'figure')} from"
        f" answers and {words.count(assumed, 'assumption')} of the pack. Read them as an order of magnitude."
    )


def _measured(context: Context) -> list[Block]:
    """What the bill says beside the costs: measured spending and assumed costs are two things."""
    picture = context.evidence.bill.main if context.evidence is not None else None
    if picture is None or not picture.days:
        return []
    spent = f"{money(picture.ai.effective)} {picture.currency} for AI in {words.count(picture.days, 'day')}"
    return [
        Paragraph(
            f"Measured against assumed: the bill shows {spent}, {picture.first} to {picture.last}. That is "
            "all AI of the bill as it ran. The costs here are for the workloads of this assessment over the "
            "whole time, at the volumes stated or assumed, and take nothing from the bill."
        )
    ]


def _own(estimate: Estimate) -> int:
    """How many figures the reader stated that costs rest on: one for all workloads is one.

    Those that say over how long and at which rates is counted are among them, though they are no prices.
    """
    basis = estimate.basis
    own = basis.economics.workloads if basis is not None else {}
    frame: set[str | None] = set()
    if basis is not None:
        needs = basis.book.needs
        frame = {quantity_behind(each) for each in (needs.horizon, needs.lead_time, needs.discount)}
    stated = {
        (each.id, each.alternative, one.workload if each.id in own.get(one.workload, {}) else None)
        for one in estimate.workloads
        for each in one.inputs
        if each.provenance.origin is Origin.GIVEN
    }
    if basis is not None:
        stated |= {(name, None, None) for name in frame if name in basis.economics.values}
        stated |= {("", None, None)} if exchange(estimate) else set()
    return len(stated)


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
        span = sum_of(chosen)
        years = [sum((one.years[year] for one in chosen), Decimal(0)) for year in range(estimate.years)]
        total = sum((one.total for one in chosen), Decimal(0))
        stays = any(one.move for one in estimate.workloads)
        detail = "Each workload on the model that is advised for it"
        detail += " today, all the time" if stays else ""
        cell = Cell(_AS_ADVISED, detail=detail, lit=True)
        present = sum((one.present_value for one in chosen), Decimal(0))
        rows.append((cell, *amounts(estimate, total, span, years, present)))
        parts = {
            category: sum((one.categories[category] for one in chosen), Decimal(0)) for category in CATEGORIES
        }
        bars.append(cost_charts.bar(_AS_ADVISED, parts, span, lit=True))
    for one in totals:
        rows.append((Cell(f"All on {one.title}"), *cells(estimate, one)))
        bars.append(cost_charts.bar(f"All on {one.title}", one.categories, one.interval))
    table = Table("All workloads together", columns(estimate, "Model"), tuple(rows))
    unit = f"{estimate.currency} over {horizon(estimate)}"
    return [
        table,
        *_shared(estimate, totals),
        cost_charts.parts("all", "What all workloads cost together", bars, unit),
    ]


def _shared(estimate: Estimate, totals: Sequence[TotalCost]) -> list[Block]:
    """What it would save if workloads shared servers; nothing where there are none to share."""
    if not any(one.pooled for one in totals):
        return []
    titles = {one.workload: one.title for one in estimate.workloads}
    items = []
    for one in totals:
        if one.pooled is None or not one.pooled.saved:
            continue
        servers = "; ".join(
            f"{_years(each.servers)} instead of {_years(each.alone)} servers with {each.accelerator} a year,"
            f" for {words.listing(titles.get(name, name) for name in each.workloads)}"
            for each in one.pooled.sharing
            if each.servers != each.alone
        )
        items.append(
            Item(
                f"All on {one.title}: {money(one.pooled.total)}, {money(one.pooled.saved)} less",
                f"{servers[:1].upper()}{servers[1:]}" if servers else None,
            )
        )
    if not items:
        return [Paragraph("Each workload fills servers of its own, so sharing them would save nothing.")]
    return [Bullets(tuple(items), title="If workloads shared servers, fewer would stand idle")]


def _years(servers: Sequence[int]) -> str:
    """``2``, or ``2, 3, 3`` where the years differ."""
    return str(servers[0]) if len(set(servers)) == 1 else ", ".join(map(str, servers))
