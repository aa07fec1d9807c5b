"""Questions: unique names, answers that fit their type, sound ranges, relevance without circles."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from advisor.content.answers import UNKNOWN
from advisor.content.check_conditions import ConditionChecker, Place
from advisor.content.condition_tools import circles, questions_in
from advisor.content.pack_files import QUESTIONS, PackFiles
from advisor.content.pack_names import Names, value_ids
from advisor.content.yaml_reader import At
from advisor.model.question import NumberFormat, Question, Questionnaire, QuestionType, Scope

MOST_TOGETHER = 12
"""Options that can be chosen together; every set of them is a possible answer, so more would not end."""


def check_questions(files: PackFiles, names: Names, checker: ConditionChecker) -> None:
    """Report what is wrong in ``questions.yaml`` beyond its form."""
    questionnaire = files.get(QUESTIONS, Questionnaire)
    if questionnaire is None:
        return
    unique(files, QUESTIONS, ("sections",), "section", [each.id for each in questionnaire.sections])
    unique(files, QUESTIONS, ("questions",), "question", [each.id for each in questionnaire.questions])
    for index, question in enumerate(questionnaire.questions):
        at: At = ("questions", index)
        message = f"there is no section “{question.section}”"
        files.refer(QUESTIONS, (*at, "section"), message, question.section, sorted(names.sections))
        if question.id not in names.unread:
            _check_shape(files, at, question)
            _check_likelihood(files, at, question)
        place = (
            Place.ORGANISATION_RELEVANCE
            if question.scope is Scope.ORGANISATION and question.id not in names.unread
            else Place.WORKLOAD_RELEVANCE
        )
        checker.check(QUESTIONS, (*at, "relevant_when"), question.relevant_when, place)
    _check_circles(files, names, questionnaire)


def unique(
    files: PackFiles, file: str, at: At, what: str, ids: Iterable[str], *, key: str | None = "id"
) -> None:
    """Report every id in a list that stood in it before."""
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name in first:
            before = files.sources[file].mark((*at, first[name]))
            where = f", first in line {before.line}" if before else ""
            here = (*at, index, key) if key else (*at, index)
            message = f"the {what} “{name}” stands here a second time{where}"
            files.report(file, here, message, "give each its own id", "duplicate-id")
        else:
            first[name] = index


def _check_shape(files: PackFiles, at: At, question: Question) -> None:
    with_options = question.type in (QuestionType.SINGLE, QuestionType.MULTIPLE)
    if with_options:
        if len(question.options) < 2:
            message = f"a question of type “{question.type}” needs at least two options"
            files.report(QUESTIONS, at, message, "add “options”", "options")
        unique(files, QUESTIONS, (*at, "options"), "option", [each.id for each in question.options])
    elif question.options:
        message = f"a question of type “{question.type}” has no options"
        hint = "delete them, or make it “single” or “multiple”"
        files.report(QUESTIONS, (*at, "options"), message, hint, "options", key=True)
    for index, option in enumerate(question.options):
        if option.id == UNKNOWN:
            message = f"“{UNKNOWN}” is what every question can be answered with already"
            here = (*at, "options", index, "id")
            files.report(QUESTIONS, here, message, "give the option another id", "reserved-id")
        if option.alone and question.type is not QuestionType.MULTIPLE:
            message = "“alone” means something only where several options can be chosen"
            files.report(QUESTIONS, (*at, "options", index, "alone"), message, "delete it", "alone", key=True)
    together = sum(1 for option in question.options if not option.alone)
    if question.type is QuestionType.MULTIPLE and together > MOST_TOGETHER:
        message = f"{together} options that can be chosen together are more than {MOST_TOGETHER}"
        files.report(QUESTIONS, (*at, "options"), message, "split the question", "options", key=True)
    if question.type is QuestionType.NUMBER:
        if question.number is None:
            message = "a question for a number needs “number” with its unit, bounds and bins"
            files.report(QUESTIONS, at, message, None, "number")
        else:
            _check_bins(files, (*at, "number"), question.number)
    elif question.number is not None:
        message = f"a question of type “{question.type}” has no “number”"
        files.report(QUESTIONS, (*at, "number"), message, "delete it", "number", key=True)


def _check_bins(files: PackFiles, at: At, form: NumberFormat) -> None:
    if form.minimum >= form.maximum:
        message = f"the minimum {form.minimum} is not below the maximum {form.maximum}"
        files.report(QUESTIONS, (*at, "minimum"), message, None, "bounds")
    unique(files, QUESTIONS, (*at, "bins"), "bin", [each.id for each in form.bins])
    last = len(form.bins) - 1
    before: Decimal | None = None
    for index, each in enumerate(form.bins):
        here = (*at, "bins", index)
        if each.below is None:
            if index < last:
                message = "only the last bin goes without “below”"
                files.report(QUESTIONS, here, message, "say where this bin ends", "bins")
            continue
        here = (*here, "below")
        if index == last:
            message = "the last bin takes all that is left, so it has no “below”"
            files.report(
                QUESTIONS, here, message, "delete it; “maximum” bounds the answers", "bins", key=True
            )
        elif before is not None and each.below <= before:
            message = f"bins ascend, and {each.below} does not lie above {before}"
            files.report(QUESTIONS, here, message, None, "bins")
        if not form.minimum < each.below <= form.maximum:
            message = f"{each.below} is outside {form.minimum} to {form.maximum}, so a bin stays empty"
            files.report(QUESTIONS, here, message, None, "bins")
        before = each.below


def _check_likelihood(files: PackFiles, at: At, question: Question) -> None:
    valid = value_ids(question)
    for name, weight in question.likelihood.items():
        here = (*at, "likelihood", name)
        message = f"“{question.id}” has neither option nor bin “{name}”"
        if files.refer(QUESTIONS, here, message, name, valid, key=True) and weight < 0:
            message = f"a likelihood is a whole number from 0, found {weight}"
            files.report(QUESTIONS, here, message, None, "likelihood")
    if question.likelihood and valid and all(question.likelihood.get(name, 1) <= 0 for name in valid):
        message = "no answer has a likelihood above 0"
        files.report(QUESTIONS, (*at, "likelihood"), message, None, "likelihood", key=True)


def _check_circles(files: PackFiles, names: Names, questionnaire: Questionnaire) -> None:
    graph: dict[str, list[str]] = {}
    for question in questionnaire.questions:
        condition = question.relevant_when
        graph[question.id] = sorted(questions_in(condition, names.conditions)) if condition else []
    index = {question.id: place for place, question in enumerate(questionnaire.questions)}
    for circle in circles(graph):
        message = "whether a question is asked depends on itself: " + " → ".join([*circle, circle[0]])
        at: At = ("questions", index[circle[0]], "relevant_when")
        files.report(QUESTIONS, at, message, "break the circle", "circle", key=True)
