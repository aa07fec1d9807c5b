"""Which questions are relevant, and which answers no longer count."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.engine import engine_for
from advisor.decision.reported import Reported, Truth, relevant
from advisor.decision.trace import answers_for
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Question, Scope


def answered_state(pack: Pack, assessment: Assessment, workload: Workload) -> Reported:
    """What relevance may look at: the answers of a workload, no bands and no outcomes."""
    engine = engine_for(pack)
    return Reported(
        pack=pack,
        domains=engine.domain_by_id,
        slots=engine.slots,
        kind=workload.kind,
        sheet=engine.sheet(assessment, workload),
        answers=answers_for(pack, assessment, workload),
        bands={},
        outcomes={},
    )


def relevance(pack: Pack, assessment: Assessment, workload: Workload) -> dict[str, Truth]:
    """For each question: relevant, not relevant, or unknown while answers it depends on are open."""
    state = answered_state(pack, assessment, workload)
    return {question.id: relevant(question.id, state) for question in pack.questions}


@dataclass(frozen=True, slots=True)
class Step:
    """One question to one addressee."""

    question: Question
    workload: str | None
    """The workload that it is asked of; None for the organisation."""

    @property
    def key(self) -> tuple[str, str | None]:
        """What identifies the step."""
        return (self.question.id, self.workload)


def given(assessment: Assessment, step: Step) -> Answer | None:
    """The answer to a step, if there is one."""
    return assessment.answer(step.question.id, step.workload)


def ordered(pack: Pack, scope: Scope) -> list[Question]:
    """The questions of a scope, section by section, in file order within each."""
    order = {section.id: index for index, section in enumerate(pack.sections)}
    asked = [question for question in pack.questions if question.scope is scope]
    return sorted(asked, key=lambda question: order[question.section])


def walk(pack: Pack, assessment: Assessment, *, quick: bool, dropped: bool) -> tuple[Step, ...]:
    """Every question in the interview's order: those that are asked, or those that relevance dropped."""
    by_workload = {workload.id: relevance(pack, assessment, workload) for workload in assessment.workloads}
    found: list[Step] = []
    for question in ordered(pack, Scope.ORGANISATION):
        counts = [truth[question.id] is not False for truth in by_workload.values()]
        if any(counts) is not dropped and (question.quick or not quick):
            found.append(Step(question, None))
    for workload, truth in by_workload.items():
        for question in ordered(pack, Scope.WORKLOAD):
            if (truth[question.id] is not False) is not dropped and (question.quick or not quick):
                found.append(Step(question, workload))
    return tuple(found)


def no_longer_relevant(pack: Pack, assessment: Assessment) -> tuple[Step, ...]:
    """Questions whose answer is kept but does not count any more."""
    return tuple(
        step
        for step in walk(pack, assessment, quick=False, dropped=True)
        if given(assessment, step) is not None
    )


def may_lapse(pack: Pack, before: Assessment, after: Assessment) -> bool:
    """Whether an edit can change which answers count: cheaper to tell than which ones do."""
    if len(before.workloads) != len(after.workloads):
        return True
    pairs = [(before.answers, after.answers)]
    for old, new in zip(before.workloads, after.workloads, strict=True):
        if (old.id, old.kind) != (new.id, new.kind):
            return True
        pairs.append((old.answers, new.answers))
    steering = engine_for(pack).steering
    return any(
        question in steering or pack.question_by_id[question].relevant_when is not None
        for old, new in pairs
        if old is not new
        for question in old.keys() | new.keys()
        if old.get(question) is not new.get(question)
    )
