"""What each single answer could do: to every score it counts in, to today's outcome and to the target."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from advisor.decision.decided import Counted
from advisor.decision.engine import CompiledDecision, Engine, Pair
from advisor.decision.mean_scores import expected_by_answer
from advisor.decision.one_answer import counts_by_answer
from advisor.decision.sheets import ABSENT, OPEN, Sheet


@dataclass(frozen=True, slots=True)
class Swing:
    """The effect of one question, all other answers as they are."""

    question: str
    answer: str | None
    """Today's answer; None while it is open."""
    scores: dict[str, tuple[Fraction, Fraction]]
    """Dimension to the least and the greatest expected score that some answer gives."""
    outcomes: tuple[str | None, ...]
    """Every outcome that some answer leads to today, in order; None for no outcome."""
    targets: tuple[str | None, ...]
    """Every target that some answer leads to, in order."""
    advised: tuple[Pair, ...]
    """What is advised with each value of the question; empty where the decision never looks at it."""

    @property
    def span(self) -> Fraction:
        """The widest swing over all dimensions, in points of 100."""
        return max((high - low for low, high in self.scores.values()), default=Fraction(0))


def tornado(engine: Engine, decision: str, kind: str, sheet: Sheet) -> tuple[Swing, ...]:
    """One swing for each question that moves a score or the advice.

    What can change today's outcome comes first, then what can change the target, then by span.
    """
    compiled = engine.decisions[decision]
    advised = advised_by_answer(compiled, kind, sheet)
    order: tuple[str | None, ...] = (*compiled.decision.outcomes, None)
    expected = {name: expected_by_answer(plan, kind, sheet) for name, plan in engine.dimensions.items()}
    found = []
    for slot, value in enumerate(sheet):
        if value == ABSENT:
            continue
        domain = engine.domains[slot]
        spans = {name: _span(scores[slot]) for name, scores in expected.items() if slot in scores}
        pairs = advised.get(slot, ())
        swing = Swing(
            question=domain.question.id,
            answer=None if value == OPEN else domain.values[value].label,
            scores={name: span for name, span in spans.items() if span is not None},
            outcomes=_in_order(order, {now for now, _ in pairs}),
            targets=_in_order(order, {target for _, target in pairs}),
            advised=pairs,
        )
        if swing.scores or len(swing.outcomes) > 1 or len(swing.targets) > 1:
            found.append(swing)
    return tuple(sorted(found, key=lambda swing: (-len(swing.outcomes), -len(swing.targets), -swing.span)))


def advised_by_answer(compiled: CompiledDecision, kind: str, sheet: Sheet) -> dict[int, tuple[Pair, ...]]:
    """Question to what is advised with each of its values, today and as the target."""
    place = {pair: index for index, pair in enumerate(compiled.pairs)}
    counted = counts_by_answer(
        compiled.advised, kind, sheet, lambda payload: place[cast(Pair, payload)], len(place)
    )
    known: dict[tuple[int, ...], Pair] = {}
    found = {}
    for slot, values in counted.items():
        for counts in values:
            if counts not in known:
                known[counts] = _advised(compiled, counts)
        found[slot] = tuple([known[counts] for counts in values])
    return found


def _advised(compiled: CompiledDecision, counts: tuple[int, ...]) -> Pair:
    outcome = Counted(compiled, dict(zip(compiled.pairs, counts, strict=True))).outcome
    return (outcome.now, outcome.target)


def _in_order(order: tuple[str | None, ...], reached: set[str | None]) -> tuple[str | None, ...]:
    return tuple([outcome for outcome in order if outcome in reached])


def _span(scores: tuple[Fraction | None, ...]) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest score; None where all are the same."""
    known = [score for score in scores if score is not None]
    return (min(known), max(known)) if len(set(known)) > 1 else None
