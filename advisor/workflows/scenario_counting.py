"""One column of the table of scenarios: what holds there, and everything that is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.decided import Counted
from advisor.decision.engine import engine_for
from advisor.decision.recommend import recommend
from advisor.decision.relevance import answered_state
from advisor.decision.stability import Stability, stability
from advisor.model.assessment import Assessment
from advisor.model.economics import Estimate, WorkloadEstimate
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation, WorkloadRecommendation
from advisor.workflows.tco import costs_or_reason


@dataclass(frozen=True, slots=True)
class Side:
    """One column before it is counted: its name, and what holds there."""

    name: str
    pack: Pack
    assessment: Assessment
    note: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counting:
    """One column, counted."""

    side: Side
    recommendation: Recommendation
    settled: dict[str, bool]
    firm: dict[str, Stability]
    estimate: Estimate | None
    no_costs: str | None
    """Why there is none, in words; None where the pack has no prices."""

    def advice(self, workload: str) -> WorkloadRecommendation | None:
        """What is advised for a workload; None where it is not there."""
        return next((each for each in self.recommendation.workloads if each.id == workload), None)

    def money(self, workload: str) -> WorkloadEstimate | None:
        """What a workload costs; None where that cannot be told."""
        found = self.estimate.workloads if self.estimate else ()
        return next((each for each in found if each.workload == workload), None)


def counted(side: Side) -> Counting:
    """Everything that is told of a column; some tenths of a second."""
    pack, assessment = side.pack, side.assessment
    recommendation = recommend(pack, assessment, open_too=False)
    engine, primary = engine_for(pack), pack.manifest.primary_decision
    settled, firm = {}, {}
    for workload in assessment.workloads:
        sheet = engine.sheet(assessment, workload)
        settled[workload.id] = Counted.of(engine.decisions[primary], workload.kind, sheet).settled
        firm[workload.id] = stability(engine, primary, answered_state(pack, assessment, workload))
    estimate, why = costs_or_reason(pack, assessment, recommendation)
    return Counting(side, recommendation, settled, firm, estimate, why)
