"""Walking conditions: what they look at, with named conditions followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from advisor.model.condition import Condition

Named = Mapping[str, Condition]
"""The conditions that a rules file defines by name."""


def leaves(condition: Condition, named: Named) -> Iterator[Condition]:
    """Every part of a condition that is not itself made of parts, in reading order."""
    if condition.all is not None or condition.any is not None:
        for part in (condition.all or ()) + (condition.any or ()):
            yield from leaves(part, named)
    elif condition.not_ is not None:
        yield from leaves(condition.not_, named)
    elif condition.condition is not None:
        yield from leaves(named[condition.condition], named)
    else:
        yield condition


def questions_of(conditions: Iterable[Condition], named: Named) -> tuple[str, ...]:
    """Ids of the questions that the conditions look at, each once, in reading order."""
    found: dict[str, None] = {}
    for condition in conditions:
        for leaf in leaves(condition, named):
            if leaf.answer is not None:
                found[leaf.answer.question] = None
            elif leaf.number is not None:
                found[leaf.number.question] = None
            elif leaf.unknown is not None:
                found[leaf.unknown] = None
    return tuple(found)


def dimensions_of(conditions: Iterable[Condition], named: Named) -> tuple[str, ...]:
    """Ids of the dimensions whose bands the conditions look at, each once, in reading order."""
    found: dict[str, None] = {}
    for condition in conditions:
        for leaf in leaves(condition, named):
            if leaf.band is not None:
                found[leaf.band.dimension] = None
            elif leaf.at_least is not None:
                found.update(dict.fromkeys(leaf.at_least.dimensions))
    return tuple(found)
