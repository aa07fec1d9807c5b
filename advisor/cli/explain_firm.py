"""The head of an explanation: the advice in one sentence, and how firm it is."""

from __future__ import annotations

from advisor.cli.advice_text import AdviceText
from advisor.cli.advice_words import MIDDLE, percent
from advisor.cli.explain_page import Page
from advisor.cli.plain import WIDTH, pad, wrap
from advisor.model.explanation import ExplainedWorkload, Firm, WayKind
from advisor.model.weighing import weighing_sentence

_NAME = 32
_ANSWERED = "as long as every open question gets one of its answers"
"""What settled rests on: that a question does not apply may still change scores, and so the advice."""
_OPEN = {
    True: "It is open answers, not weights, that can move the advice.",
    False: "Open answers can move the advice, whatever the weights.",
}
"""What moves an advice that is not settled, by whether no change of the weights does."""


def advice(page: Page, workload: ExplainedWorkload) -> list[str]:
    """The advice in one sentence, and the reason of the row or gate that decides."""
    paint = page.view.style.paint
    model = workload.advice.model
    if model is None:
        return ["  " + paint("No model is admissible: the gates below collide.", "bold", "red")]
    firm = workload.firm
    settled = "settled" if firm.settled else "settled for today" if firm.decided else "not settled yet"
    sentence = wrap(f"{_sentence(page.view, workload)}: {settled}.", indent="  ")
    lines = [paint(line, "bold", "green") for line in sentence]
    if workload.advice.reason:
        lines += wrap(workload.advice.reason, indent="  ")
    return lines


def _sentence(view: AdviceText, workload: ExplainedWorkload) -> str:
    advised = workload.advice
    now = view.model(advised.model, advised.stage)
    if advised.target is None or advised.target == advised.model:
        return f"{now}, now and as the target"
    return f"{now} now, growing towards {view.model(advised.target, advised.target_stage)}"


def how_firm(page: Page, workload: ExplainedWorkload) -> list[str]:
    """Whether it is settled, what is nearest to it, and how far the weights may be pushed."""
    lines = page.heading("How firm")
    lines += _settled(page, workload)
    lines += _nearest(page.view, workload)
    lines += _all_weights(page.view, workload)
    return lines


def _settled(page: Page, workload: ExplainedWorkload) -> list[str]:
    view, firm = page.view, workload.firm
    if firm.settled:
        return wrap(
            f"Settled: no open answer can change it, neither today nor as the target, {_ANSWERED}.",
            indent="    ",
        )
    if firm.decided:
        lines = wrap(
            f"Settled for today, {_ANSWERED}; what is still open can change the target.", indent="    "
        )
    else:
        lines = wrap(
            "Not settled. Of all ways in which the open answers could turn out, these lead to", indent="    "
        )
        exact = next(trace.exact for trace in workload.why.decisions)
        for model, share in firm.shares.items():
            lines.append(_share(view, view.model(model), share, exact.get(model, "")))
        if firm.without_model:
            lines.append(_share(view, "no model", firm.without_model, ""))
        if workload.advice.model and firm.shares[workload.advice.model] < max(firm.shares.values()):
            lines += wrap(MIDDLE, indent="    ")
    lines += _targets(view, workload)
    return lines + wrap(weighing_sentence(view.pack), indent="    ")


def _share(view: AdviceText, label: str, share: float, exact: str) -> str:
    line = f"      {pad(label, _NAME)}{view.style.share(share, 16)} {percent(share):>5}"
    whole = f"{line} = {exact}"
    return whole if exact and 0 < share < 1 and len(whole) <= WIDTH else line


def _targets(view: AdviceText, workload: ExplainedWorkload) -> list[str]:
    shares = {model: share for model, share in workload.firm.target_shares.items() if share}
    if len(shares) < 2:
        return []
    told = ", ".join(f"{view.model(model)} {percent(share)}" for model, share in shares.items())
    return wrap(f"As the target: {told}.", indent="      ", first="    ")


def _nearest(view: AdviceText, workload: ExplainedWorkload) -> list[str]:
    nearest = workload.firm.nearest
    if nearest is None:
        return wrap("No change of answers that are yours to change leads to another model.", indent="    ")
    other = named(view, nearest.outcome)
    if not nearest.changes:
        return wrap(f"What is still open can lead to {other}, without any change.", indent="    ")
    slips = any(way.kind is WayKind.SLIP for way in workload.change if way.alternative is nearest)
    many = len(nearest.changes)
    asked = ", ".join(view.question(change.question) for change in nearest.changes)
    verb = "falls back to" if slips else "changes to"
    answers = f"{many} answer" if many == 1 else f"{many} answers"
    worse = "gets worse" if many == 1 else "get worse"
    does = worse if slips else "changes" if many == 1 else "change"
    turns = "No model is left" if nearest.outcome is None else f"It {verb} {other}"
    if nearest.outcome is None:
        does = "changes" if many == 1 else "change"
    return wrap(f"{turns} when {answers} {does}: {asked}.", indent="      ", first="    ")


def named(view: AdviceText, outcome: str | None) -> str:
    """An outcome within a sentence."""
    return "no model" if outcome is None else view.model(outcome)


def start(view: AdviceText, workload: ExplainedWorkload) -> str | None:
    """Where changes of weights and thresholds are measured from, when that is not the advice."""
    firm = workload.firm
    return named(view, firm.outcome) if firm.outcome != workload.advice.model else None


def _all_weights(view: AdviceText, workload: ExplainedWorkload) -> list[str]:
    """How far all weights may change at once, in a sentence."""
    firm = workload.firm
    elsewhere = start(view, workload)
    if elsewhere is not None:
        said = _measured_elsewhere(view, workload, elsewhere)
    else:
        said = _measured(firm, named(view, firm.flips_to))
    if not firm.decided:
        # Said first: beside what is open, weights are not what the advice hangs on.
        said = f"{_OPEN[firm.all_weights is None and elsewhere is None]} {said}"
    return wrap(said, indent="      ", first="    ")


def _measured(firm: Firm, flips: str) -> str:
    """The room that the weights leave, measured from the advice."""
    if firm.all_weights is None:
        if firm.basis == "expected":
            return (
                "With open answers at their expected value, no change of the pack's weights alone flips it."
            )
        return "No change of the pack's weights alone flips it."
    if firm.all_weights == 0:
        said = f"No room: a score lies exactly on its threshold, with {flips} on the other side."
    else:
        size = f"{100 * firm.all_weights:.1f} %"
        said = f"All weights of the pack may change at once by up to {size}, then it is {flips}."
    if firm.basis == "expected":
        said += " Scores with open answers stand at their expected value for that."
    return said


def _measured_elsewhere(view: AdviceText, workload: ExplainedWorkload, elsewhere: str) -> str:
    """The same where the rules, at expected values, do not come to the advice."""
    firm, advised = workload.firm, workload.advice.model
    there = f"the advice, {named(view, advised)}" if firm.flips_to == advised else named(view, firm.flips_to)
    if firm.all_weights is None:
        found = "no change of the pack's weights alone leads elsewhere."
    elif firm.all_weights == 0:
        found = f"no room, a score lies exactly on its threshold, with {there} on the other side."
    else:
        size = f"{100 * firm.all_weights:.1f} %"
        found = f"all weights may change at once by up to {size}, beyond that the rules come to {there}."
    return (
        f"With open answers at their expected value the rules come to {elsewhere}, not to the advice, "
        f"{named(view, advised)}. Measured from {elsewhere}: {found}"
    )
