"""The firmness of the advice, workload by workload, as a result that can be shown and written."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from advisor.decision.counterfactual import Change, Counterfactual, counterfactuals
from advisor.decision.decided import Counted
from advisor.decision.doubt import doubt
from advisor.decision.engine import Engine, engine_for
from advisor.decision.next_question import next_questions
from advisor.decision.relevance import answered_state
from advisor.decision.reported import Reported, relevant
from advisor.decision.sheets import OPEN
from advisor.decision.slips import losses
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
    Slip,
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
    swings = tornado(engine, primary, workload.kind, sheet)
    state = answered_state(engine.pack, assessment, workload)
    return Robustness(
        workload=workload.id,
        decided=decided.decided,
        settled=decided.settled,
        complete=not any(
            value == OPEN and relevant(domain.question.id, state) is not False
            for domain, value in zip(engine.domains, sheet, strict=True)
        ),
        doubt=round(doubt(compiled, workload.kind, sheet).bits, 6),
        next_questions=tuple(
            OpenQuestion(question=one.step.question.id, workload=one.step.workload, bits=round(one.bits, 6))
            for one in next_questions(engine.pack, alone)
        ),
        alternatives=tuple(map(_alternative, found.now.values())),
        target_alternatives=tuple(map(_alternative, found.target.values())),
        slips=tuple(
            Slip(
                lowers=one.lowers,
                outcome=one.outcome,
                role=one.role,
                change=AnswerChange(
                    question=one.question, before=one.before, after=one.after, steps=one.steps
                ),
            )
            for one in losses(engine, primary, sheet, (decided.outcome.now, decided.outcome.target), swings)
        ),
        firmness=_firmness(engine, state),
        tornado=tuple(
            AnswerSwing(
                question=swing.question,
                answer=swing.answer,
                scores={name: (rounded(low), rounded(high)) for name, (low, high) in swing.scores.items()},
                outcomes=swing.outcomes,
                targets=swing.targets,
            )
            for swing in swings
        ),
    )


def _alternative(one: Counterfactual) -> Alternative:
    return Alternative(
        outcome=one.outcome,
        changes=tuple(map(_change, one.changes)),
        presumes=tuple(map(_change, one.presumes)),
        steps=one.steps,
    )


def _change(change: Change) -> AnswerChange:
    return AnswerChange(
        question=change.question, before=change.before, after=change.after, steps=change.steps
    )


def _firmness(engine: Engine, state: Reported) -> Firmness:
    found = stability(engine, engine.pack.manifest.primary_decision, state)
    return Firmness(
        basis=found.basis,
        outcome=found.outcome,
        target=found.target,
        all_weights=_most(found.whole.delta, 6),
        flips_to=found.whole.beyond[0] if found.whole.delta is not None else None,
        target_flips_to=found.whole.beyond[1] if found.whole.delta is not None else None,
        now_weights=_most(found.now.delta, 6),
        now_flips_to=found.now.beyond[0] if found.now.delta is not None else None,
        weights=tuple(
            WeightRange(
                dimension=one.dimension,
                question=one.question,
                weight=one.weight,
                low=_least(one.interval.low),
                high=_most(one.interval.high),
                now_low=_least(one.now.low),
                now_high=_most(one.now.high),
            )
            for one in found.weights
        ),
        thresholds=tuple(
            ThresholdRange(
                dimension=one.dimension,
                band=one.band,
                threshold=one.threshold,
                low=_least(one.interval.low),
                high=_most(one.interval.high),
                now_low=_least(one.now.low),
                now_high=_most(one.now.high),
            )
            for one in found.thresholds
        ),
    )


def _most(limit: Fraction | None, places: int = 4) -> float | None:
    """An upper limit, rounded down: what is said to hold up to it does."""
    return None if limit is None else floor(limit * 10**places) / 10**places


def _least(limit: Fraction | None, places: int = 4) -> float | None:
    """A lower limit, rounded up."""
    return None if limit is None else ceil(limit * 10**places) / 10**places
