"""Which practices to take up next, and why.

A practice is worth what it can still move: the room left in the answers that it improves, weighted as
the dimensions weigh them and doubled where a dimension holds the target back, and the reader's KPIs
by rank. That worth is divided by the effort. Everything is exact, so the order is reproducible.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from advisor.decision.engine import Engine, engine_for
from advisor.decision.reported import Outcome, Reported, holds
from advisor.decision.trace import answers_for
from advisor.model.assessment import Assessment, Workload
from advisor.model.catalogue import Effort, Practice
from advisor.model.condition import Band
from advisor.model.pack import Pack
from advisor.model.recommendation import Contribution, Recommendation, WorkloadRecommendation
from advisor.model.rules import Role

_EFFORT = {Effort.HOURS: 2, Effort.DAYS: 3, Effort.WEEKS: 5, Effort.MONTHS: 8}
"""Divisors, flatter than the calendar: a long practice that closes the gap still comes before a trifle."""
_LIMITING = 2
"""How much more a dimension counts while it holds a target back."""
_OWNED = Fraction(5, 4)
"""How much more a practice counts for the one who leads it."""
_KPI = Fraction(8)
"""Points that the reader's most important KPI is worth, beside points of a dimension's 100."""
_BANDS = tuple(Band)


@dataclass(frozen=True, slots=True)
class PracticeAdvice:
    """A practice to take up, and what speaks for it."""

    practice: Practice
    reason: str
    """One generated sentence, names from the pack in it."""
    questions: tuple[str, ...]
    """Questions with room for improvement that it moves, the most telling first."""
    kpis: tuple[str, ...]
    """KPIs of the reader that it moves, in the reader's order; all of its KPIs when there is no reader.

    Only those that apply to a kind of workload that is here.
    """


@dataclass(frozen=True, slots=True)
class _Room:
    """What a better answer to one question could still add."""

    question: str
    answer: str | None
    points: Fraction
    dimension: str
    limiting: bool


def next_practices(
    pack: Pack, assessment: Assessment, recommendation: Recommendation, persona: str | None
) -> tuple[PracticeAdvice, ...]:
    """The practices that would move something, the best use of the next weeks first.

    Args:
        pack: with practices, KPIs and personas.
        assessment: the answers that led to the recommendation.
        recommendation: supplies scores, targets and what each answer adds.
        persona: whose KPIs and own practices count for more; None for nobody's.
    """
    stages = _stages(pack)
    reach = _reach(recommendation, stages)
    states = [_state(pack, assessment, advice) for advice in recommendation.workloads]
    rooms = _rooms(pack, recommendation)
    reader = pack.persona_by_id.get(persona) if persona else None
    here = _kpis_here(pack, recommendation)
    ranked: list[tuple[Fraction, int, PracticeAdvice]] = []
    for place, practice in enumerate(pack.practices):
        if stages.get(practice.from_stage, 0) > reach:
            continue
        if practice.when is not None and not any(holds(practice.when, state) for state in states):
            continue
        moved = sorted(
            (rooms[question] for question in practice.questions if question in rooms),
            key=lambda room: -room.points,
        )
        if practice.questions and not moved and _all_closed(practice, recommendation):
            continue
        own = reader.kpis if reader else practice.kpis
        kpis = tuple(kpi for kpi in own if kpi in practice.kpis and kpi in here)
        worth = sum((room.points for room in moved), Fraction(0))
        if reader:
            worth += sum((_KPI / (1 + own.index(kpi)) for kpi in kpis), Fraction(0))
            worth *= _OWNED if practice.owner == reader.id else 1
        else:
            worth += _KPI / 2 if kpis else 0
        if worth:
            advice = PracticeAdvice(
                practice, _reason(pack, moved, kpis), tuple(room.question for room in moved), kpis
            )
            ranked.append((worth / _EFFORT[practice.effort], place, advice))
    ranked.sort(key=lambda entry: (-entry[0], entry[1]))
    return tuple(advice for _, _, advice in ranked)


def _stages(pack: Pack) -> dict[str, int]:
    """Each stage's place: the order of the models is the order of the stages."""
    return {model.stage: place for place, model in reversed(list(enumerate(pack.models)))}


def _kpis_here(pack: Pack, recommendation: Recommendation) -> frozenset[str]:
    """The KPIs that measure a kind of workload that is here."""
    kinds = {workload.kind for workload in recommendation.workloads}
    return frozenset(kpi.id for kpi in pack.kpis if not kpi.kinds or kinds & set(kpi.kinds))


def _reach(recommendation: Recommendation, stages: dict[str, int]) -> int:
    """The furthest stage that a workload is to reach; the first when none is admissible."""
    return max((stages.get(w.target_stage, 0) for w in recommendation.workloads if w.target_stage), default=0)


def _state(pack: Pack, assessment: Assessment, advice: WorkloadRecommendation) -> Reported:
    engine: Engine = engine_for(pack)
    workload = next((one for one in assessment.workloads if one.id == advice.id), None)
    workload = workload or Workload(id=advice.id, kind=advice.kind)
    return Reported(
        pack=pack,
        domains=engine.domain_by_id,
        slots=engine.slots,
        kind=workload.kind,
        sheet=engine.sheet(assessment, workload),
        answers=answers_for(pack, assessment, workload),
        bands={score.id: score.band for score in advice.dimensions},
        outcomes={trace.id: Outcome(trace.now, trace.target) for trace in advice.trace.decisions},
    )


def _rooms(pack: Pack, recommendation: Recommendation) -> dict[str, _Room]:
    """For each question that can still improve, its largest room over workloads and dimensions."""
    found: dict[str, _Room] = {}
    for workload in recommendation.workloads:
        limiting = _limiting(workload)
        for part in workload.trace.contributions:
            if pack.rules.dimensions[part.dimension].role is not Role.CAPABILITY:
                continue
            points = _missing(part) * (_LIMITING if part.dimension in limiting else 1)
            known = found.get(part.question)
            if points > 0 and (known is None or points > known.points):
                found[part.question] = _Room(
                    part.question, part.answer, points, part.dimension, part.dimension in limiting
                )
    return found


def _limiting(workload: WorkloadRecommendation) -> frozenset[str]:
    """The weakest capabilities of a workload whose target lies beyond its now."""
    if workload.target is None or workload.target == workload.model:
        return frozenset()
    capable = [score for score in workload.dimensions if score.role is Role.CAPABILITY and score.band]
    weakest = min((_BANDS.index(score.band) for score in capable if score.band), default=0)
    return frozenset(score.id for score in capable if score.band and _BANDS.index(score.band) == weakest)


def _missing(part: Contribution) -> Fraction:
    """Points of 100 between an answer and the best one; an open answer is taken to stand half-way."""
    if part.state in {"not_applicable", "not_relevant"} or not part.max_level:
        return Fraction(0)
    share = Fraction(1, 2) if part.level is None else 1 - Fraction(part.level, part.max_level)
    return Fraction(str(part.possible)) * share


def _all_closed(practice: Practice, recommendation: Recommendation) -> bool:
    """Whether every answer that the practice improves is known and at its best, or does not count.

    Only of capabilities can an answer be at its best; a need is found out, not improved.
    """
    parts = [
        part
        for workload in recommendation.workloads
        for part in workload.trace.contributions
        if part.question in practice.questions and part.dimension in _capabilities(workload)
    ]
    return bool(parts) and not any(_missing(part) for part in parts)


def _capabilities(workload: WorkloadRecommendation) -> frozenset[str]:
    return frozenset(score.id for score in workload.dimensions if score.role is Role.CAPABILITY)


def _reason(pack: Pack, moved: Iterable[_Room], kpis: tuple[str, ...]) -> str:
    clauses = []
    first = next(iter(moved), None)
    if first is not None:
        short = pack.question_by_id[first.question].short
        today = f"today “{first.answer}”" if first.answer else "still open"
        clause = f"Lifts “{short}” ({today})"
        if first.limiting:
            clause += f", which holds “{pack.rules.dimensions[first.dimension].title}” back"
        clauses.append(clause)
    if kpis:
        names = " and ".join(f"“{pack.kpi_by_id[kpi].title}”" for kpi in kpis[:2])
        clauses.append(f"{'moves' if clauses else 'Moves'} {names}")
    return f"{'; '.join(clauses)}."
