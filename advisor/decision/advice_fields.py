"""What a whole recommendation and a glimpse at it have in common, made in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from advisor.decision.decided import Counted
from advisor.decision.engine import DimensionRange, Engine, score_band
from advisor.decision.plan import BANDS
from advisor.decision.trace import ContributionState, excluded, rounded, rounded_share
from advisor.model.assessment import Workload
from advisor.model.pack import Pack
from advisor.model.recommendation import DimensionScore, Excluded, Overall, WorkloadAdvice


class AdviceFields(TypedDict):
    """The fields of :class:`advisor.model.recommendation.WorkloadAdvice`, which says what they mean."""

    id: str
    title: str
    kind: str
    dimensions: tuple[DimensionScore, ...]
    stage: str | None
    model: str | None
    target: str | None
    target_stage: str | None
    decided: bool
    settled: bool
    shares: dict[str, float]
    share_none: float
    excluded: tuple[Excluded, ...]


def advice_fields(
    engine: Engine,
    workload: Workload,
    ranges: Mapping[str, DimensionRange],
    states: Mapping[str, Mapping[str, ContributionState]],
    one: Counted,
    fired: Mapping[int, int],
) -> AdviceFields:
    """What both say of a workload.

    Args:
        engine: the compiled pack.
        workload: the workload.
        ranges: what each dimension's score can be.
        states: for each dimension, how each of its questions stands.
        one: how the primary decision comes out.
        fired: combinations of its firing gates, with their likelihood.
    """
    pack = engine.pack
    now, target = one.outcome.now, one.outcome.target
    return {
        "id": workload.id,
        "title": workload.title or workload.id,
        "kind": workload.kind,
        "dimensions": tuple([dimension_score(pack, name, ranges[name], states[name]) for name in ranges]),
        "stage": stage_of(pack, now),
        "model": now,
        "target": target,
        "target_stage": stage_of(pack, target),
        "decided": one.decided,
        "settled": one.settled,
        "shares": {outcome: rounded_share(count, one.total) for outcome, count in one.now.items()},
        "share_none": rounded_share(one.without, one.total),
        "excluded": excluded(one, fired),
    }


def stage_of(pack: Pack, outcome: str | None) -> str | None:
    """The stage of a model; the outcome itself where the pack has no profile of it."""
    if outcome is None:
        return None
    model = pack.model_by_id.get(outcome)
    return model.stage if model else outcome


def overall(workloads: Sequence[WorkloadAdvice]) -> Overall:
    """The workloads taken together; different models make a hybrid."""
    models = {workload.id: workload.model for workload in workloads}
    targets = {workload.target for workload in workloads}
    common = len(set(models.values())) == 1
    impossible = None in models.values()
    first = workloads[0]
    hybrid = not common and not impossible
    same_target = len(targets) == 1
    return Overall.model_construct(
        stage="hybrid" if hybrid else (first.stage if common else None),
        model=first.model if common else None,
        target=first.target if same_target else None,
        target_stage=first.target_stage if same_target else (None if None in targets else "hybrid"),
        hybrid=hybrid,
        decided=all(workload.decided for workload in workloads),
        settled=all(workload.settled for workload in workloads),
        models=models,
    )


def dimension_score(
    pack: Pack, name: str, found: DimensionRange, states: Mapping[str, ContributionState]
) -> DimensionScore:
    """A dimension's score as it is shown."""
    dimension = pack.rules.dimensions[name]
    every = list(states.values())
    answered = every.count("answered")
    return DimensionScore.model_construct(
        id=name,
        title=dimension.title,
        role=dimension.role,
        score=None if found.expected is None else rounded(found.expected),
        low=None if found.low is None else rounded(found.low),
        high=None if found.high is None else rounded(found.high),
        band=None if found.expected is None else BANDS[score_band(found.expected, dimension.bands)],
        bands=tuple(BANDS[band] for band in found.bands),
        answered=answered,
        asked=answered + every.count("unknown") + every.count("not_answered"),
    )
