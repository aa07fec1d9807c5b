"""The interview's walk: what to ask next, how to go back, how far it is.

An organisation's questions come first, then each workload's, in the pack's order. A question is asked
unless the answers so far make it irrelevant. Screen and plain prompt both drive this walk.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.relevance import Step, given, no_longer_relevant, ordered, walk
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.question import Section

__all__ = [
    "Progress",
    "SectionProgress",
    "Step",
    "first_open",
    "following",
    "given",
    "no_longer_relevant",
    "preceding",
    "progress",
    "steps",
]


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far one section is, for the organisation or one workload."""

    section: Section
    workload: str | None
    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the interview is; unknown and not applicable are dealt with, like any answer."""

    answered: int
    total: int
    sections: tuple[SectionProgress, ...]


def steps(pack: Pack, assessment: Assessment, *, quick: bool) -> tuple[Step, ...]:
    """Every question to ask, in order."""
    return walk(pack, assessment, quick=quick, dropped=False)


def first_open(pack: Pack, assessment: Assessment, *, quick: bool) -> Step | None:
    """Where to begin or resume: the first question without an answer."""
    return next((s for s in steps(pack, assessment, quick=quick) if given(assessment, s) is None), None)


def following(pack: Pack, assessment: Assessment, step: Step, *, quick: bool) -> Step | None:
    """The question after this one, also when this one is no longer asked; None at the end."""
    return _neighbour(pack, assessment, step, quick=quick, forward=True)


def preceding(pack: Pack, assessment: Assessment, step: Step, *, quick: bool) -> Step | None:
    """The question before this one; None at the start."""
    return _neighbour(pack, assessment, step, quick=quick, forward=False)


def progress(pack: Pack, assessment: Assessment, *, quick: bool) -> Progress:
    """How far the interview is, section by section, in the order they are asked."""
    sections = {section.id: section for section in pack.sections}
    counts: dict[tuple[str, str | None], list[int]] = {}
    for step in steps(pack, assessment, quick=quick):
        count = counts.setdefault((step.question.section, step.workload), [0, 0])
        count[0] += given(assessment, step) is not None
        count[1] += 1
    found = tuple(
        SectionProgress(sections[section], workload, answered, total)
        for (section, workload), (answered, total) in counts.items()
    )
    return Progress(sum(s.answered for s in found), sum(s.total for s in found), found)


def _neighbour(pack: Pack, assessment: Assessment, step: Step, *, quick: bool, forward: bool) -> Step | None:
    asked = steps(pack, assessment, quick=quick)
    keys = [one.key for one in asked]
    if step.key in keys:
        index = keys.index(step.key) + (1 if forward else -1)
        return asked[index] if 0 <= index < len(asked) else None
    place = _place(pack, assessment, step)
    after = [one for one in asked if _place(pack, assessment, one) > place]
    before = [one for one in asked if _place(pack, assessment, one) < place]
    if forward:
        return after[0] if after else None
    return before[-1] if before else None


def _place(pack: Pack, assessment: Assessment, step: Step) -> tuple[int, int]:
    workloads: list[str | None] = [None, *(workload.id for workload in assessment.workloads)]
    return (workloads.index(step.workload), ordered(pack, step.question.scope).index(step.question))
