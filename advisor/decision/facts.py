"""Outcomes that no answer which is anybody's to change leads to, and the facts that would have to differ."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.model.pack import Pack
from advisor.model.robustness import Alternative, Robustness


def only_by_facts(pack: Pack, advised: str | None, found: Robustness) -> dict[str, tuple[str, ...]]:
    """Every model that is out of reach for today, in order, with the facts behind it.

    A fact is the answer to a question that nobody can change (``changeable: false``); it is named when it
    alone, answered otherwise, would lead there. None are named where it would take several at once.
    """
    alone = {one.question: one.outcomes for one in found.tornado}
    return _out_of_reach(pack, advised, found.alternatives, alone)


def target_only_by_facts(pack: Pack, target: str | None, found: Robustness) -> dict[str, tuple[str, ...]]:
    """The same for every target that is out of reach."""
    alone = {one.question: one.targets for one in found.tornado}
    return _out_of_reach(pack, target, found.target_alternatives, alone)


def _out_of_reach(
    pack: Pack,
    advised: str | None,
    ways: tuple[Alternative, ...],
    alone: Mapping[str, tuple[str | None, ...]],
) -> dict[str, tuple[str, ...]]:
    reached = {advised, *(one.outcome for one in ways)}
    fixed = [question for question in alone if not pack.question_by_id[question].changeable]
    return {
        outcome: tuple(question for question in fixed if outcome in alone[question])
        for outcome in pack.primary.outcomes
        if outcome not in reached
    }
