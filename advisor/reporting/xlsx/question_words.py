"""What a questionnaire says beside its questions, and conditions that stand for themselves."""

from __future__ import annotations

from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType
from advisor.reporting.xlsx.inputs import number_text


def meanings(question: Question) -> str:
    """The options with what has to be true for each, or what is to be typed."""
    if question.number is not None:
        return number_text(question.number).capitalize()
    if question.type is QuestionType.TEXT:
        return "In your own words"
    if question.type is QuestionType.MULTIPLE:
        return "Say yes to all that is true"
    return "\n".join(
        f"• {option.label}: {option.detail}" if option.detail else f"• {option.label}"
        for option in question.options
    )


def expanded(condition: Condition, pack: Pack) -> Condition:
    """A condition with those that it names put in their places."""
    if condition.condition is not None:
        return expanded(pack.rules.conditions[condition.condition], pack)
    if condition.not_ is not None:
        return Condition.model_construct(not_=expanded(condition.not_, pack))
    if condition.all is not None:
        return Condition.model_construct(all=tuple(expanded(each, pack) for each in condition.all))
    if condition.any is not None:
        return Condition.model_construct(any=tuple(expanded(each, pack) for each in condition.any))
    return condition
