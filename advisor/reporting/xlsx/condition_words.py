"""Conditions in words, for people who read the rules beside their formulas."""

from __future__ import annotations

from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.reporting import words


def in_words(condition: Condition, pack: Pack) -> str:
    """A condition over answers, bands and kinds, in the pack's own names."""
    if condition.all is not None:
        return " and ".join(_part(each, pack) for each in condition.all)
    if condition.any is not None:
        return " or ".join(_part(each, pack) for each in condition.any)
    if condition.not_ is not None:
        return f"not: {_part(condition.not_, pack)}"
    if condition.condition is not None:
        return words.quoted(words.name_of_id(condition.condition))
    return _leaf(condition, pack)


def _leaf(leaf: Condition, pack: Pack) -> str:
    if leaf.kind is not None:
        titles = {kind.id: kind.title for kind in pack.manifest.workload_kinds}
        return f"the workload is {words.listing((titles[kind] for kind in leaf.kind), 'or')}"
    if leaf.band is not None:
        title = pack.rules.dimensions[leaf.band.dimension].title
        return f"{title} is {words.listing((words.band(each) for each in leaf.band.is_), 'or')}"
    if leaf.at_least is not None:
        titles_ = (pack.rules.dimensions[each].title for each in leaf.at_least.dimensions)
        return f"{words.listing(titles_)}: {words.band(leaf.at_least.band)} or more"
    if leaf.answer is not None:
        question = pack.question_by_id[leaf.answer.question]
        labels = {option.id: option.label for option in question.options}
        chosen = words.listing((words.quoted(labels[each]) for each in leaf.answer.is_), "or")
        return f"{question.short} is {chosen}"
    if leaf.number is not None:
        number, question = leaf.number, pack.question_by_id[leaf.number.question]
        low = "" if number.at_least is None else f"{words.figure(number.at_least)} or more"
        high = "" if number.below is None else f"below {words.figure(number.below)}"
        unit = question.number.unit if question.number else ""
        return f"{question.short}: {words.listing(filter(None, (low, high)))} {unit}".rstrip()
    return "what is decided elsewhere"


def _part(condition: Condition, pack: Pack) -> str:
    several = len(condition.all or condition.any or ()) > 1
    text = in_words(condition, pack)
    return f"({text})" if several else text
