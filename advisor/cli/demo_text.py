"""A recommendation on a page: what ``advisor demo`` shows at once."""

from __future__ import annotations

from advisor.cli.advice_text import AdviceText
from advisor.cli.advice_words import number, percent
from advisor.cli.plain import WIDTH, clean, pad, wrap
from advisor.model.recommendation import Recommendation, WorkloadRecommendation

_WARNINGS = 3
_ROWS = 34
"""Columns for the names of the framework's rows."""


def in_short(view: AdviceText, recommendation: Recommendation) -> list[str]:
    """Each workload's advice with its reason, scores and gravest warnings, and its place in the framework."""
    lines = view.header(recommendation)
    for place, workload in enumerate(recommendation.workloads, 1):
        lines += _workload(view, workload, place if len(recommendation.workloads) > 1 else None)
    return lines + _framework(view, recommendation)


def _workload(view: AdviceText, workload: WorkloadRecommendation, place: int | None) -> list[str]:
    style = view.style
    name = clean(workload.title) if place is None else f"{place}  {clean(workload.title)}"
    kind = view.kind(workload.kind)
    lines = ["", f"{style.paint(pad(name, WIDTH - len(kind)), 'bold')}{kind}"]
    if workload.model is None:
        lines.append(f"   {style.paint('NO MODEL IS ADMISSIBLE: these rules collide.', 'bold', 'red')}")
        for excluded in workload.excluded:
            lines += wrap(
                f"{view.model(excluded.model)}: {excluded.reason}", indent=" " * 12, first="   Without  "
            )
    else:
        sure = "" if workload.decided else f" ({percent(workload.shares.get(workload.model, 0.0))})"
        now = style.paint(view.model(workload.model, workload.stage), "bold", "green")
        ahead = workload.target not in (None, workload.model)
        then = f"   Target  {view.model(workload.target, workload.target_stage)}" if ahead else ""
        lines.append(f"   Now      {now}{sure}{then}")
    trace = view.primary_trace(workload)
    if trace and trace.reason:
        lines += wrap(_first_sentence(trace.reason), indent=" " * 12, first="   Because  ")
    scores = [f"{clean(d.title)} {number(d.score)} {d.band or ''}".rstrip() for d in workload.dimensions]
    lines += wrap(f" {style.dot} ".join(scores), indent=" " * 12, first="   Scores   ")
    heading = "   Warned   "
    for warning in workload.warnings[:_WARNINGS]:
        lines += wrap(_first_sentence(warning.message), indent=" " * len(heading), first=heading)
        heading = " " * len(heading)
    return lines


def _framework(view: AdviceText, recommendation: Recommendation) -> list[str]:
    """Which cell of each row holds; what the cells say is left to the full table."""
    rows = view.pack.rules.framework
    if not rows:
        return []
    outcomes = view.pack.primary.outcomes
    columns = (WIDTH - _ROWS) // len(outcomes)
    heads = [pad(view.model(outcome).split(f" {view.style.dot} ")[0], columns) for outcome in outcomes]
    lines = ["", f"{pad('Selection framework', _ROWS)}{''.join(heads)}".rstrip()]
    several = len(recommendation.workloads) > 1
    for row in rows:
        marks = []
        for outcome in outcomes:
            here = [
                f"{view.style.lit}{place}" if several else view.style.lit
                for place, workload in enumerate(recommendation.workloads, 1)
                if any(lit.row == row.id and lit.cell == outcome for lit in workload.trace.framework)
            ]
            marks.append(pad(" ".join(here), columns))
        lines.append(f"   {pad(clean(row.title), _ROWS - 3)}{''.join(marks)}".rstrip())
    return lines


def _first_sentence(text: str) -> str:
    text = clean(text)
    end = text.find(". ")
    return text if end < 0 else text[: end + 1]
