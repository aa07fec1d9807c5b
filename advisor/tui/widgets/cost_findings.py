"""What follows from the costs: totals of all workloads, break-even, what moves them, timing, benefits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from textual.content import Content

from advisor.economics.growing import growing
from advisor.economics.returns import cash_note
from advisor.economics.timing import later
from advisor.model.economics import (
    AlternativeCost,
    Crossing,
    CrossingKind,
    Estimate,
    HoursOfUse,
    Swing,
    WorkloadEstimate,
)
from advisor.model.price import Benefit
from advisor.tui.widgets.cost_charts import curves, tornado
from advisor.tui.widgets.cost_columns import COLUMN, LABEL, TIGHT, head, label_width, row
from advisor.tui.widgets.cost_words import compact, money, precise
from advisor.tui.widgets.drawing import MUTED, Lines, heading, wrapped

_SWINGS = 8
_RETURNS = {
    Benefit.DIRECT: "Return, direct alone",
    Benefit.INDIRECT: "  with indirect",
    Benefit.STRATEGIC: "  with strategic",
}


def together(estimate: Estimate, decision: str, width: int) -> Lines:
    """All workloads: each with machines of its own, and with servers that they share."""
    totals = [each for each in estimate.totals if each.decision == decision]
    if not totals or not any(each.pooled for each in totals):
        return []
    tight = width < LABEL + COLUMN * len(totals)
    column, told = (TIGHT, compact) if tight else (COLUMN, money)
    label = label_width(width, column * len(totals))
    lines: Lines = [heading("All workloads together"), head([each.short for each in totals], label, column)]
    lines.append(row("Servers of its own for each", [told(each.total) for each in totals], label, column))
    both = [told((each.pooled or each).total) for each in totals]
    lines.append(row("Servers shared", both, label, column, "bold"))
    for each in totals:
        for sharing in each.pooled.sharing if each.pooled else ():
            if sharing.servers != sharing.alone:
                text = (
                    f"{each.title}: {_counts(sharing.servers)} servers with {sharing.accelerator} a year, "
                    f"not {_counts(sharing.alone)}."
                )
                lines += wrapped(text, width, MUTED, 2, "-")
    return [line.truncate(width) for line in lines]


def _counts(counts: Sequence[int]) -> str:
    return str(counts[0]) if len(set(counts)) == 1 else ", ".join(map(str, counts))


def break_even(
    estimate: Estimate, cost: WorkloadEstimate, columns: Sequence[AlternativeCost], width: int
) -> Lines:
    """Where one alternative overtakes another, in words and as curves."""
    lines: Lines = [heading("Break-even")]
    names = {each.id: each.title for each in columns}
    own = [each for each in cost.crossings if each.alternative in names and each.against in names]
    crossing = [each for each in own if each.state == "crosses" and each.at is not None]
    for each in crossing:
        lines += wrapped(_crossing(each, names, cost), width, indent=2, first="-")
    if not any(each.kind is CrossingKind.VOLUME for each in crossing):
        text = "No volume that was looked at changes which costs least."
        lines += wrapped(text, width, indent=2, first="-")
    if not any(each.kind is CrossingKind.MONTH for each in crossing):
        months = estimate.horizon_months
        text = f"Counted from the start, none catches up with a cheaper one within the {months} months."
        lines += wrapped(text, width, indent=2, first="-")
    for before, year in pairwise(cost.years):
        if year.cheapest != before.cheapest and year.cheapest in names:
            day = later(estimate.as_of, 12 * (year.year - 1))
            text = f"From year {year.year} on, {day:%Y-%m}, {names[year.cheapest]} costs least in the year."
            lines += wrapped(text, width, indent=2, first="-")
    for hours in cost.hours:
        lines += wrapped(_hours(hours), width, indent=2, first="-")
    if cost.curve:
        lines += wrapped(growing(columns), width, indent=2, first="-")
        lines += _curve(estimate, cost, width)
    return lines


def _curve(estimate: Estimate, cost: WorkloadEstimate, width: int) -> Lines:
    shorts = {each.id: each.short for each in cost.alternatives}
    letters = _letters({name: shorts.get(name, name) for name in cost.curve[0].costs})
    series = {letter: [point.costs[name] for point in cost.curve] for name, letter in letters.items()}
    key = ", ".join(f"{letter} {shorts.get(name, name)}" for name, letter in letters.items())
    text = f"Cost a month ({estimate.currency}) by {cost.volume_unit}: {key}, * together"
    volumes = [point.volume for point in cost.curve]
    return [
        Content(""),
        *wrapped(text, width, MUTED),
        *curves(volumes, series, cost.volume, width, 12),
    ]


def _crossing(crossing: Crossing, names: dict[str, str], cost: WorkloadEstimate) -> str:
    one, other = names[crossing.alternative], names[crossing.against]
    at = crossing.at or Decimal(0)
    if crossing.kind is CrossingKind.MONTH:
        return f"Counted from the start, {one} has cost less than {other} from month {at} on."
    if crossing.kind is CrossingKind.UTILISATION:
        return f"{one} costs less than {other} from {precise(at * 100)} % utilisation on."
    text = f"{one} costs less than {other} from {precise(at)} {cost.volume_unit} on."
    if crossing.reached_on is None:
        return text
    day = f"{crossing.reached_on:%Y-%m}"
    if at > cost.volume:
        return f"{text} At the growth that is counted with, the load gets there in {day}."
    return f"{text} At the decline that is counted with, the load falls below that in {day}."


def _hours(h: HoursOfUse) -> str:
    rent = f"{h.accelerators} rented accelerators at {h.rented_hour:,.2f} an hour"
    if h.hours is None or h.months is None or h.months_in_use is None:
        return f"Machines alone: a server never pays for itself against {rent}."
    text = f"Machines alone: a server has paid for itself after {h.hours:,.0f} hours of use against {rent}: "
    text += f"{precise(h.months)} months around the clock"
    if h.utilisation < 1:
        text += f", {precise(h.months_in_use)} at {precise(h.utilisation * 100)} % utilisation"
    return f"{text}."


def tornado_of(cost: WorkloadEstimate, columns: Sequence[AlternativeCost], width: int) -> Lines:
    """What moves the cost of the advised alternative most, or of the cheapest where none is advised."""
    advised = next((each for each in columns if each.outcome and each.outcome == cost.advised.now), None)
    cheapest = next((each for each in columns if each.id == cost.robustness.cheapest), columns[0])
    chosen = advised or cheapest
    swings: list[Swing] = sorted(
        (each for each in cost.tornado if each.alternative == chosen.id), key=lambda each: -each.width
    )[:_SWINGS]
    if not swings:
        return []
    return [
        heading(f"What moves the cost of “{chosen.title}” most"),
        *tornado(swings, chosen.total, width),
    ]


def timing(cost: WorkloadEstimate, width: int) -> Lines:
    """When to buy machines of one's own."""
    names = {each.id: each.title for each in cost.alternatives}
    lines: Lines = []
    for each in cost.timing:
        if each.late:
            text = "ordered today, it arrives after the horizon has ended."
        elif each.best is None:
            text = f"never, within the horizon; {names[each.until]} stays cheaper."
        else:
            when = "now" if each.best == 0 else f"in month {each.best}"
            text = f"order {when}."
            if each.lead_time:
                text += f" It takes {each.lead_time} months; until then use {names[each.until]}."
            if each.starts and each.starts[0].more:
                text += f" Ordering now costs {money(each.starts[0].more)} more."
        lines += wrapped(f"{names[each.owned]}: {text}", width, indent=2, first="-")
    return [heading("When to buy"), *lines] if lines else []


def benefits(cost: WorkloadEstimate, columns: Sequence[AlternativeCost], width: int) -> Lines:
    """What the stated benefits bring, ever more doubtful kinds one after the other."""
    backs = {each.alternative: each for each in cost.returns}
    known = [(each, backs[each.id]) for each in columns if each.id in backs]
    if not known:
        return []
    label = label_width(width, TIGHT * len(known))
    lines: Lines = [heading("Benefits against cost"), head([each.short for each, _ in known], label, TIGHT)]
    lines.append(row("Benefits", [compact(back.benefit) for _, back in known], label, TIGHT))
    lines.append(row("Cost, in cash", [compact(back.cost) for _, back in known], label, TIGHT))
    for kind, title in _RETURNS.items():
        shares = [back.roi_with.get(kind) for _, back in known]
        if any(share is not None for share in shares):
            cells = ["–" if share is None else f"{share * 100:.0f} %" for share in shares]
            lines.append(row(title, cells, label, TIGHT))
    lines.append(row("Net present value", [compact(back.npv) for _, back in known], label, TIGHT))
    paid = ["never" if back.payback is None else str(back.payback) for _, back in known]
    lines.append(row("Paid back in month", paid, label, TIGHT))
    note = cash_note(each for each, _ in known)
    return [*(line.truncate(width) for line in lines), *(wrapped(note, width, MUTED) if note else ())]


def _letters(shorts: dict[str, str]) -> dict[str, str]:
    """A letter for each name, its own first one where that is free."""
    found: dict[str, str] = {}
    for name, short in shorts.items():
        wanted = [each.upper() for each in short if each.isalnum()] + [chr(ord("A") + n) for n in range(26)]
        found[name] = next((each for each in wanted if each not in found.values()), "?")
    return found
