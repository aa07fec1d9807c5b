"""What an advice that open answers cannot change still rests on, and which other decisions are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.model.pack import Pack
    from advisor.model.recommendation import Recommendation

_OPEN = ("unknown", "not_answered")
_BRIEF = "Unless one of them turns out not to apply."
_APPLYING = "As long as every open question gets one of its answers: none turns out not to apply."


def resting(pack: Pack, recommendation: Recommendation, *, brief: bool = False) -> tuple[str, ...]:
    """Sentences that belong to the word that an advice is settled; none where nothing is left to say.

    A question that does not apply is taken out of its score, which changes what the score is measured
    against: that can move an advice that no answer can (ADR 1). The other decisions may hang on answers
    that the primary one does not look at.
    """
    workloads = recommendation.workloads
    scored = any(part.state in _OPEN for each in workloads for part in each.trace.contributions)
    primary = pack.manifest.primary_decision
    still = {
        decision.id: None
        for each in workloads
        for decision in each.trace.decisions
        if decision.id != primary and not decision.settled
    }
    names = [pack.rules.decisions[each].title for each in still if each in pack.rules.decisions]
    other = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} still open." if names else ""
    return tuple(text for text in ((_BRIEF if brief else _APPLYING) if scored else "", other) if text)
