"""Where costs cross, in words: volume, use, time, and when to buy."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from advisor.economics.growing import growing
from advisor.economics.rounding import significant
from advisor.model.economics import AlternativeCost, Crossing, CrossingKind, Estimate, WorkloadEstimate
from advisor.model.pack import Pack
from advisor.reporting import words
from advisor.reporting.charts.scales import compact
from advisor.reporting.numerals import localised
from advisor.reporting.sections.cost_words import (
    advised,
    horizon,
    money,
    month,
    origin,
    precise,
    primary,
    with_unit,
)

_MOVERS = 3
"""Figures that are named as those that matter most; the annex draws more of them."""


def turning_points(pack: Pack, estimate: Estimate, workload: WorkloadEstimate) -> list[str]:
    """Break-even of the cheapest model against each other one, and over use and time."""
    costs = primary(pack, workload)
    cheapest = next((one for one in costs if one.id == workload.robustness.cheapest), None)
    if cheapest is None or len(costs) < 2:
        return []
    names = {one.id: one.title for one in costs}
    return [
        *([growing(costs, localised)] if workload.curve else []),
        *_by_volume(workload, cheapest, names),
        *_by_use(workload, names, advised(pack, workload) or cheapest),
        *_by_hours(workload, estimate.currency),
        *by_month(estimate, workload, pack),
        *(
            f"From year {after.year} on, {names[after.cheapest]} costs least in the year."
            for before, after in pairwise(workload.years)
            if after.cheapest != before.cheapest and after.cheapest in names
        ),
    ]


def _by_volume(workload: WorkloadEstimate, cheapest: AlternativeCost, names: dict[str, str]) -> list[str]:
    unit = workload.volume_unit
    found = []
    beaten: list[Crossing] = []
    for one in workload.crossings:
        if one.kind is not CrossingKind.VOLUME or cheapest.id not in (one.alternative, one.against):
            continue
        if one.alternative not in names or one.against not in names:
            continue
        if one.at is not None:
            at = with_unit(compact(float(one.at)), unit)
            text = f"{names[one.alternative]} costs less than {names[one.against]} from {at} on."
            found.append(text + _reached(one, workload))
        elif one.state == "always" and one.alternative == cheapest.id:
            beaten.append(one)
    if beaten:
        others = words.listing(names[one.against] for one in beaten)
        between = f"between {compact(float(beaten[0].low))} and {compact(float(beaten[0].high))}"
        found.append(f"{cheapest.title} costs less than {others} at every volume {with_unit(between, unit)}.")
    return found


def _reached(one: Crossing, workload: WorkloadEstimate) -> str:
    """When the load gets there, if it ever does."""
    if one.reached_on is None or one.at is None:
        return ""
    if one.at > workload.volume:
        return f" At the growth that is counted with, the load gets there in {month(one.reached_on)}."
    return f" At the decline that is counted with, the load falls below that in {month(one.reached_on)}."


def _by_use(workload: WorkloadEstimate, names: dict[str, str], cost: AlternativeCost) -> list[str]:
    own = [
        one
        for one in workload.crossings
        if one.kind is CrossingKind.UTILISATION and one.alternative in names and one.at is not None
    ]
    if not own:
        return ["No utilisation changes which of two models costs less."]
    return [
        f"{names[one.alternative]} costs less than {names[one.against]} from"
        f" {precise(one.at * 100)} % utilisation on."
        for one in own
        if one.at is not None and cost.id in (one.alternative, one.against)
    ]


def _by_hours(workload: WorkloadEstimate, currency: str) -> list[str]:
    """After how many hours of use a server has paid for itself, machines alone."""
    found = []
    for one in workload.hours:
        many = words.count(one.accelerators, "accelerator")
        rent = f"renting {many} at {precise(one.rented_hour)} {currency} an hour"
        if one.hours is None or one.months is None or one.months_in_use is None:
            found.append(
                f"Machines alone, without people and tools, a server never pays for itself against {rent}."
            )
            continue
        text = (
            f"Machines alone, without people and tools, a server of {money(one.purchase)} has paid for itself"
            f" after {precise(significant(one.hours, 5))} hours of use, against {rent}: {precise(one.months)}"
            " months around the clock"
        )
        use = f", {precise(one.months_in_use)} months at {precise(one.utilisation * 100)} % utilisation"
        found.append(f"{text}{use if one.utilisation < 1 else ''}.")
    return found


def by_month(estimate: Estimate, workload: WorkloadEstimate, pack: Pack) -> list[str]:
    """From which month on models have cost less in sum than others, counted from the start."""
    names = {one.id: one.title for one in primary(pack, workload)}
    own = [
        one
        for one in workload.crossings
        if one.kind is CrossingKind.MONTH and one.alternative in names and one.at is not None
    ]
    cost = advised(pack, workload)
    if cost is not None:
        about = [one for one in own if cost.id in (one.alternative, one.against)]
        if own and not about:
            return [
                f"Counted month by month from the start, {cost.title} neither overtakes another model nor is"
                f" overtaken within the {horizon(estimate)}."
            ]
        own = about
    if not own:
        return [
            "Counted month by month from the start, no model ever catches up with a cheaper one: never"
            f" within the {horizon(estimate)}."
        ]
    return [
        f"Counted from the start, {names[one.alternative]} has cost less than {names[one.against]}"
        f" from month {one.at:f} on."
        for one in own
        if one.against in names
    ]


def movers(workload: WorkloadEstimate, cost: AlternativeCost) -> str | None:
    """The figures that move the cost of an alternative most, with where they come from and how far."""
    swings = sorted(
        (one for one in workload.tornado if one.alternative == cost.id and one.width > 0),
        key=lambda one: -one.width,
    )
    found = []
    for swing in swings[:_MOVERS]:
        figure = next(
            (
                one
                for one in workload.inputs
                if one.id == swing.quantity and one.alternative in (None, cost.id)
            ),
            None,
        )
        where = f"{origin(figure.provenance).lower()}; " if figure is not None else ""
        low, high = sorted((swing.low, swing.high))
        found.append(f"{swing.title} ({where}{compact(float(low))} to {compact(float(high))})")
    return f"What moves the cost of {cost.title} most: {words.listing(found)}." if found else None


def timing(workload: WorkloadEstimate) -> list[str]:
    """When to buy, a sentence for each alternative that owns machines."""
    names = {one.id: one.title for one in workload.alternatives}
    found = []
    for one in workload.timing:
        owned, until = names[one.owned], names[one.until]
        least = min((start.total for start in one.starts), default=Decimal(0))
        if one.late or not one.starts:
            text = f"{owned}: ordered today, it would arrive after the horizon has ended."
        elif one.best is None:
            text = (
                f"{owned}: never buy within the horizon. Ordering now costs"
                f" {money(one.starts[0].total - one.never)} more than staying with {until}"
            )
            best = min(one.starts, key=lambda start: start.total)
            if best.order:
                text += (
                    f"; even the best month to order, month {best.order}, costs"
                    f" {money(best.total - one.never)} more, with {one.lead_time} months until the machines"
                    " stand there"
                )
            text += "."
        else:
            now = one.starts[0].more
            when = "now" if one.best == 0 else f"in month {one.best}"
            text = f"{owned}: order {when}, {one.lead_time} months before it is used; until then, {until}."
            text += f" Never ordering would cost {money(one.never - least)} more"
            text += f", ordering now {money(now)} more." if now else "."
        found.append(text)
    return found
