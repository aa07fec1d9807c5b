"""What if: an assessment with some answers changed; no file is touched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from advisor.content.answers import NOT_APPLICABLE, read_answer, says_not_applicable
from advisor.content.names import choose_from
from advisor.content.yaml_reader import Source
from advisor.errors import Problem, UnusableInput
from advisor.model.assessment import Answer, Assessment
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType, Scope
from advisor.workflows.score import Scored

UNANSWERED = "unanswered"
"""The word that takes an answer away."""
SUPPOSED = "supposed"
"""The reason of a question that is supposed not to apply, where none is given."""
_REASONED = re.compile(rf"\{{\s*{NOT_APPLICABLE}\s*:(?P<reason>.*)\}}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Setting:
    """One answer that is changed for the sake of argument."""

    question: Question
    workload: str | None
    """The workload whose answer it is; None for the organisation's."""
    before: Answer | None
    after: Answer | None


def what_if(scored: Scored, texts: Sequence[str]) -> Assessment:
    """The assessment with ``question=answer`` or ``workload/question=answer`` supposed, any number of them.

    An answer is an option's id, several ids with commas between, a number, ``unknown``,
    ``unanswered``, ``n/a``, or ``{not_applicable: why}``. A workload's question without a
    workload is set for all of them.

    Raises:
        UnusableInput: with every setting that names no question, workload or answer.
    """
    problems: list[Problem] = []
    assessment = scored.loaded.assessment
    for text in texts:
        for setting in _settings(scored.pack, assessment, text, problems):
            assessment = supposed(assessment, setting)
    if problems:
        raise UnusableInput(problems)
    return assessment


def supposed(assessment: Assessment, setting: Setting) -> Assessment:
    """The assessment with one answer set, or taken away."""

    def changed(answers: dict[str, Answer]) -> dict[str, Answer]:
        rest = {question: answer for question, answer in answers.items() if question != setting.question.id}
        return rest if setting.after is None else {**rest, setting.question.id: setting.after}

    if setting.workload is None:
        return assessment.model_copy(update={"answers": changed(assessment.answers)})
    workloads = tuple(
        w.model_copy(update={"answers": changed(w.answers)}) if w.id == setting.workload else w
        for w in assessment.workloads
    )
    return assessment.model_copy(update={"workloads": workloads})


def _settings(pack: Pack, assessment: Assessment, text: str, problems: list[Problem]) -> list[Setting]:
    name, equals, value = text.partition("=")
    workload, slash, question_id = name.strip().rpartition("/")
    if not equals:
        problems.append(_problem(text, "expected question=answer", "for example --set purpose=experiment"))
        return []
    question = pack.question_by_id.get(question_id)
    if question is None:
        head, dot, tail = question_id.rpartition(".")
        hint = choose_from(question_id, list(pack.question_by_id))
        if dot and not slash and tail in pack.question_by_id:
            hint = f"a slash parts workload and question: {head}/{tail}={value.strip()}"
        problems.append(_problem(text, f"there is no question “{question_id}”", hint))
        return []
    addressed = _addressed(assessment, question, workload if slash else None, text, problems)
    answer, found = _read(question, value.strip(), text)
    problems += found
    if found:
        return []
    return [Setting(question, one, assessment.answer(question_id, one), answer) for one in addressed]


def _addressed(
    assessment: Assessment, question: Question, workload: str | None, text: str, problems: list[Problem]
) -> list[str | None]:
    ids = [one.id for one in assessment.workloads]
    if question.scope is Scope.ORGANISATION:
        if workload is not None:
            problems.append(
                _problem(text, "this question is asked of the organisation", f"write {question.id}=…")
            )
        return [None]
    if workload is None:
        return [*ids]
    if workload not in ids:
        problems.append(_problem(text, f"there is no workload “{workload}”", choose_from(workload, ids)))
        return []
    return [workload]


def _read(question: Question, value: str, text: str) -> tuple[Answer | None, list[Problem]]:
    if value == UNANSWERED:
        return None, []
    raw: object = value
    if (reasoned := _REASONED.fullmatch(value)) is not None:
        raw = {NOT_APPLICABLE: _unquoted(reasoned["reason"].strip())}
    elif says_not_applicable(value, question):
        raw = {NOT_APPLICABLE: SUPPOSED}
    elif question.type is QuestionType.MULTIPLE and value != "unknown":
        raw = [part.strip() for part in value.split(",")]
    elif question.type is QuestionType.NUMBER:
        try:
            raw = Decimal(value)
        except InvalidOperation:
            raw = value
    source = Source(f"--set {text}", value={question.id: raw})
    answer = read_answer(source, (question.id,), question)
    return answer, list(source.problems)


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text


def _problem(text: str, message: str, hint: str | None) -> Problem:
    return Problem(f"--set {text}", None, None, message, hint, code="what-if")
