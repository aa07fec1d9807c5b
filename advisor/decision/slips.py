"""Which ways to another outcome are only a loss, of skill or of every outcome: nothing anybody would plan."""

from __future__ import annotations

from advisor.decision.sheets import domain_of
from advisor.model.pack import Pack
from advisor.model.robustness import Alternative, AnswerChange
from advisor.model.rules import Role


def only_slips(pack: Pack, alternative: Alternative) -> bool:
    """Whether an alternative comes about only by capability getting worse, or leaves no outcome at all."""
    if not alternative.changes:
        return False
    return alternative.outcome is None or all(_slips(pack, change) for change in alternative.changes)


def _slips(pack: Pack, change: AnswerChange) -> bool:
    capable = any(
        dimension.role is Role.CAPABILITY and change.question in dimension.weights
        for dimension in pack.rules.dimensions.values()
    )
    levels = {
        value.label: value.level or 0 for value in domain_of(pack.question_by_id[change.question]).values
    }
    return capable and levels.get(change.after, 0) < levels.get(change.before or "", 0)
