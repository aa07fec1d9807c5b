"""Everything that a report is made of; what it looks like is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.content.assessments import load_assessment
from advisor.content.names import choose_from
from advisor.decision.practices import PracticeAdvice, next_practices
from advisor.decision.roadmap import WorkloadPath, roadmap
from advisor.decision.robustness import robustness
from advisor.errors import Problem, UnusableInput
from advisor.model.assessment import Assessment
from advisor.model.bill_answers import Evidence
from advisor.model.economics import Estimate
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation
from advisor.model.robustness import Robustness
from advisor.workflows.score import score_file
from advisor.workflows.tco import costs_or_reason

ALL = "all"
"""Stands for every persona of the pack."""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """What is known before a document is built for one persona."""

    pack: Pack
    assessment: Assessment
    recommendation: Recommendation
    persona: str
    practices: tuple[PracticeAdvice, ...]
    roadmap: tuple[WorkloadPath, ...]
    robustness: tuple[Robustness, ...]
    estimate: Estimate | None
    """None where the pack has no prices."""
    no_costs: str | None = None
    """Why there is no estimate although the pack has prices."""
    evidence: Evidence | None = None
    """What a bill shows beside the answers; None where none was given."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Whom the reports of an assessment are for."""

    assessment: str
    """The assessment's id."""
    personas: tuple[str, ...]


def report_readers(path: Path, persona: str | None, *, pack: Pack | None = None) -> Readers:
    """For whom ``report_inputs`` gives something to say; nothing is computed yet.

    Raises:
        UnusableInput: as ``report_inputs``.
    """
    loaded = load_assessment(path, pack=pack, instead=True)
    wanted = _personas(loaded.pack, persona or loaded.assessment.persona, str(path))
    return Readers(loaded.assessment.id, wanted)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the reports of an assessment say to every reader alike."""

    file: str
    pack: Pack
    assessment: Assessment
    recommendation: Recommendation
    roadmap: tuple[WorkloadPath, ...]
    robustness: tuple[Robustness, ...]
    estimate: Estimate | None
    no_costs: str | None
    evidence: Evidence | None = None

    def readers(self, persona: str | None) -> tuple[ReportInput, ...]:
        """What they say to these readers; names as ``report_inputs`` takes them.

        Raises:
            UnusableInput: there is no such persona.
        """
        return tuple(
            ReportInput(
                self.pack,
                self.assessment,
                self.recommendation,
                chosen,
                next_practices(self.pack, self.assessment, self.recommendation, chosen),
                self.roadmap,
                self.robustness,
                self.estimate,
                self.no_costs,
                self.evidence,
            )
            for chosen in _personas(self.pack, persona or self.assessment.persona, self.file)
        )


def report_ground(
    path: Path, *, pack: Pack | None = None, bills: Sequence[str] = (), maps: Sequence[str] = ()
) -> Ground:
    """Everything about an assessment that does not depend on who reads its report.

    ``bills`` names billing exports that the answers are held against, ``maps`` which of their workloads is
    which of the assessment.

    Raises:
        UnusableInput: the file, or a bill, cannot be used.
        MissingExtra: reading bills is not installed.
    """
    scored = score_file(path, pack=pack, whole=True)
    whole, assessment, recommendation = scored.pack, scored.loaded.assessment, scored.recommendation
    return Ground(
        str(path),
        whole,
        assessment,
        recommendation,
        roadmap(whole, assessment, recommendation),
        robustness(whole, assessment),
        *costs_or_reason(whole, assessment, recommendation),
        evidence_beside(whole, assessment, bills, maps) if bills else None,
    )


def evidence_beside(
    pack: Pack,
    assessment: Assessment,
    bills: Sequence[str],
    maps: Sequence[str] = (),
    told: Callable[[float, str], None] | None = None,
) -> Evidence:
    """What bills show beside the answers; what was measured once is kept, and not measured again.

    Raises:
        UnusableInput: a bill cannot be used, or the pack has no rules for reading one.
        MissingExtra: reading bills is not installed.
    """
    # Most reports have no bill: they need not wait for what reads one.
    from advisor.workflows.evidence import evidence, read_bill, rules_for
    from advisor.workflows.evidence_accepting import stated_pairs

    rules = rules_for(pack)
    stated = stated_pairs(maps, assessment)
    return evidence(read_bill(bills, rules, told=told), pack, rules, assessment, stated)


def report_inputs(
    path: Path,
    persona: str | None,
    *,
    pack: Pack | None = None,
    bills: Sequence[str] = (),
    maps: Sequence[str] = (),
) -> tuple[ReportInput, ...]:
    """What the reports for these personas say; without a persona, the one that the assessment names.

    ``persona`` names one or several with commas between them, or ``all``.

    Raises:
        UnusableInput: the file cannot be used, or there is no such persona.
    """
    return report_ground(path, pack=pack, bills=bills, maps=maps).readers(persona)


def _personas(pack: Pack, wanted: str | None, file: str) -> tuple[str, ...]:
    known = tuple(pack.persona_by_id)
    names = tuple(dict.fromkeys(name.strip() for name in (wanted or "").split(",") if name.strip()))
    if ALL in names:
        return known
    messages = {name: f"there is no persona “{name}”" for name in names if name not in known}
    if not names:
        messages = {"": "say for whom: the file names no persona"}
    if messages:
        raise UnusableInput(
            [
                Problem(file, None, None, message, choose_from(name, known), code="persona-not-found")
                for name, message in messages.items()
            ]
        )
    return names
