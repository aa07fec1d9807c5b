"""In what two packs differ, edit by edit, each of which ``pack_mixed`` can apply or leave out.

An edit is the smallest difference that can stand by itself: one threshold, one weight, one gate. What a
question that only one pack asks counts belongs to the question.
"""

from __future__ import annotations

from collections.abc import Iterator

from advisor.decision.condition_words import condition_words, joined
from advisor.decision.pack_edit import Edit, edit, pairs
from advisor.decision.pack_edits_decision import decision_edits
from advisor.model.pack import Pack
from advisor.model.pack_change import Happened, Part
from advisor.model.question import Question
from advisor.model.rules import Dimension


def edits_of(old: Pack, new: Pack) -> tuple[Edit, ...]:
    """Every edit that leads from one pack to the other, in the order of a pack's files."""
    return (*_questions(old, new), *_dimensions(old, new), *_conditions(old, new), *decision_edits(old, new))


def _questions(old: Pack, new: Pack) -> Iterator[Edit]:
    for name, before, after in pairs(old.question_by_id, new.question_by_id):
        if before is None and after is not None:
            text = f"New question “{after.short}”{_counting(new, name)}: {after.ask}"
            yield edit(Part.QUESTION, Happened.NEW, name, text)
        elif after is None and before is not None:
            text = f"The question “{before.short}”{_counting(old, name)} is gone."
            yield edit(Part.QUESTION, Happened.GONE, name, text)
        elif before is not None and after is not None:
            yield from _question(old, new, before, after)


def _counting(pack: Pack, question: str) -> str:
    """How much a question counts that only one pack asks."""
    parts = [
        f"{dimension.weights[question]} towards “{dimension.title}”"
        for dimension in pack.rules.dimensions.values()
        if question in dimension.weights
    ]
    return f" (counts {joined(parts)})" if parts else ""


def _question(old: Pack, new: Pack, before: Question, after: Question) -> Iterator[Edit]:
    name, called = after.id, f"“{after.short}”"
    if offered(before) != offered(after):
        text = f"{called} offers other answers{_offered(before, after)}."
        yield edit(Part.OPTIONS, Happened.CHANGED, name, text)
    was, now = levels(before), levels(after)
    moved = [each for each in now if each in was and was[each] != now[each]]
    if moved:
        labels = option_labels(after)
        told = joined(f"“{labels[each]}” {_level(now[each])}, before {_level(was[each])}" for each in moved)
        yield edit(Part.LEVELS, Happened.CHANGED, name, f"Answers to {called} count otherwise: {told}.")
    if before.relevant_when != after.relevant_when:
        first = (
            "always" if before.relevant_when is None else f"if {condition_words(before.relevant_when, old)}"
        )
        then = "always" if after.relevant_when is None else f"if {condition_words(after.relevant_when, new)}"
        yield edit(Part.RELEVANCE, Happened.CHANGED, name, f"{called} is asked {then}; before {first}.")
    if before.likelihood != after.likelihood:
        text = f"{called}: while nobody knows the answer, its options count as likely in another way."
        yield edit(Part.LIKELIHOOD, Happened.CHANGED, name, text)


def offered(question: Question) -> object:
    """What can be answered; two packs that agree in this take the same answers."""
    number = question.number
    shape = None
    if number is not None:
        bins = tuple((each.id, each.below) for each in number.bins)
        shape = (number.unit, number.minimum, number.maximum, number.integer, bins)
    return question.type, question.scope, frozenset((each.id, each.alone) for each in question.options), shape


def _offered(before: Question, after: Question) -> str:
    was, now = option_labels(before), option_labels(after)
    parts = [f"new {joined(f'“{now[each]}”' for each in now if each not in was)}"] if now.keys() - was else []
    if was.keys() - now:
        parts.append(f"gone {joined(f'“{was[each]}”' for each in was if each not in now)}")
    return f": {'; '.join(parts)}" if parts else ""


def option_labels(question: Question) -> dict[str, str]:
    """Option, or range of a number, to what it is called."""
    found = {each.id: each.label for each in question.options}
    return found | ({each.id: each.label for each in question.number.bins} if question.number else {})


def levels(question: Question) -> dict[str, int | None]:
    """Option, or range of a number, to its level."""
    found = {each.id: each.level for each in question.options}
    return found | ({each.id: each.level for each in question.number.bins} if question.number else {})


def _level(level: int | None) -> str:
    return "nothing" if level is None else str(level)


def _dimensions(old: Pack, new: Pack) -> Iterator[Edit]:
    for name, before, after in pairs(old.rules.dimensions, new.rules.dimensions):
        if before is None and after is not None:
            yield edit(Part.DIMENSION, Happened.NEW, name, f"New score “{after.title}”: {after.summary}")
        elif after is None and before is not None:
            yield edit(Part.DIMENSION, Happened.GONE, name, f"The score “{before.title}” is gone.")
        elif before is not None and after is not None:
            yield from _dimension(old, new, name, before, after)


def _dimension(old: Pack, new: Pack, name: str, before: Dimension, after: Dimension) -> Iterator[Edit]:
    called = f"“{after.title}”"
    for band in ("medium", "high"):
        was, now = getattr(before.bands, band), getattr(after.bands, band)
        if was != now:
            text = f"{called}: {band} begins at {now} points, before at {was}."
            yield edit(Part.THRESHOLD, Happened.CHANGED, band, text, name)
    for question, first, then in pairs(before.weights, after.weights):
        if first == then or question not in old.question_by_id or question not in new.question_by_id:
            continue
        title = f"“{new.question_by_id[question].short}”"
        if then is None:
            text = f"{title} no longer counts towards {called}, before {first}."
            yield edit(Part.WEIGHT, Happened.GONE, question, text, name)
        else:
            happened = Happened.NEW if first is None else Happened.CHANGED
            text = f"{title} counts {then} towards {called}, before {first or 'nothing'}."
            yield edit(Part.WEIGHT, happened, question, text, name)


def _conditions(old: Pack, new: Pack) -> Iterator[Edit]:
    for name, before, after in pairs(old.rules.conditions, new.rules.conditions):
        if before is None and after is not None:
            text = f"New condition “{name}”: {condition_words(after, new)}."
            yield edit(Part.CONDITION, Happened.NEW, name, text)
        elif after is None:
            yield edit(Part.CONDITION, Happened.GONE, name, f"The condition “{name}” is gone.")
        elif before is not None and before != after:
            text = f"The condition “{name}” holds if {condition_words(after, new)}; "
            text += f"before if {condition_words(before, old)}."
            yield edit(Part.CONDITION, Happened.CHANGED, name, text)
