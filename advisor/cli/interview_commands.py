"""What can be typed in the plain interview instead of an answer: one method for each command."""

from __future__ import annotations

from collections.abc import Callable

from advisor.cli import interview_frame as frame
from advisor.cli import interview_text as text
from advisor.cli.advice_text import AdviceText
from advisor.cli.interview_entry import step_named
from advisor.cli.interview_route import Route
from advisor.cli.interview_state import InterviewState
from advisor.cli.plain import clean, wrap
from advisor.decision.walk import Step
from advisor.errors import AdvisorError
from advisor.workflows.session import Change
from advisor.workflows.session_edits import InvalidEntry
from advisor.workflows.session_told import differences, in_a_sentence


class Commands:
    """The commands of an interview, by name."""

    def __init__(self, state: InterviewState) -> None:
        self._state = state
        self._session = state.session
        self._say, self._ask = state.talk.say, state.talk.ask
        self._style = state.talk.style
        self.table: dict[str, Callable[[str], None]] = {
            "unknown": self._unknown,
            "na": self._not_applicable,
            "clear": self._clear,
            "back": self._back,
            "undo": self._undo,
            "redo": self._redo,
            "jump": self._jump,
            "list": self._list,
            "note": self._note,
            "evidence": self._evidence,
            "why": self._why,
            "words": self._words,
            "help": self._help,
            "again": self._again,
            "advice": self._advise,
            "find": self._find,
            "workload": self._workload,
            "workloads": self._workload,
            "persona": self._persona,
            "quick": lambda _: self._length(quick=True),
            "full": lambda _: self._length(quick=False),
            "milestone": self._milestone,
            "changes": self._changes,
            "save": self._try_again,
            "reload": self._reload,
            "overwrite": self._overwrite,
        }
        """Name to what it does with the rest of the line; raises InvalidEntry where it cannot be done."""

    def _here(self) -> Step:
        if self._state.step is None:
            raise InvalidEntry("There is no question here; go to one with jump or back.")
        return self._state.step

    def _unknown(self, _: str) -> None:
        self._state.changed(self._session.mark_unknown(self._here()))
        self._state.answered()

    def _not_applicable(self, reason: str) -> None:
        step = self._here()
        self._state.changed(
            self._session.mark_not_applicable(step, reason or self._ask("Why does it not apply? "))
        )
        self._state.answered()

    def _clear(self, _: str) -> None:
        self._state.changed(self._session.clear(self._here()))

    def _back(self, _: str) -> None:
        before = self._state.route.before(self._state.step)
        if before is None:
            raise InvalidEntry("This is the first question.")
        self._state.step = before

    def _undo(self, _: str) -> None:
        self._again_as_before(self._session.undo, "Undone", "undo")

    def _redo(self, _: str) -> None:
        self._again_as_before(self._session.redo, "Done again", "do again")

    def _again_as_before(self, move: Callable[[], bool], done: str, wanted: str) -> None:
        session = self._session
        before = (session.pack, session.assessment)
        if not move():
            raise InvalidEntry(f"There is nothing to {wanted}.")
        found = differences(before, (session.pack, session.assessment))
        self._state.changed(Change(), f"{done} and saved: {in_a_sentence(found)}.")
        self._state.stay_relevant()

    def _jump(self, target: str) -> None:
        wanted = target or self._ask("Number or id of the question: ")
        self._state.step = step_named(self._session.steps(), wanted)

    def _list(self, which: str) -> None:
        self._say(text.list_lines(self._session, self._session.steps(), only_open=which.lower() == "open"))

    def _note(self, note: str) -> None:
        self._annotate("Note", note)

    def _evidence(self, evidence: str) -> None:
        self._annotate("Evidence", evidence)

    def _annotate(self, what: str, words: str) -> None:
        """Put words to the answer of this question, or of the one just answered while this one is open."""
        step = self._state.step
        if step is None or self._session.answer_to(step) is None:
            step = self._state.just_answered
        answer = self._session.answer_to(step) if step else None
        if step is None or answer is None:
            raise InvalidEntry("Answer the question first; note and evidence belong to an answer.")
        words = words or self._ask(f"{what} for “{clean(step.question.short)}”: ")
        note, evidence = answer.note or "", answer.evidence or ""
        note, evidence = (words, evidence) if what == "Note" else (note, words)
        change = self._session.annotate(step, note=note, evidence=evidence)
        self._state.changed(change, f"{what} for “{step.question.short}” saved.")

    def _why(self, _: str) -> None:
        self._say(text.why_lines(self._here().question))

    def _words(self, _: str) -> None:
        self._say(text.word_lines(self._here().question))

    def _help(self, _: str) -> None:
        self._say(text.help_lines(self._state.step.question if self._state.step else None))

    def _again(self, _: str) -> None:
        self._state.shown = None

    def _advise(self, _: str) -> None:
        self._session.advice_withheld = False  # Who asks for it sees it from now on.
        view = AdviceText(self._session.pack, self._style)
        for workload in self._session.recommendation.workloads:
            self._say(["", clean(workload.title), *view.advice(workload), *view.scores(workload)])

    def _find(self, words: str) -> None:
        self._say(frame.found_lines(self._session, words or self._ask("Words to look for: ")))

    def _workload(self, typed: str) -> None:
        if not typed:
            self._say(frame.workload_lines(self._session))
            return
        self._state.changed(Change(), frame.edit_workload(self._session, typed))
        self._state.stay_relevant()

    def _persona(self, typed: str) -> None:
        if typed:
            self._state.changed(Change(), frame.choose_persona(self._session, typed))
        else:
            self._say(frame.persona_lines(self._session))

    def _length(self, *, quick: bool) -> None:
        """Between the quick and the full interview; answers stay."""
        if not self._session.set_quick(quick):
            raise InvalidEntry("This questionnaire has no quick interview.")
        self._state.route = Route(self._session, self._state.route.order)
        self._state.offered = False
        count = len(self._session.steps())
        self._say([f"{'Quick' if quick else 'Full'} interview: {count} questions. Answers stay."])
        if self._state.step is None or self._state.step not in self._session.steps():
            self._state.step = self._state.route.begin()

    def _milestone(self, name: str) -> None:
        if not self._state.save():
            return
        try:
            name = name or self._ask("What is the milestone called? ")
            self._say(frame.freeze_milestone(self._session, name))
        except AdvisorError as error:
            self._say(wrap(str(error)))

    def _changes(self, _: str) -> None:
        """What is different since the latest milestone."""
        from advisor.cli.compare_text import comparison_lines
        from advisor.workflows.compare import compare_since

        if not self._state.save() or self._session.path is None:
            return
        try:
            self._say(comparison_lines(compare_since(self._session.path, None), self._style))
        except AdvisorError as error:
            self._say(wrap(str(error)))

    def _try_again(self, _: str) -> None:
        if self._state.save():
            self._say(["Saved."])

    def _reload(self, _: str) -> None:
        self._session.reload()
        self._state.stay_relevant()
        self._say(["Read the file again."])

    def _overwrite(self, _: str) -> None:
        self._session.overwrite()
        self._say(["Saved over the file."])
