"""Charts of the advice: the framework map, what each answer could do, how far there is to climb."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.decision.roadmap import ExitCriterion
from advisor.decision.sheets import domain_of
from advisor.decision.ways import Places, places_said
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import AnswerSwing
from advisor.reporting import words
from advisor.reporting.blocks import Chart
from advisor.reporting.charts.figures import Climb, Grid, GridRow, Ladders, Span, Swings
from advisor.reporting.context import Context

_NUMBERED = 6
"""Workloads that are named by numbers in the map; more of them are counted."""
_SWINGS = 6
"""Answers in the chart of swings; the annex has the others."""
_LEAST = 2
"""Rows below which a chart says no more than a sentence."""


def framework_map(context: Context) -> Chart:
    """Where each row of the framework places the workloads; a table with the texts stands beside it."""
    pack = context.pack
    places: dict[tuple[str, str], list[int]] = {}
    for number, workload in enumerate(context.workloads, start=1):
        for place in workload.trace.framework:
            places.setdefault((place.row, place.cell), []).append(number)
    heads = [words.model_with_stage(pack, model) for model in context.outcomes]
    rows = []
    said = []
    for row in pack.rules.framework:
        found = [places.get((row.id, model), []) for model in context.outcomes]
        rows.append(
            GridRow(row.title, tuple(_mark(context, numbers) if numbers else None for numbers in found))
        )
        here = [
            f"{head} ({words.workloads([context.workloads[one - 1] for one in numbers], context.workloads)})"
            if context.several
            else head
            for head, numbers in zip(heads, found, strict=True)
            if numbers
        ]
        said.append(f"{row.title}: {words.listing(here) or 'nowhere'}")
    numbered = context.several and len(context.workloads) <= _NUMBERED
    return Chart(
        id="framework-map",
        title="The framework at a glance",
        alternative=f"A map of the rows of the framework and the models. {'. '.join(said)}.",
        figure=Grid(
            tuple(heads),
            tuple(rows),
            tuple(context.sets_apart(model) for model in context.outcomes),
            tuple(f"{number}  {one.title}" for number, one in enumerate(context.workloads, start=1))
            if numbered
            else (),
        ),
        tabled=True,
    )


def _mark(context: Context, numbers: Sequence[int]) -> str:
    total = len(context.workloads)
    if len(numbers) == total:
        return "You are here" if total == 1 else f"All {total}"
    if total > _NUMBERED:
        return f"{len(numbers)} of {total}"
    return "  ".join(map(str, numbers))


def answer_swings(
    context: Context, place: int, workload: WorkloadRecommendation, swings: Sequence[AnswerSwing]
) -> Chart | None:
    """What each single answer could do to the score that it moves most; None where hardly any does."""
    found = [one for one in swings if one.scores]
    if len(found) < _LEAST:
        return None
    scores = {score.id: score.score for score in workload.dimensions}
    dimensions = context.pack.rules.dimensions
    spans = []
    said = []
    order = sorted(found, key=lambda one: (not moves_advice(workload, one), -_width(one)))
    for swing in order[:_SWINGS]:
        name = _widest(swing)
        low, high = swing.scores[name]
        others = could_become(context, workload, swing)
        bands = dimensions[name].bands
        short = words.question(context.pack, swing.question)
        label = f"{short} · {dimensions[name].title}"
        least, most = (words.figure(round(end)) for end in (low, high))
        marks = (float(bands.medium), float(bands.high))
        spans.append(Span(label, low, high, least, most, bool(others), scores.get(name), marks))
        then = f", and it could lead to {words.listing(others, 'or')}" if others else ""
        said.append(f"{label}: {least} to {most}{then}")
    note = "The thick tick is today's score, the dashed ones are where its bands begin."
    if any(span.lit for span in spans):
        note += " Bars in colour can change today's model or the target by themselves; they come first."
    else:
        note += " None of these answers can change today's model or the target by itself."
    unseen = [one.question for one in swings if moves_advice(workload, one) and one not in order[:_SWINGS]]
    if unseen:
        names = words.listing(words.quoted(words.question(context.pack, one)) for one in unseen)
        note += f" So can {names}."
    return Chart(
        id=f"answer-swings-{place}",
        title="What each single answer could do to a score",
        alternative=f"{'. '.join(said)}.",
        figure=Swings("score", tuple(spans), scale=(0, 100)),
        note=note,
        tabled=True,
    )


def moves_advice(workload: WorkloadRecommendation, swing: AnswerSwing) -> bool:
    """Whether an answer can change today's model or the target by itself."""
    return bool(set(swing.outcomes) - {workload.model} or set(swing.targets) - {workload.target})


def could_become(context: Context, workload: WorkloadRecommendation, swing: AnswerSwing) -> list[str]:
    """Everything else that an answer can lead to by itself, today and as the target."""
    now = [one for one in swing.outcomes if one != workload.model]
    target = [one for one in swing.targets if one != workload.target]
    found: list[Places] = []
    for one in (*context.outcomes, None):
        parts: Places = ()
        if one in now:
            parts = (("now", one),)
        if one in target and one is not None:
            parts = (*parts, ("target", one))
        if parts:
            found.append(parts)
    return [places_said(parts, context.name) for parts in found]


def _widest(swing: AnswerSwing) -> str:
    return max(swing.scores, key=lambda name: swing.scores[name][1] - swing.scores[name][0])


def _width(swing: AnswerSwing) -> float:
    low, high = swing.scores[_widest(swing)]
    return high - low


def climbs(context: Context, place: int, grouped: Sequence[Sequence[ExitCriterion]]) -> Chart | None:
    """How far each answer has to rise, on the ladder of its question's answers; None for a single one."""
    rows = [climb for steps in grouped if (climb := _climb(context, steps)) is not None]
    if len(rows) < _LEAST:
        return None
    said = "; ".join(
        f"{row.label}: from {'open' if row.start is None else row.start + 1} to {row.end + 1} of {row.rungs}"
        for row in rows
    )
    return Chart(
        id=f"climb-{place}",
        title="How far each answer has to rise",
        alternative=f"Ladders of answers, in the order of work. {said}.",
        figure=Ladders(tuple(rows), "today", "needed"),
        tabled=True,
    )


def _climb(context: Context, steps: Sequence[ExitCriterion]) -> Climb | None:
    """The way of one answer; None where its answers have no order or do not rise."""
    question = context.pack.question_by_id[steps[0].question]
    levels = {value.label: value.level for value in domain_of(question).values}
    rungs = sorted({level for level in levels.values() if level is not None})
    start, end = levels.get(steps[0].from_label), levels.get(steps[-1].to_label)
    if end is None or len(rungs) < _LEAST:
        return None
    open_ = start is None or steps[0].presumed
    from_rung = None if open_ or start is None else rungs.index(start)
    return Climb(question.short, len(rungs), from_rung, rungs.index(end))
