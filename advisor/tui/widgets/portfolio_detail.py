"""What is known of the line under the cursor: the reasons behind the figures of a portfolio."""

from __future__ import annotations

from textual.content import Content

from advisor.model.portfolio import Portfolio, SharedServersOffer
from advisor.model.portfolio_view import PortfolioRow
from advisor.tui.widgets.drawing import MUTED, STRONG, Drawing, Lines, said, wrapped

_MOST = 3


class PortfolioDetail(Drawing):
    """A few lines below the table."""

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._lines: list[tuple[str, str]] = []

    def show(self, lines: list[tuple[str, str]]) -> None:
        """Texts with their styles."""
        self._lines = lines
        self.redraw()

    def draw(self, width: int) -> Lines:
        """Each text wrapped."""
        lines: Lines = []
        for text, style in self._lines:
            lines += wrapped(said(text, style), width)
        return lines or [Content("")]


def of_row(row: PortfolioRow) -> list[tuple[str, str]]:
    """A workload: its risks, gates, cost and next practice."""
    workload, entry = row.workload, row.entry
    now = workload.now.title if workload.now else "no admissible model"
    target = workload.target.title if workload.target else "none"
    told = now if now == target else f"{now}, target {target}"
    lines = [(f"{entry.name} · {workload.title}: {told}", STRONG)]
    lines.append((f"{entry.file} · pack {entry.pack.id} {entry.pack.version}", MUTED))
    lines += [(f"Hard rule: {gate}", "") for gate in workload.gates[:_MOST]]
    lines += [(f"{each.severity}: {each.message}", "") for each in workload.warnings[:_MOST]]
    if len(workload.warnings) > _MOST:
        lines.append((f"and {len(workload.warnings) - _MOST} more warnings", MUTED))
    if workload.cost is not None and workload.cost.now is not None:
        cost = workload.cost
        cheaper = (
            f"; {cost.cheapest_title} would cost {cost.cheapest:,.0f}" if cost.cheapest != cost.now else ""
        )
        lines.append((f"Cost: {cost.now:,.0f} {cost.currency} in {cost.months} months{cheaper}", ""))
    if entry.practices:
        first = entry.practices[0]
        lines.append((f"Next: {first.title} ({first.effort}). {first.first_step}", ""))
    return lines


def of_other(found: Portfolio, view: str, place: int) -> list[tuple[str, str]]:
    """A line of another view."""
    if view == "risks":
        risk = found.risks[place]
        return [(risk.message, STRONG), (risk.do, ""), (_in(risk.files), MUTED)]
    if view == "gaps":
        gap = found.gaps[place]
        lines = [(f"{gap.title}: low in {len(gap.low)} of {gap.of}", STRONG), (_in(gap.low), MUTED)]
        return [*lines, (f"Still open: {_in(gap.open)}", MUTED)] if gap.open else lines
    if view == "practices":
        practice = found.practices[place]
        return [(practice.title, STRONG), (practice.first_step, ""), (_in(practice.files), MUTED)]
    if view == "servers":
        return _offer(found.shared[place])
    broken = found.broken[place]
    lines = [(broken.file, STRONG)]
    for each in broken.problems[:6]:
        hint = f" ({each.hint})" if each.hint else ""
        lines.append((f"line {each.line or '?'}: {each.message}{hint}", ""))
    return lines


def _in(files: tuple[str, ...]) -> str:
    more = f" and {len(files) - 8} more" if len(files) > 8 else ""
    return ", ".join(files[:8]) + more


def _offer(offer: SharedServersOffer) -> list[tuple[str, str]]:
    told = f"{offer.shared:,.0f} instead of {offer.alone:,.0f} {offer.currency} for machines"
    lines = [(f"{offer.alternative}, {offer.accelerator}: {told} in {offer.months} months", STRONG)]
    for each in offer.members[:5]:
        when = "" if each.advised == "now" else " (target)"
        lines.append(
            (f"{each.title}, {each.file}{when}: joining {each.joining:,.0f}, alone {each.alone:,.0f}", "")
        )
    return lines
