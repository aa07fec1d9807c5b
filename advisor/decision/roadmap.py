"""The path from now to the target: the answers that must change so that the advice becomes the target.

The search goes down, not up: it sets every answer that work can improve to its best, asks the engine
whether that is enough, and then takes back, the least telling first, whatever is not needed. What is
left is minimal: without any one of its steps the engine would not advise the target.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from advisor.decision.decided import Decided
from advisor.decision.engine import CompiledDecision, Engine, engine_for
from advisor.decision.relevance import relevance
from advisor.decision.sheets import ABSENT, OPEN, Domain, Sheet
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.recommendation import Recommendation, WorkloadRecommendation
from advisor.model.rules import Role


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


@dataclass(frozen=True, slots=True)
class _Rung:
    """A better answer to a question."""

    value: int
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class _Ladder:
    """A question that work can improve: today's value and the better ones, ascending."""

    slot: int
    domain: Domain
    base: int
    today: str
    rungs: tuple[_Rung, ...]
    dimension: str | None
    gain: Fraction
    """Points of its dimension's 100 from today to the best, for the order only."""


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
        self._start = engine.sheet(assessment, workload)

    def path(self) -> WorkloadPath:
        """The path, or why there is none."""
        now, target = self._advice.model, self._advice.target
        if now is None or target is None:
            return self._end(
                False, "The gates leave no admissible model, so there is no target to grow towards."
            )
        moved = self._moved()
        if now == target and not moved:
            return self._end(True, "Now and target are the same.")
        if self._compiled.decision.ordered and self._place(now) > self._place(target):
            return self._end(
                False, f"The target is the lesser model: a choice to make, no skill to gain. {self._why()}"
            )
        ladders = self._ladders(capability=True)
        found = self._search(ladders)
        if found is None and now != target:
            found = self._with_one_more(ladders)
        if found is not None:
            return self._found(found)
        if now == target:
            return self._end(
                True, f"Now and target are the same, because a gate leaves nothing less. {self._gates()}"
            )
        return self._end(False, self._blocked(ladders))

    # The search ------------------------------------------------------------------------------

    def _search(self, ladders: tuple[_Ladder, ...]) -> dict[_Ladder, int] | None:
        """Height on each ladder, minimal; None when even the best answers do not reach the target."""
        heights = {ladder: len(ladder.rungs) for ladder in ladders}
        if not self._reached(heights):
            return None
        for ladder in sorted(ladders, key=lambda one: one.gain):
            for height in range(heights[ladder]):
                if self._reached({**heights, ladder: height}):
                    heights[ladder] = height
                    break
        return {ladder: height for ladder, height in heights.items() if height}

    def _with_one_more(self, ladders: tuple[_Ladder, ...]) -> dict[_Ladder, int] | None:
        """The same with one answer changed that only steers: capability alone was not enough."""
        for steering in self._ladders(capability=False):
            for rung in steering.rungs:
                single = _Ladder(
                    steering.slot,
                    steering.domain,
                    steering.base,
                    steering.today,
                    (rung,),
                    None,
                    Fraction(1000),
                )
                found = self._search((*ladders, single))
                if found is not None:
                    return found
        return None

    def _reached(self, heights: dict[_Ladder, int]) -> bool:
        """Whether the advice, with answers at these heights, is the target or more."""
        decided = Decided(self._compiled, self._workload.kind, self._sheet(heights))
        now, target = decided.outcome.now, self._advice.target
        if now is None or target is None:
            return False
        if self._advice.model == target and _moved(decided):
            return False
        return self._place(now) >= self._place(target) if self._compiled.decision.ordered else now == target

    def _sheet(self, heights: dict[_Ladder, int]) -> Sheet:
        sheet = list(self._start)
        for ladder, height in heights.items():
            sheet[ladder.slot] = ladder.rungs[height - 1].value if height else ladder.base
        return tuple(sheet)

    def _place(self, outcome: str) -> int:
        return self._compiled.decision.outcomes.index(outcome)

    # What can be improved --------------------------------------------------------------------

    def _ladders(self, *, capability: bool) -> tuple[_Ladder, ...]:
        """Relevant, applicable, changeable questions; those of capabilities, or those that only steer."""
        pack = self._engine.pack
        relevant = relevance(pack, self._assessment, self._workload)
        found = []
        for slot, domain in enumerate(self._engine.domains):
            question = domain.question
            base = self._start[slot]
            if not question.changeable or relevant[question.id] is False or base == ABSENT:
                continue
            dimension = self._dimension_of(question.id) if capability else None
            if (dimension is None) == capability:
                continue
            if not capability and (self._weighs(question.id) or question.id not in self._compiled.questions):
                continue
            rungs = tuple(_better(domain, base) if capability else _others(domain, base))
            if rungs:
                gain = self._gain(dimension, domain, base)
                found.append(_Ladder(slot, domain, base, self._today(domain, base), rungs, dimension, gain))
        return tuple(found)

    def _dimension_of(self, question: str) -> str | None:
        """The capability in which the question weighs most."""
        weighed = [
            (Fraction(dimension.weights[question], sum(dimension.weights.values())), name)
            for name, dimension in self._engine.pack.rules.dimensions.items()
            if dimension.role is Role.CAPABILITY and question in dimension.weights
        ]
        return max(weighed, key=lambda entry: entry[0])[1] if weighed else None

    def _weighs(self, question: str) -> bool:
        return any(question in d.weights for d in self._engine.pack.rules.dimensions.values())

    def _gain(self, dimension: str | None, domain: Domain, base: int) -> Fraction:
        if dimension is None or not domain.max_level:
            return Fraction(0)
        weights = self._engine.pack.rules.dimensions[dimension].weights
        level = domain.values[base].level or 0 if base >= 0 else Fraction(domain.max_level, 2)
        return Fraction(weights[domain.question.id], sum(weights.values())) * (
            1 - Fraction(level) / domain.max_level
        )

    def _today(self, domain: Domain, base: int) -> str:
        if base >= 0:
            return domain.values[base].label
        own = domain.question.scope is Scope.WORKLOAD
        given: Answer | None = self._assessment.answer(domain.question.id, self._workload.id if own else None)
        return "Unknown" if given and given.state is AnswerState.UNKNOWN else "Not answered yet"

    # What is said ----------------------------------------------------------------------------

    def _found(self, heights: dict[_Ladder, int]) -> WorkloadPath:
        steps = []
        for rung in range(max(heights.values(), default=0)):
            for ladder in sorted(heights, key=lambda one: -one.gain):
                if heights[ladder] > rung:
                    own = ladder.domain.question.scope is Scope.WORKLOAD
                    steps.append(
                        ExitCriterion(
                            question=ladder.domain.question.id,
                            workload=self._workload.id if own else None,
                            from_label=ladder.rungs[rung - 1].label if rung else ladder.today,
                            to_label=ladder.rungs[rung].label,
                            dimension=ladder.dimension,
                        )
                    )
        many = len(heights)
        reason = (
            "One answer has to change, and nothing less is enough."
            if many == 1
            else f"{many} answers have to change; none of them can be left out."
        )
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

    def _end(self, reachable: bool, reason: str) -> WorkloadPath:
        return WorkloadPath(
            self._advice.id, self._advice.model, self._advice.target, (), reachable, reason.strip()
        )

    def _moved(self) -> bool:
        return any(
            trace.moved_by_gate for trace in self._advice.trace.decisions if trace.id == self._compiled.id
        )

    def _why(self) -> str:
        traces = [trace for trace in self._advice.trace.decisions if trace.id == self._compiled.id]
        return next((trace.reason for trace in traces if trace.reason), "")

    def _gates(self) -> str:
        traces = [trace for trace in self._advice.trace.decisions if trace.id == self._compiled.id]
        return " ".join(gate.reason for trace in traces for gate in trace.gates if gate.fires)

    def _blocked(self, ladders: tuple[_Ladder, ...]) -> str:
        """What stands in the way when every answer that work can improve is at its best."""
        decision = self._compiled.decision
        best = Decided(
            self._compiled, self._workload.kind, self._sheet({one: len(one.rungs) for one in ladders})
        )
        hit = max(best.hits, key=lambda one: best.hits[one])
        gates = [gate.reason for i, gate in enumerate(decision.gates) if hit.gates >> i & 1]
        intro = "Even with every answer at its best that your own work can improve, the advice stays below the target."
        if gates:
            return f"{intro} Gates in the way: {' '.join(gates)}"
        row = decision.otherwise if hit.row < 0 else decision.table[hit.row]
        return f"{intro} The rule that decides then: {row.reason}"


def _moved(decided: Decided) -> bool:
    """Whether the advised outcome mostly comes from a gate that moved a row's outcome."""
    compiled = decided.compiled
    weights = [0, 0]
    for hit, weight in decided.hits.items():
        verdict = compiled.verdicts[hit]
        if verdict.now == decided.outcome.now:
            weights[verdict.moved] += weight
    return weights[1] > weights[0]


def _better(domain: Domain, base: int) -> Iterator[_Rung]:
    """One value for each level above today's, ascending; of several choices, those that keep today's."""
    level = (domain.values[base].level or 0) if base >= 0 else domain.min_level
    kept = domain.values[base].ids if base >= 0 else frozenset[str]()
    for wanted in sorted({value.level or 0 for value in domain.values if (value.level or 0) > level}):
        fitting = [i for i, value in enumerate(domain.values) if value.level == wanted]
        best = min(fitting, key=lambda i: (not kept <= domain.values[i].ids, len(domain.values[i].ids)))
        yield _Rung(best, domain.values[best].label)


def _others(domain: Domain, base: int) -> Iterator[_Rung]:
    """Every other single value of a question that only steers."""
    for index, value in enumerate(domain.values):
        if index != base and base != OPEN and len(value.ids) == 1:
            yield _Rung(index, value.label)
