"""Which edits of a pack turned the advice on one workload, found by deciding anew without some of them.

A *reversal* is a set of edits without which the new pack comes to the advice of the old one. The
smallest are looked for first, size by size; where trying would take too long, one is told of which no
edit can be spared. Nothing is inferred from scores or rows: each claim was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from advisor.decision.conditions import dimensions_of
from advisor.decision.decided import Counted
from advisor.decision.engine import Engine
from advisor.decision.pack_edit import Edit, Key
from advisor.decision.pack_mixed import mixed
from advisor.model.assessment import Assessment, Workload
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.pack_change import Part

Advice = tuple[str | None, str | None]
"""Now and target."""
_MOST = 240
"""Packs that are put together and decided for one workload; each takes some milliseconds."""
_OF_SCORES = (Part.THRESHOLD, Part.WEIGHT, Part.DIMENSION)


@dataclass(frozen=True, slots=True)
class Causes:
    """The edits behind a turned advice."""

    needed: tuple[Edit, ...]
    """Without them the advice is that of before."""
    each: bool
    """Whether any one of ``needed`` suffices for that; else only all of them together."""
    smallest: bool
    """Whether no smaller set does; else no edit of this one can be spared."""
    helping: tuple[Edit, ...]
    """What the old pack needs besides to come to the new advice; nothing when ``needed`` are enough."""


def causes(
    old: Pack,
    new: Pack,
    edits: Sequence[Edit],
    answers: Assessment,
    workload: Workload,
    turned: tuple[Advice, Advice],
) -> Causes | None:
    """Why the advice on a workload turned; None when it cannot be told, as where answers were lost.

    Args:
        old: the pack of before.
        new: the pack of after.
        edits: all that lead from one to the other.
        answers: as they were given to the old pack; what a pack does not take counts as open.
        workload: of these answers.
        turned: the advice of before and of after.
    """
    search = _Search(old, new, answers, workload)
    able = [each for each in edits if search.matters(each)]
    every = frozenset(each.key for each in able)
    if search.advice(frozenset()) != turned[0] or search.advice(every) != turned[1] or turned[0] == turned[1]:
        return None

    def undone(without: frozenset[Key]) -> bool:
        return search.advice(every - without) == turned[0]

    left = search.least([each.key for each in able], undone)
    found, smallest = search.smaller(able, len(left), undone)
    needed = found or left
    each = smallest == 1 and len(needed) > 1
    enough = search.advice(needed) == turned[1]
    helping: frozenset[Key] = frozenset()
    if not enough:
        others = [one.key for one in able if one.key not in needed]
        helping = search.least(others, lambda kept: search.advice(kept | needed) == turned[1])
    return Causes(
        needed=tuple(one for one in able if one.key in needed),
        each=each,
        smallest=bool(smallest),
        helping=tuple(one for one in able if one.key in helping),
    )


class _Search:
    def __init__(self, old: Pack, new: Pack, answers: Assessment, workload: Workload) -> None:
        self._old, self._new, self._answers, self._workload = old, new, answers, workload
        self._decision = new.manifest.primary_decision
        self._known: dict[frozenset[Key], Advice | None] = {}
        self._scores = {
            name for pack in (old, new) for name in dimensions_of(self._ruled(pack), pack.rules.conditions)
        }

    def _ruled(self, pack: Pack) -> list[Condition]:
        decision = pack.rules.decisions.get(self._decision)
        if decision is None:
            return []
        return [*(gate.when for gate in decision.gates), *(row.when for row in decision.table)]

    def matters(self, edit: Edit) -> bool:
        """Whether an edit can have a part at all: it is about this decision, or a score that it looks at."""
        change = edit.change
        if change.part in _OF_SCORES:
            return (change.within or change.id) in self._scores
        return change.part is not Part.DECISION and change.within in (None, self._decision)

    def advice(self, applied: frozenset[Key]) -> Advice | None:
        """What the old pack with these edits comes to; None when that is no pack."""
        if applied not in self._known:
            pack = mixed(self._old, self._new, applied, self._decision)
            self._known[applied] = None if pack is None else self._decide(pack)
        return self._known[applied]

    def _decide(self, pack: Pack) -> Advice:
        engine = Engine(pack)
        sheet = engine.sheet(self._answers, self._workload)
        found = Counted.of(engine.decisions[self._decision], self._workload.kind, sheet).outcome
        return found.now, found.target

    def least(self, keys: Iterable[Key], holds: Callable[[frozenset[Key]], bool]) -> frozenset[Key]:
        """Of a set that does, one that does and of which nothing can be spared."""
        order = list(keys)
        kept, spared = frozenset(order), True
        while spared:
            # What needs another edit can go before that one can, so once more until nothing goes.
            spared = False
            for key in order:
                if key in kept and holds(kept - {key}):
                    kept -= {key}
                    spared = True
        return kept

    def smaller(
        self, able: Sequence[Edit], size: int, holds: Callable[[frozenset[Key]], bool]
    ) -> tuple[frozenset[Key], int]:
        """The least sets that do, of up to ``size``, and their size; 0 when trying would take too long.

        Of size one, all together; of more, the first.
        """
        for count in range(1, size + 1):
            if len(self._known) + comb(len(able), count) > _MOST and count > 1:
                return frozenset(), 0
            sets = (frozenset(each.key for each in chosen) for chosen in combinations(able, count))
            found = [each for each in sets if holds(each)]
            if found:
                return (frozenset().union(*found) if count == 1 else found[0]), count
        return frozenset(), 0
