"""Name a milestone: what the present state is frozen under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input, Static

from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.workflows.milestone import Frozen

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be frozen as what."""

    name: str
    note: str | None


class MilestoneDialog(Dialog[Wish]):
    """Answers name and note."""

    TITLE_TEXT: ClassVar[str] = "Freeze a milestone"
    DEFAULT_CSS = """
    MilestoneDialog #before { color: $text-muted; height: auto; margin: 1 0 0 0; }
    """

    def __init__(self, frozen: Sequence[Frozen]) -> None:
        super().__init__()
        self._frozen = frozen

    def compose_body(self) -> ComposeResult:
        """What it does, two fields, and what there is already."""
        text = "Answers, scores, advice and KPI values of today are kept in a folder beside the file."
        yield Static(said(text), classes="dialog-text")
        yield Input(placeholder="Name: before the pilot", id="name", max_length=80)
        yield Input(placeholder="A sentence to remember it by (may be left out)", id="note")
        yield Static("", id="wrong", classes="dialog-wrong")
        yield Static(said(self._before()), id="before")

    def _before(self) -> str:
        if not self._frozen:
            return "It is the first one."
        newest = list(reversed(self._frozen))
        lines = [f"{each.milestone.date.isoformat()}  {each.milestone.milestone}" for each in newest[:_SHOWN]]
        more = len(newest) - _SHOWN
        return "\n".join(["There are already:", *lines, *([f"and {more} more"] if more > 0 else [])])

    def compose_buttons(self) -> ComposeResult:
        """Cancel and Freeze."""
        yield button("Cancel", "cancel")
        yield button("Freeze", "freeze", primary=True)

    def on_mount(self) -> None:
        """Type the name at once."""
        self.query_one("#name", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter freezes."""
        event.stop()
        self._take()

    def pressed(self, _button_id: str) -> None:
        """Freeze by mouse."""
        self._take()

    def _take(self) -> None:
        name = self.query_one("#name", Input).value.strip()
        note = self.query_one("#note", Input).value.strip()
        if any(char.isascii() and char.isalnum() for char in name):
            self.dismiss(Wish(name, note or None))
            return
        self.query_one("#wrong", Static).update(said("✗ Name it with a few letters or digits."))
        self.query_one("#name", Input).focus()
