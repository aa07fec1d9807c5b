"""What would change an advice: other answers, the open ones, each by itself, weights and thresholds."""

from __future__ import annotations

from advisor.cli.advice_text import AdviceText
from advisor.cli.advice_words import percent
from advisor.cli.explain_firm import voice
from advisor.cli.explain_page import Page
from advisor.cli.plain import clean, wrap
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
    OpenQuestion,
)

MOST_QUESTIONS = 5
MOST_FACTS = 2


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
        if _as_few_as_the_path(workload, way):
            where += ", as few answers as the path above takes, others among them:"
        lines += wrap(begun(where), indent="      ", first="    ")
        lines += _way(view, way.alternative)
    for said in _only_by_facts(view, workload):
        lines += wrap(said, indent="      ", first="    ")
    lost = falls(workload.slips)
    together = joint_falls(view.pack, every, workload.slips)
    if lost or together:
        lines += page.heading("What must not slip, of the answers that score")
        for fall in lost:
            lines += _fall(view, fall)
        for way in together:
            lines += _together(view, way)
    return lines


def _as_few_as_the_path(workload: ExplainedWorkload, way: Way) -> bool:
    """Whether the path leads to the same, by as many answers but not by the same ones."""
    if ("now", workload.advice.target) not in way.places:
        return False
    taken = {step.question for step in workload.path.steps if not step.presumed}
    changed = {change.question for change in way.alternative.changes}
    return bool(taken) and len(taken) == len(changed) and taken != changed


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
