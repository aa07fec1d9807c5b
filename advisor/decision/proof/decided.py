"""A decision over all sheets: which row takes a sheet, what the gates leave, and what comes out."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import cast

from advisor.decision.diagram import Diagram
from advisor.decision.engine import OTHERWISE, End, nearest, row_of
from advisor.decision.proof.statements import Statements
from advisor.model.rules import Decision

Excluded = frozenset[str]


@dataclass(frozen=True, slots=True)
class Result:
    """How a sheet comes out, with what the gates exclude there."""

    end: End
    excluded: Excluded


class Decided:
    """One decision's diagrams."""

    def __init__(self, statements: Statements, name: str, decision: Decision) -> None:
        """Build them, and tell the statements about the ends."""
        diagram = statements.diagram
        self.name = name
        self.decision = decision
        self.gates = [statements.holds(gate.when) for gate in decision.gates]
        self.conditions = [statements.holds(row.when) for row in decision.table]
        self.arriving: list[int] = []
        """For each row and ``otherwise``: the sheets that no earlier row takes."""
        left = Diagram.TRUE
        for condition in self.conditions:
            self.arriving.append(left)
            left = diagram.ite(condition, Diagram.FALSE, left)
        self.arriving.append(left)
        held = [*self.conditions, Diagram.TRUE]
        self.taken = [statements.both(*pair) for pair in zip(self.arriving, held, strict=True)]
        """For each row and ``otherwise``: the sheets that it takes."""
        table = diagram.terminal(OTHERWISE)
        for index in range(len(self.conditions) - 1, -1, -1):
            table = diagram.ite(self.conditions[index], diagram.terminal(index), table)
        self.table = table
        self.excluded = self.excluding(diagram, range(len(self.gates)))
        self.results = self.resulting(diagram, self.excluded)
        self.ends = diagram.relabel(self.results, lambda result: cast(Result, result).end)
        self.outcomes = diagram.relabel(self.ends, _outcome)
        """Now and target, whichever row leads there."""
        statements.ends[name] = self.ends

    def excluding(self, diagram: Diagram, gates: range | list[int]) -> int:
        """The diagram of the outcomes that some gates exclude."""
        found = diagram.terminal(frozenset[str]())
        for index in gates:
            out = frozenset(self.decision.gates[index].exclude)
            one = diagram.ite(self.gates[index], diagram.terminal(out), diagram.terminal(frozenset[str]()))
            found = diagram.combine(found, one, lambda a, b: cast(Excluded, a) | cast(Excluded, b))
        return found

    def resulting(self, diagram: Diagram, excluded: int) -> int:
        """The diagram of results, given what is excluded."""
        return diagram.combine(
            self.table, excluded, lambda row, out: self.result(cast(int, row), cast(Excluded, out))
        )

    def result(self, row: int, out: Excluded) -> Result:
        """What a row leads to when some outcomes are excluded."""
        left = tuple(outcome for outcome in self.decision.outcomes if outcome not in out)
        if not left:
            return Result(End(row, None, None), out)
        chosen = row_of(self.decision, row)
        now = nearest(self.decision, chosen.now, left)
        return Result(End(row, now, nearest(self.decision, chosen.target or chosen.now, left)), out)


def _outcome(end: Hashable) -> Hashable:
    found = cast(End, end)
    return (found.now, found.target)
