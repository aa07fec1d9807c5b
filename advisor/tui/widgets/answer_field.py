"""Fields for answers that are typed: a number with its unit and bounds, or words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from advisor.decision.sheets import bin_of
from advisor.model.assessment import AnswerState
from advisor.model.question import QuestionType
from advisor.tui.widgets.drawing import said
from advisor.workflows.session_edits import InvalidEntry, numbered, plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from advisor.model.assessment import Answer
    from advisor.model.question import Question


_OF_NUMBERS = frozenset("0123456789 ,._'’-+")
"""Characters that a number is typed with."""
_UNKNOWN, _NOT_APPLICABLE, _EVIDENCE = "u", "n", "e"
"""The letters that do something in the field of a number: the choices right below it, and evidence."""


class _Entry(Input):
    """An input that takes nothing but numbers while a number is asked for.

    Of the letters only a few do something, and only as the first one while nothing is typed. Any other
    is refused with a message: who types a word means no command of the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Take it, go on", show=True),
        Binding("down", "screen.leave_field", "To the choices below", show=False),
    ]

    @dataclass
    class Refused(Message):
        """A key was pressed that no number has in it."""

        character: str

    numeric = False
    given = ""
    """The text of the answer that is there."""
    _word_begun = False
    """Whether a word was begun, as in "unknown": its other letters do nothing."""

    def _commands(self, character: str | None) -> bool:
        """Whether a key does something although one types here."""
        untouched = self.value.strip() == self.given
        return untouched and character in {_UNKNOWN, _NOT_APPLICABLE, _EVIDENCE}

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keys that are typed, or refused, are no commands of the screen."""
        if self.numeric and self._commands(character):
            return False
        return super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        """Take what a number is made of; say of anything else that it is no part of one."""
        character = event.character
        if not self.numeric or character is None or not event.is_printable:
            self._word_begun = False
            return
        if self._word_begun and character.isalpha():
            event.stop()
            event.prevent_default()
            return
        self._word_begun = False
        if character in _OF_NUMBERS:
            return
        event.prevent_default()
        if self._commands(character):
            self._word_begun = character == _UNKNOWN
            return
        self._word_begun = character.isalpha()
        event.stop()
        self.post_message(self.Refused(character))


class AnswerField(Vertical):
    """The typed answer, with what is expected below it, or what is wrong with it."""

    DEFAULT_CSS = """
    AnswerField { height: auto; }
    AnswerField Horizontal { height: 1; }
    AnswerField _Entry, AnswerField _Entry:focus { width: 26; border: none; height: 1; background: $panel; }
    AnswerField _Entry { padding: 0 1; }
    AnswerField _Entry:focus { background: $block-cursor-blurred-background; }
    AnswerField.-words _Entry { width: 1fr; }
    AnswerField #unit { width: auto; padding: 0 1; color: $text-muted; }
    AnswerField #expected { height: auto; color: $text-muted; padding: 0 1 1 1; }
    AnswerField #expected.-wrong { color: $text-error; text-style: bold; }
    """

    @dataclass
    class Entered(Message):
        """Enter was pressed in the field."""

        text: str

    @dataclass
    class Edited(Message):
        """Something was typed."""

        text: str

    _expected = ""
    _saved = ""
    _typing = False
    _question: Question | None = None
    _answer: Answer | None = None

    def compose(self) -> ComposeResult:
        """Field and unit, and below them what is expected."""
        with Horizontal():
            yield _Entry(id="entry")
            yield Static(id="unit", markup=False)
        yield Static(id="expected", markup=False)

    def put(self, question: Question, answer: Answer | None, saved: str = "") -> None:
        """Show another question's field; ``saved`` is what the file says while this is only supposed."""
        entry, unit = self.query_one("#entry", _Entry), self.query_one("#unit", Static)
        entry.numeric = question.type is QuestionType.NUMBER
        self.set_class(not entry.numeric, "-words")
        self._question, self._saved = question, saved
        form = question.number
        unit.update(said(form.unit) if form else Content(""))
        self._expected = ""
        if form:
            whole = "a whole number" if form.integer else "a number"
            self._expected = f"{whole.capitalize()} from {plain(form.minimum)} to {plain(form.maximum)}"
        self.mark(answer)

    def mark(self, answer: Answer | None) -> None:
        """Show another answer to the same question; what was typed makes way for it."""
        entry = self.query_one("#entry", _Entry)
        text = ""
        if answer is not None:
            text = plain(answer.number) if answer.number is not None else answer.text or ""
        self._answer = answer
        entry.given = text
        if self._typing:
            self._typing = False
            self.screen.refresh_bindings()
        with self.prevent(Input.Changed):
            if entry.value != text:
                entry.value = text
                entry.cursor_position = len(text)
        self.complain(None)

    def type_again(self, text: str) -> None:
        """Put back what was typed and not taken yet."""
        entry = self.query_one("#entry", _Entry)
        entry.value = text
        entry.cursor_position = len(text)

    def complain(self, message: str | None) -> None:
        """Say what is wrong with the entry; None says what it counts as, or what is expected."""
        line = self.query_one("#expected", Static)
        line.set_class(message is not None, "-wrong")
        line.update(said(f"✗ {message}" if message else self._told()))

    def _told(self) -> str:
        """What the entry counts as; without one, how the question stands, and what is expected."""
        saved = f"now: {self._saved}" if self._saved else ""
        state = self._answer.state if self._answer is not None else AnswerState.ANSWERED
        expected = self._expected
        if not self.value.strip() and state is not AnswerState.ANSWERED:
            word = "Unknown" if state is AnswerState.UNKNOWN else "Does not apply"
            expected = f"{word}. {expected or 'Words'} would take its place."
        return " · ".join(part for part in (self._range() or expected, saved) if part)

    def _range(self) -> str:
        """The range that the typed number falls in; empty while it is no number that can be."""
        question = self._question
        if question is None or question.number is None or not self.value.strip():
            return ""
        try:
            number = numbered(question, self.value, None).number
        except InvalidEntry:
            return ""
        found = bin_of(question, number) if number is not None else None
        label = next((each.label for each in question.number.bins if each.id == found), "")
        return f"→ counts as: {label}"

    def focus_entry(self) -> None:
        """Let the user type."""
        self.query_one("#entry", _Entry).focus()

    @property
    def changed(self) -> bool:
        """Whether something else is typed than what was answered."""
        return self.value.strip() != self.query_one("#entry", _Entry).given

    @property
    def value(self) -> str:
        """What is typed now."""
        return self.query_one("#entry", _Entry).value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed; what letters do depends on whether anything is."""
        event.stop()
        if self.changed is not self._typing:
            self._typing = self.changed
            self.screen.refresh_bindings()
        self.post_message(self.Edited(event.value))

    @on(_Entry.Refused)
    def _refused(self, event: _Entry.Refused) -> None:
        """Say why a key did nothing, and how to get at what it does elsewhere."""
        event.stop()
        self.complain(f"“{event.character}” is no part of a number. Esc leaves the field, for other keys.")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on that it is finished."""
        event.stop()
        self.post_message(self.Entered(event.value))
