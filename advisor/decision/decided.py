"""How one decision comes out over all completions of a sheet.

The advice of a decision whose outcomes form a scale is the *lower median* of its completions: the
least outcome that at least half of them do not exceed. Unlike the likeliest outcome, the median never
falls when an answer rises (first-order stochastic dominance), and at a tie it takes the lesser
commitment. Outcomes without a scale take the likeliest, the first one at a tie.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from advisor.decision.engine import CompiledDecision, Pair
from advisor.decision.reported import Outcome
from advisor.decision.sheets import Sheet
from advisor.model.rules import Decision


class Counted:
    """Exact counts of the completions of one sheet, by outcome."""

    def __init__(self, compiled: CompiledDecision, pairs: Mapping[Pair, int]) -> None:
        """Add up the completions by outcome now and target."""
        self.compiled = compiled
        self.total = sum(pairs.values())
        self.now: dict[str, int] = dict.fromkeys(compiled.decision.outcomes, 0)
        self.target: dict[str, int] = dict.fromkeys(compiled.decision.outcomes, 0)
        self.without = 0
        for (now, target), weight in pairs.items():
            if now is None or target is None:
                self.without += weight
            else:
                self.now[now] += weight
                self.target[target] += weight
        decision = compiled.decision
        self.outcome = Outcome(
            advice(decision, self.now, self.without), advice(decision, self.target, self.without)
        )
        self.settled = sum(weight > 0 for weight in pairs.values()) == 1
        """Whether every completion leads to the same outcome now and to the same target."""

    @classmethod
    def of(cls, compiled: CompiledDecision, kind: str, sheet: Sheet) -> Counted:
        """Run the decision for its outcomes alone."""
        return Counted(compiled, cast(dict[Pair, int], compiled.advised.run(kind, sheet)))

    @property
    def decided(self) -> bool:
        """Whether every completion leads to the same outcome now, or all to none."""
        return self.total in (self.without, *self.now.values())

    def share(self, weight: int) -> Fraction:
        """A count as a share of all completions."""
        return Fraction(weight, self.total)


class Decided(Counted):
    """The same with what led there: rows and gates."""

    def __init__(self, compiled: CompiledDecision, kind: str, sheet: Sheet) -> None:
        """Run the decision."""
        self.ends = compiled.ends(kind, sheet)
        self.fired = compiled.fired(kind, sheet)
        pairs: dict[Pair, int] = {}
        for end, weight in self.ends.items():
            pair = (end.now, end.target)
            pairs[pair] = pairs.get(pair, 0) + weight
        super().__init__(compiled, pairs)


def advice(decision: Decision, counts: Mapping[str, int], without: int) -> str | None:
    """The advised outcome for counts of completions by outcome, ``without`` of which have none."""
    with_outcome = sum(counts.values())
    if with_outcome == 0 or without > with_outcome:
        return None
    if not decision.ordered:
        return max(counts, key=counts.__getitem__)
    below = 0
    for outcome, count in counts.items():
        below += count
        if 2 * below >= with_outcome:
            return outcome
    return None
