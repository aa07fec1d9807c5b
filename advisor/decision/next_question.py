"""Which open question is expected to settle most: of the advice for today, and of the target."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.doubt import doubt
from advisor.decision.engine import engine_for
from advisor.decision.relevance import Step
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.question import Scope


@dataclass(frozen=True, slots=True)
class Worth:
    """What asking one question is expected to settle."""

    step: Step
    bits: float
    """Doubt about the primary decision that its answer is expected to remove, summed over the workloads it
    counts for. It may be 0: some answers tell only together."""


def next_questions(pack: Pack, assessment: Assessment, *, quick: bool = False) -> tuple[Worth, ...]:
    """Open questions that can still change the advice for today or the target, most telling first.

    At a tie they keep the file's order. Empty exactly when the rest can change neither. ``quick`` keeps
    to the quick interview's questions, and may leave nothing although others would still matter.
    """
    engine = engine_for(pack)
    compiled = engine.decisions[pack.manifest.primary_decision]
    worth: dict[tuple[int, str | None], float] = {}
    for workload in assessment.workloads:
        for slot, bits in doubt(compiled, workload.kind, engine.sheet(assessment, workload)).held.items():
            question = pack.questions[slot]
            if question.quick or not quick:
                own = workload.id if question.scope is Scope.WORKLOAD else None
                worth[slot, own] = worth.get((slot, own), 0.0) + bits
    ranked = sorted(worth.items(), key=lambda one: (-round(one[1], 9), one[0][0]))
    return tuple(Worth(Step(pack.questions[slot], own), bits) for (slot, own), bits in ranked)
