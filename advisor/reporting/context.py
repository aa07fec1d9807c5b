"""What every part of a report is written from, looked up once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from advisor.decision.firm_words import Voice
from advisor.decision.next_question import next_questions
from advisor.decision.practices import PracticeAdvice
from advisor.decision.relevance import relevance
from advisor.decision.roadmap import WorkloadPath
from advisor.model.assessment import Answer, AnswerState, Assessment
from advisor.model.bill_answers import Evidence
from advisor.model.catalogue import InfrastructureModel, Persona
from advisor.model.economics import Estimate
from advisor.model.known import too_little_known
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.recommendation import (
    Contribution,
    DecisionTrace,
    Recommendation,
    WorkloadRecommendation,
)
from advisor.model.robustness import Robustness
from advisor.reporting import words

_FEW = 4
"""While less than one in so many questions is answered, a report is an early one."""


@dataclass(frozen=True)
class OpenQuestion:
    """A relevant question without an answer, and what hangs on it."""

    question: str
    workload: WorkloadRecommendation | None
    """None when one answer serves all workloads."""
    state: AnswerState | None
    """``unknown``, or None for not answered yet."""
    decisions: tuple[str, ...]
    """Decisions that still depend on it, the primary one first; empty when none does."""
    settles: float
    """Share of the doubt about model and target, between 0 and 1, that its answer is expected to remove."""
    pending: bool
    """Whether the advice, today's or the target's, hangs on it, and not only another decision."""


@dataclass(frozen=True)
class Context:
    """The result and everything around it. Sections read from here and recompute nothing."""

    pack: Pack
    assessment: Assessment
    recommendation: Recommendation
    persona: Persona
    practices: tuple[PracticeAdvice, ...]
    roadmap: tuple[WorkloadPath, ...]
    robustness: tuple[Robustness, ...] = ()
    estimate: Estimate | None = None
    no_costs: str | None = None
    """Why costs cannot be told although the pack has prices."""
    evidence: Evidence | None = None
    """What a bill shows; None where none was given."""

    @property
    def workloads(self) -> tuple[WorkloadRecommendation, ...]:
        """The advice, workload by workload."""
        return self.recommendation.workloads

    @property
    def several(self) -> bool:
        """Whether there is more than one workload to tell apart."""
        return len(self.workloads) > 1

    @cached_property
    def early(self) -> bool:
        """Whether so little is answered that most of a report would only repeat what the pack holds."""
        answered = sum(score.answered for each in self.workloads for score in each.dimensions)
        asked = sum(score.asked for each in self.workloads for score in each.dimensions)
        return all(map(too_little_known, self.workloads)) and answered * _FEW < asked

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The models, least to most."""
        return self.pack.primary.outcomes

    @cached_property
    def models_now(self) -> tuple[str, ...]:
        """Every model advised for today, least to most."""
        found = {workload.model for workload in self.workloads}
        return tuple(outcome for outcome in self.outcomes if outcome in found)

    def sets_apart(self, model: str) -> bool:
        """Whether a column of this model is to be marked as advised: not when all of them would be."""
        return model in self.models_now and len(self.models_now) < len(self.outcomes)

    @cached_property
    def models_target(self) -> tuple[str, ...]:
        """Every model to grow towards, least to most."""
        found = {workload.target for workload in self.workloads}
        return tuple(outcome for outcome in self.outcomes if outcome in found)

    def profile(self, model: str) -> InfrastructureModel | None:
        """A model's profile, None where the pack describes none."""
        return self.pack.model_by_id.get(model)

    def trace(self, workload: WorkloadRecommendation, decision: str | None = None) -> DecisionTrace | None:
        """How a decision came out for a workload; the primary one when none is named."""
        wanted = decision or self.pack.manifest.primary_decision
        return next((trace for trace in workload.trace.decisions if trace.id == wanted), None)

    def answer(self, question: str, workload: str | None) -> Answer | None:
        """The answer that counts for a workload, by the question's scope."""
        scope = self.pack.question_by_id[question].scope
        return self.assessment.answer(question, workload if scope is Scope.WORKLOAD else None)

    def contributions(self, question: str, workload: str | None) -> tuple[Contribution, ...]:
        """What an answer adds to each dimension; for the organisation's, as the first workload sees it."""
        shown = next((w for w in self.workloads if workload is None or w.id == workload), None)
        if shown is None:
            return ()
        return tuple(part for part in shown.trace.contributions if part.question == question)

    def asked(self, question: str, workload: WorkloadRecommendation | None) -> bool:
        """Whether a question is, or may still become, relevant for a workload; for any when none is named."""
        seen = [workload] if workload else self.workloads
        return any(self._relevance[one.id].get(question) is not False for one in seen)

    @cached_property
    def _relevance(self) -> dict[str, dict[str, bool | None]]:
        return {one.id: relevance(self.pack, self.assessment, one) for one in self.assessment.workloads}

    @cached_property
    def open_questions(self) -> tuple[OpenQuestion, ...]:
        """Open questions on which a decision still hangs, in the order of what each is expected to settle.

        Those that can change the advice come first; see ``pending``.
        """
        hanging: dict[tuple[str, str | None], dict[str, None]] = {}
        for workload in self.workloads:
            for trace in workload.trace.decisions:
                for question in trace.open_questions:
                    own = self.pack.question_by_id[question].scope is Scope.WORKLOAD
                    key = (question, workload.id if own else None)
                    hanging.setdefault(key, {})[trace.id] = None
        for key in self._ranks:
            hanging.setdefault(key, {})[self.pack.manifest.primary_decision] = None
        found = [self._open(question, workload, tuple(of)) for (question, workload), of in hanging.items()]
        last = len(self._ranks)
        found.sort(
            key=lambda one: self._ranks.get((one.question, one.workload.id if one.workload else None), last)
        )
        return tuple(found)

    @cached_property
    def pending(self) -> tuple[OpenQuestion, ...]:
        """The open questions that can still change the advice or the target, the most telling first.

        The one source of their number, wherever a report tells it.
        """
        return tuple(one for one in self.open_questions if one.pending)

    @cached_property
    def _ranks(self) -> dict[tuple[str, str | None], int]:
        """The places of the questions that can change the advice or the target, the most telling first."""
        found = next_questions(self.pack, self.assessment)
        return {one.step.key: place for place, one in enumerate(found)}

    def _open(self, question: str, workload: str | None, decisions: tuple[str, ...]) -> OpenQuestion:
        given = self.assessment.answer(question, workload)
        primary = self.pack.manifest.primary_decision
        seen = [w for w in self.workloads if workload in (None, w.id)]
        bits = sum(self._bits.get((shown.id, question), 0.0) for shown in seen)
        doubt = sum(firm.doubt for shown in seen if (firm := self.firmness(shown)))
        return OpenQuestion(
            question=question,
            workload=next((w for w in self.workloads if w.id == workload), None),
            state=given.state if given else None,
            decisions=tuple(sorted(decisions, key=lambda decision: decision != primary)),
            settles=min(1.0, bits / doubt) if doubt else 0.0,
            pending=(question, workload) in self._ranks,
        )

    def name(self, outcome: str | None) -> str:
        """What a model is called within a sentence."""
        return "no model" if outcome is None else words.model_with_stage(self.pack, outcome)

    @property
    def voice(self) -> Voice:
        """How models and limits are said in this report."""
        return Voice(self.name, words.figure)

    def firmness(self, workload: WorkloadRecommendation) -> Robustness | None:
        """How firm the advice for a workload is; None when nobody worked it out."""
        return next((one for one in self.robustness if one.workload == workload.id), None)

    @cached_property
    def _bits(self) -> dict[tuple[str, str], float]:
        """Workload and question to the bits that its answer is expected to settle there."""
        return {(w.workload, one.question): one.bits for w in self.robustness for one in w.next_questions}

    def idle_open_questions(self) -> Iterator[tuple[str, WorkloadRecommendation | None]]:
        """Open questions that count towards a score but on which no decision hangs any more."""
        matter = {
            (entry.question, entry.workload.id if entry.workload else None) for entry in self.open_questions
        }
        seen: set[tuple[str, str | None]] = set()
        for workload in self.workloads:
            for part in workload.trace.contributions:
                if part.state not in {"unknown", "not_answered"}:
                    continue
                own = self.pack.question_by_id[part.question].scope is Scope.WORKLOAD
                key = (part.question, workload.id if own else None)
                if key not in matter and key not in seen:
                    seen.add(key)
                    yield part.question, workload if own else None
