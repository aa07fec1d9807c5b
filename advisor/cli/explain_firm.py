"""The head of an explanation: the advice in one sentence, and how firm it is."""

from __future__ import annotations

from advisor.cli.advice_text import AdviceText
from advisor.cli.advice_words import MIDDLE, percent
from advisor.cli.explain_page import Page
from advisor.cli.plain import WIDTH, pad, wrap
from advisor.decision.firm_words import Voice, room_said, start_differs
from advisor.decision.slips import only_slips
from advisor.decision.ways import Way as LeastWay
from advisor.decision.ways import become_said, begun, equals, places_said, ways
from advisor.model.explanation import ExplainedWorkload
from advisor.model.weighing import weighing_sentence

_NAME = 32
_ANSWERED = "as long as every open question gets one of its answers, and none turns out not to apply"
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
        what = "that" if workload.advice.model is None else "today's model or the target"
        if firm.complete:
            return wrap("Settled: every question that applies has its answer.", indent="    ")
        return wrap(f"Settled: no open answer can change {what}, {_ANSWERED}.", indent="    ")
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
    """What is nearest to today's model, and to the target."""
    now, target = workload.firm.nearest, workload.firm.nearest_target
    found = ways([now] if now else [], [target] if target else [])
    lines: list[str] = []
    for way in found:
        lines += wrap(_near(view, workload, way), indent="      ", first="    ")
    for one, what in ((now, "model today"), (target, "target")):
        if one is None and workload.advice.model is not None:
            said = f"No change of answers that are yours to change leads to another {what}."
            lines += wrap(said, indent="      ", first="    ")
    return lines


def _near(view: AdviceText, workload: ExplainedWorkload, way: LeastWay) -> str:
    changes = way.alternative.changes
    becomes = begun(become_said(way.places, voice(view).name))
    if not changes:
        whom = places_said(way.places, voice(view).name)
        return f"What is still open can lead to {whom}, without any change."
    many = equals(workload.slips, way)
    if many > 1:
        such = view.question(changes[0].question)
        return f"{becomes} when any one of {many} answers falls, such as {such}."
    asked = ", ".join(view.question(change.question) for change in changes)
    worse = all(place[1] is not None for place in way.places) and only_slips(view.pack, way.alternative)
    does = "get worse" if worse else "change"
    count = f"{len(changes)} answers {does}"
    if len(changes) == 1:
        count = f"1 answer {'gets worse' if worse else 'changes'}"
    luck = ", and open ones turn out for it" if way.alternative.presumes else ""
    return f"{becomes} when {count}{luck}: {asked}."


def voice(view: AdviceText) -> Voice:
    """How outcomes and numbers are said here."""
    return Voice(lambda outcome: named(view, outcome), lambda number: f"{number.normalize():f}")


def named(view: AdviceText, outcome: str | None) -> str:
    """An outcome within a sentence."""
    return "no model" if outcome is None else view.model(outcome)


def start(view: AdviceText, workload: ExplainedWorkload) -> str | None:
    """Where changes of weights and thresholds are measured from, when that is not the advice."""
    firm, advised = workload.firm, workload.advice
    if not start_differs(firm, advised.model, advised.target):
        return None
    return voice(view).pair(firm.outcome, firm.target)


def _all_weights(view: AdviceText, workload: ExplainedWorkload) -> list[str]:
    """How far all weights may change at once, in a few sentences."""
    firm, advised = workload.firm, workload.advice
    said = room_said(firm, advised.model, advised.target, voice(view))
    if not firm.settled:
        # Said first: beside what is open, weights are not what the advice hangs on.
        weightless = firm.all_weights is None and start(view, workload) is None
        said = f"{_OPEN[weightless]} {said}"
    return wrap(said, indent="      ", first="    ")
