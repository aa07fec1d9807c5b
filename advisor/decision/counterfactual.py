"""The fewest answer changes that lead to another outcome.

A change of an answer costs one change and as many steps as levels lie between the two answers (one
where answers have no levels); changes weigh more than any number of steps. The result is a global
minimum, not a greedy one.

Only answers that the organisation can change are changed. Answers that nobody has yet may come out
either way at no cost; the ones that the result rests on are listed as what it presumes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.decision.cheapest import Chosen, Move, after, cheapest, split
from advisor.decision.decided import Counted
from advisor.decision.engine import CompiledDecision, Engine
from advisor.decision.presumed import presumed
from advisor.decision.sheets import OPEN, Domain, Sheet

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
    """None where the gates leave nothing."""
    changes: tuple[Change, ...]
    presumes: tuple[Change, ...]
    """Open answers that have to come out so."""
    steps: int


def counterfactuals(
    engine: Engine, decision: str, kind: str, sheet: Sheet
) -> dict[str | None, Counterfactual]:
    """The least change towards every outcome of a decision but the advised one, and towards none (last).

    Outcomes that no change of changeable answers reaches are left out. Changes are in file order.
    """
    compiled = engine.decisions[decision]
    advised = Counted.of(compiled, kind, sheet).outcome.now

    def moves(slot: int) -> Iterator[Move]:
        return _moves(engine.domains[slot], sheet[slot])

    reached = cheapest(compiled, kind, sheet, moves, lambda end: (end.now,))
    outcomes: tuple[str | None, ...] = (*compiled.decision.outcomes, None)
    return {
        outcome: _counterfactual(engine, compiled, kind, sheet, outcome, reached[outcome,])
        for outcome in outcomes
        if (outcome,) in reached and outcome != advised
    }


def _counterfactual(
    engine: Engine, compiled: CompiledDecision, kind: str, sheet: Sheet, outcome: str | None, chosen: Chosen
) -> Counterfactual:
    changed, opened = split(sheet, chosen)
    rests_on = presumed(compiled.advice, kind, after(sheet, changed), opened, lambda now: now == outcome)
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
