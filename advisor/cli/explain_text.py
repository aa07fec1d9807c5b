"""The trace of a recommendation as text: renders what was decided and recomputes nothing."""

from __future__ import annotations

from advisor.cli.advice_text import AdviceText, number, percent
from advisor.cli.framework_text import framework_lines
from advisor.cli.plain import clean, pad, wrap
from advisor.model.recommendation import (
    Contribution,
    DecisionTrace,
    DimensionScore,
    Recommendation,
    WorkloadRecommendation,
)

_STATES = {
    "unknown": "unknown",
    "not_answered": "not answered yet",
    "not_applicable": "does not apply",
    "not_relevant": "no longer relevant, not counted",
}


def explanation(
    view: AdviceText, recommendation: Recommendation, workloads: tuple[WorkloadRecommendation, ...]
) -> list[str]:
    """What ``advisor explain`` prints: advice, scores to the last point, gates, rows, warnings."""
    lines = view.header(recommendation)
    for workload in workloads:
        lines += view.title(workload)
        lines += view.advice(workload)
        lines += view.scores(workload)
        for dimension in workload.dimensions:
            lines += _contributions(view, workload, dimension)
        for trace in workload.trace.decisions:
            lines += _decision(view, trace)
        lines += framework_lines(view, [workload])
        lines += view.warnings(workload.warnings)
        lines += _lapsed(view, workload)
    return lines


def _contributions(
    view: AdviceText, workload: WorkloadRecommendation, dimension: DimensionScore
) -> list[str]:
    own = [part for part in workload.trace.contributions if part.dimension == dimension.id]
    if not own:
        return []
    bands = view.pack.rules.dimensions[dimension.id].bands
    lines = [
        "",
        *wrap(
            f"{dimension.title}: {number(dimension.score)} of 100, from {dimension.answered} of "
            f"{dimension.asked} answers (medium from {bands.medium}, high from {bands.high})",
            indent="    ",
            first="  ",
        ),
    ]
    for part in sorted(own, key=_counts_most):
        lines += _contribution(view, part)
    return lines


def _counts_most(part: Contribution) -> tuple[bool, float]:
    return (part.state in ("not_applicable", "not_relevant"), -part.possible)


def _contribution(view: AdviceText, part: Contribution) -> list[str]:
    if part.state in ("not_applicable", "not_relevant"):
        points = " " * 14
    elif part.points is None:
        points = f"{'?':>5} of {part.possible:>5.1f}"
    else:
        points = f"{part.points:>5.1f} of {part.possible:>5.1f}"
    answer = (
        clean(part.answer)
        if part.state == "answered" and part.answer
        else _STATES.get(part.state, part.state)
    )
    if part.reason:
        answer = f"{answer}: {clean(part.reason)}"
    if part.state == "answered" and part.level is not None:
        answer = f"{answer} (level {part.level} of {part.max_level}, weight {part.weight})"
    first = f"    {points}  {pad(view.question(part.question), 28)} "
    return wrap(answer, indent=" " * len(first), first=first)


def _decision(view: AdviceText, trace: DecisionTrace) -> list[str]:
    arrow = view.style.arrow
    now = view.outcome(trace.id, trace.now)
    then = (
        f" {arrow} {view.outcome(trace.id, trace.target)}"
        if trace.target and trace.target != trace.now
        else ""
    )
    sure = "" if trace.decided else " (not decided)"
    lines = ["", *wrap(f"{trace.title}: {now}{then}{sure}", indent="    ", first="  ")]
    if not trace.decided:
        for outcome, share in trace.shares.items():
            exact = trace.exact.get(outcome, "")
            exact = f" = {exact}" if 0 < share < 1 and len(exact) < 24 else ""
            lines.append(f"      {pad(view.outcome(trace.id, outcome), 32)}{percent(share):>5}{exact}")
        if trace.without_outcome:
            lines.append(f"      {pad('no outcome', 32)}{percent(trace.without_outcome):>5}")
    if trace.gates:
        lines.append("    Gates")
    for gate in trace.gates:
        state = (
            "fires"
            if gate.fires
            else "does not fire"
            if gate.share == 0
            else f"may fire, {percent(gate.share)}"
        )
        out = ", ".join(view.outcome(trace.id, outcome) for outcome in gate.excludes)
        lines += wrap(f"{gate.id}: {state}; rules out {out}", indent="        ", first="      ")
        if gate.share > 0:
            lines += wrap(gate.reason, indent="        ")
    if trace.rows:
        lines.append("    Rows that the answers lead to")
    for row in trace.rows:
        mark = view.style.lit if row.id == trace.row else " "
        target = f" {arrow} {view.outcome(trace.id, row.target)}" if row.target != row.now else ""
        head = f"{row.id}: {view.outcome(trace.id, row.now)}{target}, {percent(row.share)}"
        lines += wrap(head, indent="        ", first=f"    {mark} ")
        lines += wrap(row.reason, indent="        ")
        looked_at = [clean(view.pack.rules.dimensions[name].title) for name in row.dimensions]
        looked_at += [view.question(question) for question in row.questions]
        if looked_at:
            lines += wrap(f"looks at {', '.join(looked_at)}", indent="        ")
    if trace.moved_by_gate:
        lines += wrap(_moved(view, trace), indent="    ")
    if trace.open_questions:
        asked = ", ".join(view.question(question) for question in trace.open_questions)
        lines += wrap(f"Still depends on: {asked}", indent="      ", first="    ")
    return lines


def _moved(view: AdviceText, trace: DecisionTrace) -> str:
    """Why the advice is another outcome than the one that the marked row names."""
    named = next((row.now for row in trace.rows if row.id == trace.row), None)
    now = view.outcome(trace.id, trace.now)
    if any(gate.fires and named in gate.excludes for gate in trace.gates):
        return f"The marked row names {view.outcome(trace.id, named)}; a gate moves the advice to {now}."
    return (
        f"The marked row names {view.outcome(trace.id, named)}; open answers may still let a gate exclude it,"
        f" and on balance of all that is possible {now} is the advice."
    )


def _lapsed(view: AdviceText, workload: WorkloadRecommendation) -> list[str]:
    if not workload.trace.not_relevant:
        return []
    names = ", ".join(view.question(question) for question in workload.trace.not_relevant)
    return [
        "",
        *wrap(f"Answered, but no longer relevant and not counted: {names}", indent="    ", first="  "),
    ]
