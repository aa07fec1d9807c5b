"""Preferences: each is shown as it is, changed in place, and holds at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.themes import DARK, THEMES
from advisor.tui.widgets.drawing import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from advisor.workflows.recent import State

_NAME = 16


class PreferencesDialog(Dialog[bool]):
    """Colours, size, motion, going on; kept for the next start."""

    TITLE_TEXT = "Preferences"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "change(1)", "Change"),
        Binding("left", "change(-1)", "Change back", show=False),
        Binding("ctrl+o", "cancel", "Close", show=False),
    ]
    DEFAULT_CSS = """
    PreferencesDialog OptionList { height: auto; background: $surface; padding: 0; margin: 0 0 1 0; }
    """

    def __init__(self, state: State, take: Callable[[State], None]) -> None:
        super().__init__()
        self._state = state
        self._take = take

    def compose_body(self) -> ComposeResult:
        """One line for each, and what it is for below."""
        yield OptionList(*self._lines(), id="preferences", markup=False)
        yield Static(
            said("Enter or → changes the line. For bigger letters, enlarge the terminal's (often Ctrl +)."),
            classes="dialog-hint",
        )

    def compose_buttons(self) -> ComposeResult:
        """It holds already; one only closes."""
        yield button("Close", "cancel", primary=True)

    def on_mount(self) -> None:
        """Start on the first line."""
        listed = self.query_one(OptionList)
        listed.focus()
        listed.highlighted = 0

    def _lines(self) -> list[Option]:
        state = self._state
        colours = THEMES[state.theme if state.theme in THEMES else DARK.name][1]
        told = (
            ("colours", "Colours", colours, "High contrast leaves no grey."),
            (
                "projector",
                "Size",
                "Projector" if state.projector else "Desk",
                "Projector sets answers apart.",
            ),
            ("calm", "Motion", "None" if state.calm else "Some", "None: nothing slides or fades."),
            (
                "auto_advance",
                "After a choice",
                "Go on" if state.auto_advance else "Wait",
                "Go on: to the next question at once.",
            ),
        )
        return [
            Option(
                Content("\n").join(
                    [
                        said(f"{name:<{_NAME}}", "$text-muted") + said(value, "bold $text-primary"),
                        said(f"{'':<{_NAME}}{text}", "$text-muted"),
                    ]
                ),
                id=key,
            )
            for key, name, value, text in told
        ]

    def action_change(self, by: int) -> None:
        """The next value of the line under the cursor, or the one before."""
        listed = self.query_one(OptionList)
        at = listed.highlighted
        if at is None:
            return
        state = self._state
        match listed.get_option_at_index(at).id:
            case "colours":
                names = list(THEMES)
                here = names.index(state.theme) if state.theme in THEMES else 0
                state = replace(state, theme=names[(here + by) % len(names)])
            case "projector":
                state = replace(state, projector=not state.projector)
            case "calm":
                state = replace(state, calm=not state.calm)
            case _:
                state = replace(state, auto_advance=not state.auto_advance)
        self._state = state
        self._take(state)
        for index, option in enumerate(self._lines()):
            listed.replace_option_prompt_at_index(index, option.prompt)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click changes a line."""
        event.stop()
        self.action_change(1)
