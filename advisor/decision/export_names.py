"""What an exported table calls its variables and values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from advisor.decision.sheets import Domain
from advisor.model.condition import AnswerIs
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


Lists = tuple[tuple[str, ...], ...]
"""Options of a question, list by list: an answer that has one of each list, and of no other, is meant."""


def class_lists(domain: Domain, classes: Sequence[int], atoms: Iterable[AnswerIs]) -> tuple[Lists, ...]:
    """For each class of answers the options or ranges that make it up; none for the first, the rest.

    Answers with one choice have one list. Of several choices, there is one for each condition that holds.
    """
    several = domain.question.type is QuestionType.MULTIPLE
    found: dict[int, Lists] = {0: ()}
    for value, group in zip(domain.values, classes, strict=True):
        if group == 0:
            continue
        if several:
            found[group] = tuple(atom.is_ for atom in atoms if not value.ids.isdisjoint(atom.is_))
        else:
            found[group] = ((*(name for ids in found.get(group, ()) for name in ids), *value.ids),)
    return tuple(found[group] for group in sorted(found))


def class_labels(lists: Sequence[Lists]) -> tuple[str, ...]:
    """A label for each class of answers: ``other`` for the first, else its options: ``a|b+c``."""
    named = ["+".join("|".join(ids) for ids in each) for each in lists[1:]]
    return (unique(OTHER, named), *named)
