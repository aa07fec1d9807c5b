"""Outcomes that no answer which is anybody's to change leads to, and the facts that would have to differ."""

from __future__ import annotations

from advisor.model.pack import Pack
from advisor.model.robustness import Robustness


def only_by_facts(pack: Pack, advised: str | None, found: Robustness) -> dict[str, tuple[str, ...]]:
    """Every outcome of the primary decision that is out of reach, in order, with the facts behind it.

    A fact is the answer to a question that nobody can change (``changeable: false``); it is named when it
    alone, answered otherwise, would lead there. None are named where it would take several at once.
    """
    reached = {advised, *(one.outcome for one in found.alternatives)}
    fixed = [one for one in found.tornado if not pack.question_by_id[one.question].changeable]
    return {
        outcome: tuple(one.question for one in fixed if outcome in one.outcomes)
        for outcome in pack.primary.outcomes
        if outcome not in reached
    }
