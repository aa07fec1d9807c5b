"""Which open question is expected to settle most.

The value of asking is the mutual information between a question's answer and the primary decision's
outcome: how many bits of doubt about the advice the answer removes on average, over all completions
of everything else that is open. Probabilities are exact; only the logarithm is a float.
See C. Shannon, "A Mathematical Theory of Communication" (1948), and D. Lindley, "On a Measure of the
Information Provided by an Experiment" (1956).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log2
from typing import cast

from advisor.decision.engine import CompiledDecision, Engine, engine_for
from advisor.decision.joint import Joint, joint
from advisor.decision.relevance import Step, relevance
from advisor.decision.sheets import Sheet
from advisor.model.assessment import Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Scope


@dataclass(frozen=True, slots=True)
class Worth:
    """What asking one question is expected to settle."""

    step: Step
    bits: float
    """Expected information about the primary decision's outcome, summed over the workloads it counts for."""


def next_questions(pack: Pack, assessment: Assessment, *, quick: bool = False) -> tuple[Worth, ...]:
    """Open questions that can still change the advice, most informative first, then in file order.

    Empty when the rest cannot change the advice. ``quick`` keeps to the quick interview's questions.
    """
    engine = engine_for(pack)
    worth: dict[tuple[str, str | None], float] = {}
    for workload in assessment.workloads:
        truths = relevance(pack, assessment, workload)
        for slot, bits in _information(engine, assessment, workload).items():
            question = pack.questions[slot]
            if truths[question.id] is not False and (question.quick or not quick):
                own = workload.id if question.scope is Scope.WORKLOAD else None
                worth[question.id, own] = worth.get((question.id, own), 0.0) + bits
    found = [Worth(Step(pack.question_by_id[question], own), bits) for (question, own), bits in worth.items()]
    order = {question.id: index for index, question in enumerate(pack.questions)}
    return tuple(sorted(found, key=lambda one: (-one.bits, order[one.step.question.id])))


def joint_outcomes(compiled: CompiledDecision, kind: str, sheet: Sheet) -> Joint:
    """Joint counts of open answers and outcomes; the last group is "no outcome"."""
    outcomes = compiled.decision.outcomes

    def group(payload: Hashable) -> int:
        now = cast(str | None, payload)
        return len(outcomes) if now is None else outcomes.index(now)

    return joint(compiled.advice, kind, sheet, group, len(outcomes) + 1)


def entropy(counts: Sequence[int]) -> float:
    """Shannon entropy of a distribution given as counts, in bits."""
    total = sum(counts)
    return -sum(count / total * log2(Fraction(count, total)) for count in counts if count)


def _information(engine: Engine, assessment: Assessment, workload: Workload) -> dict[int, float]:
    compiled = engine.decisions[engine.pack.manifest.primary_decision]
    found = joint_outcomes(compiled, workload.kind, engine.sheet(assessment, workload))
    doubt = entropy(found.total)
    bits = {}
    for slot, by_value in found.by_value.items():
        whole = sum(map(sum, by_value))
        left = sum(sum(counts) / whole * entropy(counts) for counts in by_value if any(counts))
        bits[slot] = max(0.0, doubt - left)
    return bits
