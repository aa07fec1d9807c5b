"""An explanation as text: the advice and how firm it is, why, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.cli.advice_text import AdviceText
from advisor.cli.advice_warnings import by_urgency, warnings_in_full
from advisor.cli.explain_change import changes, path, unknowns
from advisor.cli.explain_firm import advice, how_firm
from advisor.cli.explain_limits import pushed, swings
from advisor.cli.explain_page import Page
from advisor.cli.explain_why import why
from advisor.cli.plain import clean, wrap
from advisor.model.explanation import ExplainedWorkload, Explanation
from advisor.model.recommendation import Contribution, Recommendation

MOST_WARNINGS = 4


def explanation(
    view: AdviceText, found: Explanation, recommendation: Recommendation, *, everything: bool = False
) -> list[str]:
    """What ``advisor explain`` prints; with ``everything``, every list whole."""
    page = Page(view, everything)
    advised = {each.id: each for each in recommendation.workloads}
    earlier: dict[str, tuple[tuple[Contribution, ...], str]] = {}
    told: dict[str, str] = {}
    lines = view.header(recommendation)
    for workload in found.workloads:
        lines += view.title(advised[workload.id])
        lines += advice(page, workload)
        lines += how_firm(page, workload)
        lines += why(page, workload, advised[workload.id], earlier)
        lines += path(page, workload)
        lines += changes(page, workload)
        lines += unknowns(page, workload)
        lines += _warnings(page, workload, told)
        lines += swings(page, workload)
        lines += pushed(page, workload)
        for dimension in workload.why.dimensions:
            earlier.setdefault(dimension.score.id, (dimension.answers, workload.title))
        for warning in workload.warnings:
            told.setdefault(warning.id, workload.title)
    return lines


def _warnings(page: Page, workload: ExplainedWorkload, told: Mapping[str, str]) -> list[str]:
    """Warnings with what to do, the severest first; those of an earlier workload only by its name."""
    if not workload.warnings:
        return []
    view = page.view
    lines = page.heading("Warnings, and what to do")
    fresh = by_urgency(each for each in workload.warnings if each.id not in told)
    lines += warnings_in_full(view.style, page.head(fresh, MOST_WARNINGS))[2:]
    lines += page.rest(fresh, MOST_WARNINGS, "warning")
    for title in dict.fromkeys(told.values()):
        again = sum(told.get(each.id) == title for each in workload.warnings)
        if again:
            many = "1 warning" if again == 1 else f"{again} warnings"
            lines += wrap(f"{many} as above, for {clean(title)}", indent="      ", first="    ")
    return lines
