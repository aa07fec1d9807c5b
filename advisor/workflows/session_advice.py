"""The advice for an assessment in work, worked out again only where an edit can have changed it."""

from __future__ import annotations

from advisor.decision.engine import engine_for
from advisor.decision.recommend import overall, recommend, recommend_workload
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation, WorkloadRecommendation

_Kept = tuple[dict[str, Answer], Workload, WorkloadRecommendation]


class Advice:
    """Keeps each workload's advice for as long as its answers, and those of the organisation, stay.

    Edits leave what they do not touch as the same objects, so identity tells what is still true.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._kept: dict[str, _Kept] = {}
        self._whole: tuple[Assessment, Recommendation] | None = None

    def whole(self, assessment: Assessment) -> Recommendation:
        """The advice for every workload."""
        if self._whole is None or self._whole[0] is not assessment:
            self._whole = (assessment, self._made(assessment, None))
        return self._whole[1]

    def first(self, assessment: Assessment, workload: str | None) -> Recommendation:
        """One workload's advice as it is now, the first one's for None; the others' may be what it was."""
        if self._whole is not None and self._whole[0] is assessment:
            return self._whole[1]
        ids = [one.id for one in assessment.workloads]
        made = self._made(assessment, workload if workload in ids else ids[0])
        if all(self._holds(assessment, one) for one in assessment.workloads):
            self._whole = (assessment, made)
        return made

    def _made(self, assessment: Assessment, only: str | None) -> Recommendation:
        if self._whole is None:
            return self._keep(assessment, recommend(self._pack, assessment))
        workloads = tuple(self._of(assessment, one, only) for one in assessment.workloads)
        self._kept = {one.id: self._kept[one.id] for one in assessment.workloads}
        return self._whole[1].model_copy(
            update={
                "assessment": assessment.id,
                "organisation": assessment.organisation,
                "persona": assessment.persona,
                "workloads": workloads,
                "overall": overall(workloads),
            }
        )

    def _of(self, assessment: Assessment, workload: Workload, only: str | None) -> WorkloadRecommendation:
        kept = self._kept.get(workload.id)
        others = only is not None and only != workload.id
        if kept is not None and (others or self._holds(assessment, workload)):
            return kept[2]
        made = recommend_workload(engine_for(self._pack), assessment, workload)
        self._kept[workload.id] = (assessment.answers, workload, made)
        return made

    def _holds(self, assessment: Assessment, workload: Workload) -> bool:
        """Whether what is kept for a workload is still true."""
        kept = self._kept.get(workload.id)
        return kept is not None and kept[0] is assessment.answers and kept[1] is workload

    def _keep(self, assessment: Assessment, recommendation: Recommendation) -> Recommendation:
        self._kept = {
            workload.id: (assessment.answers, workload, advice)
            for workload, advice in zip(assessment.workloads, recommendation.workloads, strict=True)
        }
        self._whole = (assessment, recommendation)
        return recommendation
