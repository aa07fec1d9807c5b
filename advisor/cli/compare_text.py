"""Two states of an assessment beside each other, as text in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from advisor.cli.change_text import change_lines
from advisor.cli.compare_pack_text import pack_lines
from advisor.cli.plain import Style, clean, pad, wrap
from advisor.model.comparison import (
    AnswerChange,
    ComparedAnswer,
    ComparedKpi,
    ComparedWorkload,
    Comparison,
    Progress,
    Side,
)
from advisor.model.milestone import FrozenCost, FrozenKpi, Named
from advisor.model.score_figures import score_figure

_KPIS = 5
"""KPI values that are told of each workload, unless all are asked for."""
_NAME = 30
_SIGNS = {
    AnswerChange.RAISED: "up  ",
    AnswerChange.LOWERED: "down",
    AnswerChange.GIVEN: "new ",
    AnswerChange.WITHDRAWN: "gone",
    AnswerChange.CHANGED: "    ",
}


def comparison_lines(found: Comparison, style: Style, *, everything: bool = False) -> list[str]:
    """The whole comparison."""
    lines = [
        *_side("Before", found.before, style),
        *_side("After", found.after, style),
        "",
        *_overall(found, style),
    ]
    if found.pack is not None:
        lines += ["", *pack_lines(found.pack, style)]
    for workload in found.workloads:
        lines += ["", *_workload(workload, style, everything=everything)]
    lines += ["", style.paint(f"Answers: {_counted(len(found.answers))}", "bold")]
    for answer in found.answers:
        lines += _answer(answer, style)
    if found.evidence:
        lines += ["", style.paint(f"Same answer, other evidence: {len(found.evidence)}", "bold")]
    for each in found.evidence:
        where = f" ({each.workload})" if each.workload else ""
        told = f"{each.title}{where}: {each.before or 'none'} → {each.after or 'none'}"
        lines += wrap(told, "      ", "  ")
    if found.pack is not None and found.pack.complete:
        lines += ["", *change_lines(found.pack.changes, style, everything=everything)]
    return lines


def _side(label: str, side: Side, style: Style) -> list[str]:
    when = f", {side.date.isoformat()}" if side.date else ""
    pack = f"pack {side.pack.id} {side.pack.version} ({side.pack.sha256[:12]})"
    first = f"{pad(label, 8)}{side.name}{when}: {side.now}"
    return [
        style.paint(wrap(first, "        ")[0], "bold"),
        *wrap(first, "        ")[1:],
        f"        {clean(pack)}",
    ]


def _overall(found: Comparison, style: Style) -> list[str]:
    moved = [each for each in found.workloads if each.presence == "both" and each.advice_changed]
    both = [each for each in found.workloads if each.presence == "both"]
    if not moved:
        lines = [f"The advice is the same for {_all(len(both))}."]
    else:
        lines = wrap(f"The advice changes for {len(moved)} of {len(both)} workloads.")
    return [*lines, *_progress("Way to the target", found.progress, style)]


def _all(count: int) -> str:
    return "the workload" if count == 1 else f"all {count} workloads"


def _progress(label: str, progress: Progress, style: Style) -> list[str]:
    if progress.percent is None:
        text = progress.reason or "cannot be measured"
        return wrap(f"{label}: {text[:1].lower()}{text[1:]}", "    ", "")
    then, now = progress.steps_before or 0, progress.steps_now or 0
    bar = style.share(progress.percent / 100, 20)
    if then == 0 and now == 0:
        return [f"{label}: {bar} 100 %, at the target then and now"]
    if then == 0:
        return wrap(f"{label}: at the target then, {_steps(now)} away now", "    ", "")
    text = f"{label}: {bar} {progress.percent} %, {_steps(then)} then, {now or 'none'} left"
    if now > then:
        text = f"{label}: {bar} 0 %, {_steps(now - then)} further away ({then} then, {now} now)"
    return [text]


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"


def _counted(count: int) -> str:
    return "none is different" if not count else f"{count} {'is' if count == 1 else 'are'} different"


def _workload(each: ComparedWorkload, style: Style, *, everything: bool) -> list[str]:
    mark = {"both": "", "new": " (new)", "gone": " (no longer there)"}[each.presence]
    lines = [style.paint(clean(f"{each.title}{mark}"), "bold", "cyan")]
    if each.presence != "both":
        named = each.now_after if each.presence == "new" else each.now_before
        return [*lines, f"  {'Advice' if each.presence == 'new' else 'Advice then'}: {_called(named)}"]
    lines += _moved("Advice now", each.now_before, each.now_after, style)
    lines += _moved("Target", each.target_before, each.target_after, style)
    if each.decided_before != each.decided_after:
        settled = "can no longer be changed" if each.decided_after else "can be changed again"
        lines += wrap(f"The advice {settled} by open answers.", "  ", "  ")
    for score in each.scores:
        change = "" if not score.change else f"  {_signed(score.change)}"
        band = f"{score.band_after or 'open'}"
        if score.band_before != score.band_after:
            band = f"{score.band_before or 'open'} {style.arrow} {band}"
        told = f"{_number(score.before):>6} {style.arrow} {_number(score.after):<6}"
        line = f"  {pad(clean(score.title), _NAME)}{told} {band}{change}"
        lines.append(style.paint(line, "bold") if score.change else line)
    for label, gates in (("A hard rule holds now", each.gates_new), ("No longer holds", each.gates_gone)):
        for gate in gates:
            lines += wrap(f"{label}: {gate.title}", "    ", "  ")
    for label, warnings in (("New warning", each.warnings_new), ("Warning gone", each.warnings_gone)):
        for warning in warnings:
            lines += wrap(f"{label} ({warning.severity}): {warning.message}", "    ", "  ")
    for decision in each.decisions:
        lines += _moved(decision.id.replace("_", " ").capitalize(), decision.before, decision.after, style)
    lines += _cost(each.cost_before, each.cost_after, style)
    shown = each.kpis if everything else each.kpis[:_KPIS]
    lines += [line for kpi in shown for line in _kpi(kpi, style)]
    if len(each.kpis) > len(shown):
        lines.append(f"  and {len(each.kpis) - len(shown)} more KPI values; --all shows them")
    return [*lines, *(f"  {line}" for line in _progress("Way to the target", each.progress, style))]


def _moved(label: str, before: Named | None, after: Named | None, style: Style) -> list[str]:
    same = (before and before.id) == (after and after.id)
    text = _called(after) if same else f"{_called(before)} {style.arrow} {_called(after)}"
    line = f"  {pad(clean(label), _NAME)}{text}"
    return [line if same else style.paint(line, "bold")]


def _called(named: Named | None) -> str:
    return clean(named.title) if named else "no admissible model"


def _cost(before: FrozenCost | None, after: FrozenCost | None, style: Style) -> list[str]:
    if before is None or after is None or before == after:
        return []
    if before.currency != after.currency or before.months != after.months:
        return ["  Costs were counted in another currency or over another time, so they are not compared."]
    told = f"{_whole(before.total)} {style.arrow} {_whole(after.total)} {clean(after.currency)}"
    return [f"  {pad(f'Cost in {after.months} months', _NAME)}{told}"]


def _kpi(kpi: ComparedKpi, style: Style) -> Iterator[str]:
    told = f"{_value(kpi.before)} {style.arrow} {_value(kpi.after)} {kpi.unit if kpi.unit != '1' else ''}"
    verdict = ""
    if kpi.before and kpi.after and kpi.before.verdict != kpi.after.verdict and kpi.after.verdict:
        verdict = f" (target {kpi.after.verdict})"
    first = f"  {pad(clean(kpi.title), _NAME - 1)} "
    yield from wrap(f"{told.rstrip()}{verdict}", " " * (_NAME + 2), first)


def _value(kpi: FrozenKpi | None) -> str:
    if kpi is None:
        return "none"
    value = kpi.value
    if not value:
        return "0"
    places = max(0, 3 - value.adjusted() - 1)
    return f"{value:,.{places}f}"


def _whole(value: Decimal) -> str:
    return f"{value:,.0f}"


def _number(score: Decimal | None) -> str:
    return "-" if score is None else f"{score_figure(score)}"


def _signed(change: Decimal) -> str:
    return f"{change:+.1f}"


def _answer(answer: ComparedAnswer, style: Style) -> list[str]:
    where = f" ({answer.workload})" if answer.workload else ""
    told = f"{answer.before or 'not answered'} {style.arrow} {answer.after or 'not answered'}"
    return wrap(f"{answer.title}{where}: {told}", "        ", f"  {_SIGNS[answer.change]}  ")
