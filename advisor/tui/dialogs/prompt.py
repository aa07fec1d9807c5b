"""Ask for a few words: the reason why a question does not apply, a name."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input, Static

from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said


class PromptDialog(Dialog[str]):
    """One line of text that may not be empty; answers the text."""

    def __init__(
        self, title: str, text: str, *, value: str = "", example: str = "", missing: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._value = value
        self._example = example
        self._missing = missing or "Type a few words."

    def title_text(self) -> str:
        """The title given."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Text, field, and room for what is wrong."""
        yield Static(said(self._text), classes="dialog-text")
        yield Input(self._value, placeholder=self._example, id="words")
        yield Static("", id="wrong", classes="dialog-wrong")

    def compose_buttons(self) -> ComposeResult:
        """Cancel and OK."""
        yield button("Cancel", "cancel")
        yield button("OK", "ok", primary=True)

    def pressed(self, _button_id: str) -> None:
        """OK by mouse."""
        self._take()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter is OK."""
        event.stop()
        self._take()

    def _take(self) -> None:
        words = self.query_one("#words", Input).value.strip()
        if words:
            self.dismiss(words)
        else:
            self.query_one("#wrong", Static).update(said(f"✗ {self._missing}"))
            self.query_one("#words", Input).focus()
