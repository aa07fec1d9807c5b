"""The interview as plain lines: reads one line at a time, saves at each answer, never moves the cursor.

This is the walk. Where it stands is in ``interview_state``, what can be typed instead of an answer in
``interview_commands``, and what is printed in ``interview_text``.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from advisor.cli import interview_text as text
from advisor.cli.asking_order import Order
from advisor.cli.interview_commands import Commands
from advisor.cli.interview_entry import answered
from advisor.cli.interview_state import InterviewState
from advisor.cli.interview_talk import Talk
from advisor.cli.plain import Style, clean, wrap
from advisor.decision.walk import Step
from advisor.model.question import QuestionType
from advisor.workflows.session import Session
from advisor.workflows.session_edits import InvalidEntry

_BARE = (
    *("unknown", "clear", "back", "undo", "redo", "list", "list open", "why", "help", "again", "advice"),
    *("workloads", "persona", "quick", "full", "changes"),
)
"""Lines that are commands even where any text would be an answer."""
_KEYS = {"u": "unknown", "n": "na", "n/a": "na", "w": "words", "e": "evidence", "x": "clear", "?": "help"}
"""The keys of the terminal app, and what people write for “does not apply”."""


class Interview:
    """Walks through a session; what was acknowledged is on disk."""

    def __init__(
        self, session: Session, style: Style, read: Callable[[str], str], order: Order = Order.FILE
    ) -> None:
        """Reads lines with ``read(prompt)``, which raises EOFError at the end of the input."""
        self._session = session
        self._talk = Talk(Style(unicode=style.unicode, colour=False), read)
        self._state = InterviewState(session, self._talk, order)
        self._commands = Commands(self._state).table
        self._passed: list[Step] = []

    def run(self) -> bool:
        """Ask until the person quits or the input ends; whether everything is saved then."""
        state, session, say = self._state, self._session, self._talk.say
        say(text.greeting(session, state.route.order))
        if session.advice_withheld:
            say(wrap(text.WITHHELD))
        state.begin()
        while True:
            if state.step is None and not self._offer():
                return not session.unsaved
            if state.step is not None:
                if state.step != state.shown:
                    state.show(state.step)
                prompt = text.prompt_for(state.step.question)
            else:
                state.shown = None
                say(text.end_lines(session))
                prompt = "A command (list, jump N, back, advice, quit): "
            try:
                line = self._talk.read(prompt).strip()
            except EOFError:
                say([""])
                return not session.unsaved
            if line.lstrip(":").lower() in ("quit", "exit", "save&quit", "q"):
                state.save()
                if not session.unsaved:
                    return True
                if self._talk.confirm("Quit without saving? (yes or no): "):
                    return False
                continue
            try:
                self._take(line)
            except InvalidEntry as error:
                say(wrap(str(error)))

    def passed_over(self) -> tuple[Step, ...]:
        """Questions that were shown, left by an empty line, and still have no answer."""
        return tuple(step for step in self._passed if self._session.answer_to(step) is None)

    def _offer(self) -> bool:
        """At the end, offer the questions that are worth it; False when the person wants to stop."""
        state, session, talk = self._state, self._session, self._talk
        if state.offered:
            return True
        state.offered = True
        told = not session.advice_withheld
        if told and session.quick and (worth := state.route.mattering_beyond()):
            talk.say(text.worth_lines(session, worth))
            if talk.confirm("Answer them now? (yes or no): "):
                session.set_quick(False)
                state.take_route(Order.INFORMATION)
                state.offered = False
        elif state.route.order is Order.INFORMATION:
            rest = [step for step in session.steps() if session.answer_to(step) is None]
            talk.say(text.route_end_lines(len(rest), session.recommendation, session.pack))
            if rest:
                if not talk.confirm("Answer them too, in the order of the file? (yes or no): "):
                    return self._keep_trying()
                state.take_route(Order.FILE)
        return True

    def _keep_trying(self) -> bool:
        """Stay only where something is not on disk."""
        self._state.save()
        return self._session.unsaved

    def _take(self, line: str) -> None:
        """One line: an answer, a command, or nothing, which goes on."""
        state, step = self._state, self._state.step
        if not line:
            if step is not None and step not in self._passed:
                self._passed.append(step)
            state.go_on()
            return
        explicit = line.startswith(":")
        word, _, rest = line.lstrip(":").partition(" ")
        word = word.lower()
        free_text = step is not None and step.question.type is QuestionType.TEXT
        if word in _KEYS and (explicit or not free_text or line == "?") and not self._option(line):
            word, explicit = _KEYS[word], True
        command = self._commands.get(word) if explicit or not self._option(line) else None
        if command and (explicit or not free_text or line.lower() in _BARE):
            command(rest.strip())
        elif explicit or step is None:
            near = get_close_matches(word, self._commands, n=1)
            raise InvalidEntry(
                f"“{clean(word)}” is no command." + (f" Did you mean {near[0]}?" if near else "")
            )
        else:
            change = answered(self._session, step, line)
            state.changed(change, text.saved_line(step.question, self._session.answer_to(step)))
            state.answered()

    def _option(self, line: str) -> bool:
        """Whether a line is the very id of an option here; options of a pack come before our keys."""
        step = self._state.step
        return step is not None and any(option.id == line for option in step.question.options)
