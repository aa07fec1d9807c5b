"""Why: the decisive row, the scores with intervals and bands, the gates, the shares."""

from __future__ import annotations

from fractions import Fraction

from advisor.model.recommendation import DecisionTrace, DimensionScore, WorkloadRecommendation
from advisor.model.weighing import weighing_sentence
from advisor.reporting import words
from advisor.reporting.blocks import (
    Block,
    Callout,
    Cell,
    Column,
    Paragraph,
    ScoreBar,
    Scores,
    Section,
    Share,
    Shares,
    Table,
    Tone,
)
from advisor.reporting.context import Context


def why(context: Context) -> Section:
    """The reasons, workload by workload."""
    intro = Paragraph(
        "Capabilities say what a team can run; the weaker one is the ceiling. Needs say what it should run."
        " Hard rules are written obligations and hard facts: they exclude, and are never averaged."
    )
    if not context.several:
        return Section("why", "Why", (intro, *_reasons(context, context.workloads[0])))
    parts = tuple(
        Section(f"why-{place}", workload.title, tuple(_reasons(context, workload)))
        for place, workload in enumerate(context.workloads, start=1)
    )
    return Section("why", "Why", (intro,), parts)


def _reasons(context: Context, workload: WorkloadRecommendation) -> list[Block]:
    trace = context.trace(workload)
    blocks: list[Block] = []
    if trace is not None:
        blocks.append(_decisive(context, trace))
    blocks.append(Scores("Scores, 0 to 100", tuple(_bar(context, score) for score in workload.dimensions)))
    if trace is not None:
        blocks += _gates(context, workload, trace)
        if not trace.decided:
            blocks.append(_shares(context, trace))
    return blocks


def _decisive(context: Context, trace: DecisionTrace) -> Block:
    if trace.now is None:
        return Callout(
            Tone.SERIOUS,
            "Hard rules collide",
            "No model is left",
            text="See the hard rules below: together they exclude all.",
        )
    return Callout(
        tone=Tone.INFO,
        label="Decisive rule",
        title=trace.reason or "No single rule stands out",
        text=(
            f"Now: {words.model_with_stage(context.pack, trace.now)}."
            f" Target: {words.model_with_stage(context.pack, trace.target)}{_doubt(trace)}."
            f"{_moved(context, trace)}"
        ),
    )


def _doubt(trace: DecisionTrace) -> str:
    share = words.target_share(trace)
    return "" if share is None else f", open: {words.ways(share)}"


def _moved(context: Context, trace: DecisionTrace) -> str:
    """Why the advice is another model than the one that its rule names; empty when it is the same."""
    named = next((row.now for row in trace.rows if row.id == trace.row), trace.now)
    if named == trace.now:
        return ""
    name = words.model_with_stage(context.pack, named)
    if any(gate.fires and named in gate.excludes for gate in trace.gates):
        return f" The rule itself names {name}; a hard rule moves the advice to the nearest admissible model."
    return (
        f" The rule itself names {name}. Open answers may still let a hard rule exclude it, and on balance of"
        " all that is possible the other model is the advice."
    )


def _bar(context: Context, score: DimensionScore) -> ScoreBar:
    bands = context.pack.rules.dimensions[score.id].bands
    role = score.role.value
    if score.score is None:
        value, band = "No score", "nothing applies"
        sentence = f"{score.title} ({role}): no score, because none of its questions applies."
    else:
        value = words.score(score.score)
        band = words.bands(score)
        sentence = f"{score.title} ({role}): {value} of 100, {band}"
        if score.low is not None and score.high is not None and score.low != score.high:
            sentence += f"; open answers leave {words.score(score.low)} to {words.score(score.high)} possible"
        sentence += f". Medium begins at {bands.medium}, high at {bands.high}."
    return ScoreBar(
        label=f"{score.title} ({role})",
        score=score.score,
        low=score.low,
        high=score.high,
        medium_from=bands.medium,
        high_from=bands.high,
        value=value,
        band=f"{band} · {score.answered} of {score.asked} answered",
        alternative=sentence,
    )


def _gates(context: Context, workload: WorkloadRecommendation, trace: DecisionTrace) -> list[Block]:
    shown = [gate for gate in trace.gates if gate.share > 0]
    if not shown:
        return [Paragraph("No hard rule excludes anything here.")]
    rows = tuple(
        (
            Cell(gate.reason),
            Cell(words.listing(words.model_with_stage(context.pack, model) for model in gate.excludes)),
            Cell(
                "Holds" if gate.fires else "Not sure yet",
                detail=None if gate.fires else "An open answer decides",
                lit=gate.fires,
            ),
            Cell(words.listing(words.question(context.pack, question) for question in gate.questions)),
        )
        for gate in shown
    )
    columns = (
        Column("gate", "Hard rule"),
        Column("excludes", "Excludes"),
        Column("state", "State"),
        Column("rests_on", "Rests on"),
    )
    title = f"Hard rules for {workload.title}" if context.several else "Hard rules"
    return [Table(title, columns, rows)]


def _shares(context: Context, trace: DecisionTrace) -> Shares:
    parts = [
        Share(
            label=words.model_with_stage(context.pack, outcome),
            share=trace.shares[outcome],
            value=words.percent(Fraction(exact)),
            exact=exact,
            lit=outcome == trace.now,
        )
        for outcome, exact in trace.exact.items()
        if outcome in trace.shares
    ]
    if trace.without_outcome > 0:
        left = 1 - sum((Fraction(part.exact) for part in parts), Fraction(0))
        parts.append(
            Share(words.NO_MODEL, trace.without_outcome, words.percent(left), str(left), trace.now is None)
        )
    sentence = words.listing(f"{part.label} {part.value}" for part in parts)
    return Shares(
        "Where the open answers could still lead",
        tuple(parts),
        f"Of all ways to fill them: {sentence}. {weighing_sentence(context.pack)}",
    )
