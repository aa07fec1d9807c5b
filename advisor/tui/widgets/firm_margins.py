"""How far the pack's own weights and thresholds may move before the advice does."""

from __future__ import annotations

from advisor.model.pack import Pack
from advisor.model.robustness import Firmness, Robustness
from advisor.tui.widgets.drawing import (
    MUTED,
    STRONG,
    Lines,
    heading,
    one_line,
    percent,
    said,
    spread,
    wrapped,
)
from advisor.tui.widgets.naming import question_name, short_name

_OPEN = {
    True: "It is open answers, not weights, that can move the advice.",
    False: "Open answers can move the advice, whatever the weights.",
}
"""What moves an advice that is not settled, by whether no change of the weights does."""
_FEW = 4
_FIRM = 0.25
"""From a quarter on a margin counts as wide."""


def margin_lines(pack: Pack, found: Robustness, advised: str | None, width: int) -> Lines:
    """All weights at once, then the tightest single weights and thresholds.

    With open answers all of it is measured from where expected answers lead, which may differ from
    what is advised; then it says so.
    """
    firm = found.firmness
    lines = [heading("How far the questionnaire's judgement may be off")]
    if not found.decided:
        weightless = firm.all_weights is None and firm.outcome == advised
        lines += wrapped(_OPEN[weightless], width, STRONG)
    if firm.outcome != advised:
        lines += wrapped(
            f"Measured from {_name(pack, firm.outcome)}, where expected answers lead, "
            f"not from the advice, {_name(pack, advised)}.",
            width,
            MUTED,
        )
    elif firm.basis == "expected":
        lines += wrapped(f"Measured from {_name(pack, advised)}, where expected answers lead.", width, MUTED)
    if firm.all_weights is None:
        there = " from there" if firm.basis == "expected" else ""
        lines += wrapped(f"No change of the weights leads elsewhere{there}.", width, STRONG)
    elif firm.all_weights == 0:
        lines += wrapped("No room: a score lies exactly on its threshold.", width, STRONG)
    else:
        verdict = "wide" if firm.all_weights >= _FIRM else "narrow"
        lines += wrapped(
            f"All weights may be off by {percent(firm.all_weights)} at once: {verdict}.", width, STRONG
        )
    if firm.all_weights is not None:
        mark = ", the advice" if firm.flips_to == advised else ""
        lines += wrapped(f"Beyond that: {_name(pack, firm.flips_to)}{mark}.", width, MUTED)
    holds = "same advice" if firm.outcome == advised else f"{_name(pack, firm.outcome)} holds"
    rows = [*_weights(pack, firm, holds), *_thresholds(pack, firm, holds)]
    rows.sort(key=lambda row: row[0])
    for _, name, figures in rows[:_FEW]:
        lines.append(spread(one_line(f"  {name}", width), said(figures, MUTED), width))
    if not rows:
        where = ", at expected values of the open answers" if firm.basis == "expected" else ""
        lines += wrapped(f"No single weight or threshold matters by itself{where}.", width, MUTED)
    elif len(rows) > _FEW:
        lines += wrapped(f"  {len(rows) - _FEW} more have wider limits", width, MUTED)
    return lines


def _name(pack: Pack, outcome: str | None) -> str:
    return short_name(pack, outcome) if outcome else "no model"


def _weights(pack: Pack, firm: Firmness, holds: str) -> list[tuple[float, str, str]]:
    return [
        (
            _slack(one.weight, one.low, one.high),
            f"weight of {question_name(pack, one.question)}",
            f"{one.weight} · {holds} {_span(one.low, one.high)}",
        )
        for one in firm.weights
        if one.low is not None or one.high is not None
    ]


def _thresholds(pack: Pack, firm: Firmness, holds: str) -> list[tuple[float, str, str]]:
    dimensions = pack.rules.dimensions
    return [
        (
            _slack(one.threshold, one.low, one.high),
            f"{dimensions[one.dimension].title if one.dimension in dimensions else one.dimension}: "
            f"{one.band} from",
            f"{one.threshold} · {holds} {_span(one.low, one.high)}",
        )
        for one in firm.thresholds
        if one.low is not None or one.high is not None
    ]


def _slack(value: float, low: float | None, high: float | None) -> float:
    """The smaller relative distance to a limit."""
    return min(abs(value - limit) / max(value, 1) for limit in (low, high) if limit is not None)


def _span(low: float | None, high: float | None) -> str:
    if low is None or low <= 0:
        return f"up to {high:.3g}" if high is not None else "always"
    return f"{low:.3g} to {high:.3g}" if high is not None else f"from {low:.3g}"
