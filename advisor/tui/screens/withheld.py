"""In the place of result, report and costs while a room votes: why, and how to see them all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from advisor.tui.bills import has_bill
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.workflows.session import Session

_TEXT = (
    "The advice is shown when the room has voted.\n\n"
    "Your answers are saved, and the facilitator's program counts them. What they come to on their own is "
    "left out here, so that it leads nobody while all vote: first everybody says what they know, then the "
    "room looks at the advice together.\n\n"
    "F2 goes back to the questions, F3 to a list of your answers. v shows your own advice all the same."
)


class WithheldScreen(WorkspaceScreen):
    """A participant's result, report or costs, which wait for the room."""

    HELP_TEXT: ClassVar[str] = _TEXT
    DEFAULT_CSS = """
    WithheldScreen #withheld { height: 1fr; padding: 2 4; max-width: 90; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "app.show_own_advice", "Show my own advice"),
    ]

    def __init__(self, session: Session, place: str) -> None:
        super().__init__(session)
        self._place = place
        self._bar = TopBar(place, session.assessment.organisation, bill=has_bill(session))

    @property
    def shown_place(self) -> str:
        """Which of them was asked for."""
        return self._place

    def compose_body(self) -> ComposeResult:
        """The few words."""
        yield Static(said(_TEXT), id="withheld")
