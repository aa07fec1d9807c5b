"""What all dialogs share: a box in the middle, a title, Escape that changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

Result = TypeVar("Result")


class Dialog(ModalScreen["Result | None"], Generic[Result]):
    """A question to the user; Escape answers None, which changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel")]
    TITLE_TEXT: ClassVar[str] = ""
    READS: ClassVar[bool] = False
    """Whether the dialog is a text to read: arrows scroll it, Enter closes it."""

    def compose(self) -> ComposeResult:
        """Title, body, buttons."""
        with VerticalScroll(classes="dialog", can_focus=self.READS):
            yield Static(Content(self.title_text()), classes="dialog-title")
            yield from self.compose_body()
            with Horizontal(classes="dialog-buttons"):
                yield from self.compose_buttons()

    def title_text(self) -> str:
        """What the dialog is about."""
        return self.TITLE_TEXT

    def compose_body(self) -> ComposeResult:
        """What stands between title and buttons."""
        yield from ()

    def compose_buttons(self) -> ComposeResult:
        """The ways out; a button called ``cancel`` changes nothing."""
        yield button("Cancel", "cancel")

    def action_cancel(self) -> None:
        """Go away and change nothing."""
        self.dismiss(None)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Cancel by mouse; other buttons belong to the dialog."""
        event.stop()
        if event.button.id == "cancel":
            self.dismiss(None)
        else:
            self.pressed(event.button.id or "")

    def pressed(self, _button_id: str) -> None:
        """A button other than Cancel was pressed."""


def button(label: str, button_id: str, *, primary: bool = False) -> Button:
    """A quiet button of one line; the label is never markup."""
    return Button(Content(label), id=button_id, compact=True, classes="first" if primary else "")


class TextDialog(Dialog[bool]):
    """A text to read, from its top."""

    READS: ClassVar[bool] = True
    AUTO_FOCUS: ClassVar[str] = ".dialog"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "cancel", "Close", show=False)]

    def compose_buttons(self) -> ComposeResult:
        """Only one way out."""
        yield button("Close", "cancel", primary=True)
