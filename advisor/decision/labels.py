"""Answers in words."""

from __future__ import annotations

from advisor.model.assessment import Answer, AnswerState
from advisor.model.question import Question


def answer_label(question: Question, answer: Answer | None) -> str:
    """An answer as a reader would say it; an absent one is "not answered"."""
    if answer is None:
        return "not answered"
    if answer.state is AnswerState.UNKNOWN:
        return "unknown"
    if answer.state is AnswerState.NOT_APPLICABLE:
        return f"does not apply: {answer.reason}"
    if answer.number is not None:
        return f"{answer.number} {question.number.unit if question.number else ''}".rstrip()
    if answer.text is not None:
        return answer.text
    chosen = (answer.choice,) if answer.choice is not None else answer.choices or ()
    labels = {option.id: option.label for option in question.options}
    return "; ".join(labels.get(option, option) for option in chosen)
