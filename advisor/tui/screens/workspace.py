"""The frame that Interview, Review, Result and Report share: bar on top, keys at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from advisor.tui.hub import Hub
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.workflows.session import Session


class WorkspaceScreen(Screen[None]):
    """A screen that shows a session. Subclasses say their ``PLACE`` and fill ``compose_body``."""

    PLACE: ClassVar[str] = ""
    """Id of the tab that is lit: interview, review, result or report."""
    HELP_TEXT: ClassVar[str] = ""
    """What the screen shows, in a few plain sentences; the help adds the keys by itself."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    @property
    def advisor(self) -> Hub:
        """The app, by its own type."""
        app = self.app
        if not isinstance(app, Hub):
            raise TypeError("a workspace screen needs an app with a session")
        return app

    def compose(self) -> ComposeResult:
        """Bar, body, keys."""
        yield TopBar(self.PLACE, self.session.assessment.organisation)
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """What stands between the bar and the keys."""
        yield from ()

    def session_changed(self) -> None:
        """Show the session anew, after an undo, a redo, a reload or a change made elsewhere."""

    def leaving(self) -> None:
        """Take what is typed but not yet entered, before another screen comes."""

    def show_status(self, status: str) -> None:
        """Say how saving stands."""
        for bar in self.query(TopBar):
            bar.status = status
