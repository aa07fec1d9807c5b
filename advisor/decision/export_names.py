"""What an exported table calls its variables and values, and how it says what they mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from advisor.decision.sheets import Domain
from advisor.model.condition import AnswerIs, Condition
from advisor.model.question import QuestionType

YES, NO, OTHER = "yes", "no", "other"


def unique(word: str, taken: Collection[str]) -> str:
    """The word, with a number behind it when it is taken."""
    found, number = word, 1
    while found in taken:
        number += 1
        found = f"{word}_{number}"
    return found


def variable_name(word: str, taken: Collection[str]) -> str:
    """A name that every engine reads as one variable: slugs may have hyphens, expressions subtract."""
    return unique(word.replace("-", "_"), taken)


def class_labels(domain: Domain, classes: Sequence[int], atoms: Iterable[AnswerIs]) -> tuple[str, ...]:
    """A label for each class of answers: the options or ranges in it, ``other`` for the first one.

    Of several choices, the label names the groups of which one is chosen: ``a|b+c``.
    """
    several = domain.question.type is QuestionType.MULTIPLE
    labels: dict[int, str] = {}
    for value, group in zip(domain.values, classes, strict=True):
        if group == 0:
            continue
        if several:
            held = (atom.is_ for atom in atoms if not value.ids.isdisjoint(atom.is_))
            labels[group] = "+".join("|".join(ids) for ids in held)
        else:
            labels[group] = "|".join([*([labels[group]] if group in labels else []), *value.ids])
    named = [labels[group] for group in sorted(labels)]
    return (unique(OTHER, named), *named)


def said(condition: Condition, named: Mapping[str, Condition]) -> str:
    """A condition over answers, numbers and kinds in words; ids stay ids."""
    if condition.all is not None:
        return " and ".join(_part(each, named) for each in condition.all)
    if condition.any is not None:
        return " or ".join(_part(each, named) for each in condition.any)
    if condition.not_ is not None:
        return f"not {_part(condition.not_, named)}"
    if condition.condition is not None:
        return said(named[condition.condition], named)
    if condition.answer is not None:
        return f"{condition.answer.question} is {_one_of(condition.answer.is_)}"
    if condition.number is not None:
        number = condition.number
        low = "" if number.at_least is None else f" at least {number.at_least}"
        high = "" if number.below is None else f" below {number.below}"
        return f"{number.question} is{' and'.join(filter(None, (low, high)))}"
    return f"the workload's kind is {_one_of(condition.kind or ())}"


def _part(condition: Condition, named: Mapping[str, Condition]) -> str:
    while condition.condition is not None:
        condition = named[condition.condition]
    parts = condition.all or condition.any or ()
    text = said(condition, named)
    return f"({text})" if len(parts) > 1 else text


def _one_of(words: Iterable[str]) -> str:
    listed = tuple(words)
    return listed[0] if len(listed) == 1 else f"one of {', '.join(listed)}"
