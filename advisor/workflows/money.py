"""Where the money disagrees with the rules: for whoever shows a recommendation and no costs.

Only for assessments that state something about money; nothing is loaded for any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.model.assessment import Assessment
    from advisor.model.economics import RaisedWarning
    from advisor.model.pack import Pack
    from advisor.model.recommendation import Recommendation


def money_warnings(
    pack: Pack, assessment: Assessment, recommendation: Recommendation
) -> Mapping[str, tuple[RaisedWarning, ...]]:
    """Workload to the warnings of its estimate, where it has any.

    Empty where nothing is stated about money, or where no costs can be told: ``advisor tco`` says why.
    """
    if assessment.economics is None:
        return {}
    from advisor.content.prices import prices_of
    from advisor.economics.tco import estimate
    from advisor.workflows.tco import request_for

    try:
        book = prices_of(pack)
        if book is None:
            return {}
        request, _ = request_for(pack, book, assessment, recommendation, assessment.economics)
        found = estimate(request)
    except AdvisorError:
        return {}
    return {each.workload: each.warnings for each in found.workloads if each.warnings}
