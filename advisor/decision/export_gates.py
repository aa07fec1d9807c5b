"""Which gates change what a row of the pack says."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from advisor.decision.engine import CompiledDecision, End, row_of
from advisor.model.rules import Decision


@dataclass(frozen=True, slots=True)
class Explained:
    """A way to come out, with the gates that fire there."""

    end: End
    fired: int
    """Bit ``i`` is set when gate ``i`` fires."""


def explained(compiled: CompiledDecision) -> int:
    """In the diagram of a decision the node whose results are ``Explained``."""

    def both(end: Hashable, fired: Hashable) -> Hashable:
        return Explained(cast(End, end), cast(int, fired))

    return compiled.plan.diagram.combine(compiled.plan.root, compiled.fires, both)


def changing_gates(decision: Decision, ends: Iterable[Explained]) -> tuple[str, ...]:
    """The gates that move ``now`` or ``target`` away from what the row itself says, in the pack's order."""
    blamed = {index for each in ends for index in _blamed(decision, each)}
    return tuple(gate.id for index, gate in enumerate(decision.gates) if index in blamed)


def _blamed(decision: Decision, each: Explained) -> Iterator[int]:
    row = row_of(decision, each.end.row)
    for wanted, given in ((row.now, each.end.now), (row.target or row.now, each.end.target)):
        passed = _passed_over(decision.outcomes, wanted, given)
        for index, gate in enumerate(decision.gates):
            if each.fired >> index & 1 and not passed.isdisjoint(gate.exclude):
                yield index


def _passed_over(outcomes: tuple[str, ...], wanted: str, given: str | None) -> frozenset[str]:
    """The outcomes that would have been taken before the one that was: upwards first, then downwards."""
    start = outcomes.index(wanted)
    tried = (*outcomes[start:], *reversed(outcomes[:start]))
    return frozenset(tried if given is None else tried[: tried.index(given)])
