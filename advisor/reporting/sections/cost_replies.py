"""What the costs answer to a reader's question, in a sentence or two; None where there are none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from advisor.model.economics import AlternativeCost, Estimate, WorkloadEstimate
from advisor.reporting import words
from advisor.reporting.context import Context
from advisor.reporting.sections.cost_charts import lowest_from, told
from advisor.reporting.sections.cost_turns import by_month
from advisor.reporting.sections.cost_words import advised, horizon, money, precise, primary, with_unit
from advisor.reporting.sections.costs import ground
from advisor.reporting.sections.costs_brief import in_short
from advisor.reporting.sections.money import at_stake


def first_year(context: Context) -> str | None:
    """What is paid at the start and in the first year, how sure that is, and what the target asks for.

    The sums of all models where none is advised.
    """
    estimate, known = context.estimate, at_stake(context)
    if estimate is None or known is None:
        return in_short(context)
    chosen = [one for each in estimate.workloads if (one := advised(context.pack, each)) is not None]
    total, span = known
    start, year = (sum((one.cash[at] for one in chosen), Decimal(0)) for at in (0, 1))
    paid = (
        f"{money(start)} {estimate.currency} at the start (investment) and" if start else "no investment, and"
    )
    said = [
        f"As advised for today: {paid} {money(year)} {estimate.currency} of running cost in the first year.",
        f"Over {horizon(estimate)} it is {money(total)}, between {money(span.low)} and {money(span.high)};"
        " the years are as unsure as their sum.",
    ]
    for each in estimate.workloads:
        target = next((one for one in each.alternatives if each.move and one.id == each.move.target), None)
        if target is not None and target.cash[0]:
            whom = f" for {words.quoted(each.title)}" if len(estimate.workloads) > 1 else ""
            said.append(f"Moving to {target.title}{whom} asks for {money(target.cash[0])} at its start.")
    return " ".join(said)


def half_use(context: Context) -> str | None:
    """What the advised models cost when half of the load comes, and how much of the money that leaves."""
    estimate, known = context.estimate, at_stake(context)
    if estimate is None or known is None:
        return None
    chosen = [one for each in estimate.workloads if (one := advised(context.pack, each)) is not None]
    halves = [one.at_half for one in chosen if one.at_half is not None]
    total = known[0]
    if len(halves) < len(chosen) or not total:
        return None
    half = sum(halves, Decimal(0))
    share = precise((half / total * 100).quantize(Decimal(1)))
    return (
        f"With half of the load from the start, the advised models cost {money(half)} {estimate.currency}"
        f" over {horizon(estimate)} instead of {money(total)}: {share} % of the money for half of the use."
        f" Where nothing can be given back, the whole {money(total)} is due, {money(total - half)} of it for"
        " capacity that nobody uses."
    )


def unit_costs(context: Context) -> str | None:
    """What one unit costs under the advised model and under the target."""
    return _each(context, lambda _, workload: _unit_cost(context, workload))


def _unit_cost(context: Context, workload: WorkloadEstimate) -> str | None:
    chosen = advised(context.pack, workload)
    target = next(
        (
            one
            for one in primary(context.pack, workload)
            if one.outcome is not None and one.outcome == workload.advised.target
        ),
        None,
    )
    told_of = list({one.id: one for one in (chosen, target) if one is not None}.values())
    first = next((unit for one in told_of for unit in one.unit_costs if unit.years), None)
    if first is None:
        return None
    said = [text for one in told_of if (text := _at(one, first.id))]
    return f"{first.title} in the first year: {words.listing(said)}."


def _at(cost: AlternativeCost, unit: str) -> str | None:
    found = next((one for one in cost.unit_costs if one.id == unit and one.years), None)
    if found is None or not found.years:
        return None
    return f"{with_unit(precise(found.years[0]), found.unit)} ({cost.title})"


def break_even(context: Context) -> str | None:
    """Which model costs least at which volume, and where today's lies."""

    def said(_: Estimate, workload: WorkloadEstimate) -> str | None:
        names = {one.id: one.title for one in primary(context.pack, workload)}
        if len(workload.curve) < 2 or len(names) < 2:
            return None
        today = with_unit(precise(workload.volume), workload.volume_unit)
        return f"{told(lowest_from(workload, names), names, workload)} Today: {today}."

    return _each(context, said)


def payback(context: Context) -> str | None:
    """When the advised model has paid for itself, against the others or by what it brings."""

    def said(estimate: Estimate, workload: WorkloadEstimate) -> str | None:
        chosen = advised(context.pack, workload)
        brings = next((one for one in workload.returns if chosen and one.alternative == chosen.id), None)
        if chosen is not None and brings is not None:
            when = "not within the horizon" if brings.payback is None else f"in month {brings.payback}"
            return f"{chosen.title} has paid for itself by its benefits {when}."
        return " ".join(by_month(estimate, workload, context.pack)) or None

    return _each(context, said)


def cost_figures(context: Context) -> str | None:
    """How many figures behind the costs are stated, and how many assumed."""
    estimate = context.estimate
    if estimate is None or not estimate.workloads:
        return None
    return ground(estimate).text


def _each(context: Context, said: Callable[[Estimate, WorkloadEstimate], str | None]) -> str | None:
    """A sentence for each workload, named where there are several; the same one once."""
    estimate = context.estimate
    if estimate is None:
        return None
    found: dict[str, list[str]] = {}
    for workload in estimate.workloads:
        text = said(estimate, workload)
        if text:
            found.setdefault(text, []).append(words.quoted(workload.title))
    if len(found) == 1 and len(next(iter(found.values()))) == len(estimate.workloads):
        return next(iter(found))
    return " ".join(f"{words.listing(whom)}: {text}" for text, whom in found.items()) or None
