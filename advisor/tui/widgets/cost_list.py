"""The two parts of the form of costs that take keys: the list, and the field for an amount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, OptionList

if TYPE_CHECKING:
    from textual import events


class CostList(OptionList, inherit_bindings=False):
    """The list of rows; a digit begins an amount."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Type a figure"),
        Binding("delete,backspace", "clear", "Take it back", key_display="Del"),
        Binding("up,k", "cursor_up", "Up", show=False),
        Binding("down,j", "cursor_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
    ]

    @dataclass
    class Typed(Message):
        """Characters of an amount were typed or pasted; ``first`` says that it begins with them."""

        text: str
        first: bool

    class Cleared(Message):
        """What is stated is to go."""

    def action_clear(self) -> None:
        """Take what is stated away."""
        self.post_message(self.Cleared())

    _typing = False
    """An amount was begun, and the field for it does not have the keys yet."""

    def on_focus(self) -> None:
        """Whatever was typed before is done with."""
        self._typing = False

    def on_blur(self) -> None:
        """From now on the field takes the keys."""
        self._typing = False

    def on_key(self, event: events.Key) -> None:
        """A digit, or the sign of one, begins an amount; keys that come in one burst with it belong to it."""
        text = event.character
        if text is None or not text.isprintable():
            return
        if self._typing or text.isdigit() or text in "-.":
            event.stop()
            event.prevent_default()
            self._take(text)

    def on_paste(self, event: events.Paste) -> None:
        """A pasted amount goes into the field as a whole."""
        text = next(iter(event.text.strip().splitlines()), "")
        if text:
            event.stop()
            event.prevent_default()
            self._take(text)

    def _take(self, text: str) -> None:
        self.post_message(self.Typed(text, not self._typing))
        self._typing = True


class AmountField(Input):
    """The field for the quantity that the cursor is on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Take it"),
        Binding("escape,down,up", "leave", "Back to the list", key_display="Esc"),
    ]

    class Left(Message):
        """The field was left without taking what is in it."""

    def action_leave(self) -> None:
        """Back to the list."""
        self.post_message(self.Left())
