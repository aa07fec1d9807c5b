"""Ask for a PIN: a new one twice, or the one that somebody has."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Input, Static

from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said

_CHOOSE = (
    "Choose a PIN of at least four digits or letters. Your name and this PIN bring you back to your answers; "
    "without it nobody goes on under your name here."
)
_KNOWN = "Type the PIN that you chose. If you forgot it, the facilitator can give you a new one."


class PinDialog(Dialog[str]):
    """Answers the PIN, once it could be taken."""

    DEFAULT_CSS = """
    PinDialog #again { margin-top: 1; }
    """

    def __init__(
        self, name: str, *, new: bool, problem: Callable[[str], str | None], wrong: str = ""
    ) -> None:
        super().__init__()
        self._name, self._new, self._problem, self._wrong = name, new, problem, wrong

    def title_text(self) -> str:
        """Whose PIN it is."""
        return f"{self._name}: choose a PIN" if self._new else f"{self._name}: your PIN"

    def compose_body(self) -> ComposeResult:
        """Text, one field or two, and room for what is wrong."""
        yield Static(said(_CHOOSE if self._new else _KNOWN), classes="dialog-text")
        yield Input(password=True, placeholder="your PIN", id="pin")
        if self._new:
            yield Input(password=True, placeholder="the same again", id="again")
        yield Static(said(f"✗ {self._wrong}") if self._wrong else "", id="wrong", classes="dialog-wrong")

    def compose_buttons(self) -> ComposeResult:
        """Back and OK."""
        yield button("Back", "cancel")
        yield button("OK", "ok", primary=True)

    def pressed(self, _button_id: str) -> None:
        """OK by mouse."""
        self._take()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the second field, and then is OK."""
        event.stop()
        if self._new and event.input.id == "pin" and not self.query_one("#again", Input).value:
            self.query_one("#again", Input).focus()
        else:
            self._take()

    def _take(self) -> None:
        pin = self.query_one("#pin", Input).value
        problem = self._problem(pin) if self._new else None if pin else "Type your PIN."
        if problem is None and self._new and self.query_one("#again", Input).value != pin:
            problem = "The two are not the same. Type both again."
        if problem is None:
            self.dismiss(pin)
            return
        self.query_one("#wrong", Static).update(said(f"✗ {problem}"))
        for field in self.query(Input):
            field.value = ""
        self.query_one("#pin", Input).focus()
