"""How sure an advice is, in a few words: settled and what that rests on, or between which models it lies."""

from __future__ import annotations

from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadAdvice, WorkloadRecommendation
from advisor.tui.widgets.naming import short_name

_OPEN = ("unknown", "not_answered")
PLAN = "the middle of all ways: a better answer never lowers it"
"""Why the middle one is advised although others are more frequent."""


def resting_on(workload: WorkloadRecommendation) -> str:
    """What an advice that open answers cannot change still rests on; empty when nothing scored is open.

    A question that turns out not to apply changes what a score is measured against.
    """
    if not any(part.state in _OPEN for part in workload.trace.contributions):
        return ""
    return ", as long as every open question gets one of its answers, and none turns out not to apply"


def between(pack: Pack, workload: WorkloadAdvice) -> tuple[str, str] | None:
    """The least and the most that is possible, where the advice is neither settled nor the likeliest model.

    None where it is either, where models are no scale, or where nothing is admissible.
    """
    share = workload.shares.get(workload.model or "", 0.0)
    if workload.model is None or not pack.primary.ordered or share >= max(workload.shares.values()):
        return None
    possible = [model for model in pack.primary.outcomes if workload.shares.get(model, 0.0) > 0]
    return possible[0], possible[-1]


def undecided(pack: Pack, workload: WorkloadAdvice) -> str:
    """``Not decided yet: between Crawl and Run``; empty where the advice is the likeliest model."""
    ends = between(pack, workload)
    if ends is None:
        return ""
    return f"Not decided yet: between {short_name(pack, ends[0])} and {short_name(pack, ends[1])}"


def meanwhile(pack: Pack, workload: WorkloadAdvice) -> str:
    """What to plan with until it is decided, and why."""
    return f"Plan with {short_name(pack, workload.model)} meanwhile, {PLAN}"
