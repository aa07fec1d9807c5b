"""What each change of a pack does by itself, counted over all sheets: exact, for a bounded number of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from advisor.decision.pack_edit import Key
from advisor.decision.pack_edits import edits_of
from advisor.decision.pack_mixed import mixed
from advisor.decision.proof.compare import Comparison, Incomparable, compare
from advisor.model.pack import Pack
from advisor.model.pack_change import RuleEffect

MOST = 16
"""Changes that are counted one by one, at the price of two comparisons of packs each."""
_STATES = 1_000_000
"""Nodes of diagrams that counting may take in all, as far as one comparison lets it be foreseen."""
Tell = Callable[[int, int], None]
"""Told how many comparisons are made, and of how many."""


def effects(new: Pack, old: Pack, found: Comparison, tell: Tell | None = None) -> tuple[RuleEffect, ...]:
    """On how many sheets each change moves the advice alone, and how many are moved without it.

    Both are counted against the old pack, out of ``found.sheets``. The numbers of several changes need not
    add up: two may move the same sheet, or undo one another there. Nothing where no advice differs, and
    where there are more changes than ``MOST``, or rules so large that it would take too long.
    """
    edits = edits_of(old, new)
    before = mixed(old, new, ())
    work = 2 * len(edits) * found.states
    if not found.sheets_changed or not 0 < len(edits) <= MOST or before is None or work > _STATES:
        return ()
    every = frozenset(each.key for each in edits)
    done = 0

    def moved(applied: Iterable[Key]) -> int | None:
        nonlocal done
        pack = mixed(old, new, applied)
        compared = None if pack is None else compare(pack, before)
        done += 1
        if tell is not None:
            tell(done, 2 * len(edits))
        if compared is None or isinstance(compared, Incomparable):
            return None
        # Questions that only the whole new pack asks are ignored here: they multiply all sheets alike.
        return compared.sheets_changed * found.sheets // compared.sheets

    return tuple(
        RuleEffect(change=each.change, alone=moved({each.key}), without=moved(every - {each.key}))
        for each in edits
    )
