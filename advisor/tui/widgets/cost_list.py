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
        """A first character of an amount was typed."""

        text: str

    class Cleared(Message):
        """What is stated is to go."""

    def action_clear(self) -> None:
        """Take what is stated away."""
        self.post_message(self.Cleared())

    def on_key(self, event: events.Key) -> None:
        """A digit, or the sign of one, is the beginning of an amount."""
        if event.character is not None and (event.character.isdigit() or event.character in "-."):
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(event.character))


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
