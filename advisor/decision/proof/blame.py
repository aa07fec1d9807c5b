"""What breaks a declared direction on two sheets: a row, a gate that fires, or a question that counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from advisor.decision.engine import OTHERWISE, End, row_of
from advisor.decision.proof.decided import Decided
from advisor.decision.proof.finding_words import Also, Ends, Rows, Turned
from advisor.decision.proof.findings import QUESTIONS, RULES, Finding, Named, Place
from advisor.decision.proof.findings_effect import (
    GateAgainstMonotone,
    NotMonotone,
    RelevanceAgainstMonotone,
    WrongWay,
)
from advisor.decision.proof.pairs import Pair
from advisor.decision.proof.replay import Replay, replay
from advisor.decision.proof.statements import Statements
from advisor.model.rules import Direction


class Kind(Enum):
    """What is to blame."""

    ROWS = auto()
    RELEVANCE = auto()
    GATES = auto()


_KINDS: dict[Kind, type[WrongWay]] = {
    Kind.ROWS: NotMonotone,
    Kind.RELEVANCE: RelevanceAgainstMonotone,
    Kind.GATES: GateAgainstMonotone,
}


@dataclass(frozen=True, slots=True)
class Broken:
    """Two sheets that break the declaration, and why."""

    kind: Kind
    pair: Pair
    first: Replay
    second: Replay
    switched: tuple[str, ...]
    """Questions whose relevance is to blame."""


class Blame:
    """Explains the counterexamples of one declaration."""

    def __init__(
        self, statements: Statements, decided: Decided, dimension: str, direction: Direction
    ) -> None:
        """Explain within the pack of these statements."""
        self._statements = statements
        self._decided = decided
        self._dimension = dimension
        self._direction = direction

    def of(self, pair: Pair, *, gates: bool) -> Broken:
        """What is to blame for a pair; ``gates``: the step changes what they exclude."""
        first, second = self._replay(pair, 0), self._replay(pair, 1)
        if gates:
            return Broken(Kind.GATES, pair, first, second, ())
        switched = self._switched(pair, first, second)
        return Broken(Kind.RELEVANCE if switched else Kind.ROWS, pair, first, second, switched)

    def _replay(self, pair: Pair, side: int, held: Mapping[str, bool] | None = None) -> Replay:
        example = pair.second if side else pair.first
        domains = self._statements.space.domains
        return replay(self._statements.pack, domains, self._decided.decision, example, held or {})

    def _switched(self, pair: Pair, first: Replay, second: Replay) -> tuple[str, ...]:
        """The fewest questions that would have to stay as relevant as they were for the step to go right."""
        changed = {
            question: before
            for question, before in first.relevance.items()
            if second.relevance[question] is not before
        }
        if not changed or self._is_wrong(first.end, self._replay(pair, 1, changed).end):
            return ()
        for question in list(changed):
            rest = {other: before for other, before in changed.items() if other != question}
            if not self._is_wrong(first.end, self._replay(pair, 1, rest).end):
                changed = rest
        return tuple(changed)

    def _is_wrong(self, before: End, after: End) -> bool:
        order = self._decided.decision.outcomes
        sign = 1 if self._direction is Direction.UP else -1
        steps = ((before.now, after.now), (before.target, after.target))
        return any(
            here is not None and there is not None and sign * (order.index(there) - order.index(here)) < 0
            for here, there in steps
        )

    def finding(self, broken: list[Broken]) -> Finding:
        """The first of some pairs with the same to blame, told; of the others the questions."""
        pair, first, second = broken[0].pair, broken[0].first, broken[0].second
        turned, named = self._turned(broken[0])
        return _KINDS[broken[0].kind](
            place=Place(RULES, ("decisions", self._decided.name, "monotone", self._dimension)),
            examples=(pair.first, pair.second),
            named=(*self._rows(first, second), *named),
            decision=self._decided.name,
            dimension=self._dimension,
            direction=self._direction,
            question=pair.question,
            before=_ends(first.end, second.end),
            after=_ends(second.end, first.end),
            rows=Rows(*(row_of(self._decided.decision, each.end.row).id for each in (first, second))),
            turned=turned,
            also=Also(tuple(other.pair.question for other in broken[1:])),
        )

    def _turned(self, broken: Broken) -> tuple[Turned, tuple[Named, ...]]:
        if broken.kind is Kind.ROWS:
            return Turned(), ()
        return self._questions(broken) if broken.kind is Kind.RELEVANCE else self._gates(broken)

    def _rows(self, first: Replay, second: Replay) -> tuple[Named, ...]:
        return tuple(self._row(row) for row in dict.fromkeys((first.end.row, second.end.row)))

    def _row(self, row: int) -> Named:
        path = ("otherwise",) if row == OTHERWISE else ("table", row)
        place = Place(RULES, ("decisions", self._decided.name, *path))
        return Named("row", row_of(self._decided.decision, row).id, place)

    def _questions(self, broken: Broken) -> tuple[Turned, tuple[Named, ...]]:
        on = tuple(question for question in broken.switched if broken.second.relevance[question])
        off = tuple(question for question in broken.switched if question not in on)
        slots = self._statements.space.slots
        named = tuple(
            Named("question", question, Place(QUESTIONS, ("questions", slots[question], "relevant_when")))
            for question in broken.switched
        )
        return Turned("question", on, off), named

    def _gates(self, broken: Broken) -> tuple[Turned, tuple[Named, ...]]:
        """The gates that fire on one of the sheets only, and that exclude what nothing else does there."""
        gates = self._decided.decision.gates
        before, after = broken.first.gates, broken.second.gates
        changed = self._excluded(before) ^ self._excluded(after)
        switched = [index for index in sorted(before ^ after) if not changed.isdisjoint(gates[index].exclude)]
        on = tuple(gates[index].id for index in switched if index in after)
        off = tuple(gates[index].id for index in switched if index in before)
        named = tuple(
            Named("gate", gates[index].id, Place(RULES, ("decisions", self._decided.name, "gates", index)))
            for index in switched
        )
        return Turned("gate", on, off), named

    def _excluded(self, fired: frozenset[int]) -> set[str]:
        gates = self._decided.decision.gates
        return {outcome for index in fired for outcome in gates[index].exclude}


def _ends(end: End, other: End) -> Ends:
    """Now and target, the target told too where it is what differs from the other sheet."""
    return Ends(str(end.now), str(end.target), beside=other.target not in (other.now, end.target))
