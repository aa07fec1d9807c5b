"""A report for one persona, as one format-neutral document.

``build_document`` says everything once; Markdown, HTML, JSON and later formats draw the same
document. It recomputes nothing: advice, scores and traces come from the recommendation, how firm
they are from the decision's own analysis.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.decision.practices import PracticeAdvice
from advisor.decision.roadmap import WorkloadPath
from advisor.decision.robustness import robustness as robustness_of
from advisor.errors import Problem, UnusableInput
from advisor.model.assessment import Assessment
from advisor.model.bill_answers import Evidence
from advisor.model.catalogue import Persona
from advisor.model.economics import Estimate
from advisor.model.pack import Attribution, Pack
from advisor.model.recommendation import PackReference, Recommendation
from advisor.model.robustness import Robustness
from advisor.reporting.blocks import Fact, Section
from advisor.reporting.context import Context
from advisor.reporting.depth import Depth
from advisor.reporting.plain import clean
from advisor.reporting.sections import (
    advice,
    bill,
    bill_annex,
    cost_annex,
    costs,
    disagreement,
    figures,
    firm,
    framework,
    kpis,
    others,
    persona,
    questions,
    summary,
    unknown,
    why,
    work,
)
from advisor.reporting.sections import annex as annex_of
from advisor.reporting.sections.executive import Executive, executive
from advisor.reporting.sections.record import DecisionRecord, record


@dataclass(frozen=True, slots=True)
class Credit:
    """A work that the pack builds on, as its licence asks to be named."""

    title: str
    author: str
    licence: str
    """With the address of its text, for formats in which nothing can be followed."""
    note: str
    url: str | None = None
    """Where the work can be read; https only."""
    licence_name: str = ""
    """The licence without its address."""
    licence_url: str | None = None
    """Where the licence can be read; https only."""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a report says."""

    title: str
    """For a window or a file: who, what, for whom."""
    subject: str
    """What was decided."""
    organisation: str
    assessment: str
    """The assessment's id."""
    assessment_title: str
    """As the file names it; its id where it names none."""
    persona: str
    """The persona's id."""
    persona_title: str
    prepared_by: str | None
    """Who answers for the report."""
    depth: Depth
    date: str | None
    """ISO 8601; None when the caller gives none, so that the same input gives the same bytes."""
    language: str
    """Of the pack's texts, as a BCP 47 tag."""
    pack: PackReference
    pack_title: str
    headline: str
    """The advice in one sentence."""
    glance: tuple[Fact, ...]
    """The few facts of the cover."""
    record: DecisionRecord
    """The advice as a decision that a team can accept or reject."""
    executive: Executive
    """The page for a reader with one minute, for formats that have pages."""
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    credits: tuple[Credit, ...]
    recommendation: Recommendation
    """The result that all of this renders, for formats that carry data."""
    content: Pack
    """The pack, for formats that compute or ask; its texts are not cleaned."""
    answers: Assessment
    """The assessment, likewise."""
    robustness: tuple[Robustness, ...]
    """How firm the advice is, workload by workload."""
    estimate: Estimate | None = None
    """What it costs; None where the pack has no prices."""
    evidence: Evidence | None = None
    """What a bill shows; None where none was given. Its texts are not cleaned."""


def build_document(
    pack: Pack,
    assessment: Assessment,
    recommendation: Recommendation,
    persona_id: str | None,
    *,
    date: datetime.date | None,
    practices: Sequence[PracticeAdvice],
    roadmap: Sequence[WorkloadPath],
    robustness: Sequence[Robustness] | None = None,
    estimate: Estimate | None = None,
    no_costs: str | None = None,
    evidence: Evidence | None = None,
    depth: Depth = Depth.FULL,
    annex: bool = True,
    prepared_by: str | None = None,
) -> Document:
    """The report of a recommendation for one persona.

    Args:
        pack: the whole pack, with personas, KPIs, practices and models.
        assessment: the answers that led to the recommendation.
        recommendation: what to report.
        persona_id: the reader; None for the assessment's own persona, else the pack's first.
        date: printed on the cover; None for none.
        practices: practices to take up next, in order.
        roadmap: the path to the target, workload by workload.
        robustness: how firm the advice is, workload by workload; None to work it out here.
        estimate: what the workloads cost; None to leave costs out.
        no_costs: why there is no estimate, for a reader who expects one; None where none is expected.
        evidence: what a bill shows; None where there is none.
        depth: how much it says; a brief has no annex.
        annex: whether a full report has one.
        prepared_by: who answers for it, printed on the cover; None for nobody.

    Raises:
        UnusableInput: the pack has no such persona, or none at all.
    """
    context = Context(
        pack=pack,
        assessment=assessment,
        recommendation=recommendation,
        persona=_persona(pack, assessment, persona_id),
        practices=tuple(practices),
        roadmap=tuple(roadmap),
        robustness=tuple(robustness_of(pack, assessment) if robustness is None else robustness),
        estimate=estimate,
        no_costs=no_costs,
        evidence=evidence,
    )
    brief = depth is Depth.BRIEF
    annexes = _annexes(context) if annex and not brief else ()
    sections = summary.sections(context) if brief else _sections(context, annexes)
    reader = context.persona
    return clean(
        Document(
            title=f"{recommendation.organisation}: {pack.primary.title}, for {reader.title}",
            subject=pack.primary.title,
            organisation=recommendation.organisation,
            assessment=assessment.id,
            assessment_title=assessment.title or assessment.id,
            persona=reader.id,
            persona_title=reader.title,
            prepared_by=prepared_by,
            depth=depth,
            date=date.isoformat() if date else None,
            language=pack.manifest.language,
            pack=recommendation.pack,
            pack_title=pack.manifest.title,
            headline=advice.headline(context),
            glance=advice.glance(context),
            executive=executive(context),
            record=record(context),
            sections=sections,
            annexes=annexes,
            credits=tuple(map(_credit, pack.manifest.attributions)),
            recommendation=recommendation,
            content=pack,
            answers=assessment,
            robustness=context.robustness,
            estimate=estimate,
            evidence=evidence,
        )
    )


def _credit(work: Attribution) -> Credit:
    terms = f"{work.licence} ({work.licence_url})" if work.licence_url else work.licence
    return Credit(work.title, work.author, terms, work.note, work.url, work.licence, work.licence_url)


def _annexes(context: Context) -> tuple[Section, ...]:
    if context.early:
        # What follows from answers would fill pages with what nobody answered.
        return (
            others.assumptions(context),
            *(one for one in (unknown.more_unknown(context),) if one is not None),
            *(one for one in (bill_annex.measures(context), bill_annex.queries(context)) if one is not None),
            annex_of.answers(context),
            annex_of.later(),
            annex_of.about(context),
        )
    found = (
        others.assumptions(context),
        advice.profiles(context),
        unknown.more_unknown(context),
        cost_annex.cost_figures(context),
        bill_annex.measures(context),
        bill_annex.queries(context),
        figures.figures(context),
        kpis.measuring(context),
        kpis.other_kpis(context),
        work.later_practices(context),
        annex_of.answers(context),
        annex_of.rows_in_play(context),
        annex_of.about(context),
    )
    return tuple(section for section in found if section is not None)


def _sections(context: Context, annexes: tuple[Section, ...]) -> tuple[Section, ...]:
    before = (
        advice.advice(context),
        framework.framework(context),
        why.why(context),
        unknown.unknown(context),
        disagreement.disagreement(context),
        firm.firm(context),
        unknown.warnings(context),
        advice.models(context),
        costs.costs(context),
        bill.bill(context),
        persona.role(context),
    )
    after = (
        kpis.kpis(context),
        work.practices(context),
        work.path(context),
        others.other_decisions(context),
    )
    first = tuple(section for section in before if section is not None)
    rest = tuple(section for section in after if section is not None)
    return (*first, questions.questions(context, (*first, *rest, *annexes)), *rest)


def _persona(pack: Pack, assessment: Assessment, persona_id: str | None) -> Persona:
    wanted = persona_id or assessment.persona
    if wanted is None and pack.personas:
        return pack.personas[0]
    found = pack.persona_by_id.get(wanted) if wanted else None
    if found is None:
        known = ", ".join(pack.persona_by_id) or "none"
        raise UnusableInput(
            [
                Problem(
                    file=f"pack {pack.id}",
                    line=None,
                    column=None,
                    message=f"there is no persona {wanted!r}" if wanted else "the pack has no personas",
                    hint=f"known: {known}",
                    code="unknown-persona",
                )
            ]
        )
    return found
