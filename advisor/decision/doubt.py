"""How much doubt the open answers leave about a decision, and how much of it each of them holds.

The advice is a pair: the outcome now, and the target. The doubt is the entropy of what the open answers
leave possible: that of the outcome now in full, and of what the target adds to it one half, so that
today's advice is settled first where the two pull apart. The measure is zero exactly when no open
answer can change either. What an answer holds of it is the doubt that it removes on average, over all
completions of everything else that is open. Probabilities are exact; only the logarithm is a float.
See C. Shannon, "A Mathematical Theory of Communication" (1948), and D. Lindley, "On a Measure of the
Information Provided by an Experiment" (1956).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import log2
from typing import cast

from advisor.decision.engine import CompiledDecision, Pair
from advisor.decision.influence import can_matter
from advisor.decision.joint import Joint, Passage, joint
from advisor.decision.sheets import OPEN, Sheet

_DIGITS = 9
"""Digits after which two amounts of information are the same: what a float may be off by is less."""
_KEPT = 256


@dataclass(frozen=True, slots=True)
class Doubt:
    """The doubt about one decision for one sheet, in bits."""

    bits: float
    """All of it; 0 exactly when neither the outcome now nor the target can change."""
    held: dict[int, float]
    """Slots of the open questions whose answer can still change either, with the bits that it is expected
    to remove; most first, then in file order. It may be 0: some answers tell only together."""


def doubt(compiled: CompiledDecision, kind: str, sheet: Sheet) -> Doubt:
    """What the open answers of a sheet leave of a decision; kept, since several places ask for the same."""
    kept = compiled.doubts
    key = (kind, tuple([sheet[slot] for slot in compiled.advised.slots]))
    found = kept.get(key)
    if found is None:
        if len(kept) > _KEPT:
            kept.clear()
        found = kept[key] = _doubt(compiled, kind, sheet)
    return cast(Doubt, found)


def joint_outcomes(compiled: CompiledDecision, passage: Passage) -> Joint:
    """Joint counts of open answers and of what is advised; groups are the pairs in ``compiled.pairs``."""
    place = {pair: index for index, pair in enumerate(compiled.pairs)}
    return joint(passage, lambda payload: place[cast(Pair, payload)], len(place))


def entropy(counts: Sequence[int]) -> float:
    """Shannon entropy of a distribution given as counts, in bits."""
    total = sum(counts)
    return sum([count / total * (log2(total) - log2(count)) for count in counts if count])


def _doubt(compiled: CompiledDecision, kind: str, sheet: Sheet) -> Doubt:
    if all(sheet[slot] != OPEN for slot in compiled.advised.slots):
        return Doubt(0.0, {})
    passage = Passage(compiled.advised, kind, sheet)
    if len({state[0] for state in passage.ends}) == 1:
        return Doubt(0.0, {})
    found = joint_outcomes(compiled, passage)
    all_of_it = measure(compiled, found.total)
    held: dict[int, float] = {}
    for slot in compiled.advised.slots:
        if slot in found.by_value:
            by_value = found.by_value[slot]
            whole = sum(map(sum, by_value))
            left = sum(sum(counts) / whole * measure(compiled, counts) for counts in by_value if any(counts))
            held[slot] = max(0.0, all_of_it - left)
        elif sheet[slot] == OPEN and can_matter(passage, slot):
            held[slot] = 0.0
    order = sorted(held, key=lambda slot: (-round(held[slot], _DIGITS), slot))
    return Doubt(all_of_it, {slot: held[slot] for slot in order})


def measure(compiled: CompiledDecision, counts: Sequence[int]) -> float:
    """Bits of doubt in counts of ``compiled.pairs``: the outcome now, and half of what the target adds."""
    now: dict[Hashable, int] = {}
    for pair, count in zip(compiled.pairs, counts, strict=True):
        now[pair[0]] = now.get(pair[0], 0) + count
    return (entropy(list(now.values())) + entropy(counts)) / 2
