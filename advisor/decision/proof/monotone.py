"""Does a decision follow its dimensions as declared?

Checked on one-step transitions of sheets: one answer that scores in the dimension moves to its next
higher level, and everything that hangs on this answer moves with it: bands, relevance, rows, gates.
Longer rises are chains of such steps. See the record on proving a pack for what counts as broken.
"""

from __future__ import annotations

from collections.abc import Hashable
from itertools import pairwise
from typing import cast

from advisor.decision.proof.blame import Blame
from advisor.decision.proof.decided import Decided, Excluded, Result
from advisor.decision.proof.findings import Finding
from advisor.decision.proof.pair_points import Change
from advisor.decision.proof.pairs import Bad, Pair, PairSearch
from advisor.decision.proof.statements import Statements
from advisor.decision.sheets import Domain
from advisor.model.rules import Direction

Settled = tuple[str, str, Excluded]
"""Now, target, and what the gates exclude."""


def one_step_up(domain: Domain) -> tuple[tuple[int, int], ...]:
    """Pairs of values of which the second has the next higher level."""
    levels = sorted({value.level or 0 for value in domain.values})
    after = dict(pairwise(levels))
    return tuple(
        (first, second)
        for first, low in enumerate(domain.values)
        for second, high in enumerate(domain.values)
        if after.get(low.level or 0) == (high.level or 0) and (low.level or 0) in after
    )


class Monotonicity:
    """Proves the declarations of one decision."""

    def __init__(self, statements: Statements, decided: Decided) -> None:
        """Prove within the space of these statements."""
        self.statements = statements
        self.decided = decided
        self.root = statements.diagram.relabel(decided.results, _ends)
        self.view = statements.view(self.root)
        self._bad = {
            (direction, gates): self._wrong_way(direction, gates=gates)
            for direction in Direction
            for gates in (False, True)
        }

    def _wrong_way(self, direction: Direction, *, gates: bool) -> Bad:
        """Whether a step goes the wrong way; with ``gates`` only where it changes what they exclude."""
        order = {outcome: rank for rank, outcome in enumerate(self.decided.decision.outcomes)}
        sign = 1 if direction is Direction.UP else -1

        def bad(first: Hashable, second: Hashable) -> bool:
            if first is None or second is None:
                return False
            before, after = cast(Settled, first), cast(Settled, second)
            if (before[2] != after[2]) is not gates:
                return False
            steps = ((before[0], after[0]), (before[1], after[1]))
            return any(sign * (order[there] - order[here]) < 0 for here, there in steps)

        return bad

    def findings(self) -> list[Finding]:
        """For each dimension at most one of each kind: a counterexample, and what else breaks it."""
        found: list[Finding] = []
        for dimension, direction in self.decided.decision.monotone.items():
            blame = Blame(self.statements, self.decided, dimension, direction)
            broken = [
                blame.of(pair, gates=gates)
                for gates in (False, True)
                for question in self.statements.pack.rules.dimensions[dimension].weights
                if (pair := self._broken(question, direction, gates=gates)) is not None
            ]
            kinds = dict.fromkeys(each.kind for each in broken)
            found += [blame.finding([each for each in broken if each.kind is kind]) for kind in kinds]
        return found

    def _broken(self, question: str, direction: Direction, *, gates: bool) -> Pair | None:
        domain = self.statements.space.domains[self.statements.space.slots[question]]
        change = Change(question, one_step_up(domain), rising=True)
        return PairSearch(self.view, change, self._bad[direction, gates]).find(self.root)


def _ends(payload: Hashable) -> Hashable:
    result = cast(Result, payload)
    if result.end.now is None or result.end.target is None:
        return None
    return (result.end.now, result.end.target, result.excluded)
