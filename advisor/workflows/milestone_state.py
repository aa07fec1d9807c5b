"""The state of an assessment in words and figures that need no pack to be read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from advisor.decision.engine import Engine, engine_for
from advisor.decision.labels import answer_label
from advisor.decision.roadmap import WorkloadPath, roadmap
from advisor.errors import AdvisorError
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.economics import Estimate, WorkloadEstimate
from advisor.model.milestone import (
    FrozenAnswer,
    FrozenCost,
    FrozenGate,
    FrozenKpi,
    FrozenPath,
    FrozenScore,
    FrozenWarning,
    FrozenWorkload,
    Named,
    Snapshot,
)
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.recommendation import Recommendation, WorkloadRecommendation
from advisor.workflows.tco import costs_of

NO_MODEL = "no admissible model"
HYBRID = "differs by workload"
_DIGITS = 12
"""Significant digits that a KPI is frozen with."""


def snapshot_of(pack: Pack, assessment: Assessment, recommendation: Recommendation) -> Snapshot:
    """The state of an assessment; costs are left out where they cannot be computed."""
    try:
        estimate = costs_of(pack, assessment, recommendation)
    except AdvisorError:
        estimate = None  # The advice stands without them, and “advisor tco” says what is wrong.
    paths = {path.workload: path for path in roadmap(pack, assessment, recommendation)}
    return Snapshot(
        pack=recommendation.pack,
        assessment=assessment.id,
        organisation=assessment.organisation,
        title=assessment.title,
        now=overall_words(pack, recommendation),
        workloads=tuple(
            _workload(pack, assessment, advice, paths[advice.id], estimate)
            for advice in recommendation.workloads
        ),
        answers=tuple(_answers(pack, assessment)),
    )


def overall_words(pack: Pack, recommendation: Recommendation) -> str:
    """The advice over all workloads in a few words."""
    overall = recommendation.overall
    if overall.model is not None:
        return pack.primary.labels.get(overall.model, overall.model)
    return HYBRID if overall.hybrid else NO_MODEL


def named(pack: Pack, decision: str, outcome: str | None) -> Named | None:
    """An outcome with its label."""
    if outcome is None:
        return None
    return Named(id=outcome, title=pack.rules.decisions[decision].labels.get(outcome, outcome))


def _workload(
    pack: Pack,
    assessment: Assessment,
    advice: WorkloadRecommendation,
    path: WorkloadPath,
    estimate: Estimate | None,
) -> FrozenWorkload:
    primary = pack.manifest.primary_decision
    trace = next(each for each in advice.trace.decisions if each.id == primary)
    money = _money(estimate, advice.id)
    return FrozenWorkload(
        id=advice.id,
        title=advice.title,
        kind=advice.kind,
        now=named(pack, primary, advice.model),
        target=named(pack, primary, advice.target),
        stage=advice.stage,
        decided=advice.decided,
        row=trace.row,
        reason=trace.reason,
        path=FrozenPath(steps=len(path.steps) if path.reachable else None, reason=path.reason),
        scores=tuple(_scores(pack, advice)),
        gates=tuple(
            FrozenGate(id=gate.id, title=gate.reason, excludes=gate.excludes)
            for gate in trace.gates
            if gate.fires
        ),
        warnings=tuple(
            FrozenWarning(id=each.id, severity=each.severity, message=each.message, do=each.do)
            for each in advice.warnings
        ),
        decisions={
            name: found
            for name, outcome in advice.decisions.items()
            if (found := named(pack, name, outcome)) is not None
        },
        kpis=tuple(_kpis(money)),
        cost=_cost(pack, advice, estimate, money, stated=assessment.economics is not None),
    )


def _scores(pack: Pack, advice: WorkloadRecommendation) -> Iterator[FrozenScore]:
    for score in advice.dimensions:
        bands = pack.rules.dimensions[score.id].bands
        yield FrozenScore(
            id=score.id,
            title=score.title,
            role=score.role,
            score=points(score.score),
            low=points(score.low),
            high=points(score.high),
            band=score.band,
            medium_from=bands.medium,
            high_from=bands.high,
        )


def points(score: float | None) -> Decimal | None:
    """A score as the recommendation tells it, to the cent."""
    return None if score is None else Decimal(str(score))


def _money(estimate: Estimate | None, workload: str) -> WorkloadEstimate | None:
    return (
        next((each for each in estimate.workloads if each.workload == workload), None) if estimate else None
    )


def _kpis(money: WorkloadEstimate | None) -> Iterator[FrozenKpi]:
    for each in money.kpis if money else ():
        if each.value is not None:
            yield FrozenKpi(
                id=each.kpi, title=each.title, unit=each.unit, value=_short(each.value), verdict=each.verdict
            )


def _short(value: Decimal) -> Decimal:
    """A value without digits that no one could measure."""
    if not value:
        return Decimal(0)
    place = max(value.adjusted() - _DIGITS + 1, -9)
    return Decimal(format(value.quantize(Decimal(1).scaleb(min(place, 0))).normalize(), "f"))


def _cost(
    pack: Pack,
    advice: WorkloadRecommendation,
    estimate: Estimate | None,
    money: WorkloadEstimate | None,
    *,
    stated: bool,
) -> FrozenCost | None:
    if estimate is None or money is None or advice.model is None:
        return None
    primary = pack.manifest.primary_decision
    for each in money.alternatives:
        if each.decision == primary and each.outcome == advice.model:
            return FrozenCost(
                total=each.total,
                currency=estimate.currency,
                months=estimate.horizon_months,
                model=each.title,
                stated=stated,
            )
    return None


def _answers(pack: Pack, assessment: Assessment) -> Iterator[FrozenAnswer]:
    engine = engine_for(pack)
    for workload in (None, *assessment.workloads):
        scope = Scope.ORGANISATION if workload is None else Scope.WORKLOAD
        given = assessment.answers if workload is None else workload.answers
        sheet = engine.sheet(assessment, workload or assessment.workloads[0])
        for question in pack.questions:
            answer = given.get(question.id) if question.scope is scope else None
            if answer is not None:
                yield _answer(engine, sheet, question.id, workload, answer)


def _answer(
    engine: Engine, sheet: tuple[int, ...], question: str, workload: Workload | None, answer: Answer
) -> FrozenAnswer:
    domain = engine.domain_by_id.get(question)
    asked = engine.pack.question_by_id[question]
    value = sheet[engine.slots[question]] if domain is not None and question in engine.slots else -1
    level = domain.values[value].level if domain is not None and value >= 0 else None
    levels = [each.level for each in domain.values if each.level is not None] if domain is not None else []
    return FrozenAnswer(
        question=question,
        workload=workload.id if workload else None,
        title=asked.short,
        answer=answer_label(asked, answer),
        level=level,
        of=max(levels) if levels and level is not None else None,
    )
