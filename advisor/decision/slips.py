"""What must not slip: answers whose fall alone lowers today's outcome or the target."""

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
    """One answer that falls to a lower level, which alone lowers today's outcome or the target."""

    lowers: Literal["now", "target"]
    outcome: str | None
    """What it falls to; None for no outcome at all, which is said of today's alone."""
    role: Role
    """Whether it is skill that gets worse, or what the work asks for that gets less."""
    question: str
    before: str
    after: str
    """The smallest fall that does it."""
    steps: int


def losses(
    engine: Engine, decision: str, sheet: Sheet, advised: Pair, swings: Sequence[Swing]
) -> tuple[Loss, ...]:
    """Every answer whose fall alone does it: those that lower today's outcome, then those of the target.

    Any answer that counts in a score can fall, facts too. All others stay as they are; open ones stay
    open. Skills come before needs, then in file order.
    """
    decided = engine.decisions[decision].decision
    order = {question.id: place for place, question in enumerate(engine.pack.questions)}
    scored = [
        (role, swing)
        for swing in sorted(swings, key=lambda swing: order[swing.question])
        for role in [role_of(engine.pack, swing.question)]
        if role is not None and swing.advised and sheet[engine.slots[swing.question]] != OPEN
    ]
    return tuple(
        loss
        for lowers, part in _PARTS
        for wanted in Role
        for role, swing in scored
        if role is wanted
        for loss in _smallest(engine, decided, sheet, swing, role, (lowers, advised[part]))
    )


def _smallest(
    engine: Engine,
    decision: Decision,
    sheet: Sheet,
    swing: Swing,
    role: Role,
    part: tuple[Literal["now", "target"], str | None],
) -> Iterator[Loss]:
    """The smallest fall of one answer that lowers one part of the advice; nothing where none does."""
    lowers, advised = part
    slot = engine.slots[swing.question]
    domain, value = engine.domains[slot], sheet[slot]
    counted = domain.question.number is not None

    def place(index: int) -> tuple[int, int]:
        """Where an answer stands on its scale: by level, and ranges of a number also among their like."""
        return domain.values[index].level or 0, index if counted else 0

    worse = [index for index in range(len(domain.values)) if place(index) < place(value)]
    for index in sorted(worse, key=place, reverse=True):
        then = swing.advised[index][0 if lowers == "now" else 1]
        if _falls(decision, advised, then) and (then is not None or lowers == "now"):
            yield Loss(
                lowers=lowers,
                outcome=then,
                role=role,
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


def role_of(pack: Pack, question: str) -> Role | None:
    """Whether a question asks for skill or for what the work needs; None where it counts in no score."""
    roles = {dimension.role for dimension in pack.rules.dimensions.values() if question in dimension.weights}
    return next((role for role in Role if role in roles), None)


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
    return worse and role_of(pack, change.question) is Role.CAPABILITY
