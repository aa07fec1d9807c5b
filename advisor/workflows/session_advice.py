"""The advice for an assessment in work, worked out again only where an edit can have changed it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from advisor.decision.engine import engine_for
from advisor.decision.glimpse import glimpse_of, glimpse_workload
from advisor.decision.recommend import recommend_workload, recommendation_of
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.glimpse import Glimpse, WorkloadGlimpse
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation, WorkloadAdvice, WorkloadRecommendation

_Advice = TypeVar("_Advice", bound=WorkloadAdvice)


class _ByWorkload(Generic[_Advice]):
    """Keeps what is said of each workload for as long as its answers, and the organisation's, stay.

    Edits leave what they do not touch as the same objects, so identity tells what is still true.
    """

    def __init__(self, make: Callable[[Assessment, Workload], _Advice]) -> None:
        self._make = make
        self._kept: dict[str, tuple[dict[str, Answer], Workload, _Advice]] = {}

    def of(self, assessment: Assessment, only: str | None = None) -> tuple[_Advice, ...]:
        """What is said of every workload; with ``only``, the others' may be what it was."""
        found = tuple(self._of(assessment, one, only) for one in assessment.workloads)
        self._kept = {one.id: self._kept[one.id] for one in assessment.workloads}
        return found

    def holds(self, assessment: Assessment) -> bool:
        """Whether what is kept is true of every workload."""
        return all(self._holds(assessment, one) for one in assessment.workloads)

    def _of(self, assessment: Assessment, workload: Workload, only: str | None) -> _Advice:
        kept = self._kept.get(workload.id)
        others = only is not None and only != workload.id
        if kept is not None and (others or self._holds(assessment, workload)):
            return kept[2]
        made = self._make(assessment, workload)
        self._kept[workload.id] = (assessment.answers, workload, made)
        return made

    def _holds(self, assessment: Assessment, workload: Workload) -> bool:
        kept = self._kept.get(workload.id)
        return kept is not None and kept[0] is assessment.answers and kept[1] is workload


class Advice:
    """The whole advice for who looks at it, and glimpses at it for what follows every key."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._whole: tuple[Assessment, Recommendation] | None = None
        self._glimpse: tuple[Assessment, Glimpse] | None = None
        self._recommendations = _ByWorkload[WorkloadRecommendation](
            lambda assessment, workload: recommend_workload(engine_for(pack), assessment, workload)
        )
        self._glimpses = _ByWorkload[WorkloadGlimpse](
            lambda assessment, workload: glimpse_workload(engine_for(pack), assessment, workload)
        )

    def whole(self, assessment: Assessment) -> Recommendation:
        """The advice for every workload, with everything that led there."""
        if self._whole is None or self._whole[0] is not assessment:
            workloads = self._recommendations.of(assessment)
            self._whole = (assessment, recommendation_of(self._pack, assessment, workloads))
        return self._whole[1]

    def glimpse(self, assessment: Assessment) -> Glimpse:
        """A glimpse at the advice for every workload."""
        if self._glimpse is None or self._glimpse[0] is not assessment:
            self._glimpse = (assessment, glimpse_of(self._glimpses.of(assessment)))
        return self._glimpse[1]

    def glimpse_first_at(self, assessment: Assessment, workload: str | None) -> Glimpse:
        """One workload's advice as it is now, the first one's for None; the others' may be what it was."""
        if self._glimpse is not None and self._glimpse[0] is assessment:
            return self._glimpse[1]
        ids = [one.id for one in assessment.workloads]
        made = glimpse_of(self._glimpses.of(assessment, workload if workload in ids else ids[0]))
        if self._glimpses.holds(assessment):
            self._glimpse = (assessment, made)
        return made
