"""Note and evidence of an answer."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input, Static

from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was written; empty text takes away what was there."""

    note: str
    evidence: str


class NoteDialog(Dialog[Annotation]):
    """Two lines of text, both optional."""

    TITLE_TEXT = "Evidence and note"

    def __init__(self, short: str, look_for: str, note: str, evidence: str) -> None:
        super().__init__()
        self._warned = False
        self._short = short
        self._look_for = look_for
        self._note = note
        self._evidence = evidence

    def title_text(self) -> str:
        """Names the question."""
        return f"Evidence and note: {self._short}"

    def compose_body(self) -> ComposeResult:
        """Evidence first: it is what a reader asks for."""
        yield Static(said("Evidence: what the answer rests on", "bold"))
        yield Input(self._evidence, placeholder="a document, a dashboard, a person", id="evidence")
        yield Static(said(f"Look for: {self._look_for}"), classes="dialog-hint")
        yield Static(said("Note: what else a reader should know", "bold"))
        yield Input(self._note, placeholder="optional", id="note")
        yield Static("", id="wrong", classes="dialog-wrong")

    def compose_buttons(self) -> ComposeResult:
        """Cancel and Save."""
        yield button("Cancel", "cancel")
        yield button("Save", "save", primary=True)

    def pressed(self, _button_id: str) -> None:
        """Save by mouse."""
        self._take()

    def action_cancel(self) -> None:
        """Away at once when nothing was typed; else what was typed goes only when asked twice."""
        typed = (self.query_one("#note", Input).value, self.query_one("#evidence", Input).value)
        if self._warned or typed == (self._note, self._evidence):
            self.dismiss(None)
            return
        self._warned = True
        text = "✗ This is not saved yet. Enter saves it; Escape once more lets it go."
        self.query_one("#wrong", Static).update(said(text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Who types on means to keep it."""
        event.stop()
        if self._warned:
            self._warned = False
            self.query_one("#wrong", Static).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the first field goes to the second, there it saves."""
        event.stop()
        if event.input.id == "evidence":
            self.query_one("#note", Input).focus()
        else:
            self._take()

    def _take(self) -> None:
        note = self.query_one("#note", Input).value
        self.dismiss(Annotation(note, self.query_one("#evidence", Input).value))
