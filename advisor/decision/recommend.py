"""The recommendation for an assessment: every workload, then overall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from advisor.decision.advice_fields import advice_fields, overall
from advisor.decision.decided import Decided
from advisor.decision.engine import DimensionRange, Engine, engine_for, score_band
from advisor.decision.plan import BANDS
from advisor.decision.reported import Reported, holds, relevant
from advisor.decision.sheets import ABSENT, OPEN, Sheet
from advisor.decision.trace import (
    answers_for,
    contribution_states,
    contributions,
    decision_trace,
    framework_places,
    not_relevant,
)
from advisor.model.assessment import Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.recommendation import (
    FiredWarning,
    PackReference,
    Recommendation,
    Trace,
    WorkloadRecommendation,
)
from advisor.model.rules import WarningSeverity

_URGENCY = {WarningSeverity.HIGH: 0, WarningSeverity.MEDIUM: 1, WarningSeverity.LOW: 2}


def recommend(pack: Pack, assessment: Assessment, *, open_too: bool = True) -> Recommendation:
    """The advice for every workload of an assessment that was read against this pack.

    Without ``open_too``, its trace does not name the open questions that can still change it, which is
    enough for whom only the advice matters, and twice as fast.
    """
    engine = engine_for(pack)
    workloads = tuple(
        recommend_workload(engine, assessment, workload, open_too=open_too)
        for workload in assessment.workloads
    )
    return recommendation_of(pack, assessment, workloads)


def recommendation_of(
    pack: Pack, assessment: Assessment, workloads: tuple[WorkloadRecommendation, ...]
) -> Recommendation:
    """The advice for every workload, put together."""
    return Recommendation.model_construct(
        pack=PackReference.model_construct(id=pack.id, version=pack.version, sha256=pack.sha256),
        assessment=assessment.id,
        organisation=assessment.organisation,
        persona=assessment.persona,
        workloads=workloads,
        overall=overall(workloads),
    )


def recommend_workload(
    engine: Engine, assessment: Assessment, workload: Workload, *, open_too: bool = True
) -> WorkloadRecommendation:
    """The advice for one workload, with its whole trace; ``open_too`` as for ``recommend``."""
    pack = engine.pack
    sheet = engine.sheet(assessment, workload)
    ranges = {name: engine.dimension(name, workload.kind, sheet) for name in pack.rules.dimensions}
    decided = {name: Decided(compiled, workload.kind, sheet) for name, compiled in engine.decisions.items()}
    certain = certain_state(engine, assessment, workload, sheet, ranges, decided)
    expected = with_expected_bands(certain, ranges)
    state = reported_state(certain, expected)
    states = contribution_states(state)
    primary = decided[pack.manifest.primary_decision]
    return WorkloadRecommendation.model_construct(
        **advice_fields(engine, workload, ranges, states, primary, primary.fired),
        warnings=fired_warnings(pack, state),
        decisions={name: one.outcome.now for name, one in decided.items() if one is not primary},
        trace=Trace.model_construct(
            decisions=tuple(
                [decision_trace(engine, one, state, open_too=open_too) for one in decided.values()]
            ),
            contributions=contributions(state, states),
            framework=framework_places(certain, expected),
            not_relevant=not_relevant(state),
        ),
    )


def reported_state(certain: Reported, expected: Reported) -> Reported:
    """What warnings and practices may look at: what is certain, and bands that rest on enough answers."""
    rested = {
        name: band if _rests_on_answers(name, certain) else certain.bands[name]
        for name, band in expected.bands.items()
    }
    return replace(certain, bands=rested, named={})


def _rests_on_answers(dimension: str, state: Reported) -> bool:
    """Whether at least half of a dimension's weight is answered; less is no ground to speak of a band."""
    known = counted = 0
    for question, weight in state.pack.rules.dimensions[dimension].weights.items():
        value = state.sheet[state.slots[question]]
        if value != ABSENT and relevant(question, state) is not False:
            counted += weight
            known += weight * (value != OPEN)
    return 2 * known >= counted


def certain_state(
    engine: Engine,
    assessment: Assessment,
    workload: Workload,
    sheet: Sheet,
    ranges: Mapping[str, DimensionRange],
    decided: Mapping[str, Decided],
) -> Reported:
    """What is known for certain: a band only where every completion has it."""
    bands = {
        name: BANDS[r.bands[0]] if len(r.bands) == 1 and r.expected is not None else None
        for name, r in ranges.items()
    }
    return Reported(
        pack=engine.pack,
        domains=engine.domain_by_id,
        slots=engine.slots,
        kind=workload.kind,
        sheet=sheet,
        answers=answers_for(engine.pack, assessment, workload),
        bands=bands,
        outcomes={name: one.outcome for name, one in decided.items()},
    )


def with_expected_bands(state: Reported, ranges: Mapping[str, DimensionRange]) -> Reported:
    """The same with the band of every expected score, certain or not."""
    dimensions = state.pack.rules.dimensions
    bands = {
        name: None if r.expected is None else BANDS[score_band(r.expected, dimensions[name].bands)]
        for name, r in ranges.items()
    }
    return replace(state, bands=bands, named={})


def fired_warnings(pack: Pack, state: Reported) -> tuple[FiredWarning, ...]:
    """The warnings that definitely hold, most urgent first, then in file order."""
    found = [
        FiredWarning.model_construct(
            id=rule.id, decision=name, severity=rule.severity, message=rule.message, do=rule.do
        )
        for name, decision in pack.rules.decisions.items()
        for rule in decision.warnings
        if holds(rule.when, state)
    ]
    return tuple(sorted(found, key=lambda warning: _URGENCY[warning.severity]))
