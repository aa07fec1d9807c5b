"""The advice for a workload without how it came about: what stays in sight while answers are given.

It leaves out warnings, the other decisions and the trace, which take most of the time of a whole
recommendation.
"""

from __future__ import annotations

from advisor.decision.advice_fields import advice_fields, overall
from advisor.decision.decided import Counted
from advisor.decision.engine import Engine, engine_for
from advisor.decision.relevance import answered_state
from advisor.decision.trace import contribution_states, open_questions
from advisor.model.assessment import Assessment, Workload
from advisor.model.glimpse import Glimpse, WorkloadGlimpse
from advisor.model.pack import Pack


def glimpse(pack: Pack, assessment: Assessment) -> Glimpse:
    """A glimpse at the advice for every workload."""
    engine = engine_for(pack)
    return glimpse_of(tuple(glimpse_workload(engine, assessment, each) for each in assessment.workloads))


def glimpse_of(workloads: tuple[WorkloadGlimpse, ...]) -> Glimpse:
    """Glimpses at workloads, taken together."""
    return Glimpse.model_construct(workloads=workloads, overall=overall(workloads))


def glimpse_workload(engine: Engine, assessment: Assessment, workload: Workload) -> WorkloadGlimpse:
    """A glimpse at the advice for one workload."""
    pack, kind = engine.pack, workload.kind
    state = answered_state(pack, assessment, workload)
    compiled = engine.decisions[pack.manifest.primary_decision]
    one = Counted.of(compiled, kind, state.sheet)
    return WorkloadGlimpse.model_construct(
        **advice_fields(
            engine,
            workload,
            {name: engine.dimension(name, kind, state.sheet) for name in pack.rules.dimensions},
            contribution_states(state),
            one,
            compiled.fired(kind, state.sheet),
        ),
        open_questions=open_questions(one, state),
    )
