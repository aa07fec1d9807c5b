"""A recommendation with everything that led to it, of all workloads or one."""

from __future__ import annotations

from advisor.content.names import choose_from
from advisor.errors import Problem, UnusableInput
from advisor.model.recommendation import WorkloadRecommendation
from advisor.workflows.score import Scored


def workloads_to_explain(scored: Scored, wanted: str | None) -> tuple[WorkloadRecommendation, ...]:
    """The workloads to explain: all, or the one with this id.

    Raises:
        UnusableInput: the assessment has no such workload.
    """
    workloads = scored.recommendation.workloads
    chosen = tuple(workload for workload in workloads if wanted in (None, workload.id))
    if not chosen:
        raise UnusableInput(
            [
                Problem(
                    file=str(scored.loaded.path or scored.recommendation.assessment),
                    line=None,
                    column=None,
                    message=f"there is no workload “{wanted}”",
                    hint=choose_from(wanted or "", [workload.id for workload in workloads]),
                    code="workload-not-found",
                )
            ]
        )
    return chosen
