"""What supposed weights do: advice and scores beside the present, and how far each weight may go."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.engine import engine_for
from advisor.decision.recommend import recommend
from advisor.decision.relevance import answered_state
from advisor.decision.stability import Interval, Stability, stability
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation


@dataclass(frozen=True, slots=True)
class Weighed:
    """One workload under the pack's weights and under others."""

    workload: str
    title: str
    present: WorkloadRecommendation
    supposed: WorkloadRecommendation
    present_firm: Stability
    firm: Stability
    """Of the supposed weights."""

    def interval(self, dimension: str, question: str) -> Interval | None:
        """Where a weight may lie, all others as supposed; None where its question plays no part."""
        for one in self.firm.weights:
            if (one.dimension, one.question) == (dimension, question):
                return one.interval
        return None


def weigh(own: Pack, supposed: Pack, assessment: Assessment) -> tuple[Weighed, ...]:
    """Every workload of an assessment, by both; about a tenth of a second."""
    both = [recommend(pack, assessment, open_too=False).workloads for pack in (own, supposed)]
    primary = own.manifest.primary_decision
    found = []
    for workload, present, other in zip(assessment.workloads, *both, strict=True):
        firm = [
            stability(engine_for(pack), primary, answered_state(pack, assessment, workload))
            for pack in (own, supposed)
        ]
        title = workload.title or workload.id
        found.append(Weighed(workload.id, title, present, other, *firm))
    return tuple(found)


def range_words(interval: Interval | None, weight: int, advice: str = "advice") -> str:
    """In which range of a weight the advice stays, in words; weights are whole numbers.

    ``advice`` names the one that stays, since it may be another than the present.
    """
    if interval is None:
        return "not asked here"
    low, high = interval.low, interval.high
    # The bounds themselves may flip, so the range is told by the whole numbers inside.
    least = None if low is None else low.numerator // low.denominator + 1
    most = None if high is None else -((-high.numerator) // high.denominator) - 1
    if least is not None:
        least = min(least, weight)
    if most is not None:
        most = max(most, weight)
    if least is None and most is None:
        return "any weight: other answers or a gate decide"
    if least is None:
        return f"{advice} stays: up to {most}"
    if most is None:
        return f"{advice} stays: {least} and more"
    return f"{advice} stays: {least} to {most}"
