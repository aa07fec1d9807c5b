"""Scenarios: what one supposes, made of two states, put upon an assessment, kept and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from advisor.content.answers import NOT_APPLICABLE, UNKNOWN, read_answer
from advisor.content.names import choose_from, shown
from advisor.content.numbers import unambiguous
from advisor.content.yaml_reader import At, Source
from advisor.errors import Problem
from advisor.model.assessment import Answer, AnswerState, Assessment
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.scenario import UNANSWERED, AnswerText, Scenario
from advisor.model.scenario_weights import (
    Weights,
    reweighted,
    weight_problem,
    weights_between,
    without_effect,
)
from advisor.workflows.scenario_amounts import amounts_between, put_amounts
from advisor.workflows.session_edits import with_answer


@dataclass(frozen=True, slots=True)
class Supposed:
    """An assessment as a scenario supposes it, and the pack with the weights that it supposes."""

    assessment: Assessment
    pack: Pack
    left_out: tuple[Problem, ...] = ()
    """What the scenario names and cannot be supposed any more; the rest holds all the same."""


# Putting a scenario upon an assessment ---------------------------------------------------------------


def suppose(pack: Pack, assessment: Assessment, scenario: Scenario, source: Source) -> Supposed:
    """The assessment as the scenario supposes it; ``source`` is the scenario's data, with its places."""
    left: list[Problem] = []
    supposed = assessment
    for at, question_id, workload, value in _answers(scenario):
        scope = Scope.ORGANISATION if workload is None else Scope.WORKLOAD
        question = pack.question_by_id.get(question_id)
        if workload is not None and workload not in [each.id for each in assessment.workloads]:
            hint = choose_from(workload, [each.id for each in assessment.workloads])
            left.append(_problem(source, at, f"there is no workload “{shown(workload)}”", hint))
        elif question is None or question.scope is not scope:
            own = [each.id for each in pack.questions if each.scope is scope]
            message = f"there is no such question “{shown(question_id)}”"
            left.append(_problem(source, at, message, choose_from(question_id, own)))
        elif value == UNANSWERED:
            supposed = with_answer(supposed, question_id, workload, None)
        else:
            before = len(source.problems)
            answer = read_answer(source, at, question)
            left += source.problems[before:]
            if answer is not None:
                remarked = _with_remarks(answer, assessment.answer(question_id, workload))
                supposed = with_answer(supposed, question_id, workload, remarked)
    weights = _weights(pack, scenario, source, left)
    if scenario.economics:
        supposed = put_amounts(pack, supposed, scenario.economics, source, left)
    return Supposed(supposed, reweighted(pack, weights), tuple(left))


def _answers(scenario: Scenario) -> Iterator[tuple[At, str, str | None, AnswerText]]:
    for question, value in scenario.answers.items():
        yield ("answers", question), question, None, value
    for workload, answers in scenario.workloads.items():
        for question, value in answers.items():
            yield ("workloads", workload, question), question, workload, value


def _with_remarks(answer: Answer, before: Answer | None) -> Answer:
    """Note and evidence of an answer stay where the scenario brings none."""
    if before is None or answer.note or answer.evidence:
        return answer
    return answer.model_copy(update={"note": before.note, "evidence": before.evidence})


def _weights(pack: Pack, scenario: Scenario, source: Source, left: list[Problem]) -> Weights:
    found: Weights = {}
    dimensions = pack.rules.dimensions
    for name, weights in scenario.weights.items():
        for question, weight in weights.items():
            at: At = ("weights", name, question)
            if name not in dimensions:
                hint = choose_from(name, dimensions)
                left.append(_problem(source, at, f"there is no dimension “{shown(name)}”", hint))
            elif question not in dimensions[name].weights:
                message = f"“{shown(question)}” does not count in “{dimensions[name].title}”"
                left.append(_problem(source, at, message, choose_from(question, dimensions[name].weights)))
            elif (why := weight_problem(pack, name, question, weight)) is not None:
                left.append(_problem(source, at, why, None))
            else:
                found.setdefault(name, {})[question] = weight
    if (empty := without_effect(pack, found)) is not None:
        left.append(_problem(source, ("weights",), f"in “{empty}” nothing would count any more", None))
        return {}
    return found


def _problem(source: Source, at: At, message: str, hint: str | None) -> Problem:
    return source.problem(at, message, hint, "left-out", key=True)


# Making a scenario of two states ---------------------------------------------------------------------


def scenario_between(
    name: str,
    present: tuple[Pack, Assessment],
    supposed: tuple[Pack, Assessment],
    note: str | None = None,
) -> Scenario:
    """The changes that lead from the present to what is supposed; notes and evidence are no changes.

    Workloads that only one of the two has are no part of a scenario, nor are titles.
    """
    pack, before = present
    other, after = supposed
    workloads = {
        each.id: changed
        for each in before.workloads
        if (changed := _changed(each.answers, _workload_answers(after, each.id)))
    }
    return Scenario.model_construct(
        name=name,
        note=note,
        answers=_changed(before.answers, after.answers),
        workloads=workloads,
        weights=weights_between(pack, other),
        economics=amounts_between(before.economics, after.economics),
    )


def other_workloads(before: Assessment, after: Assessment) -> bool:
    """Whether workloads were added or removed, which a scenario cannot say."""
    return [each.id for each in before.workloads] != [each.id for each in after.workloads]


def _workload_answers(assessment: Assessment, workload: str) -> Mapping[str, Answer] | None:
    return next((each.answers for each in assessment.workloads if each.id == workload), None)


def _changed(before: Mapping[str, Answer], after: Mapping[str, Answer] | None) -> dict[str, AnswerText]:
    if after is None:
        return {}
    found: dict[str, AnswerText] = {}
    for question in (*before, *(each for each in after if each not in before)):
        was, will = before.get(question), after.get(question)
        if will is None:
            found[question] = UNANSWERED
        elif was is None or _bare(was) != _bare(will):
            found[question] = answer_text(will)
    return found


def _bare(answer: Answer) -> Answer:
    return answer.model_copy(update={"note": None, "evidence": None})


def answer_text(answer: Answer) -> AnswerText:
    """An answer as a scenario holds it, without its remarks."""
    if answer.state is AnswerState.UNKNOWN:
        return UNKNOWN
    if answer.state is AnswerState.NOT_APPLICABLE:
        return {NOT_APPLICABLE: answer.reason or "supposed"}
    if answer.choices is not None:
        return answer.choices
    if answer.number is not None:
        return unambiguous(Decimal(answer.number))
    if answer.text is not None:
        return {"text": answer.text}
    # An option may be called like one of our words; the long form cannot be mistaken.
    choice = answer.choice or ""
    return {"choice": choice} if choice in (UNANSWERED, UNKNOWN) else choice
