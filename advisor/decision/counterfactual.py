"""The fewest answer changes that lead to another outcome today, or to another target.

A change of an answer costs one change and as many steps as levels lie between the two answers (one
where answers have no levels); changes weigh more than any number of steps. The result is a global
minimum, not a greedy one.

Only answers that the organisation can change are changed. Answers that nobody has yet may come out
either way at no cost; the ones that the result rests on are listed as what it presumes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from advisor.decision.cheapest import Chosen, Move, after, cheapest, split
from advisor.decision.decided import Counted
from advisor.decision.engine import CompiledDecision, End, Engine, Pair
from advisor.decision.presumed import presumed
from advisor.decision.sheets import OPEN, Domain, Sheet

_NOW, _TARGET = 0, 1
"""The parts of a pair."""
CHANGE = 1 << 20
"""Cost of one changed answer, in steps: more than all steps together."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer and the value that it must get; ``before`` is None while the answer is open."""

    question: str
    before: str | None
    after: str
    steps: int


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The least change of answers after which a decision comes out differently."""

    outcome: str | None
    """Today's outcome, or the target; None where the gates leave nothing."""
    changes: tuple[Change, ...]
    presumes: tuple[Change, ...]
    """Open answers that have to come out so."""
    steps: int


@dataclass(frozen=True, slots=True)
class Counterfactuals:
    """The least changes, for today's outcome and for the target each by itself."""

    now: dict[str | None, Counterfactual]
    """Towards every outcome today but the advised one, and towards none (last)."""
    target: dict[str | None, Counterfactual]
    """Towards every target but the advised one. That no outcome is left stands under ``now`` alone."""


def counterfactuals(engine: Engine, decision: str, kind: str, sheet: Sheet) -> Counterfactuals:
    """The least change towards every other outcome of a decision.

    One search finds the least change towards every pair of outcome and target; the least over the pairs
    with the same outcome, or the same target, is the least for that. Outcomes that no change of
    changeable answers reaches are left out. Changes are in file order.
    """
    compiled = engine.decisions[decision]
    advised = Counted.of(compiled, kind, sheet).outcome

    def moves(slot: int) -> Iterator[Move]:
        return _moves(engine.domains[slot], sheet[slot])

    def pair(end: End) -> Pair:
        return (end.now, end.target)

    ways = _Ways(engine, compiled, kind, sheet, cheapest(compiled, kind, sheet, moves, pair))
    return Counterfactuals(ways.least(_NOW, advised.now), ways.least(_TARGET, advised.target))


class _Ways:
    """The cheapest way to every pair of today's outcome and the target."""

    def __init__(
        self,
        engine: Engine,
        compiled: CompiledDecision,
        kind: str,
        sheet: Sheet,
        reached: Mapping[Pair, Chosen],
    ) -> None:
        self._engine = engine
        self._compiled = compiled
        self._kind = kind
        self._sheet = sheet
        self._reached = sorted((self._cost(chosen), chosen, pair) for pair, chosen in reached.items())

    def _cost(self, chosen: Chosen) -> int:
        """What the search counted for a way."""
        changed, _ = split(self._sheet, chosen)
        steps = (
            steps_between(self._engine.domains[slot], self._sheet[slot], value)
            for slot, value in changed.items()
        )
        return sum(CHANGE + step for step in steps)

    def least(self, part: int, advised: str | None) -> dict[str | None, Counterfactual]:
        """The least for each other outcome in one part of the pairs."""
        cheapest_of: dict[str | None, Chosen] = {}
        for _, chosen, pair in self._reached:
            cheapest_of.setdefault(pair[part], chosen)
        outcomes: list[str | None] = [*self._compiled.decision.outcomes]
        if part == _NOW:
            outcomes.append(None)
        return {
            outcome: self._counterfactual(part, outcome, cheapest_of[outcome])
            for outcome in outcomes
            if outcome in cheapest_of and outcome != advised
        }

    def _counterfactual(self, part: int, outcome: str | None, chosen: Chosen) -> Counterfactual:
        engine, sheet = self._engine, self._sheet
        changed, opened = split(sheet, chosen)
        rests_on = presumed(
            self._compiled.advice if part == _NOW else self._compiled.aims,
            self._kind,
            after(sheet, changed),
            opened,
            lambda found: found == outcome,
        )
        changes = tuple(_change(engine, sheet, slot, changed[slot]) for slot in sorted(changed))
        return Counterfactual(
            outcome=outcome,
            changes=changes,
            presumes=tuple(_change(engine, sheet, slot, rests_on[slot]) for slot in sorted(rests_on)),
            steps=sum(change.steps for change in changes),
        )


def _change(engine: Engine, sheet: Sheet, slot: int, value: int) -> Change:
    domain = engine.domains[slot]
    before = domain.values[sheet[slot]].label if sheet[slot] >= 0 else None
    steps = steps_between(domain, sheet[slot], value) if sheet[slot] >= 0 else 0
    return Change(domain.question.id, before, domain.values[value].label, steps)


def steps_between(domain: Domain, before: int, after: int) -> int:
    """How far a known answer is from another: levels between them, at least 1; 1 without levels."""
    levels = (domain.values[before].level, domain.values[after].level)
    if levels[0] is None or levels[1] is None:
        return 1
    return max(1, abs(levels[1] - levels[0]))


def _moves(domain: Domain, value: int) -> Iterator[Move]:
    """Every value that an answer may take, with its cost."""
    if value == OPEN:
        yield from (Move(index, 0) for index in range(len(domain.values)))
        return
    yield Move(value, 0)
    if domain.question.changeable:
        for index in range(len(domain.values)):
            if index != value:
                yield Move(index, CHANGE + steps_between(domain, value, index))
