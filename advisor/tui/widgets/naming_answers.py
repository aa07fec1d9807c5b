"""What an answer says, in the words of its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.assessment import AnswerState
from advisor.workflows.session_edits import plain

if TYPE_CHECKING:
    from advisor.model.assessment import Answer
    from advisor.model.question import Question

_MARKS = {
    AnswerState.ANSWERED: ("✓", "answered"),
    AnswerState.UNKNOWN: ("?", "unknown"),
    AnswerState.NOT_APPLICABLE: ("–", "not applicable"),
}


def state_mark(answer: Answer | None) -> tuple[str, str]:
    """A sign and a word for the state of an answer."""
    return _MARKS[answer.state] if answer is not None else ("·", "not answered")


def answer_words(question: Question, answer: Answer | None) -> str:
    """The answer as a person would say it."""
    if answer is None:
        return ""
    if answer.state is AnswerState.UNKNOWN:
        return "unknown"
    if answer.state is AnswerState.NOT_APPLICABLE:
        return f"not applicable: {answer.reason}"
    if answer.number is not None:
        return f"{plain(answer.number)} {question.number.unit if question.number else ''}".strip()
    if answer.text is not None:
        return answer.text
    labels = {option.id: option.label for option in question.options}
    picked = answer.choices if answer.choices is not None else (answer.choice or "",)
    return ", ".join(labels.get(option, option) for option in picked)
