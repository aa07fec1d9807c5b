"""What the advice owes to the judgement of weights and thresholds."""

from __future__ import annotations

from advisor.decision.firm_words import room_said, start_differs
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import Firmness, Robustness
from advisor.reporting.blocks import Fact, Facts
from advisor.reporting.context import Context

_OPEN = {
    True: "But it is open answers, not weights, that can move the advice.",
    False: "But open answers can move the advice, whatever the weights.",
}
"""What moves an advice that is not settled, by whether no change of the weights does."""


def unsettling(found: Firmness) -> str:
    """What could move an advice that is settled."""
    limits = [(one.low, one.high) for one in found.weights]
    limits += [(one.low, one.high) for one in found.thresholds]
    judged = found.all_weights is not None or any(limit != (None, None) for limit in limits)
    if judged:
        return "Only a changed answer, or another judgement of weights and thresholds, can."
    return f"A changed answer can; no other weights do, and no single other threshold{_expected(found)}."


def judgement(context: Context, workload: WorkloadRecommendation, found: Robustness) -> str:
    """What the advice owes to the judgement of weights, in a few sentences; the annex has the figures."""
    firm = found.firmness
    said = room_said(firm, workload.model, workload.target, context.voice)
    if not found.settled:
        # Said first: beside what is open, weights are not what the advice hangs on.
        weightless = firm.all_weights is None and not start_differs(firm, workload.model, workload.target)
        said = f"{_OPEN[weightless]} {said}"
    return f"Weights and thresholds are judgement. {said}"


def pushed(context: Context, workload: WorkloadRecommendation, found: Firmness) -> Facts:
    """How far weights and thresholds may move before today's model or the target flips."""
    facts = [
        Fact("All weights at once", room_said(found, workload.model, workload.target, context.voice)),
    ]
    lines = []
    for one in found.thresholds:
        if one.low is not None or one.high is not None:
            title = context.pack.rules.dimensions[one.dimension].title
            room = context.voice.threshold(one.low, one.high)
            beyond = "only the target" if (one.now_low, one.now_high) == (None, None) else "today's model"
            lines.append(
                f"{title}, {one.band} from {one.threshold}: may move {room}, beyond that {beyond} flips"
            )
    free = f"May lie anywhere without flipping today's model or the target{_expected(found)}"
    facts.append(Fact("Each threshold alone", "\n".join(lines) or free))
    return Facts(tuple(facts), title="How far weights and thresholds may move")


def _expected(found: Firmness) -> str:
    """Said in the same sentence as a claim that holds for expected values of open answers alone."""
    return ", with open answers at their expected value" if found.basis == "expected" else ""
