"""What would change an advice: other answers, the open ones, each by itself, weights and thresholds."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.cli.advice_text import AdviceText
from advisor.cli.advice_words import number
from advisor.cli.explain_firm import start
from advisor.cli.explain_page import Page
from advisor.cli.plain import clean, pad, wrap
from advisor.model.explanation import ExplainedWorkload, OutOfReach, Way, WayKind
from advisor.model.robustness import AnswerChange, AnswerSwing, OpenQuestion, WeightRange

MOST_QUESTIONS = 5
MOST_FACTS = 2
MOST_SWINGS = 8
MOST_WEIGHTS = 8
_NAME = 30


def changes(page: Page, workload: ExplainedWorkload) -> list[str]:
    """The least that leads to each other model; what would only be a loss apart from it."""
    planned = [way for way in workload.change if way.kind is not WayKind.SLIP]
    slips = [way for way in workload.change if way.kind is WayKind.SLIP]
    lines = page.heading("What would change it")
    if not planned:
        lines += wrap("No change that one would plan, of answers that are yours to change.", indent="    ")
    lines += _ways(page.view, planned)
    for one in workload.out_of_reach:
        lines += wrap(_only_by_facts(page.view, one), indent="      ", first="    ")
    if slips:
        lines += page.heading("What must not slip, or the advice falls back")
        lines += _ways(page.view, slips)
    return lines


def _only_by_facts(view: AdviceText, one: OutOfReach) -> str:
    """Why an outcome is missing among those that changes lead to."""
    if not one.facts:
        return f"{view.model(one.outcome)}: no change of answers that are yours to change leads there."
    facts = " or ".join(f"“{view.question(fact)}”" for fact in one.facts[:MOST_FACTS])
    return f"{view.model(one.outcome)}: only if a fact were otherwise, such as {facts}."


def _ways(view: AdviceText, ways: Sequence[Way]) -> list[str]:
    lines: list[str] = []
    for way in ways:
        outcome = way.alternative.outcome
        lines.append("    No model is left" if outcome is None else f"    {view.model(outcome)}")
        if way.kind is WayKind.OPEN:
            # Which of the open answers lead there would only be one way of many.
            lines.append("      - Nothing has to change: the open answers alone can lead there.")
            continue
        for change in way.alternative.changes:
            before = clean(change.before or "open")
            lines += _bullet(view, change, f"{before} {view.style.arrow} {clean(change.after)}")
        if way.alternative.presumes:
            lines.append("      and, for example, if these open answers turn out so:")
        for change in way.alternative.presumes:
            lines += _bullet(view, change, clean(change.after))
    return lines


def _bullet(view: AdviceText, change: AnswerChange, text: str) -> list[str]:
    return wrap(f"{view.question(change.question)}: {text}", indent="        ", first="      - ")


def unknowns(page: Page, workload: ExplainedWorkload) -> list[str]:
    """What is open, and what to ask next; the first question in full."""
    lines = page.heading("What is unknown, and what to ask next")
    if workload.firm.settled:
        said = "Nothing that matters: no open answer can change the advice, today's or the target's."
        return [*lines, *wrap(said, indent="    ")]
    asked = page.view.pack.question_by_id[workload.unknown[0].question]
    lines += wrap(f"Ask next, since it is expected to tell most: “{clean(asked.ask)}”", indent="    ")
    if page.everything:
        lines += wrap(f"Look at: {asked.evidence}", indent="      ")
    for one in page.head(workload.unknown, MOST_QUESTIONS):
        lines.append(f"      {pad(_bits(one), 10)}{page.view.question(one.question)}")
    return lines + page.rest(workload.unknown, MOST_QUESTIONS, "open question", indent="      ")


def _bits(one: OpenQuestion) -> str:
    return f"{one.bits:.2f} bit" if one.bits >= 0.005 else "<0.01 bit"


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
    outcomes = " or ".join(
        "no model" if outcome is None else view.model(outcome).split(f" {view.style.dot} ")[0]
        for outcome in swing.outcomes
    )
    text = "; ".join(part for part in (outcomes if len(swing.outcomes) > 1 else "", scores) if part)
    return wrap(text, indent=" " * (_NAME + 5), first=f"    {pad(view.question(swing.question), _NAME)} ")


def pushed(page: Page, workload: ExplainedWorkload) -> list[str]:
    """How far weights and thresholds may move before the advice flips."""
    view = page.view
    lines = page.heading("How far each weight and threshold may move alone")
    elsewhere = start(view, workload)
    if elsewhere is not None:
        lines += wrap(
            f"Measured from {elsewhere}, where expected answers lead, and not from the advice.", indent="    "
        )
    does = "flips the advice" if elsewhere is None else "leads elsewhere"
    if workload.firm.basis == "expected":
        does += ", at expected values of the open answers"
    moving = [one for one in workload.thresholds if one.low is not None or one.high is not None]
    for one in moving:
        to = f"up to {number(one.high)}" if one.high is not None else f"down to {number(one.low)}"
        title = clean(view.pack.rules.dimensions[one.dimension].title)
        said = f"{title}: “{one.band}” from {one.threshold}; may move {to}."
        lines += wrap(said, indent="      ", first="    ")
    free = len(workload.thresholds) - len(moving)
    if free:
        others = "other " if moving else ""
        lines += wrap(f"No move of the {free} {others}thresholds {does}.", indent="    ")
    tight = [one for one in workload.weights if one.low is not None or one.high is not None]
    for weight in page.head(tight, MOST_WEIGHTS):
        lines += _weight(view, weight)
    lines += page.rest(tight, MOST_WEIGHTS, "weight", " with a limit")
    loose = [one for one in workload.weights if one not in tight]
    if loose:
        others = "other " if tight else ""
        lines += wrap(f"No value of the {len(loose)} {others}weights {does}.", indent="    ")
    return lines


def _weight(view: AdviceText, weight: WeightRange) -> list[str]:
    low = "0" if weight.low is None else number(weight.low)
    top = "any" if weight.high is None else number(weight.high)
    said = f"Weight of {view.question(weight.question)}: {weight.weight}, holds from {low} to {top}"
    return wrap(said, indent="      ", first="    ")
