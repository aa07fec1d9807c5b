"""What single answers, weights and thresholds could do to today's model and to the target."""

from __future__ import annotations

from advisor.cli.advice_text import AdviceText
from advisor.cli.advice_words import number
from advisor.cli.explain_firm import start, voice
from advisor.cli.explain_page import Page
from advisor.cli.plain import clean, pad, wrap
from advisor.model.explanation import ExplainedWorkload
from advisor.model.robustness import AnswerSwing, ThresholdRange, WeightRange

MOST_SWINGS = 8
MOST_WEIGHTS = 8
_NAME = 30


def swings(page: Page, workload: ExplainedWorkload) -> list[str]:
    """What one answer alone could do, all others as they are; those that change the advice first."""
    if not workload.tornado:
        return []
    lines = page.heading("What each single answer could do")
    for swing in page.head(workload.tornado, MOST_SWINGS):
        lines += _swing(page.view, swing)
    return lines + page.rest(workload.tornado, MOST_SWINGS, "answer")


def _swing(view: AdviceText, swing: AnswerSwing) -> list[str]:
    scores = ", ".join(
        f"{clean(view.pack.rules.dimensions[name].title)} {number(low)} to {number(high)}"
        for name, (low, high) in swing.scores.items()
    )
    now, target = (_either(view, swing.outcomes), _either(view, swing.targets))
    if now and now == target:
        reach = f"today and the target {now}"
    else:
        reach = ", ".join(f"{part} {one}" for part, one in (("today", now), ("the target", target)) if one)
    text = "; ".join(part for part in (reach, scores) if part)
    return wrap(text, indent=" " * (_NAME + 5), first=f"    {pad(view.question(swing.question), _NAME)} ")


def _either(view: AdviceText, outcomes: tuple[str | None, ...]) -> str:
    """Everything that an answer can lead to; nothing where that is one thing only."""
    if len(outcomes) < 2:
        return ""
    return " or ".join(
        "no model" if outcome is None else view.model(outcome).split(f" {view.style.dot} ")[0]
        for outcome in outcomes
    )


def pushed(page: Page, workload: ExplainedWorkload) -> list[str]:
    """How far weights and thresholds may move before today's model or the target flips."""
    view = page.view
    lines = page.heading("How far each weight and threshold may move alone")
    elsewhere = start(view, workload)
    if elsewhere is not None:
        lines += wrap(
            f"Measured from {elsewhere}, where expected answers lead, and not from the advice.", indent="    "
        )
    does = "flips today's model or the target"
    if workload.firm.basis == "expected":
        does += ", at expected values of the open answers"
    moving = [one for one in workload.thresholds if one.low is not None or one.high is not None]
    tight = [one for one in workload.weights if one.low is not None or one.high is not None]
    if moving or tight:
        lines += wrap("Within these limits neither today's model nor the target flips.", indent="    ")
    for one in moving:
        lines += _threshold(view, one)
    free = len(workload.thresholds) - len(moving)
    if free:
        lines += wrap(f"No move of {_the(free, 'threshold', other=bool(moving))} {does}.", indent="    ")
    for weight in page.head(tight, MOST_WEIGHTS):
        lines += _weight(view, weight)
    lines += page.rest(tight, MOST_WEIGHTS, "weight", " with a limit")
    loose = [one for one in workload.weights if one not in tight]
    if loose:
        lines += wrap(f"No value of {_the(len(loose), 'weight', other=bool(tight))} {does}.", indent="    ")
    return lines


def _the(count: int, noun: str, *, other: bool) -> str:
    """All that were not told: “the 3 other weights”, and “the other weight” of one."""
    others = "other " if other else ""
    return f"the {others}{noun}" if count == 1 else f"the {count} {others}{noun}s"


def _threshold(view: AdviceText, one: ThresholdRange) -> list[str]:
    title = clean(view.pack.rules.dimensions[one.dimension].title)
    beyond = "only the target" if (one.now_low, one.now_high) == (None, None) else "today's model"
    said = (
        f"{title}: “{one.band}” from {one.threshold}; may move {voice(view).threshold(one.low, one.high)}, "
        f"beyond that {beyond} flips."
    )
    return wrap(said, indent="      ", first="    ")


def _weight(view: AdviceText, weight: WeightRange) -> list[str]:
    told = voice(view)
    said = f"Weight of {view.question(weight.question)}: {weight.weight}, may lie "
    said += told.span(weight.low, weight.high)
    if (weight.now_low, weight.now_high) != (weight.low, weight.high):
        said += f"; for today's model {told.span(weight.now_low, weight.now_high)}"
    return wrap(said, indent="      ", first="    ")
