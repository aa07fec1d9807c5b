"""The path from now to the target: the answers that must change so that the advice becomes the target.

The search goes down, not up: it sets every answer that work can improve to its best, asks the engine
whether that is enough, and then takes back, the least telling first, whatever is not needed. What is
left is minimal: without any one of its steps the engine would not advise the target.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.decision.decided import Decided
from advisor.decision.engine import CompiledDecision, Engine, engine_for, row_of
from advisor.decision.ladders import Ladder, capability_ladders, steering_ladders
from advisor.decision.sheets import OPEN, Sheet
from advisor.model.assessment import Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.recommendation import DecisionTrace, Recommendation, WorkloadRecommendation

_Heights = Mapping[Ladder, int]
"""How many rungs up each ladder; 0 is today's answer."""


@dataclass(frozen=True, slots=True)
class ExitCriterion:
    """One answer that has to move one level up."""

    question: str
    workload: str | None
    """None when the answer is the organisation's."""
    from_label: str
    to_label: str
    dimension: str | None
    """The capability that it raises; None for an answer that only steers."""


@dataclass(frozen=True, slots=True)
class WorkloadPath:
    """What has to change for one workload to reach its target."""

    workload: str
    now: str | None
    target: str | None
    steps: tuple[ExitCriterion, ...]
    """In order, one level at a time; empty when there is nothing to climb, or no way up."""
    reachable: bool
    reason: str
    """Generated sentences, names from the pack in them."""


def roadmap(pack: Pack, assessment: Assessment, recommendation: Recommendation) -> tuple[WorkloadPath, ...]:
    """The path of every workload, in the order of the assessment."""
    engine = engine_for(pack)
    advice = {one.id: one for one in recommendation.workloads}
    return tuple(
        _Search(engine, assessment, workload, advice[workload.id]).path()
        for workload in assessment.workloads
        if workload.id in advice
    )


class _Search:
    """The search for one workload."""

    def __init__(
        self, engine: Engine, assessment: Assessment, workload: Workload, advice: WorkloadRecommendation
    ) -> None:
        self._engine = engine
        self._assessment = assessment
        self._workload = workload
        self._advice = advice
        self._compiled: CompiledDecision = engine.decisions[engine.pack.manifest.primary_decision]
        self._trace: DecisionTrace = next(t for t in advice.trace.decisions if t.id == self._compiled.id)
        self._start = engine.sheet(assessment, workload)

    def path(self) -> WorkloadPath:
        """The path, or why there is none."""
        now, target = self._advice.model, self._advice.target
        if now is None or target is None:
            return self._end(
                False, "The gates leave no admissible model, so there is no target to grow towards."
            )
        if now == target and not self._trace.moved_by_gate:
            return self._end(True, "Now and target are the same.")
        if self._compiled.decision.ordered and self._place(now) > self._place(target):
            return self._end(
                False,
                "The target is the lesser model: a choice to make, and no skill to gain."
                f" {self._trace.reason or ''}",
            )
        ladders = capability_ladders(self._engine, self._assessment, self._workload, self._start)
        found = self._search(ladders)
        if found is None and now != target:
            found = self._with_one_more(ladders)
        if found is not None:
            return self._found(found)
        if now == target:
            gates = " ".join(gate.reason for gate in self._trace.gates if gate.fires)
            return self._end(
                True, f"Now and target are the same, because a gate leaves nothing less. {gates}"
            )
        return self._end(False, self._blocked(ladders))

    # The search ------------------------------------------------------------------------------

    def _search(self, ladders: tuple[Ladder, ...]) -> _Heights | None:
        """A minimal height on each ladder; None when even the best answers do not reach the target."""
        heights = {ladder: len(ladder.rungs) for ladder in ladders}
        if not self._reached(heights):
            return None
        for ladder in sorted(ladders, key=lambda one: one.gain):
            for height in range(heights[ladder]):
                if self._reached({**heights, ladder: height}):
                    heights[ladder] = height
                    break
        return {ladder: height for ladder, height in heights.items() if height}

    def _with_one_more(self, ladders: tuple[Ladder, ...]) -> _Heights | None:
        """The same with one answer changed that only steers: capability alone was not enough."""
        steering = steering_ladders(
            self._engine, self._assessment, self._workload, self._start, self._compiled
        )
        for single in steering:
            found = self._search((*ladders, single))
            if found is not None:
                return found
        return None

    def _reached(self, heights: _Heights) -> bool:
        """Whether the advice, with answers at these heights, is the target or more, and no gate's doing."""
        decided = Decided(self._compiled, self._workload.kind, self._sheet(heights))
        now, target = decided.outcome.now, self._advice.target
        if now is None or target is None or (self._advice.model == target and _moved(decided)):
            return False
        return self._place(now) >= self._place(target) if self._compiled.decision.ordered else now == target

    def _sheet(self, heights: _Heights) -> Sheet:
        sheet = list(self._start)
        for ladder, height in heights.items():
            sheet[ladder.slot] = ladder.rungs[height - 1].value if height else ladder.base
        return tuple(sheet)

    def _place(self, outcome: str) -> int:
        return self._compiled.decision.outcomes.index(outcome)

    # What is said ----------------------------------------------------------------------------

    def _found(self, heights: _Heights) -> WorkloadPath:
        steps = [
            self._step(ladder, rung)
            for rung in range(max(heights.values(), default=0))
            for ladder in sorted(heights, key=lambda one: -one.gain)
            if heights[ladder] > rung
        ]
        reason = (
            "One answer has to change, and nothing less is enough."
            if len(heights) == 1
            else f"{len(heights)} answers have to change; none of them can be left out."
        )
        if any(ladder.base == OPEN for ladder in heights):
            reason += " Settle the open ones first: some may already be there."
        if self._advice.model == self._advice.target:
            reason = f"A gate asks for this model before the capability for it is there. {reason}"
        return WorkloadPath(
            self._advice.id,
            self._advice.model,
            self._advice.target,
            tuple(steps),
            reachable=True,
            reason=reason,
        )

    def _step(self, ladder: Ladder, rung: int) -> ExitCriterion:
        question = ladder.domain.question
        return ExitCriterion(
            question=question.id,
            workload=self._workload.id if question.scope is Scope.WORKLOAD else None,
            from_label=ladder.rungs[rung - 1].label if rung else ladder.today,
            to_label=ladder.rungs[rung].label,
            dimension=ladder.dimension,
        )

    def _end(self, reachable: bool, reason: str) -> WorkloadPath:
        return WorkloadPath(
            self._advice.id, self._advice.model, self._advice.target, (), reachable, reason.strip()
        )

    def _blocked(self, ladders: tuple[Ladder, ...]) -> str:
        """What stands in the way when every answer that work can improve is at its best."""
        decision, target = self._compiled.decision, self._advice.target
        heights = {ladder: len(ladder.rungs) for ladder in ladders}
        best = Decided(self._compiled, self._workload.kind, self._sheet(heights))
        end = max(best.ends, key=lambda one: best.ends[one])
        fired = max(best.fired, key=lambda mask: best.fired[mask])
        gates = [
            gate.reason for i, gate in enumerate(decision.gates) if fired >> i & 1 and target in gate.exclude
        ]
        intro = "Even with the best answers that your own work can bring, the advice stays below the target."
        if gates:
            return f"{intro} Gates in the way: {' '.join(gates)}"
        row = row_of(decision, end.row)
        return f"{intro} The rule that decides then: {row.reason}"


def _moved(decided: Decided) -> bool:
    """Whether the advised outcome mostly comes from a gate that moved a row's outcome."""
    weights = {True: 0, False: 0}
    for end, weight in decided.ends.items():
        if end.now == decided.outcome.now:
            weights[row_of(decided.compiled.decision, end.row).now != end.now] += weight
    return weights[True] > weights[False]
