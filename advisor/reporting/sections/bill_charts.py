"""Charts of a bill: spend over time, AI by workload and by how it was found, and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from advisor.model.bill import Picture
from advisor.model.bill_workloads import Day
from advisor.model.evidence_finding import Kind
from advisor.reporting import words
from advisor.reporting.blocks import Chart
from advisor.reporting.charts.figures import Columns, Stack, StackedBar, StackedBars
from advisor.reporting.charts.scales import compact
from advisor.reporting.sections.bill_words import count, period, share

KINDS = {
    Kind.KNOWN: "Known: published as AI",
    Kind.TAGGED: "Tagged by you",
    Kind.DISCOVERED: "Discovered by machine or unit",
}
_COLUMNS = 100
"""Most columns of a chart; beyond, neighbouring days are told by their mean."""
MOST = 8
"""Most bars of a chart."""
NOBODY = "Nobody"


def over_time(picture: Picture, place: str) -> Chart | None:
    """Effective cost by the day, AI at the foot; None where there is nothing to draw."""
    days = picture.series
    if len(days) < 2 or not any(each.effective for each in days):
        return None
    ai = {each.day: each.effective for each in picture.ai_series}
    stacks = []
    most = min(_COLUMNS, len(days))
    cuts = [len(days) * each // most for each in range(most + 1)]
    for start, end in pairwise(cuts):
        found = days[start:end]
        of_ai = _mean([ai.get(each.day, Decimal(0)) for each in found])
        whole = _mean([each.effective for each in found])
        stacks.append(Stack(found[0].day.isoformat(), (float(of_ai), float(whole - of_ai))))
    peak = max(days, key=lambda each: each.effective)
    return Chart(
        id=f"bill-time-{place}",
        title="Spend over time",
        alternative=(
            f"Columns of effective cost a day in {picture.currency}, {period(picture)}: AI at the foot, "
            f"other spending above it. {_told(days)} The most on one day: {compact(float(peak.effective))} "
            f"on {peak.day}. AI is {share(picture.ai_share())} of it all{picture.untaxed}."
        ),
        figure=Columns(f"{picture.currency} a day", ("AI", "Other spending"), tuple(stacks)),
        note="Effective cost: what is billed, with commitments spread over the time that they serve.",
    )


def _mean(amounts: Sequence[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0)) / len(amounts)


def _told(days: Sequence[Day]) -> str:
    mean = _mean([each.effective for each in days])
    return f"On average {compact(float(mean))} a day."


def by_kind(picture: Picture, place: str) -> Chart | None:
    """The largest AI workloads, by how their cost was found; None without any."""
    shown = [each for each in picture.workloads if each.cost.effective > 0][:MOST]
    if not shown:
        return None
    bars = tuple(
        StackedBar(
            each.name, tuple(float(max(each.kinds.get(kind, Decimal(0)), Decimal(0))) for kind in KINDS)
        )
        for each in shown
    )
    said = "; ".join(f"{each.label}: {compact(sum(each.values))}" for each in bars)
    rest = len(picture.workloads) - len(shown)
    return Chart(
        id=f"bill-kinds-{place}",
        title="AI spend by workload, and how it was found",
        alternative=f"Bars of effective cost in {picture.currency}. {said}.",
        figure=StackedBars(f"{picture.currency}, {period(picture)}", tuple(KINDS.values()), bars),
        note=f"{count(rest, 'smaller workload')} left out." if rest > 0 else None,
    )


def showback(picture: Picture, place: str) -> Chart | None:
    """What each team answers for; None where no team is named."""
    lines = [each for each in picture.allocation.showback if each.team is not None and each.total > 0]
    if not lines:
        return None
    lines = lines[:MOST] + [
        each for each in picture.allocation.showback if each.team is None and each.total > 0
    ]
    below = any(min(each.ai, each.direct - each.ai, each.shared) < 0 for each in lines)
    parts = ("Own: AI", "Own: other", "Its part of what is shared")
    bars = tuple(
        StackedBar(
            each.team or NOBODY,
            tuple(float(max(one, Decimal(0))) for one in (each.ai, each.direct - each.ai, each.shared)),
            lit=each.team is None,
        )
        for each in lines
    )
    said = "; ".join(f"{each.label}: {compact(sum(each.values))}" for each in bars)
    notes = ["Parts below zero, such as credits, are in the table and not in the bars."] if below else []
    under = [each.team or NOBODY for each in picture.allocation.showback if each.total < 0]
    if under:
        notes.append(f"Below zero in all, and so without a bar: {words.listing(under)}.")
    return Chart(
        id=f"bill-teams-{place}",
        title="Who answers for what",
        alternative=f"Bars of effective cost in {picture.currency} by team. {said}.",
        figure=StackedBars(f"{picture.currency}, {period(picture)}", parts, bars),
        note=" ".join(notes) or None,
        tabled=True,
    )
