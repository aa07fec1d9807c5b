"""A comparison of two states, drawn to the width of the page."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from textual.content import Content

from advisor.model.comparison import (
    AnswerChange,
    ComparedAnswer,
    ComparedWorkload,
    Comparison,
    Progress,
    Side,
)
from advisor.model.milestone import FrozenKpi, Named
from advisor.model.score_figures import score_figure
from advisor.tui.widgets.drawing import FAINT, MUTED, STRONG, Drawing, Lines, heading, said, wrapped

_LABEL = 26
_BAR = 20
_KPIS = 8
_SIGNS = {
    AnswerChange.RAISED: "▲",
    AnswerChange.LOWERED: "▼",
    AnswerChange.GIVEN: "+",
    AnswerChange.WITHDRAWN: "–",
    AnswerChange.CHANGED: "·",
}


class ComparisonView(Drawing):
    """The whole comparison."""

    def __init__(self, found: Comparison) -> None:
        super().__init__()
        self._found = found

    def draw(self, width: int) -> Lines:
        """Both states, the way between them, workloads, answers."""
        found = self._found
        lines: Lines = [heading("What changed"), Content("")]
        for label, side in (("Then", found.before), ("Now", found.after)):
            lines += _side(label, side, width)
        lines += [Content(""), *_progress("Way to the target", found.progress, width)]
        if found.pack is not None:
            then, now = found.pack.before, found.pack.after
            text = f"The pack was {then.id} {then.version} and is {now.id} {now.version}."
            changing = [each for each in found.pack.workloads if each.advice_changes]
            text += f" With the same answers, it alone changes the advice of {len(changing)} of "
            text += f"{len(found.pack.workloads)} workloads."
            lines += [Content(""), *wrapped(text, width, "$text-warning")]
            for change in changing:
                if change.causes:
                    lines += wrapped(f"{change.title}. {change.lead}", width, MUTED, 2, "  ")
                for cause in (*change.causes, *change.helping):
                    lines += wrapped(cause.text, width, MUTED, 4, "  • ")
            for lost in found.pack.lost:
                lines += wrapped(f"Not taken over: “{lost.title}”: {lost.reason}", width, MUTED, 4, "  • ")
        for workload in found.workloads:
            lines += [Content(""), *_workload(workload, width)]
        lines += [Content(""), heading(f"Answers that differ: {len(found.answers) or 'none'}")]
        for answer in found.answers:
            lines += _answer(answer, width)
        return lines


def _side(label: str, side: Side, width: int) -> Lines:
    when = f", {side.date.isoformat()}" if side.date else ""
    lead = label.ljust(6)
    lines = wrapped(said(f"{side.name}{when}: {side.now}", STRONG), width, "", 6, lead)
    return [*lines, *wrapped(f"pack {side.pack.id} {side.pack.version}", width, MUTED, 6)]


def _progress(label: str, progress: Progress, width: int) -> Lines:
    if progress.percent is None:
        reason = progress.reason or "It cannot be measured."
        return wrapped(said(reason, MUTED), width, "", _LABEL, label)
    filled = progress.percent * _BAR // 100
    then, now = progress.steps_before or 0, progress.steps_now or 0
    if now > then:
        told = f"{now - then} steps further away ({then} then, {now} now)"
    elif then == 0:
        told = "at the target, then and now"
    else:
        told = f"{then} {'step' if then == 1 else 'steps'} then, {now or 'none'} left"
    bar = Content.assemble(
        ("█" * filled, "$primary"), ("░" * (_BAR - filled), FAINT), (f" {progress.percent} %  ", STRONG), told
    )
    return wrapped(bar, width, "", _LABEL, label)


def _workload(each: ComparedWorkload, width: int) -> Lines:
    mark = {"both": "", "new": " (new)", "gone": " (no longer there)"}[each.presence]
    lines: Lines = [heading(f"{each.title}{mark}")]
    if each.presence != "both":
        named = each.now_after if each.presence == "new" else each.now_before
        return [*lines, *wrapped(_called(named), width, "", _LABEL, "Advice")]
    lines += _moved("Advice now", each.now_before, each.now_after, width)
    lines += _moved("Target", each.target_before, each.target_after, width)
    for score in each.scores:
        told = f"{_number(score.before)} → {_number(score.after)}  {score.band_after or 'open'}"
        style = ""
        if score.change:
            told += f"  {score.change:+.1f}"
            style = STRONG
        lines += wrapped(said(told, style), width, "", _LABEL, score.title[: _LABEL - 2])
    for label, parts in (
        ("Holds now", [gate.title for gate in each.gates_new]),
        ("No longer holds", [gate.title for gate in each.gates_gone]),
        ("New warning", [warning.message for warning in each.warnings_new]),
        ("Warning gone", [warning.message for warning in each.warnings_gone]),
    ):
        for part in parts:
            lines += wrapped(part, width, "", _LABEL, label)
    lines += list(_money(each, width))
    return [*lines, *_progress("Way to the target", each.progress, width)]


def _money(each: ComparedWorkload, width: int) -> Iterator[Content]:
    before, after = each.cost_before, each.cost_after
    if before and after and before != after and before.currency == after.currency:
        told = f"{before.total:,.0f} → {after.total:,.0f} {after.currency}"
        yield from wrapped(told, width, "", _LABEL, f"Cost in {after.months} months")
    for kpi in each.kpis[:_KPIS]:
        unit = "" if kpi.unit == "1" else f" {kpi.unit}"
        told = f"{_value(kpi.before)} → {_value(kpi.after)}{unit}"
        title = kpi.title if len(kpi.title) < _LABEL else f"{kpi.title[: _LABEL - 3]}…"
        yield from wrapped(told, width, MUTED, _LABEL, title)
    if len(each.kpis) > _KPIS:
        yield said(f"and {len(each.kpis) - _KPIS} more KPI values; advisor compare --all lists them", MUTED)


def _moved(label: str, before: Named | None, after: Named | None, width: int) -> Lines:
    if (before and before.id) == (after and after.id):
        return wrapped(_called(after), width, "", _LABEL, label)
    return wrapped(said(f"{_called(before)} → {_called(after)}", STRONG), width, "", _LABEL, label)


def _called(named: Named | None) -> str:
    return named.title if named else "no admissible model"


def _number(score: Decimal | None) -> str:
    return "–" if score is None else f"{score_figure(score)}"


def _value(kpi: FrozenKpi | None) -> str:
    if kpi is None:
        return "none"
    return f"{kpi.value:,.{max(0, 2 - kpi.value.adjusted())}f}" if kpi.value else "0"


def _answer(answer: ComparedAnswer, width: int) -> Lines:
    where = f" ({answer.workload})" if answer.workload else ""
    told = f"{answer.title}{where}: {answer.before or 'not answered'} → {answer.after or 'not answered'}"
    return wrapped(told, width, "", 4, f"  {_SIGNS[answer.change]} ")
