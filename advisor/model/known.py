"""Whether enough is known to call an outcome advice, told the same way wherever a headline stands."""

from __future__ import annotations

from advisor.model.recommendation import Recommendation, WorkloadAdvice

_HALF = 0.5


def too_little_known(workload: WorkloadAdvice) -> bool:
    """Whether what is told of a workload is no more than a guess.

    That is so while open answers can still change it and they do so in more than half of all ways, or
    nothing that is scored has been answered at all.
    """
    if workload.decided:
        return False
    share = workload.share_none if workload.model is None else workload.shares.get(workload.model, 0.0)
    return share < _HALF or not any(dimension.answered for dimension in workload.dimensions)


def leaning(workload: WorkloadAdvice) -> str:
    """How a guess is introduced: ``likeliest`` where nothing is more frequent, else ``on balance``."""
    share = workload.share_none if workload.model is None else workload.shares.get(workload.model, 0.0)
    return "likeliest" if share >= max((*workload.shares.values(), workload.share_none)) else "on balance"


def leaning_of_all(workloads: tuple[WorkloadAdvice, ...]) -> str:
    """The same for several: ``likeliest`` only where that is true of each."""
    return "likeliest" if all(leaning(each) == "likeliest" for each in workloads) else "on balance"


def differing(recommendation: Recommendation) -> str | None:
    """In what the workloads differ: ``now``, ``as the target``, or both; None when in nothing."""
    told = recommendation.workloads
    now = len({each.model for each in told}) > 1
    target = len({each.target for each in told}) > 1
    if now and target:
        return "now and as the target"
    return "now" if now else "as the target" if target else None
