"""Options that do not stand from the lowest level to the highest, as readers of a list expect."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from advisor.decision.proof.findings import QUESTIONS, Finding, OptionsOutOfOrder, Place
from advisor.model.pack import Pack


def out_of_order(pack: Pack) -> Iterator[Finding]:
    """For each question the first option with a lower level than the one before it.

    Options that stand alone ("none of these") may stand anywhere, and so may those without a level.
    """
    for index, question in enumerate(pack.questions):
        ladder = [
            (position, option)
            for position, option in enumerate(question.options)
            if option.level is not None and not option.alone
        ]
        for (_, before), (position, option) in pairwise(ladder):
            if (option.level or 0) < (before.level or 0):
                place = Place(QUESTIONS, ("questions", index, "options", position, "level"))
                yield OptionsOutOfOrder(place=place, question=question.id, option=option.id, before=before.id)
                break
