"""The path from now to the target: the answers that must change so that the advice becomes the target.

The path is a counterfactual with a direction: the fewest answers, then the fewest levels, that work
has to lift. It may only raise answers to capability questions; where those are not enough, one answer
that merely steers may change as well, and no more of those than it takes. The result is a global
minimum. Open answers may come out either way at no cost; those without which the advice would not be
the target are part of the path, as what has to be settled first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.decision.cheapest import after, cheapest, needed, split
from advisor.decision.counterfactual import counterfactuals
from advisor.decision.decided import Decided
from advisor.decision.engine import CompiledDecision, End, Engine, engine_for, row_of
from advisor.decision.ladders import Ladders, capability_of, ladders, room
from advisor.decision.roadmap_words import asked, settled_first, shorter
from advisor.decision.sheets import Sheet
from advisor.model.assessment import AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.recommendation import DecisionTrace, Recommendation, WorkloadRecommendation


@dataclass(frozen=True, slots=True)
class ExitCriterion:
    """One answer that has to move one level up, or an open one that has to come out so."""

    question: str
    workload: str | None
    """None when the answer is the organisation's."""
    from_label: str
    to_label: str
    dimension: str | None
    """The capability that it raises, else the dimension that it counts in; None for one that only steers."""
    presumed: bool = False
    """The answer is open today: it has to be settled, and may be so already."""


@dataclass(frozen=True, slots=True)
class WorkloadPath:
    """What has to change for one workload to reach its target."""

    workload: str
    now: str | None
    target: str | None
    steps: tuple[ExitCriterion, ...]
    """In order, open answers first, then one level at a time; empty without a climb."""
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
                False, "The hard rules leave no admissible model, so there is no target to grow towards."
            )
        if now == target and not self._trace.moved_by_gate:
            return self._end(True, "Now and target are the same.")
        if self._compiled.decision.ordered and self._place(now) > self._place(target):
            return self._end(
                False,
                "The target is the lesser model: a choice to make, and no skill to gain."
                f" {self._trace.reason or ''}",
            )
        found = self._search(steering=False)
        if found is None and now != target:
            found = self._search(steering=True)
        if found is not None:
            return found
        if now == target:
            gates = " ".join(gate.reason for gate in self._trace.gates if gate.fires)
            return self._end(
                True, f"Now and target are the same, because a hard rule leaves nothing less. {gates}"
            )
        return self._end(False, self._blocked())

    # The search ------------------------------------------------------------------------------

    def _search(self, *, steering: bool) -> WorkloadPath | None:
        """The least climb; None when no answer that may move reaches the target."""
        compiled, kind, start = self._compiled, self._workload.kind, self._start
        upward = ladders(self._engine, start, compiled, steering=steering)
        reached = cheapest(compiled, kind, start, upward.moves, lambda end: self._arrived(end) or None)
        if True not in reached:
            return None
        changed, opened = split(start, reached[True])
        spare_first = sorted(opened, key=lambda slot: room(self._engine, start, slot))
        presumed = needed(start, changed, {slot: opened[slot] for slot in spare_first}, self._enough)
        if opened:
            lowered = self._lowered(upward, {**presumed, **changed})
            changed, presumed = split(start, tuple(lowered.items()))
        return self._found(upward, changed, presumed, steering=steering)

    def _lowered(self, upward: Ladders, wanted: dict[int, int]) -> dict[int, int]:
        """The same answers, each no higher than it takes while the other open ones stay open."""
        found = dict(wanted)
        for slot in sorted(wanted, key=lambda slot: room(self._engine, self._start, slot)):
            for value in (self._start[slot], *upward.rungs(slot, wanted[slot])):
                if self._enough(after(self._start, {**found, slot: value})):
                    found[slot] = value
                    break
        return {slot: value for slot, value in found.items() if value != self._start[slot]}

    def _enough(self, sheet: Sheet) -> bool:
        """Whether the advice on a sheet is the target or more, and not by a gate's doing."""
        decided = Decided(self._compiled, self._workload.kind, sheet)
        now = decided.outcome.now
        if now is None:
            return False
        rows: dict[int, int] = {}
        for end, weight in decided.ends.items():
            if end.now == now:
                rows[end.row] = rows.get(end.row, 0) + weight
        return self._arrived(End(max(rows, key=rows.__getitem__), now, decided.outcome.target))

    def _arrived(self, end: End) -> bool:
        """Whether an end is the target or more, by its row's own word and not by a gate's doing."""
        target, named = self._advice.target, row_of(self._compiled.decision, end.row).now
        if end.now is None or target is None:
            return False
        if not self._compiled.decision.ordered:
            return end.now == named == target
        return min(self._place(end.now), self._place(named)) >= self._place(target)

    def _place(self, outcome: str) -> int:
        return self._compiled.decision.outcomes.index(outcome)

    # What is said ----------------------------------------------------------------------------

    def _found(
        self, upward: Ladders, changed: dict[int, int], presumed: dict[int, int], *, steering: bool
    ) -> WorkloadPath:
        climb, many = tuple(self._climb(upward, changed)), len(changed)
        reason = asked(many, len(climb), steering=steering)
        if changed:
            found = counterfactuals(self._engine, self._compiled.id, self._workload.kind, self._start)
            reason += shorter(self._engine.pack, many, found.now.get(self._advice.target))
        reason += settled_first(len(presumed))
        if self._advice.model == self._advice.target:
            reason = f"A hard rule asks for this model before the capability for it is there. {reason}"
        settled = [self._step(slot, None, presumed[slot]) for slot in sorted(presumed)]
        return WorkloadPath(
            self._advice.id,
            self._advice.model,
            self._advice.target,
            (*settled, *climb),
            reachable=True,
            reason=reason,
        )

    def _climb(self, upward: Ladders, changed: dict[int, int]) -> Iterator[ExitCriterion]:
        """First a level for each answer, the one with the most room first, then the next level."""
        by_room = sorted(changed, key=lambda slot: -room(self._engine, self._start, slot))
        ways = {slot: (self._start[slot], *upward.rungs(slot, changed[slot])) for slot in by_room}
        for rung in range(1, max(map(len, ways.values()), default=1)):
            for slot, way in ways.items():
                if rung < len(way):
                    yield self._step(slot, way[rung - 1], way[rung])

    def _step(self, slot: int, before: int | None, after: int) -> ExitCriterion:
        domain = self._engine.domains[slot]
        question = domain.question
        own = self._workload.id if question.scope is Scope.WORKLOAD else None
        given = self._assessment.answer(question.id, own)
        still_open = "Unknown" if given and given.state is AnswerState.UNKNOWN else "Not answered yet"
        return ExitCriterion(
            question=question.id,
            workload=own,
            from_label=still_open if before is None else domain.values[before].label,
            to_label=domain.values[after].label,
            dimension=capability_of(self._engine, question.id) or self._dimension(question.id),
            presumed=before is None,
        )

    def _dimension(self, question: str) -> str | None:
        dimensions = self._engine.pack.rules.dimensions
        return next((name for name, one in dimensions.items() if question in one.weights), None)

    def _end(self, reachable: bool, reason: str) -> WorkloadPath:
        return WorkloadPath(
            self._advice.id, self._advice.model, self._advice.target, (), reachable, reason.strip()
        )

    def _blocked(self) -> str:
        """What stands in the way when every answer that work can improve is at its best."""
        decision, target = self._compiled.decision, self._advice.target
        upward = ladders(self._engine, self._start, self._compiled, steering=False)
        best = Decided(self._compiled, self._workload.kind, upward.best())
        end = max(best.ends, key=lambda one: best.ends[one])
        fired = max(best.fired, key=lambda mask: best.fired[mask])
        gates = [
            gate.reason for i, gate in enumerate(decision.gates) if fired >> i & 1 and target in gate.exclude
        ]
        intro = "Even with the best answers that your own work can bring, the advice stays below the target."
        if gates:
            return f"{intro} Hard rules in the way: {' '.join(gates)}"
        return f"{intro} The rule that decides then: {row_of(decision, end.row).reason}"
