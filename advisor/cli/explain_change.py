"""What would change an advice: other answers, the open ones, each by itself, weights and thresholds."""

from __future__ import annotations

from advisor.cli.advice_text import AdviceText
from advisor.cli.advice_words import number, percent
from advisor.cli.explain_firm import start, voice
from advisor.cli.explain_page import Page
from advisor.cli.plain import clean, pad, wrap
from advisor.decision.ways import (
    Fall,
    Part,
    Places,
    Way,
    become_said,
    begun,
    fall_said,
    falls,
    joint_falls,
    places_said,
    planned,
    together_said,
    ways,
)
from advisor.model.explanation import ExplainedWorkload, OutOfReach
from advisor.model.robustness import (
    Alternative,
    AnswerChange,
    AnswerSwing,
    OpenQuestion,
    ThresholdRange,
    WeightRange,
)

MOST_QUESTIONS = 5
MOST_FACTS = 2
MOST_SWINGS = 8
MOST_WEIGHTS = 8
_NAME = 30


def changes(page: Page, workload: ExplainedWorkload) -> list[str]:
    """The least that leads to each other model today and each other target; what is only a loss apart."""
    view = page.view
    every = ways(
        [way.alternative for way in workload.change], [way.alternative for way in workload.target_change]
    )
    wished = planned(view.pack, every)
    lines = page.heading("What would change it")
    if not wished:
        lines += wrap("No change that one would plan, of answers that are yours to change.", indent="    ")
    for way in wished:
        where = places_said(way.places, voice(view).name)
        lines += wrap(begun(where), indent="      ", first="    ")
        lines += _way(view, way.alternative)
    for said in _only_by_facts(view, workload):
        lines += wrap(said, indent="      ", first="    ")
    lost = falls(workload.slips)
    together = joint_falls(view.pack, every, workload.slips)
    if lost or together:
        lines += page.heading("What must not slip, or the advice falls back")
        for fall in lost:
            lines += _fall(view, fall)
        for way in together:
            lines += _together(view, way)
    return lines


def _only_by_facts(view: AdviceText, workload: ExplainedWorkload) -> list[str]:
    """Why outcomes are missing among those that changes lead to; today and the target told once if alike."""
    places: dict[tuple[str, tuple[str, ...]], Places] = {}
    found: tuple[tuple[Part, tuple[OutOfReach, ...]], ...] = (
        ("now", workload.out_of_reach),
        ("target", workload.target_out_of_reach),
    )
    for part, missing in found:
        for one in missing:
            key = (one.outcome, one.facts)
            places[key] = (*places.get(key, ()), (part, one.outcome))
    return [_fact(view, facts, places_said(where, voice(view).name)) for (_, facts), where in places.items()]


def _fact(view: AdviceText, facts: tuple[str, ...], where: str) -> str:
    if not facts:
        return f"{where}: no change of answers that are yours to change leads there."
    named = " or ".join(f"“{view.question(fact)}”" for fact in facts[:MOST_FACTS])
    return f"{where}: only if a fact were otherwise, such as {named}."


def _way(view: AdviceText, one: Alternative) -> list[str]:
    lines: list[str] = []
    if not one.changes:
        # Which of the open answers lead there would only be one way of many.
        return ["      - Nothing has to change: the open answers alone can lead there."]
    for change in one.changes:
        lines += _changed(view, change)
    if one.presumes:
        lines.append("      and, for example, if these open answers turn out so:")
    for change in one.presumes:
        lines += _bullet(view, change, clean(change.after))
    return lines


def _fall(view: AdviceText, fall: Fall) -> list[str]:
    """Falls any one of which does it."""
    said = f"{become_said(fall.places, voice(view).name)} {fall_said(fall)}:"
    lines = wrap(begun(said), indent="      ", first="    ")
    for change in fall.changes:
        lines += _changed(view, change)
    return lines


def _together(view: AdviceText, way: Way) -> list[str]:
    """A loss that takes several answers, or some luck with open ones, or leaves no model."""
    said = f"{become_said(way.places, voice(view).name)} {together_said(way)}:"
    return [
        *wrap(begun(said), indent="      ", first="    "),
        *_way(view, way.alternative),
    ]


def path(page: Page, workload: ExplainedWorkload) -> list[str]:
    """The steps from today's model to the target, in the order of work."""
    if workload.advice.model is None:
        return []
    view = page.view
    lines = [*page.heading("The path to the target"), *wrap(clean(workload.path.reason), indent="    ")]
    steps = workload.path.steps
    width = len(str(len(steps)))
    for place, step in enumerate(steps, start=1):
        arrow = f"{clean(step.from_)} {view.style.arrow} {clean(step.to)}"
        if step.presumed:
            arrow = f"settle it first; for example {clean(step.to)}"
        said = f"{view.question(step.question)}: {arrow}"
        lines += wrap(said, indent=" " * (7 + width), first=f"    {place:>{width}}. ")
    return lines


def _changed(view: AdviceText, change: AnswerChange) -> list[str]:
    return _bullet(view, change, f"{clean(change.before or 'open')} {view.style.arrow} {clean(change.after)}")


def _bullet(view: AdviceText, change: AnswerChange, text: str) -> list[str]:
    return wrap(f"{view.question(change.question)}: {text}", indent="        ", first="      - ")


def unknowns(page: Page, workload: ExplainedWorkload) -> list[str]:
    """What is open, and what to ask next; the first question in full."""
    lines = page.heading("What is unknown, and what to ask next")
    if workload.firm.settled:
        said = "Nothing that matters: no open answer can change today's model or the target."
        return [*lines, *wrap(said, indent="    ")]
    asked = page.view.pack.question_by_id[workload.unknown[0].question]
    lines += wrap(f"Ask next, since it is expected to tell most: “{clean(asked.ask)}”", indent="    ")
    if page.everything:
        lines += wrap(f"Look at: {asked.evidence}", indent="      ")
    lines += wrap("How much of the doubt each open answer is expected to settle:", indent="    ")
    for one in page.head(workload.unknown, MOST_QUESTIONS):
        lines.append(f"      {_settles(one, workload):>8}  {page.view.question(one.question)}")
    return lines + page.rest(workload.unknown, MOST_QUESTIONS, "open question", indent="      ")


def _settles(one: OpenQuestion, workload: ExplainedWorkload) -> str:
    """The share of the doubt that an answer is expected to remove; some tell only together with others."""
    doubt = workload.firm.doubt
    return percent(min(1.0, one.bits / doubt) if doubt else 0.0)


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
        others = "other " if moving else ""
        lines += wrap(f"No move of the {free} {others}thresholds {does}.", indent="    ")
    for weight in page.head(tight, MOST_WEIGHTS):
        lines += _weight(view, weight)
    lines += page.rest(tight, MOST_WEIGHTS, "weight", " with a limit")
    loose = [one for one in workload.weights if one not in tight]
    if loose:
        others = "other " if tight else ""
        lines += wrap(f"No value of the {len(loose)} {others}weights {does}.", indent="    ")
    return lines


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
