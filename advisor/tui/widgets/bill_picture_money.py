"""Spending of a bill: by kind of cost, day by day, by owner, and what is tagged."""

from __future__ import annotations

from decimal import Decimal

from textual.content import Content

from advisor.evidence.notices import share_text
from advisor.evidence.proposing_words import told
from advisor.model.bill import Picture
from advisor.model.bill_costs import Measure
from advisor.model.bill_workloads import Stability
from advisor.tui.widgets.bill_charts import bar, spend_lines
from advisor.tui.widgets.bill_picture_parts import MOST, figures_row, heading, more_of, share_shown
from advisor.tui.widgets.cost_words import money, precise
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, one_line, said, spread, wrapped


def costs(picture: Picture, width: int) -> Lines:
    """Spending by kind of cost, and the AI in it."""
    period = f"{picture.first} to {picture.last}, {picture.days} days" if picture.first else ""
    share = share_shown(picture.ai_share())
    first = f"AI is {share} of what is spent{picture.untaxed}" if share != "–" else "Nothing was spent in all"
    lines = [
        spread(said(first, STRONG), said(period if width >= 58 else "", MUTED), width),
        *([one_line(period, width, MUTED)] if width < 58 else []),
        figures_row(said(f"Cost in {picture.currency}", MUTED), ("all", "AI", "share"), width),
    ]
    for name, title in (
        ("list", "List price"),
        ("contracted", "At contract prices"),
        ("billed", "Billed"),
        ("effective", "Effective"),
    ):
        whole, ai = getattr(picture.cost, name), getattr(picture.ai, name)
        style = STRONG if name == "effective" else ""
        lines.append(
            figures_row(
                said(title, style), (money(whole), money(ai), share_shown(picture.ai_share(name))), width
            )
        )
    return lines


def spend(picture: Picture, width: int, height: int) -> Lines:
    """Spending day by day as a curve, and how steady it is."""
    lines = [heading("Spend over time", width), *spend_lines(picture, width, height)]
    return [
        *lines,
        *_steadiness(picture.stability, "All", width),
        *_steadiness(picture.ai_stability, "AI", width),
    ]


def _steadiness(steady: Stability | None, of: str, width: int) -> Lines:
    if steady is None:
        return []
    parts = []
    if steady.daily_cv is not None:
        parts.append(f"days vary by {share_text(steady.daily_cv)} around their mean")
    if steady.trend is not None:
        parts.append(f"trend {share_text(steady.trend)} in 30 days")
    if steady.burst is not None:
        parts.append(f"bursts {precise(steady.burst)} × the usual")
    if steady.weekday_strength is not None:
        parts.append(f"the weekday explains {share_text(steady.weekday_strength)}")
    return wrapped(f"{of}: {'; '.join(parts)}.", width, MUTED, indent=2) if parts else []


def teams(picture: Picture, width: int) -> Lines:
    """Spending by the team that answers for it."""
    allocation = picture.allocation
    shown = [each for each in allocation.showback if each.total or each.team is None]
    lines = [heading("Who answers for what", width)]
    named = [each for each in shown if each.team is not None]
    if not named:
        return [*lines, *wrapped("No tag, account or rule names a team.", width, MUTED)]
    size = max(6, min(20, width - 46))
    lines.append(figures_row(said("own, and its part of what is shared", MUTED), ("total", "AI"), width, 10))
    most = max((abs(each.total) for each in shown), default=Decimal(0))
    for each in [*named[:MOST], *(each for each in shown if each.team is None)]:
        figures = f"{money(each.total):>10}{money(each.ai):>10}"
        name = width - size - len(figures) - 2
        style = "" if each.team else "$text-warning"
        left = one_line(each.team or "nobody", name, style).truncate(name, pad=True)
        drawn = bar(each.total / most if most else Decimal(0), size, style or "$primary")
        lines.append(left + Content(" ") + drawn + Content(" ") + said(figures))
    lines += more_of(len(named), MOST)
    for split in allocation.splits:
        text = f"Shared: {split.title}, {money(split.total)} {picture.currency}"
        text += f", not divided: {split.why}" if split.why else f", divided among {len(split.shares)}"
        lines += wrapped(text, width, MUTED)
    return lines


def tags(picture: Picture, width: int) -> Lines:
    """How much of the spending carries which tags."""
    allocation = picture.allocation
    if not picture.rows:
        return []
    lines = [heading("Tags", width)]
    size = max(6, min(20, width - 40))
    for title, whole in (("Rows with any tag", False), ("Rows with every key they need", True)):
        share = picture.tagged_share(whole=whole)
        if share is None:
            continue
        lines.append(spread(said(title), bar(share, size) + said(share_text(share).rjust(9)), width))
    if allocation.missing_keys:
        missing = ", ".join(f"{key} on {rows:,} rows" for key, rows in allocation.missing_keys.items())
        lines += wrapped(f"Missing: {missing}", width, MUTED, indent=2)
    return lines


_SHOWN_ABOVE = frozenset(("list", "contracted", "billed", "effective"))


def signals(picture: Picture, width: int) -> Lines:
    """Shares and times; amounts stand above or in the report."""
    lines = [heading("Signals", width)]
    for each in picture.measures:
        if each.unit == picture.currency or each.id in _SHOWN_ABOVE:
            continue
        lines.append(_signal(each, width))
    return lines if len(lines) > 1 else []


def _signal(each: Measure, width: int) -> Content:
    value = told(each.value, each.unit) if each.value is not None else "–"
    style = "" if each.value is not None else MUTED
    return spread(said(each.title, style), said(value, style), width)
