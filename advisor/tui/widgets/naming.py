"""What things are called: ids into the words of the pack.

A name that the pack does not know shows its id, so that a result of an older pack stays readable.
"""

from __future__ import annotations

from advisor.model.glimpse import WorkloadGlimpse
from advisor.model.pack import Pack
from advisor.model.recommendation import DecisionTrace, WorkloadAdvice, WorkloadRecommendation


def readable(slug: str) -> str:
    """An id as words: ``online_inference`` becomes ``Online inference``."""
    return slug.replace("_", " ").replace("-", " ").capitalize()


def outcome_name(pack: Pack, decision: str, outcome: str | None) -> str:
    """The label of an outcome; says so when there is none."""
    if outcome is None:
        return "none is admissible"
    known = pack.rules.decisions.get(decision)
    return known.labels.get(outcome, readable(outcome)) if known else readable(outcome)


def model_name(pack: Pack, model: str | None) -> str:
    """What a model is called; its own title where the pack describes it."""
    known = pack.model_by_id.get(model) if model else None
    if known is not None:
        return known.title
    return outcome_name(pack, pack.manifest.primary_decision, model)


def stage_name(pack: Pack, model: str | None) -> str | None:
    """``Crawl``, ``Walk`` or ``Run`` in the bundled pack; None when the pack has no stages."""
    known = pack.model_by_id.get(model) if model else None
    return readable(known.stage) if known else None


def full_name(pack: Pack, model: str | None) -> str:
    """Stage and label together: ``Walk · Partially managed``."""
    stage = stage_name(pack, model)
    name = model_name(pack, model)
    return f"{stage} · {name}" if stage else name


def short_name(pack: Pack, model: str | None) -> str:
    """The stage where there is one, else the label."""
    return stage_name(pack, model) or model_name(pack, model)


def question_name(pack: Pack, question: str) -> str:
    """The few words that name a question."""
    known = pack.question_by_id.get(question)
    return known.short if known else readable(question)


def kind_name(pack: Pack, kind: str) -> str:
    """The title of a workload's kind."""
    return next((k.title for k in pack.manifest.workload_kinds if k.id == kind), readable(kind))


def primary_trace(pack: Pack, workload: WorkloadRecommendation) -> DecisionTrace | None:
    """How the primary decision came out for a workload."""
    wanted = pack.manifest.primary_decision
    return next((d for d in workload.trace.decisions if d.id == wanted), None)


def open_questions(pack: Pack, workload: WorkloadAdvice) -> tuple[str, ...]:
    """Open questions that can still change a workload's model or target, most telling first."""
    if isinstance(workload, WorkloadGlimpse):
        return workload.open_questions
    trace = primary_trace(pack, workload) if isinstance(workload, WorkloadRecommendation) else None
    return trace.open_questions if trace is not None else ()
