"""Conditions and questions in words, exact enough to code from: ids stay ids, bounds are signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from advisor.model.condition import Condition
from advisor.model.question import NumberFormat, Question, QuestionType


def said(condition: Condition, named: Mapping[str, Condition]) -> str:
    """A condition of gates, rows or relevance in words, with named conditions written out."""
    if condition.all is not None:
        return " and ".join(_part(each, named) for each in condition.all)
    if condition.any is not None:
        return " or ".join(_part(each, named) for each in condition.any)
    if condition.not_ is not None:
        return f"not {_part(condition.not_, named)}"
    if condition.condition is not None:
        return said(named[condition.condition], named)
    return _leaf(condition)


def _leaf(leaf: Condition) -> str:
    if leaf.answer is not None:
        return f"{leaf.answer.question} is {_one_of(leaf.answer.is_)}"
    if leaf.number is not None:
        number = leaf.number
        low = "" if number.at_least is None else f"{number.question} >= {digits(number.at_least)}"
        high = "" if number.below is None else f"{number.question} < {digits(number.below)}"
        return " and ".join(filter(None, (low, high))) or f"{number.question} has an answer"
    if leaf.band is not None:
        return f"the band of {leaf.band.dimension} is {_one_of(leaf.band.is_)}"
    if leaf.at_least is not None:
        parts = (f"the band of {each} is at least" for each in leaf.at_least.dimensions)
        return " and ".join(f"{part} {leaf.at_least.band}" for part in parts)
    return f"the workload's kind is {_one_of(leaf.kind or ())}"


def _part(condition: Condition, named: Mapping[str, Condition]) -> str:
    while condition.condition is not None:
        condition = named[condition.condition]
    text = said(condition, named)
    several = condition.all or condition.any or ()
    double = condition.number is not None and None not in (condition.number.at_least, condition.number.below)
    weakest = condition.at_least is not None and len(condition.at_least.dimensions) > 1
    return f"({text})" if len(several) > 1 or double or weakest else text


def _one_of(words: Iterable[str]) -> str:
    listed = tuple(words)
    return listed[0] if len(listed) == 1 else f"one of {', '.join(listed)}"


def flat(text: str) -> str:
    """Prose on one line."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Prose of the pack, told apart from ours."""
    return f"“{flat(text)}”"


def digits(number: Decimal) -> str:
    """A number in plain digits."""
    return f"{number:f}"


def asked(question: Question, named: Mapping[str, Condition]) -> str:
    """A question as it is put, with its unit and when it is relevant."""
    unit = f" (a number, {flat(question.number.unit)})" if question.number is not None else ""
    several = " (any number of choices)" if question.type is QuestionType.MULTIPLE else ""
    only = (
        f" Relevant only while {said(question.relevant_when, named)}."
        if question.relevant_when is not None
        else ""
    )
    return f"{quoted(question.ask)}{unit}{several}{only}"


def answer_labels(question: Question) -> dict[str, str]:
    """Each option or range with its label; ranges with their bounds."""
    if question.number is not None:
        return {name: f"{text}, {quoted(label)}" for name, text, label in _ranges(question.number)}
    return {option.id: quoted(option.label) for option in question.options}


def _ranges(form: NumberFormat) -> Iterable[tuple[str, str, str]]:
    low: Decimal | None = None
    for each in form.bins:
        bounds = (
            "" if low is None else f">= {digits(low)}",
            "" if each.below is None else f"< {digits(each.below)}",
        )
        yield each.id, " and ".join(filter(None, bounds)), each.label
        low = each.below
