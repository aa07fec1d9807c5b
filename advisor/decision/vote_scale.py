"""Where a vote stands on the scale of its question.

Answers on a scale are options that all have a level, and numbers, by the range that they lie in; a
step of the scale is the next higher level, or range. "Unknown" and "does not apply" have no place on it.
"""

from __future__ import annotations

from advisor.decision.sheets import bin_of
from advisor.model.answer import Answer, AnswerState
from advisor.model.question import Question, QuestionType


def scale(question: Question) -> dict[str, int]:
    """Option or range to its step from 0; empty where answers have no order."""
    if question.type is QuestionType.NUMBER and question.number is not None:
        return {each.id: index for index, each in enumerate(question.number.bins)}
    levels = [option.level for option in question.options if option.level is not None]
    distinct = sorted(set(levels))
    if question.type is not QuestionType.SINGLE or len(levels) < len(question.options) or len(distinct) < 2:
        return {}
    return {each.id: distinct.index(each.level) for each in question.options if each.level is not None}


def step_of(question: Question, answer: Answer) -> int | None:
    """Where an answer stands on the scale of its question; None for what has no place there."""
    if answer.state is not AnswerState.ANSWERED:
        return None
    name = answer.choice
    if answer.number is not None and question.number is not None:
        name = bin_of(question, answer.number)
    return scale(question).get(name) if name else None
