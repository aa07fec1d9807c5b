"""Where in the interview a question stands, in words for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.decision.walk import Step
    from advisor.workflows.session import Session


@dataclass(frozen=True, slots=True)
class Place:
    """What is said around a question."""

    about: str
    """Whom it is about; empty for the organisation."""
    intro: str | None
    """The section's introduction, where the section begins."""
    counts: bool
    """False when the question is no longer relevant."""


def place_of(session: Session, step: Step) -> Place:
    """What to say around the question of a step."""
    steps = session.steps()
    keys = [one.key for one in steps]
    at = keys.index(step.key) if step.key in keys else -1
    begins = at == 0 or (at > 0 and steps[at - 1].question.section != step.question.section)
    section = next((s for s in session.pack.sections if s.id == step.question.section), None)
    workload = session.workload_title(step.workload)
    return Place(
        about=f"About the workload “{workload}”" if workload else "",
        intro=section.intro if section is not None and begins else None,
        counts=at >= 0 or not any(step.key == lapsed.key for lapsed in session.lapsed),
    )


def progress_of(session: Session, step: Step) -> tuple[str, int, int]:
    """Section and workload in words, questions dealt with, questions in all."""
    progress = session.progress()
    workload = session.workload_title(step.workload)
    where = "Outside this interview"
    for number, part in enumerate(progress.sections, start=1):
        if (part.section.id, part.workload) == (step.question.section, step.workload):
            about = f"{part.section.title} · {workload}" if workload else part.section.title
            where = f"Section {number} of {len(progress.sections)} · {about} · {part.answered}/{part.total}"
    if session.settles_first:
        where = f"Most telling first · {where}"
    return where, progress.answered, progress.total
