"""Fields for answers that are typed: a number with its unit and bounds, or words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from advisor.decision.sheets import bin_of
from advisor.model.question import QuestionType
from advisor.tui.widgets.drawing import said
from advisor.workflows.session_edits import InvalidEntry, numbered, plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from advisor.model.assessment import Answer
    from advisor.model.question import Question


class _Entry(Input):
    """An input that leaves letters to the screen while a number is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Take it, go on", show=True),
        Binding("down", "screen.leave_field", "To the choices below", show=False),
    ]
    numeric = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are no part of a number, so they stay commands of the screen."""
        if self.numeric and character is not None and character.isalpha():
            return False
        return super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        """Let letters pass by the field, up to the screen."""
        if self.numeric and event.character is not None and event.character.isalpha():
            event.prevent_default()


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

    _given = ""
    _expected = ""
    _question: Question | None = None

    def compose(self) -> ComposeResult:
        """Field and unit, and below them what is expected."""
        with Horizontal():
            yield _Entry(id="entry")
            yield Static(id="unit", markup=False)
        yield Static(id="expected", markup=False)

    def put(self, question: Question, answer: Answer | None) -> None:
        """Show another question's field."""
        entry, unit = self.query_one("#entry", _Entry), self.query_one("#unit", Static)
        entry.numeric = question.type is QuestionType.NUMBER
        self.set_class(not entry.numeric, "-words")
        self._question = question
        text = ""
        if answer is not None:
            text = plain(answer.number) if answer.number is not None else answer.text or ""
        self._given = text
        with self.prevent(Input.Changed):
            entry.value = text
            entry.cursor_position = len(text)
        form = question.number
        unit.update(said(form.unit) if form else Content(""))
        self._expected = ""
        if form:
            whole = "a whole number" if form.integer else "a number"
            self._expected = f"{whole.capitalize()} from {plain(form.minimum)} to {plain(form.maximum)}"
        self.complain(None)

    def complain(self, message: str | None) -> None:
        """Say what is wrong with the entry; None says what it counts as, or what is expected."""
        line = self.query_one("#expected", Static)
        line.set_class(message is not None, "-wrong")
        line.update(said(f"✗ {message}" if message else self._range() or self._expected))

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
        return self.value.strip() != self._given

    @property
    def value(self) -> str:
        """What is typed now."""
        return self.query_one("#entry", _Entry).value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        self.post_message(self.Edited(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on that it is finished."""
        event.stop()
        self.post_message(self.Entered(event.value))
