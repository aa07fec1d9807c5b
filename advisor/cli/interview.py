"""The interview as plain lines: reads one line at a time, saves at each answer, never moves the cursor."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from advisor.cli import interview_frame as frame
from advisor.cli import interview_text as text
from advisor.cli.advice_text import AdviceText
from advisor.cli.asking_order import Order
from advisor.cli.interview_entry import answered, step_named
from advisor.cli.interview_route import Route
from advisor.cli.interview_saving import saved
from advisor.cli.interview_talk import Talk
from advisor.cli.plain import Style, clean, wrap
from advisor.decision.walk import Step
from advisor.errors import AdvisorError
from advisor.model.question import QuestionType
from advisor.workflows.session import Change, Session
from advisor.workflows.session_edits import InvalidEntry

_BARE = (
    *("unknown", "clear", "back", "undo", "redo", "list", "list open", "why", "help", "again", "advice"),
    *("workloads", "persona", "quick", "full", "changes"),
)
"""Lines that are commands even where any text would be an answer."""
_KEYS = {"u": "unknown", "n": "na", "w": "words", "e": "evidence", "x": "clear", "?": "help"}
"""The keys of the terminal app."""


class Interview:
    """Walks through a session; what was acknowledged is on disk."""

    def __init__(
        self, session: Session, style: Style, read: Callable[[str], str], order: Order = Order.FILE
    ) -> None:
        """Reads lines with ``read(prompt)``, which raises EOFError at the end of the input."""
        self.session = session
        self.style = Style(unicode=style.unicode, colour=False)
        self._talk = Talk(self.style, read)
        self._say, self._ask, self._confirm = self._talk.say, self._talk.ask, self._talk.confirm
        self.route = Route(session, order)
        self.step: Step | None = None
        self._shown: Step | None = None
        self._passed: list[Step] = []
        self._just_answered: Step | None = None
        self._section: tuple[str, str | None] | None = None
        self._advice = ""
        self._told = ""
        """What was last said to be settled."""
        self._offered = False
        self._commands: dict[str, Callable[[str], None]] = {
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

    def run(self) -> bool:
        """Ask until the person quits or the input ends; whether everything is saved then."""
        self._say(text.greeting(self.session, self.route.order))
        if self.session.advice_withheld:
            self._say(wrap(text.WITHHELD))
        self.step = self.route.begin()
        self._advice = text.advice_line(self.session, self.style)
        self._tell_settled()
        while True:
            if self.step is None and not self._offer():
                return not self.session.unsaved
            if self.step is not None:
                if self.step != self._shown:
                    self._show(self.step)
                prompt = text.prompt_for(self.step.question)
            else:
                self._shown = None
                self._say(text.end_lines(self.session))
                prompt = "A command (list, jump N, back, advice, quit): "
            try:
                line = self._talk.read(prompt).strip()
            except EOFError:
                self._say([""])
                return not self.session.unsaved
            if line.lstrip(":").lower() in ("quit", "exit", "save&quit", "q"):
                self._save()
                if not self.session.unsaved:
                    return True
                if self._confirm("Quit without saving? (yes or no): "):
                    return False
                continue
            try:
                self._take(line)
            except InvalidEntry as error:
                self._say(wrap(str(error)))

    def passed_over(self) -> tuple[Step, ...]:
        """Questions that were shown, left by an empty line, and still have no answer."""
        return tuple(step for step in self._passed if self.session.answer_to(step) is None)

    def _offer(self) -> bool:
        """At the end, offer the questions that are worth it; False when the person wants to stop."""
        if self._offered:
            return True
        self._offered = True
        told = not self.session.advice_withheld
        if told and self.session.quick and (worth := self.route.mattering_beyond()):
            self._say(text.worth_lines(self.session, worth))
            if self._confirm("Answer them now? (yes or no): "):
                self.session.set_quick(False)
                self.route = Route(self.session, Order.INFORMATION)
                self.step, self._offered = self.route.begin(), False
        elif self.route.order is Order.INFORMATION:
            rest = [step for step in self.session.steps() if self.session.answer_to(step) is None]
            self._say(text.route_end_lines(len(rest), self.session.recommendation.overall))
            if rest:
                if not self._confirm("Answer them too, in the order of the file? (yes or no): "):
                    return self._keep_trying()
                self.route = Route(self.session, Order.FILE)
                self.step = self.route.begin()
        return True

    def _keep_trying(self) -> bool:
        """Stay only where something is not on disk."""
        self._save()
        return self.session.unsaved

    # One line --------------------------------------------------------------------------------

    def _take(self, line: str) -> None:
        if not line:
            if self.step is not None and self.step not in self._passed:
                self._passed.append(self.step)
            self._go_on()
            return
        explicit = line.startswith(":")
        word, _, rest = line.lstrip(":").partition(" ")
        word = word.lower()
        free_text = self.step is not None and self.step.question.type is QuestionType.TEXT
        if word in _KEYS and (explicit or not free_text or line == "?") and not self._option(line):
            word, explicit = _KEYS[word], True
        command = self._commands.get(word) if explicit or not self._option(line) else None
        if command and (explicit or not free_text or line.lower() in _BARE):
            command(rest.strip())
        elif explicit or self.step is None:
            near = get_close_matches(word, self._commands, n=1)
            raise InvalidEntry(
                f"“{clean(word)}” is no command." + (f" Did you mean {near[0]}?" if near else "")
            )
        else:
            change = answered(self.session, self.step, line)
            self._changed(change, text.saved_line(self.step.question, self.session.answer_to(self.step)))
            self._answered()

    def _option(self, line: str) -> bool:
        """Whether a line is the very id of an option here; options of a pack come before our keys."""
        return self.step is not None and any(option.id == line for option in self.step.question.options)

    def _answered(self) -> None:
        self._just_answered = self.step
        self._go_on()

    def _go_on(self) -> None:
        if self.step is not None:
            self.step = self.route.after(self.step)

    # Commands --------------------------------------------------------------------------------

    def _here(self) -> Step:
        if self.step is None:
            raise InvalidEntry("There is no question here; go to one with jump or back.")
        return self.step

    def _unknown(self, _: str) -> None:
        self._changed(self.session.mark_unknown(self._here()))
        self._answered()

    def _not_applicable(self, reason: str) -> None:
        step = self._here()
        self._changed(self.session.mark_not_applicable(step, reason or self._ask("Why does it not apply? ")))
        self._answered()

    def _clear(self, _: str) -> None:
        self._changed(self.session.clear(self._here()))

    def _back(self, _: str) -> None:
        before = self.route.before(self.step)
        if before is None:
            raise InvalidEntry("This is the first question.")
        self.step = before

    def _undo(self, _: str) -> None:
        self._again_as_before(self.session.undo(), "Undone", "undo")

    def _redo(self, _: str) -> None:
        self._again_as_before(self.session.redo(), "Done again", "do again")

    def _again_as_before(self, moved: bool, done: str, wanted: str) -> None:
        if not moved:
            raise InvalidEntry(f"There is nothing to {wanted}.")
        self._changed(Change(), f"{done} and saved.")
        self._stay_relevant()

    def _jump(self, target: str) -> None:
        wanted = target or self._ask("Number or id of the question: ")
        self.step = step_named(self.session.steps(), wanted)

    def _list(self, which: str) -> None:
        self._say(text.list_lines(self.session, self.session.steps(), only_open=which.lower() == "open"))

    def _note(self, note: str) -> None:
        self._annotate("Note", note)

    def _evidence(self, evidence: str) -> None:
        self._annotate("Evidence", evidence)

    def _annotate(self, what: str, words: str) -> None:
        """Put words to the answer of this question, or of the one just answered while this one is open."""
        step = self.step
        if step is None or self.session.answer_to(step) is None:
            step = self._just_answered
        answer = self.session.answer_to(step) if step else None
        if step is None or answer is None:
            raise InvalidEntry("Answer the question first; note and evidence belong to an answer.")
        words = words or self._ask(f"{what} for “{clean(step.question.short)}”: ")
        note, evidence = answer.note or "", answer.evidence or ""
        note, evidence = (words, evidence) if what == "Note" else (note, words)
        change = self.session.annotate(step, note=note, evidence=evidence)
        self._changed(change, f"{what} for “{step.question.short}” saved.")

    def _why(self, _: str) -> None:
        self._say(text.why_lines(self._here().question))

    def _words(self, _: str) -> None:
        self._say(text.word_lines(self._here().question))

    def _help(self, _: str) -> None:
        self._say(text.help_lines(self.step.question if self.step else None))

    def _again(self, _: str) -> None:
        self._shown = None

    def _advise(self, _: str) -> None:
        self.session.advice_withheld = False  # Who asks for it sees it from now on.
        view = AdviceText(self.session.pack, self.style)
        for workload in self.session.recommendation.workloads:
            self._say(["", clean(workload.title), *view.advice(workload), *view.scores(workload)])

    def _find(self, words: str) -> None:
        self._say(frame.found_lines(self.session, words or self._ask("Words to look for: ")))

    def _workload(self, typed: str) -> None:
        if not typed:
            self._say(frame.workload_lines(self.session))
            return
        self._changed(Change(), frame.edit_workload(self.session, typed))
        self._stay_relevant()

    def _persona(self, typed: str) -> None:
        if typed:
            self._changed(Change(), frame.choose_persona(self.session, typed))
        else:
            self._say(frame.persona_lines(self.session))

    def _length(self, *, quick: bool) -> None:
        """Between the quick and the full interview; answers stay."""
        if not self.session.set_quick(quick):
            raise InvalidEntry("This questionnaire has no quick interview.")
        self.route, self._offered = Route(self.session, self.route.order), False
        count = len(self.session.steps())
        self._say([f"{'Quick' if quick else 'Full'} interview: {count} questions. Answers stay."])
        if self.step is None or self.step not in self.session.steps():
            self.step = self.route.begin()

    def _milestone(self, name: str) -> None:
        if not self._save():
            return
        try:
            name = name or self._ask("What is the milestone called? ")
            self._say(frame.freeze_milestone(self.session, name))
        except AdvisorError as error:
            self._say(wrap(str(error)))

    def _changes(self, _: str) -> None:
        """What is different since the latest milestone."""
        from advisor.cli.compare_text import comparison_lines
        from advisor.workflows.compare import compare_since

        if not self._save() or self.session.path is None:
            return
        try:
            self._say(comparison_lines(compare_since(self.session.path, None), self.style))
        except AdvisorError as error:
            self._say(wrap(str(error)))

    # Saving ----------------------------------------------------------------------------------

    def _changed(self, change: Change, done: str = "Saved.") -> None:
        if self._save():
            self._say(wrap(done))
        for steps, what in (
            (change.lapsed, "No longer counted, but kept"),
            (change.revived, "Counted again"),
        ):
            if steps:
                self._say(wrap(f"{what}: {', '.join(clean(step.question.short) for step in steps)}."))
        if self.session.advice_withheld:
            return
        advice = text.advice_line(self.session, self.style)
        if advice != self._advice:
            self._say(wrap(f"Advice now: {advice}"))
            self._advice = advice
        self._tell_settled()

    def _tell_settled(self) -> None:
        """Say once what the open answers cannot change; where that ends the interview, its end says so."""
        if self.session.advice_withheld:
            return
        overall = self.session.recommendation.overall
        told = text.settled_line(overall)
        ends = self.route.order is Order.INFORMATION and overall.settled
        if told and told != self._told and not ends and self.session.first_open() is not None:
            self._say(wrap(f"{told} It still sharpens scores and reports." if overall.settled else told))
        self._told = told

    def _save(self) -> bool:
        return saved(self.session, self._say)

    def _try_again(self, _: str) -> None:
        if self._save():
            self._say(["Saved."])

    def _reload(self, _: str) -> None:
        self.session.reload()
        self._stay_relevant()
        self._say(["Read the file again."])

    def _overwrite(self, _: str) -> None:
        self.session.overwrite()
        self._say(["Saved over the file."])

    # Lines -----------------------------------------------------------------------------------

    def _stay_relevant(self) -> None:
        if self.step is not None and self.step not in self.session.steps():
            self.step = self.route.begin()

    def _show(self, step: Step) -> None:
        self._shown = step
        section = (step.question.section, step.workload)
        if self.route.order is Order.FILE and section != self._section:
            self._section = section
            self._say(text.section_lines(self.session, step))
        self._say(text.question_lines(self.session, step, self._place(step)))

    def _place(self, step: Step) -> str:
        steps = self.session.steps()
        place = f"{steps.index(step) + 1} of {len(steps)}" if step in steps else "outside this interview"
        if self.route.order is Order.FILE or self.route.settled:
            return place
        what = "target" if self.route.today_settled else "advice"
        return f"{place} ({len(self.route.mattering())} can still change the {what})"
