"""The interview as plain lines: reads one line at a time, saves at each answer, never moves the cursor."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from advisor.cli import interview_text as text
from advisor.cli.advice_text import AdviceText
from advisor.cli.interview_entry import option_named, step_named
from advisor.cli.plain import Style, clean, emit, wrap
from advisor.decision.walk import Step
from advisor.errors import CannotWrite, FileChanged
from advisor.model.question import QuestionType
from advisor.workflows.session import Change, Session
from advisor.workflows.session_edits import InvalidEntry

_BARE = ("unknown", "clear", "back", "undo", "redo", "list", "list open", "why", "help", "again", "advice")
"""Lines that are commands even where any text would be an answer."""


class Interview:
    """Walks through a session; what was acknowledged is on disk."""

    def __init__(self, session: Session, style: Style, read: Callable[[str], str]) -> None:
        """Reads lines with ``read(prompt)``, which raises EOFError at the end of the input."""
        self.session = session
        self.style = Style(unicode=style.unicode, colour=False)
        self.read = read
        self.step: Step | None = None
        self._shown: Step | None = None
        self._section: tuple[str, str | None] | None = None
        self._advice = ""
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
            "help": self._help,
            "again": self._again,
            "advice": self._advise,
            "save": self._try_again,
            "reload": self._reload,
            "overwrite": self._overwrite,
        }

    def run(self) -> bool:
        """Ask until the person quits or the input ends; whether everything is saved then."""
        self.step = self.session.first_open()
        self._say(text.greeting(self.session))
        self._advice = text.advice_line(self.session, self.style)
        while True:
            if self.step is not None:
                if self.step != self._shown:
                    self._show(self.step)
                prompt = text.prompt_for(self.step.question)
            else:
                self._shown = None
                left = sum(self.session.answer_to(step) is None for step in self.session.steps())
                state = f"{left} questions are left open" if left else "All questions are dealt with"
                self._say(["", f"End of the interview. {state}."])
                prompt = "A command (list, jump N, back, advice, quit): "
            try:
                line = self.read(prompt).strip()
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

    # One line --------------------------------------------------------------------------------

    def _take(self, line: str) -> None:
        if not line:
            self._go_on()
            return
        word, _, rest = line.lstrip(":").partition(" ")
        command = self._commands.get(word.lower())
        explicit = line.startswith(":")
        free_text = self.step is not None and self.step.question.type is QuestionType.TEXT
        if command and (explicit or not free_text or line.lower() in _BARE):
            command(rest.strip())
        elif explicit or self.step is None:
            near = get_close_matches(word.lower(), self._commands, n=1)
            raise InvalidEntry(
                f"“{clean(word)}” is no command." + (f" Did you mean {near[0]}?" if near else "")
            )
        else:
            self._answer(self.step, line)

    def _answer(self, step: Step, line: str) -> None:
        question = step.question
        if question.type is QuestionType.NUMBER:
            change = self.session.enter_number(step, line)
        elif question.type is QuestionType.TEXT:
            change = self.session.enter_text(step, line)
        else:
            several = question.type is QuestionType.MULTIPLE
            parts = line.replace(",", " ").split() if several else [line]
            change = self.session.choose(step, [option_named(question, part) for part in parts])
        self._changed(change)
        self._go_on()

    def _go_on(self) -> None:
        if self.step is not None:
            self.step = self.session.following(self.step)

    # Commands --------------------------------------------------------------------------------

    def _here(self) -> Step:
        if self.step is None:
            raise InvalidEntry("There is no question here; go to one with jump or back.")
        return self.step

    def _unknown(self, _: str) -> None:
        self._changed(self.session.mark_unknown(self._here()))
        self._go_on()

    def _not_applicable(self, reason: str) -> None:
        step = self._here()
        self._changed(self.session.mark_not_applicable(step, reason or self._ask("Why does it not apply? ")))
        self._go_on()

    def _clear(self, _: str) -> None:
        self._changed(self.session.clear(self._here()))

    def _back(self, _: str) -> None:
        steps = self.session.steps()
        before = self.session.preceding(self.step) if self.step else (steps[-1] if steps else None)
        if before is None:
            raise InvalidEntry("This is the first question.")
        self.step = before

    def _undo(self, _: str) -> None:
        if not self.session.undo():
            raise InvalidEntry("There is nothing to undo.")
        self._changed(Change(), "Undone and saved.")
        self._stay_relevant()

    def _redo(self, _: str) -> None:
        if not self.session.redo():
            raise InvalidEntry("There is nothing to do again.")
        self._changed(Change(), "Done again and saved.")
        self._stay_relevant()

    def _jump(self, target: str) -> None:
        wanted = target or self._ask("Number or id of the question: ")
        self.step = step_named(self.session.steps(), wanted)

    def _list(self, which: str) -> None:
        self._say(text.list_lines(self.session, self.session.steps(), only_open=which.lower() == "open"))

    def _note(self, note: str) -> None:
        self._annotate(note=note or self._ask("Note: "))

    def _evidence(self, evidence: str) -> None:
        self._annotate(evidence=evidence or self._ask("Evidence: "))

    def _annotate(self, *, note: str | None = None, evidence: str | None = None) -> None:
        step = self._here()
        answer = self.session.answer_to(step)
        old_note, old_evidence = (answer.note, answer.evidence) if answer else (None, None)
        note = (old_note or "") if note is None else note
        evidence = (old_evidence or "") if evidence is None else evidence
        self._changed(self.session.annotate(step, note=note, evidence=evidence))

    def _why(self, _: str) -> None:
        self._say(text.why_lines(self._here().question))

    def _help(self, _: str) -> None:
        self._say(text.help_lines(self.step.question if self.step else None))

    def _again(self, _: str) -> None:
        self._shown = None

    def _advise(self, _: str) -> None:
        view = AdviceText(self.session.pack, self.style)
        for workload in self.session.recommendation.workloads:
            self._say(["", clean(workload.title), *view.advice(workload), *view.scores(workload)])

    # Saving ----------------------------------------------------------------------------------

    def _changed(self, change: Change, done: str = "Saved.") -> None:
        if self._save():
            self._say([done])
        for steps, what in (
            (change.lapsed, "No longer counted, but kept"),
            (change.revived, "Counted again"),
        ):
            if steps:
                self._say(wrap(f"{what}: {', '.join(clean(step.question.short) for step in steps)}."))
        advice = text.advice_line(self.session, self.style)
        if advice != self._advice:
            self._say(wrap(f"Advice now: {advice}"))
            self._advice = advice

    def _save(self) -> bool:
        try:
            self.session.save()
        except FileChanged as error:
            self._say([*wrap(str(error)), *wrap(_CHANGED)])
            return False
        except CannotWrite as error:
            self._say([*wrap(str(error)), *wrap("Your answers are still here; type save to try again.")])
            return False
        return True

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

    def _say(self, lines: list[str]) -> None:
        emit(lines, self.style)

    def _ask(self, prompt: str) -> str:
        try:
            return self.read(prompt).strip()
        except EOFError:
            return ""

    def _confirm(self, prompt: str) -> bool:
        return self._ask(prompt).lower() in ("y", "yes")

    def _stay_relevant(self) -> None:
        if self.step is not None and self.step not in self.session.steps():
            self.step = self.session.first_open()

    def _show(self, step: Step) -> None:
        self._shown = step
        steps = self.session.steps()
        section = (step.question.section, step.workload)
        if section != self._section:
            self._section = section
            found = next((s for s in self.session.pack.sections if s.id == step.question.section), None)
            if found:
                self._say(["", *wrap(f"Part: {found.title}. {found.intro}")])
        place = f"{steps.index(step) + 1} of {len(steps)}" if step in steps else "outside this interview"
        self._say(text.question_lines(self.session, step, place))


_CHANGED = (
    "Nothing was overwritten. Type reload to take what the file holds now, or overwrite to replace it "
    "with the answers given here."
)
