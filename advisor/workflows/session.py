"""One assessment while it is being worked on: answers, undo, the walk, the advice, the file.

The assessment itself never changes; every edit makes a new one. So undo is a stack of earlier
assessments, and a thread that writes the file always sees one consistent state. What is only supposed
(what-if) is never written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.content.assessment_file import AssessmentFile
from advisor.content.assessments import load_assessment
from advisor.content.workshop_file import is_participants
from advisor.workflows import session_edits as edits
from advisor.workflows.session_amounts import with_amounts, with_economics
from advisor.workflows.session_file import SessionFile
from advisor.workflows.session_state import Change, SessionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from advisor.decision.walk import Step
    from advisor.errors import Problem
    from advisor.model.assessment import Answer, Assessment
    from advisor.model.pack import Pack
    from advisor.model.stated import Economics, Given
    from advisor.workflows.session_amounts import Place

__all__ = ["Change", "Session"]


class Session(SessionState):
    """An assessment in work. Not thread-safe, but for ``save``, which may run in a thread."""

    def __init__(
        self,
        pack: Pack,
        assessment: Assessment,
        *,
        file: AssessmentFile | None = None,
        quick: bool = False,
        notices: tuple[Problem, ...] = (),
    ) -> None:
        super().__init__(pack, file.loaded.assessment if file is not None else assessment, quick=quick)
        self.notices = notices
        """What reading the file found that is worth a look, but no error."""
        self._file = SessionFile(file, pack)

    # Opening ---------------------------------------------------------------------------------

    @classmethod
    def open(cls, path: Path, *, quick: bool = False) -> Session:
        """Work on the assessment in a file.

        Raises:
            UnusableInput: with every problem of the file or its pack.
        """
        file = AssessmentFile.open(path)
        loaded = file.loaded
        session = cls(loaded.pack, loaded.assessment, file=file, quick=quick, notices=loaded.notices)
        session.advice_withheld = is_participants(path)
        return session

    @classmethod
    def create(cls, path: Path, assessment: Assessment, pack: Pack, *, quick: bool = False) -> Session:
        """Begin a new file.

        Raises:
            CannotWrite: when it cannot be written, or is there already.
        """
        file = AssessmentFile.create(path, assessment, pack)
        return cls(pack, assessment, file=file, quick=quick)

    @classmethod
    def look_at(cls, path: Path, *, quick: bool = False) -> Session:
        """Try out an assessment, such as a bundled example, without ever writing to its file."""
        loaded = load_assessment(path)
        return cls(loaded.pack, loaded.assessment, quick=quick, notices=loaded.notices)

    # Answering -------------------------------------------------------------------------------
    # Each of these raises InvalidEntry, and changes nothing, when the entry cannot be taken.

    def choose(self, step: Step, options: Iterable[str]) -> Change:
        """Answer with an option, or several where the question allows that."""
        return self._answer(step, edits.chosen(step.question, options, self.answer_to(step)))

    def enter_number(self, step: Step, typed: str) -> Change:
        """Answer with a number, as typed."""
        return self._answer(step, edits.numbered(step.question, typed, self.answer_to(step)))

    def enter_text(self, step: Step, text: str) -> Change:
        """Answer in words."""
        return self._answer(step, edits.written(text, self.answer_to(step)))

    def mark_unknown(self, step: Step) -> Change:
        """Say that nobody knows."""
        return self._answer(step, edits.unknown(self.answer_to(step)))

    def mark_not_applicable(self, step: Step, reason: str) -> Change:
        """Say that the question does not apply, and why."""
        return self._answer(step, edits.not_applicable(reason, self.answer_to(step)))

    def annotate(self, step: Step, *, note: str, evidence: str) -> Change:
        """Put note and evidence to an answer that is there."""
        answer = self.answer_to(step)
        if answer is None:
            raise edits.InvalidEntry("Answer the question first; note and evidence belong to an answer.")
        return self._answer(step, edits.annotated(answer, note, evidence))

    def clear(self, step: Step) -> Change:
        """Take the answer away: the question is open again."""
        return self._answer(step, None)

    def answer_all(self, answers: Iterable[tuple[Step, Answer]]) -> Change:
        """Take answers that were made elsewhere, as one edit: undo takes all of them back."""
        assessment = self._assessment
        for step, answer in answers:
            assessment = edits.with_answer(assessment, step.question.id, step.workload, answer)
        return self._edit(assessment)

    def _answer(self, step: Step, answer: Answer | None) -> Change:
        return self._edit(edits.with_answer(self._assessment, step.question.id, step.workload, answer))

    # Workloads and persona -------------------------------------------------------------------

    def add_workload(self, title: str, kind: str) -> str:
        """One more workload; its id."""
        assessment, workload = edits.with_workload(self._assessment, title, kind)
        self._edit(assessment)
        return workload

    def rename_workload(self, workload: str, title: str) -> Change:
        """Give a workload another title."""
        return self._edit(edits.renamed_workload(self._assessment, workload, title))

    def remove_workload(self, workload: str) -> Change:
        """Take a workload out, with its answers; undo brings it back."""
        return self._edit(edits.without_workload(self._assessment, workload))

    def set_persona(self, persona: str | None) -> Change:
        """Say for whom the report is written."""
        return self._edit(self._assessment.model_copy(update={"persona": persona}))

    # Money -----------------------------------------------------------------------------------

    def state_amounts(self, amounts: Mapping[Place, Given | None]) -> Change:
        """State amounts of money or load; None takes one back, so that it is derived or assumed again."""
        return self._edit(with_amounts(self._assessment, amounts))

    def state_economics(self, economics: Economics) -> Change:
        """State by which prices, in which currency and from which day costs are told."""
        return self._edit(with_economics(self._assessment, economics))

    # The file --------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The file; None for an example that is tried out."""
        return self._file.path

    @property
    def has_file(self) -> bool:
        """Whether there is a file to save to."""
        return self._file.path is not None

    @property
    def unsaved(self) -> bool:
        """Whether the file lacks the latest edit."""
        return not self._file.holds(self._real)

    def save(self) -> None:
        """Write the latest state; nothing to do without a file. May run in a thread.

        Raises:
            FileChanged: when somebody else changed the file; nothing is written then.
            CannotWrite: when the system does not let us.
        """
        self._file.save(self._real)

    def overwrite(self) -> None:
        """Write the latest state over whatever the file holds."""
        self._file.overwrite(self._real)

    def save_as(self, path: Path) -> None:
        """Go on in a new file.

        Raises:
            CannotWrite: when it is there already or cannot be written.
        """
        self._file.move(path, self._real)

    def reload(self) -> None:
        """Take what the file holds now; undo brings our own state back.

        Raises:
            UnusableInput: when the file cannot be read any more.
        """
        theirs = self._file.reload()
        self.drop_supposed()
        if theirs is not None:
            self._leave()
            self._become(theirs)
