"""Why an advice is as it is: rows, gates, and the points of every answer. Renders, and recomputes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from advisor.cli.advice_words import number, percent
from advisor.cli.explain_page import Page
from advisor.cli.framework_text import framework_lines
from advisor.cli.plain import WIDTH, clean, pad, wrap
from advisor.model.explanation import ExplainedDimension, ExplainedWorkload
from advisor.model.recommendation import (
    Contribution,
    DecisionTrace,
    DimensionScore,
    GateTrace,
    RowTrace,
    WorkloadRecommendation,
)

MOST_ROWS = 3
_STATES = {
    "unknown": "unknown",
    "not_answered": "not answered yet",
    "not_applicable": "does not apply",
    "not_relevant": "no longer relevant, not counted",
}
_NAME = 28
_ROUNDED = 0.00001
"""What shares may be off by, added up."""
_POINTS = 9

Earlier = Mapping[str, tuple[tuple[Contribution, ...], str]]
"""Dimension to the points that were shown already, and the workload that they were shown for."""
Bands = Mapping[str, str]
"""Dimension to the band of its score, and the bands that are still possible."""


def why(
    page: Page, workload: ExplainedWorkload, advised: WorkloadRecommendation, earlier: Earlier
) -> list[str]:
    """Everything that led to the advice, the reasons that decide first."""
    primary, *others = workload.why.decisions
    lines = page.heading("Why")
    bands = {one.score.id: _bands(one.score) for one in workload.why.dimensions}
    lines += _rows(page, primary, bands)
    lines += _gates(page, primary)
    lines += page.heading("Scores, answer by answer")
    lines += wrap(_legend(page, workload), indent="    ")
    for dimension in workload.why.dimensions:
        lines += _dimension(page, dimension, earlier)
    if workload.why.not_relevant:
        names = ", ".join(page.view.question(question) for question in workload.why.not_relevant)
        said = f"Answered, but no longer relevant and not counted: {names}"
        lines += ["", *wrap(said, indent="      ", first="    ")]
    if others:
        lines += page.heading("Also decided")
        for trace in others:
            lines += _other(page, trace, bands)
    return lines + _framework(page, workload, advised)


# Rows and gates ------------------------------------------------------------------------------------


def _rows(page: Page, trace: DecisionTrace, bands: Bands) -> list[str]:
    lines = []
    rows = sorted(trace.rows, key=lambda row: (row.id != trace.row, -row.share))
    if len(rows) > 1:
        said = "Rows of the table, with the share of ways that come to them"
        if any(gate.share for gate in trace.gates):
            said += "; in some of these a gate then rules out what the row names"
        lines += wrap(f"{said}:", indent="    ")
    for row in page.head(rows, MOST_ROWS):
        lines += _row(page, trace, row, bands)
    lines += page.rest(rows, MOST_ROWS, "row")
    if trace.moved_by_gate:
        lines += wrap(_moved(page, trace), indent="    ")
    return lines


def _row(page: Page, trace: DecisionTrace, row: RowTrace, bands: Bands) -> list[str]:
    view = page.view
    mark = view.style.lit if row.id == trace.row else " "
    target = f" {view.style.arrow} {view.outcome(trace.id, row.target)}" if row.target != row.now else ""
    head = f"row {row.id}: {view.outcome(trace.id, row.now)}{target}"
    lines = wrap(head, indent=" " * 12, first=f"    {mark} {percent(row.share):>4}  ")
    if page.everything or row.reason != trace.reason:
        lines += wrap(row.reason, indent=" " * 12)
    lines += _voided(page, trace, row)
    if page.everything or row.id == trace.row:
        lines += _looks_at(page, row, bands)
    return lines


def _voided(page: Page, trace: DecisionTrace, row: RowTrace) -> list[str]:
    """That gates never let a row have what it names, and what comes of it instead."""
    if row.now in row.outcomes:
        return []
    view = page.view
    left = [view.outcome(trace.id, outcome) for outcome in row.outcomes]
    if left and sum(row.outcomes.values()) < row.share - _ROUNDED:
        left.append("nothing")
    others = " or ".join(left)
    said = (
        f"Void: the gates below rule out {view.outcome(trace.id, row.now)}; it becomes {others}."
        if others
        else "Void: the gates below rule out everything, this too."
    )
    return wrap(said, indent=" " * 12)


def _looks_at(page: Page, row: RowTrace, bands: Bands) -> list[str]:
    """What the row's condition rests on: scores with their bands of today, and questions."""
    titles = page.view.pack.rules.dimensions
    found = [f"{clean(titles[name].title)} ({bands[name]})" for name in row.dimensions]
    found += [page.view.question(question) for question in row.questions]
    return wrap(f"looks at {', '.join(found)}", indent=" " * 12) if found else []


def _gates(page: Page, trace: DecisionTrace) -> list[str]:
    if not trace.gates:
        return []
    gates = sorted(trace.gates, key=lambda gate: -gate.share)
    telling = sum(gate.share > 0 for gate in gates)
    if not telling and not page.everything:
        return [f"    Gates: none takes effect ({len(gates)} looked at, --all shows them)"]
    lines = ["    Gates" if telling else "    Gates: none takes effect"]
    for gate in page.head(gates, telling):
        lines += _gate(page, trace, gate)
    return lines + page.rest(gates, telling, "gate", " without effect", indent="      ")


def _gate(page: Page, trace: DecisionTrace, gate: GateTrace) -> list[str]:
    state = "fires" if gate.fires else "does not fire" if gate.share == 0 else "may fire"
    out = ", ".join(page.view.outcome(trace.id, outcome) for outcome in gate.excludes)
    first = f"      {percent(gate.share):>4}  "
    lines = wrap(f"{gate.id} {state}; rules out {out}", indent=" " * 12, first=first)
    if page.everything or gate.share > 0:
        lines += wrap(gate.reason, indent=" " * 12)
    return lines


def _moved(page: Page, trace: DecisionTrace) -> str:
    """Why the advice is another outcome than the one that the marked row names."""
    view = page.view
    named = next((row.now for row in trace.rows if row.id == trace.row), None)
    now = view.outcome(trace.id, trace.now)
    if trace.certainly_moved:
        return f"The marked row names {view.outcome(trace.id, named)}; a gate moves the advice to {now}."
    return (
        f"The marked row names {view.outcome(trace.id, named)}; open answers may still let a gate exclude it,"
        f" and on balance of all that is possible {now} is the advice."
    )


def _bands(score: DimensionScore) -> str:
    if score.band is None:
        return "nothing applies"
    if len(score.bands) == 1:
        return str(score.band)
    return f"{score.bands[0]} to {score.bands[-1]}"


def _other(page: Page, trace: DecisionTrace, bands: Bands) -> list[str]:
    view = page.view
    now = view.outcome(trace.id, trace.now)
    then = f" {view.style.arrow} {view.outcome(trace.id, trace.target)}" if trace.target != trace.now else ""
    said = f"{clean(trace.title)}: {now}{then}"
    if not trace.decided:
        shares = [(o, s) for o, s in trace.shares.items() if s]
        told = [f"{view.outcome(trace.id, outcome)} {percent(share)}" for outcome, share in shares]
        if trace.without_outcome:
            told.append(f"no outcome {percent(trace.without_outcome)}")
        said += f"; not settled: {', '.join(told)}"
    lines = wrap(said, indent="      ", first="    ")
    if page.everything:
        lines += [*_rows(page, trace, bands), *_gates(page, trace)]
    elif trace.reason:
        lines += wrap(trace.reason, indent="      ")
    if trace.open_questions and page.everything:
        asked = ", ".join(view.question(question) for question in trace.open_questions)
        lines += wrap(f"Still depends on: {asked}", indent="      ")
    return lines


def _legend(page: Page, workload: ExplainedWorkload) -> str:
    said = "Points of 100 that each answer adds / could add at its best."
    if not page.everything:
        said += " Long answers are cut; --all shows them whole."
    if any(one.score.low != one.score.high for one in workload.why.dimensions):
        certain, expected, possible = "█▓▒" if page.view.style.unicode else "#+-"
        said += f" In the bars {certain} is certain, {expected} expected, {possible} possible."
    return said


# Scores --------------------------------------------------------------------------------------------


def _dimension(page: Page, dimension: ExplainedDimension, earlier: Earlier) -> list[str]:
    score = dimension.score
    lines = ["", page.view.score(score)]
    if not dimension.answers:
        return lines
    bands = f"medium from {dimension.medium_from}, high from {dimension.high_from}"
    if score.score is not None and score.low != score.high:
        bands += f"; open answers leave {number(score.low)} to {number(score.high)}"
    lines += wrap(f"from {score.answered} of {score.asked} answers; {bands}", indent="      ")
    shown, whose = earlier.get(score.id, ((), ""))
    if shown == dimension.answers:
        return [*lines, *wrap(f"Answer by answer as above, for {clean(whose)}", indent="      ")]
    counting = [part for part in dimension.answers if part.state not in ("not_applicable", "not_relevant")]
    ordered = [*counting, *(part for part in dimension.answers if part not in counting)]
    for part in page.head(ordered, len(counting)):
        lines += _contribution(page, part)
    return lines + page.rest(ordered, len(counting), "question", " not counted", indent="      ")


def _contribution(page: Page, part: Contribution) -> list[str]:
    if part.state in ("not_applicable", "not_relevant"):
        points = " " * _POINTS
    elif part.points is None:
        points = f"{'?':>4}/{part.possible:.1f}"
    else:
        points = f"{part.points:>4.1f}/{part.possible:.1f}"
    answered = part.state == "answered" and bool(part.answer)
    answer = clean(part.answer or "") if answered else _STATES.get(part.state, part.state)
    if part.reason:
        answer = f"{answer}: {clean(part.reason)}"
    first = f"    {points:<{_POINTS}} {pad(page.view.question(part.question), _NAME)} "
    if not page.everything:
        return [f"{first}{pad(answer, WIDTH - len(first))}".rstrip()]
    if answered and part.level is not None:
        answer = f"{answer} (level {part.level} of {part.max_level}, weight {part.weight})"
    return wrap(answer, indent=" " * len(first), first=first)


# Framework -----------------------------------------------------------------------------------------


def _framework(page: Page, workload: ExplainedWorkload, advised: WorkloadRecommendation) -> list[str]:
    places = workload.why.framework
    if not places:
        return []
    if page.everything:
        lit = page.view.style.lit
        table = framework_lines(page.view, [advised])[3:]
        return [*page.heading(f"Selection framework ({lit} where the workload stands)"), *table]
    titles = {row.id: clean(row.title) for row in page.view.pack.rules.framework}
    by_cell: Counter[str] = Counter(place.cell for place in places)
    most = max(by_cell, key=lambda cell: (cell == workload.advice.model, by_cell[cell]))
    lines = page.heading("Selection framework")
    said = f"{by_cell[most]} of {len(places)} rows stand at {page.view.model(most)}"
    lines += wrap(said, indent="    ")
    for cell in by_cell:
        if cell != most:
            rows: Sequence[str] = [titles[place.row] for place in places if place.cell == cell]
            lines += wrap(f"at {page.view.model(cell)}: {', '.join(rows)}", indent="        ", first="      ")
    return [*lines, "    … and the whole table, --all shows it"]
