"""What each single answer could do: to every score it counts in, and to the advice."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from advisor.decision.decided import advice
from advisor.decision.engine import CompiledDecision, Engine
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
    """Every outcome that some answer leads to, in order; None for no outcome."""

    @property
    def span(self) -> Fraction:
        """The widest swing over all dimensions, in points of 100."""
        return max((high - low for low, high in self.scores.values()), default=Fraction(0))


def tornado(engine: Engine, decision: str, kind: str, sheet: Sheet) -> tuple[Swing, ...]:
    """One swing for each question that moves a score or the advice: advice first, then by span."""
    advised = _advised(engine.decisions[decision], kind, sheet)
    expected = {name: expected_by_answer(plan, kind, sheet) for name, plan in engine.dimensions.items()}
    found = []
    for slot, value in enumerate(sheet):
        if value == ABSENT:
            continue
        domain = engine.domains[slot]
        spans = {name: _span(scores[slot]) for name, scores in expected.items() if slot in scores}
        swing = Swing(
            question=domain.question.id,
            answer=None if value == OPEN else domain.values[value].label,
            scores={name: span for name, span in spans.items() if span is not None},
            outcomes=advised.get(slot, ()),
        )
        if swing.scores or len(swing.outcomes) > 1:
            found.append(swing)
    return tuple(sorted(found, key=lambda swing: (-len(swing.outcomes), -swing.span)))


def _advised(compiled: CompiledDecision, kind: str, sheet: Sheet) -> dict[int, tuple[str | None, ...]]:
    """Question to every outcome that is advised with some answer to it, in order."""
    order: tuple[str | None, ...] = (*compiled.decision.outcomes, None)
    counted = counts_by_answer(
        compiled.advice, kind, sheet, lambda payload: order.index(cast(str | None, payload)), len(order)
    )
    found = {}
    for slot, values in counted.items():
        reached = {
            advice(compiled.decision, dict(zip(compiled.decision.outcomes, counts, strict=False)), counts[-1])
            for counts in values
        }
        found[slot] = tuple([outcome for outcome in order if outcome in reached])
    return found


def _span(scores: tuple[Fraction | None, ...]) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest score; None where all are the same."""
    known = [score for score in scores if score is not None]
    return (min(known), max(known)) if len(set(known)) > 1 else None
