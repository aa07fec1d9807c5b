"""What differs between two states of a session, in words: what is supposed, what undo took back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.decision.walk import Step
from advisor.workflows.scenario_changes import changes_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.model.assessment import Answer, Assessment
    from advisor.model.pack import Pack
    from advisor.model.scenario import SupposedChange

_NAMED = 3
"""Changes that are named; of more it is said how many there are."""
State = tuple["Pack", "Assessment"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs."""

    title: str
    """What it is about, with its workload where there are several."""
    before: str = ""
    after: str = ""
    step: Step | None = None
    """The question that it belongs to."""
    kind: str = "other"
    """``answer``, ``weight``, ``amount``, or ``other``."""

    @property
    def words(self) -> str:
        """What became of it."""
        return f"{self.title}: {self.before} → {self.after}" if self.before or self.after else self.title


def differences(before: State, after: State) -> tuple[Difference, ...]:
    """Everything that differs, in words: answers, weights, amounts, remarks, workloads, the reader."""
    pack, old = before
    new = after[1]
    found = [_worded(before, each) for each in changes_between(before, after)]
    told = {each.step.key for each in found if each.step is not None}
    found += [each for each in _remarks(pack, old, new) if each.step is None or each.step.key not in told]
    found += _workloads(old, new)
    if old.persona != new.persona:
        titles = [
            pack.persona_by_id[one].title if one in pack.persona_by_id else "not chosen"
            for one in (old.persona or "", new.persona or "")
        ]
        found.append(Difference("Report for", titles[0], titles[1]))
    return tuple(found)


def in_a_sentence(found: tuple[Difference, ...]) -> str:
    """The differences in one line, the first few by name."""
    if len(found) == 1:
        return found[0].words
    names = [each.title for each in found[:_NAMED]]
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"{len(found)} changes: {'; '.join(names)}{more}" if found else "a change"


def place_of(found: tuple[Difference, ...]) -> Step | None:
    """The one question that all differences are about; None where there is no such one."""
    steps = {each.step.key: each.step for each in found if each.step is not None}
    return next(iter(steps.values())) if len(steps) == 1 and len(found) == 1 else None


def _worded(before: State, change: SupposedChange) -> Difference:
    pack, assessment = before
    title, step = change.title, None
    if change.kind == "weight":
        title = f"Weight of {change.title}"
    else:
        workload = next((each for each in assessment.workloads if each.id == change.where), None)
        if workload is not None and len(assessment.workloads) > 1:
            title = f"{change.title}, {workload.title or workload.id}"
        if change.kind == "answer":
            step = Step(pack.question_by_id[change.id], change.where)
    return Difference(title, change.before, change.after, step, change.kind)


def _remarks(pack: Pack, old: Assessment, new: Assessment) -> Iterator[Difference]:
    """Notes and evidence of answers that say the same as before."""

    def remarks(answer: Answer | None) -> tuple[str | None, str | None]:
        return (answer.note, answer.evidence) if answer is not None else (None, None)

    sheets: list[tuple[str | None, dict[str, Answer]]] = [(None, old.answers)]
    sheets += [(each.id, each.answers) for each in old.workloads]
    for workload, answers in sheets:
        for question, was in answers.items():
            will = new.answer(question, workload)
            known = pack.question_by_id.get(question)
            if known is not None and will is not None and remarks(was) != remarks(will):
                yield Difference(f"Evidence or note of “{known.short}”", step=Step(known, workload))


def _workloads(old: Assessment, new: Assessment) -> Iterator[Difference]:
    before = {each.id: each.title or each.id for each in old.workloads}
    after = {each.id: each.title or each.id for each in new.workloads}
    for one, title in before.items():
        if one not in after:
            yield Difference(f"The workload “{title}” is out")
        elif title != after[one]:
            yield Difference("Name of a workload", title, after[one])
    for one, title in after.items():
        if one not in before:
            yield Difference(f"The workload “{title}” is in")
