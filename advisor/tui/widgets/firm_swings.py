"""What each answer alone could do: to today's model, to the target, and to every score that it moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.content import Content

from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import AnswerSwing, Robustness
from advisor.tui.widgets.drawing import FAINT, MUTED, STRONG, Lines, heading, one_line, points, said, wrapped
from advisor.tui.widgets.naming import question_name, short_name

_HINT = "All others as they are. Bars run from the least to the greatest score, out of 100."
_IN_A_ROW = 74
"""From this width on, an answer and its score stand in one line."""
_FIGURES = 8
_BAR = (6, 40)
_WARN = "bold $text-warning"
_GROUPS = ("Can change today's model", "Can change the target alone", "Move scores alone")


def swing_lines(pack: Pack, workload: WorkloadRecommendation, firm: Robustness, width: int) -> Lines:
    """All answers: those that can change today's model first, then the target, then the widest scores."""
    if not firm.tornado:
        return []
    groups: list[list[AnswerSwing]] = [[], [], []]
    for swing in firm.tornado:
        groups[0 if len(swing.outcomes) > 1 else 1 if len(swing.targets) > 1 else 2].append(swing)
    lines = [heading("What each answer alone could do"), *wrapped(_HINT, width, MUTED)]
    columns = _Columns(pack, firm.tornado, width)
    for title, group in zip(_GROUPS, groups, strict=True):
        if group:
            lines += [Content(""), said(f"{title} ({len(group)})", STRONG)]
            lines += [line for swing in group for line in _swing(pack, workload, swing, columns)]
    return lines


class _Columns:
    """How wide names, scores and bars are, so that they stand below each other."""

    def __init__(self, pack: Pack, swings: Sequence[AnswerSwing], width: int) -> None:
        names = [cell_len(question_name(pack, swing.question)) for swing in swings]
        scores = {name for swing in swings for name in swing.scores}
        titles = [cell_len(_title(pack, score)) for score in scores]
        self.width = width
        self.in_a_row = width >= _IN_A_ROW
        self.score = min(max(titles, default=0), width // 3 if self.in_a_row else width // 2)
        spare = width - self.score - _FIGURES - 6
        self.name = min(max(names, default=0), max(8, spare - _BAR[0])) if self.in_a_row else 0
        self.bar = max(_BAR[0], min(_BAR[1], spare - self.name - 2))


def _swing(pack: Pack, workload: WorkloadRecommendation, swing: AnswerSwing, columns: _Columns) -> Lines:
    name = question_name(pack, swing.question)
    bars = [
        _bar(_title(pack, score), low, high, columns)
        for score, (low, high) in sorted(swing.scores.items(), key=lambda one: one[1][0] - one[1][1])
    ]
    effect = _effect(pack, workload, swing)
    if columns.in_a_row:
        pad = Content(" " * (columns.name + 4))
        lead = said("  ") + one_line(name, columns.name).truncate(columns.name, pad=True) + said("  ")
        lines = [(lead if number == 0 else pad) + bar for number, bar in enumerate(bars)]
        if not bars:
            return wrapped(lead + said(effect, _WARN), columns.width)
        after = wrapped(effect, columns.width - columns.name - 4, _WARN) if effect else []
        return [*lines, *(pad + line for line in after)]
    lines = wrapped(name, columns.width, indent=2)
    lines += [said("    ") + bar for bar in bars]
    return [*lines, *(wrapped(effect, columns.width, _WARN, indent=4) if effect else [])]


def _bar(title: str, low: float, high: float, columns: _Columns) -> Content:
    size = columns.bar
    first, last = (int(value * size / 100 + 0.5) for value in (low, high))
    first = min(first, size - 1)
    last = max(last, first + 1)
    bar = Content.assemble(("─" * first, FAINT), ("━" * (last - first), "$primary"))
    bar += said("─" * (size - last), FAINT)
    label = one_line(title, columns.score, MUTED).truncate(columns.score, pad=True)
    return label + said(" ") + bar + said(f" {points(low):>3}–{points(high)}", MUTED)


def _effect(pack: Pack, workload: WorkloadRecommendation, swing: AnswerSwing) -> str:
    """``→ today Crawl or Run; the target Run``; empty when it changes neither."""
    today = _others(swing.outcomes, workload.model, lambda one: short_name(pack, one))
    target = _others(swing.targets, workload.target, lambda one: short_name(pack, one))
    if today and today == target:
        return f"→ today and as the target {today}"
    parts = [f"today {today}" if today else "", f"as the target {target}" if target else ""]
    told = "; ".join(part for part in parts if part)
    return f"→ {told}" if told else ""


def _others(found: tuple[str | None, ...], advised: str | None, name: Callable[[str | None], str]) -> str:
    others = [name(one) if one is not None else "no model" for one in found if one != advised]
    return " or ".join(others) if len(found) > 1 or others else ""


def _title(pack: Pack, dimension: str) -> str:
    known = pack.rules.dimensions.get(dimension)
    return known.title if known else dimension
