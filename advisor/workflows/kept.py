"""Answers that are kept and do not count any more, told to whoever gave them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from advisor.content.assessment_places import AssessmentPlaces
from advisor.content.assessments import LoadedAssessment
from advisor.content.condition_tools import everything, questions_in
from advisor.decision.labels import answer_label
from advisor.decision.relevance import Step, no_longer_relevant
from advisor.errors import Problem, Severity
from advisor.model.question import Scope

_CODE = "kept-answer"
_MOST_NAMED = 5


def kept_answers(loaded: LoadedAssessment) -> tuple[Problem, ...]:
    """A warning for each answer that does not count, at its place in the file, with the reason.

    Raises:
        UnusableInput: the file cannot be read again.
    """
    steps = no_longer_relevant(loaded.pack, loaded.assessment)
    if not steps:
        return ()
    places = AssessmentPlaces(loaded.path) if loaded.path else None
    found = []
    for step in steps:
        line, column = places.answer(*step.key) if places else (None, None)
        message = f"the answer to “{step.question.id}” is kept, not counted: {_because(loaded, step, steps)}"
        hint = "nothing is lost; it counts again when the question is asked again"
        found.append(Problem(_name(loaded), line, column, message, hint, _CODE, Severity.WARNING))
    return tuple(sorted(found, key=lambda each: (each.line or 0, each.column or 0)))


def kept_among(loaded: LoadedAssessment, keys: Collection[tuple[str, str | None]]) -> tuple[Problem, ...]:
    """A warning for each of these answers that does not count, with the reason, without its place.

    Args:
        loaded: an assessment, possibly with answers that its file does not have.
        keys: questions with their workload, None for the organisation's.
    """
    steps = no_longer_relevant(loaded.pack, loaded.assessment)
    return tuple(
        Problem(
            f"--set {step.workload}/{step.question.id}" if step.workload else f"--set {step.question.id}",
            None,
            None,
            f"the answer to “{step.question.id}” is kept, not counted: {_because(loaded, step, steps)}",
            None,
            _CODE,
            Severity.WARNING,
        )
        for step in steps
        if step.key in keys
    )


def kept_notice(loaded: LoadedAssessment, name: str | None = None) -> tuple[Problem, ...]:
    """The same in one line for all, without reading the file again; nothing when every answer counts."""
    steps = no_longer_relevant(loaded.pack, loaded.assessment)
    if not steps:
        return ()
    named = [f"{step.question.id} ({step.workload})" if step.workload else step.question.id for step in steps]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    count = "1 answer is" if len(named) == 1 else f"{len(named)} answers are"
    message = f"{count} kept, not counted, because other answers leave the question out: "
    message += ", ".join(named[:_MOST_NAMED]) + more
    hint = f"“advisor check {loaded.path}” says why" if loaded.path else None
    return (Problem(name or _name(loaded), None, None, message, hint, _CODE, Severity.WARNING),)


def _name(loaded: LoadedAssessment) -> str:
    return str(loaded.path or Path("assessment"))


def _because(loaded: LoadedAssessment, step: Step, dropped: tuple[Step, ...]) -> str:
    """The answers, or the kind of workload, that leave the question out."""
    pack, condition = loaded.pack, step.question.relevant_when
    if condition is None:
        return "it is not asked here"
    conditions = pack.rules.conditions
    reasons = []
    workload = next((each for each in loaded.assessment.workloads if each.id == step.workload), None)
    if workload and any(each.kind for each in everything(condition, conditions)):
        kind = next(each for each in pack.manifest.workload_kinds if each.id == workload.kind)
        reasons.append(f"this workload is “{kind.title}”")
    left_out = {other.key for other in dropped}
    asked = questions_in(condition, conditions)
    for question in (each for each in pack.questions if each.id in asked):
        of = step.workload if question.scope is Scope.WORKLOAD else None
        if (question.id, of) in left_out:
            reasons.append(f"“{question.short}” is not asked either")
        else:
            answer = answer_label(question, loaded.assessment.answer(question.id, of))
            reasons.append(f"“{question.short}” is “{answer}”")
    return "it is not asked because " + " and ".join(reasons) if reasons else "it is not asked here"
