"""What each single answer could do: to every score it counts in, and to the advice."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from advisor.decision.decided import Decided
from advisor.decision.engine import Engine
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
    found = [
        swing
        for slot, value in enumerate(sheet)
        if value != ABSENT
        for swing in [_swing(engine, decision, kind, sheet, slot)]
        if swing.span or len(swing.outcomes) > 1
    ]
    return tuple(sorted(found, key=lambda swing: (-len(swing.outcomes), -swing.span)))


def _swing(engine: Engine, decision: str, kind: str, sheet: Sheet, slot: int) -> Swing:
    compiled = engine.decisions[decision]
    domain = engine.domains[slot]
    scores: dict[str, list[Fraction]] = {}
    reached: set[str | None] = set()
    for value in range(len(domain.values)):
        trial = (*sheet[:slot], value, *sheet[slot + 1 :])
        if slot in compiled.plan.slots:
            reached.add(Decided(compiled, kind, trial).outcome.now)
        for name, plan in engine.dimensions.items():
            if slot in plan.slots:
                expected = engine.dimension(name, kind, trial).expected
                if expected is not None:
                    scores.setdefault(name, []).append(expected)
    spans = {name: (min(values), max(values)) for name, values in scores.items()}
    order: tuple[str | None, ...] = (*compiled.decision.outcomes, None)
    return Swing(
        question=domain.question.id,
        answer=None if sheet[slot] == OPEN else domain.values[sheet[slot]].label,
        scores={name: span for name, span in spans.items() if span[0] != span[1]},
        outcomes=tuple(outcome for outcome in order if outcome in reached),
    )
