"""The firmness of the advice, workload by workload, as a result that can be shown and written."""

from __future__ import annotations

from fractions import Fraction

from advisor.decision.counterfactual import Change, counterfactuals
from advisor.decision.decided import Counted
from advisor.decision.doubt import doubt
from advisor.decision.engine import Engine, engine_for
from advisor.decision.next_question import next_questions
from advisor.decision.relevance import answered_state
from advisor.decision.stability import stability
from advisor.decision.tornado import tornado
from advisor.decision.trace import rounded
from advisor.model.assessment import Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.robustness import (
    Alternative,
    AnswerChange,
    AnswerSwing,
    Firmness,
    OpenQuestion,
    Robustness,
    ThresholdRange,
    WeightRange,
)


def robustness(pack: Pack, assessment: Assessment) -> tuple[Robustness, ...]:
    """How firm the advice is for every workload."""
    engine = engine_for(pack)
    return tuple(_of_workload(engine, assessment, workload) for workload in assessment.workloads)


def _of_workload(engine: Engine, assessment: Assessment, workload: Workload) -> Robustness:
    primary = engine.pack.manifest.primary_decision
    sheet = engine.sheet(assessment, workload)
    alone = assessment.model_copy(update={"workloads": (workload,)})
    compiled = engine.decisions[primary]
    decided = Counted.of(compiled, workload.kind, sheet)
    found = counterfactuals(engine, primary, workload.kind, sheet)
    return Robustness(
        workload=workload.id,
        decided=decided.decided,
        settled=decided.settled,
        doubt=round(doubt(compiled, workload.kind, sheet).bits, 6),
        next_questions=tuple(
            OpenQuestion(question=one.step.question.id, workload=one.step.workload, bits=round(one.bits, 6))
            for one in next_questions(engine.pack, alone)
        ),
        alternatives=tuple(
            Alternative(
                outcome=one.outcome,
                changes=tuple(map(_change, one.changes)),
                presumes=tuple(map(_change, one.presumes)),
                steps=one.steps,
            )
            for one in found.values()
        ),
        firmness=_firmness(engine, assessment, workload),
        tornado=tuple(
            AnswerSwing(
                question=swing.question,
                answer=swing.answer,
                scores={name: (rounded(low), rounded(high)) for name, (low, high) in swing.scores.items()},
                outcomes=swing.outcomes,
            )
            for swing in tornado(engine, primary, workload.kind, sheet)
        ),
    )


def _change(change: Change) -> AnswerChange:
    return AnswerChange(
        question=change.question, before=change.before, after=change.after, steps=change.steps
    )


def _firmness(engine: Engine, assessment: Assessment, workload: Workload) -> Firmness:
    state = answered_state(engine.pack, assessment, workload)
    found = stability(engine, engine.pack.manifest.primary_decision, state)
    return Firmness(
        basis=found.basis,
        outcome=found.outcome,
        all_weights=_figure(found.all_weights, 6),
        flips_to=found.flips_to,
        weights=tuple(
            WeightRange(
                dimension=one.dimension,
                question=one.question,
                weight=one.weight,
                low=_figure(one.interval.low),
                high=_figure(one.interval.high),
            )
            for one in found.weights
        ),
        thresholds=tuple(
            ThresholdRange(
                dimension=one.dimension,
                band=one.band,
                threshold=one.threshold,
                low=_figure(one.interval.low),
                high=_figure(one.interval.high),
            )
            for one in found.thresholds
        ),
    )


def _figure(value: Fraction | None, places: int = 4) -> float | None:
    return None if value is None else rounded(value, places)
