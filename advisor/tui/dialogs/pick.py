"""Pick from a long list by typing a part of a name; what is typed is checked as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from advisor.tui.dialogs.base import Dialog
from advisor.tui.widgets.drawing import MUTED, said

if TYPE_CHECKING:
    from textual.app import ComposeResult

_MOST = 200
"""Entries that are listed at once; more are found by typing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to pick."""

    id: str
    label: str
    detail: str = ""


class PickDialog(Dialog[str]):
    """A field and the entries that fit it; answers an entry's id, or what was typed when that will do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor(1)", "Down", show=False),
        Binding("up", "cursor(-1)", "Up", show=False),
        Binding("pagedown", "cursor(8)", "Page down", show=False),
        Binding("pageup", "cursor(-8)", "Page up", show=False),
    ]
    DEFAULT_CSS = """
    PickDialog > .dialog { width: 84; height: auto; max-height: 90%; overflow-y: hidden; }
    PickDialog OptionList {
        height: auto; max-height: 14; border: none; background: $surface; padding: 0;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    PickDialog.-medium OptionList { max-height: 8; }
    PickDialog.-short OptionList { max-height: 5; }
    PickDialog #told { height: auto; max-height: 3; color: $text-muted; }
    PickDialog #told.-wrong { color: $text-error; text-style: bold; }
    PickDialog .dialog-title, PickDialog .dialog-buttons { margin: 0; }
    """

    def __init__(
        self,
        title: str,
        text: str,
        entries: Sequence[Entry],
        *,
        current: str = "",
        placeholder: str = "Type to search",
        check: Callable[[str], str | None],
    ) -> None:
        """``check`` says what is wrong with an id or a typed text, or None."""
        super().__init__()
        self._title, self._text, self._entries = title, text, tuple(entries)
        self._current, self._placeholder, self._check = current, placeholder, check
        self._shown: list[Entry] = []

    def title_text(self) -> str:
        """The title given."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Text, field, what is wrong, list."""
        yield Static(said(self._text), classes="dialog-text")
        yield Input(placeholder=self._placeholder, id="typed")
        yield Static("", id="told", markup=False)
        yield OptionList(id="entries", markup=False)

    def on_mount(self) -> None:
        """Fill the list and start in the field."""
        self._fill("")
        self.query_one("#typed", Input).focus()

    def _fill(self, typed: str) -> None:
        words = typed.casefold().split()
        fitting = [
            each
            for each in self._entries
            if all(word in f"{each.id} {each.label} {each.detail}".casefold() for word in words)
        ]
        # What holds now comes first; an id that is typed in full before others that merely contain it.
        first = typed.strip().casefold() or self._current.casefold()
        fitting.sort(key=lambda each: each.id.casefold() != first)
        self._shown = fitting[:_MOST]
        listed = self.query_one("#entries", OptionList)
        listed.clear_options()
        width = max((len(each.label) for each in self._shown), default=0)
        for index, each in enumerate(self._shown):
            mark = "●" if each.id == self._current else " "
            line = said(f"{mark} {each.label.ljust(min(width, 34))}  ") + said(each.detail, MUTED)
            listed.add_option(Option(line, id=str(index)))
        here = [index for index, each in enumerate(self._shown) if each.id == self._current]
        listed.highlighted = (here[0] if here and not words else 0) if self._shown else None
        listed.display = bool(self._shown)
        self._tell(typed.strip(), len(fitting))

    def _tell(self, typed: str, count: int) -> None:
        if self._shown:
            more = f"{count} fit; type more of the name." if count > len(self._shown) else ""
            self._say(more, wrong=False)
            return
        problem = self._check(typed) if typed else None
        if problem:
            self._say(f"✗ {problem}", wrong=True)
        else:
            self._say(f"Enter takes “{typed}”." if typed else "", wrong=False)

    def _say(self, text: str, *, wrong: bool) -> None:
        line = self.query_one("#told", Static)
        line.set_class(wrong, "-wrong")
        line.update(said(text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search and check while typing."""
        event.stop()
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what is highlighted, or what is typed where nothing is."""
        event.stop()
        listed = self.query_one("#entries", OptionList)
        if self._shown and listed.highlighted is not None:
            self._take(self._shown[listed.highlighted].id)
        elif event.value.strip():
            self._take(event.value.strip())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Picked with the mouse, or with Enter in the list."""
        event.stop()
        if event.option.id is not None:
            self._take(self._shown[int(event.option.id)].id)

    def _take(self, chosen: str) -> None:
        problem = self._check(chosen)
        if problem is None:
            self.dismiss(chosen)
        else:
            self._say(f"✗ {problem}", wrong=True)

    def action_cursor(self, by: int) -> None:
        """Arrows work while the field has the focus."""
        listed = self.query_one("#entries", OptionList)
        if listed.highlighted is not None:
            listed.highlighted = min(max(listed.highlighted + by, 0), len(self._shown) - 1)
