"""What must not slip: losses of skill after which today's outcome or the target falls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.decision.counterfactual import steps_between
from advisor.decision.engine import Engine, Pair
from advisor.decision.sheets import OPEN, Sheet, domain_of
from advisor.decision.tornado import Swing
from advisor.model.pack import Pack
from advisor.model.robustness import Alternative, AnswerChange
from advisor.model.rules import Decision, Role

_PARTS: tuple[tuple[Literal["now", "target"], int], ...] = (("now", 0), ("target", 1))


@dataclass(frozen=True, slots=True)
class Loss:
    """One answer that gets worse, which alone lowers today's outcome or the target."""

    lowers: Literal["now", "target"]
    outcome: str | None
    """What it falls to; None for no outcome at all, which is said of today's alone."""
    question: str
    before: str
    after: str
    """The smallest loss that does it."""
    steps: int


def losses(
    engine: Engine, decision: str, sheet: Sheet, advised: Pair, swings: Sequence[Swing]
) -> tuple[Loss, ...]:
    """Every answer whose loss alone does it: those that lower today's outcome, then those of the target.

    Only answers to questions about skill that can change, and only to a lower level. All others stay as
    they are; open ones stay open. Answers are in file order.
    """
    compiled = engine.decisions[decision]
    order = {question.id: place for place, question in enumerate(engine.pack.questions)}
    skills = [
        swing
        for swing in sorted(swings, key=lambda swing: order[swing.question])
        if swing.advised
        and sheet[engine.slots[swing.question]] != OPEN
        and engine.pack.question_by_id[swing.question].changeable
        and capable(engine.pack, swing.question)
    ]
    return tuple(
        loss
        for lowers, part in _PARTS
        for swing in skills
        for loss in _smallest(engine, compiled.decision, sheet, swing, lowers, advised[part])
    )


def _smallest(
    engine: Engine,
    decision: Decision,
    sheet: Sheet,
    swing: Swing,
    lowers: Literal["now", "target"],
    advised: str | None,
) -> Iterator[Loss]:
    """The smallest loss of one answer that lowers one part of the advice; nothing where none does."""
    slot = engine.slots[swing.question]
    domain, value = engine.domains[slot], sheet[slot]
    level = domain.values[value].level or 0
    worse = [index for index, one in enumerate(domain.values) if (one.level or 0) < level]
    for index in sorted(worse, key=lambda index: -(domain.values[index].level or 0)):
        then = swing.advised[index][0 if lowers == "now" else 1]
        if _falls(decision, advised, then) and (then is not None or lowers == "now"):
            yield Loss(
                lowers=lowers,
                outcome=then,
                question=swing.question,
                before=domain.values[value].label,
                after=domain.values[index].label,
                steps=steps_between(domain, value, index),
            )
            return


def _falls(decision: Decision, advised: str | None, then: str | None) -> bool:
    """Whether an outcome is less than what is advised; where outcomes are no scale, whether it is another."""
    if advised is None or then == advised:
        return False
    if then is None or not decision.ordered:
        return True
    return decision.outcomes.index(then) < decision.outcomes.index(advised)


def capable(pack: Pack, question: str) -> bool:
    """Whether a question asks for skill: it counts in a dimension of capability."""
    return any(
        dimension.role is Role.CAPABILITY and question in dimension.weights
        for dimension in pack.rules.dimensions.values()
    )


def only_slips(pack: Pack, alternative: Alternative) -> bool:
    """Whether an alternative comes about only by capability getting worse, or leaves no outcome at all."""
    if not alternative.changes:
        return False
    return alternative.outcome is None or all(_slips(pack, change) for change in alternative.changes)


def _slips(pack: Pack, change: AnswerChange) -> bool:
    levels = {
        value.label: value.level or 0 for value in domain_of(pack.question_by_id[change.question]).values
    }
    worse = levels.get(change.after, 0) < levels.get(change.before or "", 0)
    return worse and capable(pack, change.question)
