"""A recommendation with everything that led to it and how firm it is, of all workloads or one."""

from __future__ import annotations

from advisor.content.names import choose_from
from advisor.decision.facts import only_by_facts, target_only_by_facts
from advisor.decision.roadmap import WorkloadPath, roadmap
from advisor.decision.robustness import robustness
from advisor.decision.slips import only_slips
from advisor.errors import Problem, UnusableInput
from advisor.model.explanation import (
    Advice,
    ExplainedDimension,
    ExplainedWorkload,
    Explanation,
    Firm,
    Names,
    OutOfReach,
    Path,
    PathStep,
    Way,
    WayKind,
    Why,
)
from advisor.model.pack import Pack
from advisor.model.recommendation import Contribution, DimensionScore, WorkloadRecommendation
from advisor.model.robustness import Alternative, Robustness
from advisor.model.weighing import weighing_of
from advisor.workflows.score import Scored


def explain(scored: Scored, wanted: str | None = None) -> Explanation:
    """The explanation of all workloads, or of the one with this id.

    Raises:
        UnusableInput: the assessment has no such workload.
    """
    chosen = _chosen(scored, wanted)
    names = {workload.id for workload in chosen}
    assessment = scored.loaded.assessment
    part = assessment.model_copy(
        update={"workloads": tuple(each for each in assessment.workloads if each.id in names)}
    )
    firmness = {each.workload: each for each in robustness(scored.pack, part)}
    paths = {each.workload: each for each in roadmap(scored.pack, part, scored.recommendation)}
    return Explanation(
        pack=scored.recommendation.pack,
        assessment=scored.recommendation.assessment,
        organisation=scored.recommendation.organisation,
        persona=scored.recommendation.persona,
        overall=scored.recommendation.overall,
        weighing=weighing_of(scored.pack),
        names=_names(scored.pack),
        workloads=tuple(_workload(scored.pack, each, firmness[each.id], paths[each.id]) for each in chosen),
    )


def _chosen(scored: Scored, wanted: str | None) -> tuple[WorkloadRecommendation, ...]:
    workloads = scored.recommendation.workloads
    chosen = tuple(workload for workload in workloads if wanted in (None, workload.id))
    if not chosen:
        raise UnusableInput(
            [
                Problem(
                    file=str(scored.loaded.path or scored.recommendation.assessment),
                    line=None,
                    column=None,
                    message=f"there is no workload “{wanted}”",
                    hint=choose_from(wanted or "", [workload.id for workload in workloads]),
                    code="workload-not-found",
                )
            ]
        )
    return chosen


def _names(pack: Pack) -> Names:
    return Names(
        questions={question.id: question.short for question in pack.questions},
        outcomes={
            name: {outcome: decision.labels.get(outcome, outcome) for outcome in decision.outcomes}
            for name, decision in pack.rules.decisions.items()
        },
    )


def _workload(
    pack: Pack, advised: WorkloadRecommendation, firm: Robustness, path: WorkloadPath
) -> ExplainedWorkload:
    trace = advised.trace
    primary = next(each for each in trace.decisions if each.id == pack.manifest.primary_decision)
    ways, target_ways = _ways(pack, firm.alternatives), _ways(pack, firm.target_alternatives)
    return ExplainedWorkload(
        id=advised.id,
        title=advised.title,
        kind=advised.kind,
        advice=Advice(
            stage=advised.stage,
            model=advised.model,
            target_stage=advised.target_stage,
            target=advised.target,
            reason=primary.reason,
        ),
        firm=Firm(
            decided=firm.decided,
            settled=firm.settled,
            complete=firm.complete,
            doubt=firm.doubt,
            shares=primary.shares,
            target_shares=primary.target_shares,
            without_model=primary.without_outcome,
            all_weights=firm.firmness.all_weights,
            flips_to=firm.firmness.flips_to,
            target_flips_to=firm.firmness.target_flips_to,
            now_weights=firm.firmness.now_weights,
            now_flips_to=firm.firmness.now_flips_to,
            basis=firm.firmness.basis,
            outcome=firm.firmness.outcome,
            target=firm.firmness.target,
            nearest=_nearest(ways),
            nearest_target=_nearest(target_ways),
        ),
        why=Why(
            decisions=(primary, *(each for each in trace.decisions if each is not primary)),
            excluded=advised.excluded,
            dimensions=tuple(_dimension(pack, advised, each) for each in advised.dimensions),
            framework=trace.framework,
            not_relevant=trace.not_relevant,
        ),
        change=ways,
        out_of_reach=_beyond_reach(only_by_facts(pack, advised.model, firm)),
        target_change=target_ways,
        target_out_of_reach=_beyond_reach(target_only_by_facts(pack, advised.target, firm)),
        slips=firm.slips,
        path=_path(path),
        unknown=firm.next_questions,
        warnings=advised.warnings,
        tornado=firm.tornado,
        thresholds=firm.firmness.thresholds,
        weights=firm.firmness.weights,
    )


def _ways(pack: Pack, alternatives: tuple[Alternative, ...]) -> tuple[Way, ...]:
    return tuple(Way(kind=_kind(pack, each), alternative=each) for each in alternatives)


def _beyond_reach(found: dict[str, tuple[str, ...]]) -> tuple[OutOfReach, ...]:
    return tuple(OutOfReach(outcome=outcome, facts=facts) for outcome, facts in found.items())


def _path(path: WorkloadPath) -> Path:
    return Path(
        reachable=path.reachable,
        reason=path.reason,
        steps=tuple(
            PathStep.model_validate(
                {
                    "question": step.question,
                    "from": step.from_label,
                    "to": step.to_label,
                    "dimension": step.dimension,
                    "presumed": step.presumed,
                }
            )
            for step in path.steps
        ),
    )


def _dimension(pack: Pack, advised: WorkloadRecommendation, score: DimensionScore) -> ExplainedDimension:
    bands = pack.rules.dimensions[score.id].bands
    own = [part for part in advised.trace.contributions if part.dimension == score.id]
    return ExplainedDimension(
        score=score,
        medium_from=bands.medium,
        high_from=bands.high,
        answers=tuple(sorted(own, key=_counts_most)),
    )


def _counts_most(part: Contribution) -> tuple[bool, float]:
    return (part.state in ("not_applicable", "not_relevant"), -part.possible)


def _kind(pack: Pack, alternative: Alternative) -> WayKind:
    if not alternative.changes:
        return WayKind.OPEN
    return WayKind.SLIP if only_slips(pack, alternative) else WayKind.CHANGE


def _nearest(ways: tuple[Way, ...]) -> Alternative | None:
    """The way with the fewest changes, then the smallest steps; what only slips counts too."""
    found = [way.alternative for way in ways]
    return min(found, key=lambda each: (len(each.changes), each.steps), default=None)
