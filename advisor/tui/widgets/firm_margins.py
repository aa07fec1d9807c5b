"""How far the pack's own weights and thresholds may move before the advice does."""

from __future__ import annotations

from decimal import Decimal

from advisor.decision.firm_words import Voice, room_said, start_differs
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import Firmness, Robustness, ThresholdRange, WeightRange
from advisor.model.score_figures import at_least, at_most
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, heading, said, spread, wrapped
from advisor.tui.widgets.naming import question_name, short_name

_OPEN = {
    True: "It is open answers, not weights, that can move the advice.",
    False: "Open answers can move the advice, whatever the weights.",
}
"""What moves an advice that is not settled, by whether no change of the weights does."""
_PLACES = 1
"""Decimals of a limit."""


def margin_lines(pack: Pack, workload: WorkloadRecommendation, found: Robustness, width: int) -> Lines:
    """All weights at once, then every single weight and threshold that has a limit, the tightest first.

    With open answers all of it is measured from where expected answers lead, which may differ from
    what is advised; then it says so.
    """
    firm = found.firmness
    lines = [heading("How far the questionnaire's judgement may be off")]
    elsewhere = start_differs(firm, workload.model, workload.target)
    if not found.settled:
        weightless = firm.all_weights is None and not elsewhere
        lines += wrapped(_OPEN[weightless], width, STRONG)
    lines += wrapped(room_said(firm, workload.model, workload.target, _voice(pack)), width)
    rows = _rows(pack, firm)
    if rows:
        same = "it stays so" if elsewhere else "the advice stays"
        title = said(f"Each alone, and between which values {same}", MUTED)
        lines += wrapped(title, width)
        for _, name, figures in sorted(rows, key=lambda row: row[0]):
            lines += _row(name, figures, width)
    free = len(firm.weights) + len(firm.thresholds) - len(rows)
    if free:
        others = "other " if rows else ""
        what = "weight or threshold" if firm.weights and firm.thresholds else "weight"
        single = f"No {others}single {what} matters by itself ({free})."
        lines += wrapped(single, width, MUTED)
    return lines


def _voice(pack: Pack) -> Voice:
    return Voice(lambda outcome: short_name(pack, outcome) if outcome is not None else "no model", _figure)


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _row(name: str, figures: str, width: int) -> Lines:
    """Name and limits in a line; below each other where they do not fit."""
    lead = said(name)
    if lead.cell_length + len(figures) + 3 <= width:
        return [spread(said("  ") + lead, said(figures), width)]
    return [*wrapped(name, width, indent=2), *wrapped(figures, width, indent=4)]


def _rows(pack: Pack, firm: Firmness) -> list[tuple[float, str, str]]:
    """How tight, what, and its limits."""
    dimensions = pack.rules.dimensions
    found: list[tuple[int, str, WeightRange | ThresholdRange]] = []
    for weight in firm.weights:
        found.append((weight.weight, f"Weight of {question_name(pack, weight.question)}", weight))
    for one in firm.thresholds:
        known = dimensions.get(one.dimension)
        title = known.title if known else one.dimension
        found.append((one.threshold, f"{title}: {one.band} from", one))
    return [
        (_slack(value, one.low, one.high), name, f"{value} · {_spans(one)}")
        for value, name, one in found
        if one.low is not None or one.high is not None
    ]


def _spans(one: WeightRange | ThresholdRange) -> str:
    """The limits of the advice, and those of today's model where they are wider."""
    both, now = _span(one.low, one.high), _span(one.now_low, one.now_high)
    return both if both == now else f"{both} (today's model {now})"


def _slack(value: float, low: float | None, high: float | None) -> float:
    """The smaller relative distance to a limit."""
    return min(abs(value - limit) / max(value, 1) for limit in (low, high) if limit is not None)


def _span(low: float | None, high: float | None) -> str:
    """Limits rounded so that what is said still holds."""
    least = None if low is None else _figure(at_least(low, _PLACES))
    most = None if high is None else _figure(at_most(high, _PLACES))
    if least is None:
        return f"below {most}" if most is not None else "any"
    return f"above {least}, below {most}" if most is not None else f"above {least}"
