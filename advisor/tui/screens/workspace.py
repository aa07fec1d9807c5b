"""The frame that Interview, Review, Result and Report share: bar on top, keys at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from advisor.tui import over_time, supposing
from advisor.tui.bills import has_bill
from advisor.tui.hub import Hub
from advisor.tui.widgets.banner import WhatIfBanner
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.decision.walk import Step
    from advisor.workflows.session import Session


_TELLS_ADVICE = {"what_if", "milestones", "milestone", "changes", "scenarios", "weights"}
"""Actions that show what answers lead to."""


class WorkspaceScreen(Screen[None]):
    """A screen that shows a session. Subclasses say their ``PLACE`` and fill ``compose_body``."""

    PLACE: ClassVar[str] = ""
    """Id of the tab that is lit: interview, review, result or report."""
    HELP_TEXT: ClassVar[str] = ""
    """What the screen shows, in a few plain sentences; the help adds the keys by itself."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "what_if", "What if", key_display="F9"),
        # Many terminals keep F11 for their own full screen.
        Binding("f11,M", "milestones", "Milestones", show=False),
        # Before the focused list, in which k means up; never before a field in which one types.
        Binding("k", "keep", "Keep what is supposed", show=False, priority=True),
        Binding("d", "discard", "Discard what is supposed", show=False, priority=True),
        Binding("escape", "ask_supposed", "Keep or discard", show=False),
        Binding("S", "scenarios", "Scenarios", show=False),
        Binding("K", "name_scenario", "Name as a scenario", show=False),
        Binding("W", "weights", "Suppose other weights", show=False),
        Binding("L", "supposed", "List what is supposed", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._bar = TopBar(self.PLACE, session.assessment.organisation, bill=has_bill(session))

    @property
    def shown_place(self) -> str:
        """Id of the tab that is lit."""
        return self.PLACE

    @property
    def advisor(self) -> Hub:
        """The app, by its own type."""
        app = self.app
        if not isinstance(app, Hub):
            raise TypeError("a workspace screen needs an app with a session")
        return app

    def compose(self) -> ComposeResult:
        """Bar, body, keys."""
        yield self._bar
        banner = WhatIfBanner()
        banner.display = self.session.supposing
        if self.session.supposing:
            banner.show([each.words for each in supposing.supposed(self.session)])
        yield banner
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """What stands between the bar and the keys."""
        yield from ()

    def session_changed(self) -> None:
        """Show the session anew, after an undo, a redo, a reload or a change made elsewhere."""

    def show_place(self, step: Step) -> None:
        """An undo or redo was about this question; where questions are shown, show it."""

    def take_back_typed(self) -> bool:
        """Forget what is typed and not taken yet; whether there was any."""
        return False

    def show_supposing(self) -> None:
        """The banner, for as long as answers are supposed."""
        for banner in self.query(WhatIfBanner):
            banner.display = self.session.supposing
            if self.session.supposing:
                banner.show([each.words for each in supposing.supposed(self.session)])
        self.refresh_bindings()

    def on_screen_resume(self) -> None:
        """Back from the weights, which may have begun a what-if and supposed nothing."""
        supposing.back_from_weights(self.advisor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep and discard only what is supposed, and never while letters are typed."""
        if self.session.advice_withheld and action in _TELLS_ADVICE:
            return False
        if action in {"keep", "discard", "ask_supposed"}:
            typing = isinstance(self.focused, Input) and self.focused.check_consume_key("k", "k")
            return self.session.supposing and (action == "ask_supposed" or not typing)
        if action in {"name_scenario", "supposed"}:
            return self.session.supposing
        return super().check_action(action, parameters)

    def action_what_if(self) -> None:
        """Suppose other answers, or end that."""
        self.leaving()
        if self.session.supposing:
            supposing.ask(self.advisor)
        else:
            supposing.begin(self.advisor)

    def action_milestones(self) -> None:
        """Freeze how things stand, or look back."""
        self.leaving()
        over_time.ask(self.advisor)

    def action_milestone(self) -> None:
        """Freeze how things stand today."""
        self.leaving()
        over_time.ask_milestone(self.advisor)

    def action_changes(self) -> None:
        """What changed since then."""
        self.leaving()
        over_time.show_changes(self.advisor)

    def action_keep(self) -> None:
        """What is supposed becomes so."""
        self.leaving()
        supposing.keep(self.advisor)

    def action_discard(self) -> None:
        """Back to what is so."""
        supposing.discard(self.advisor)

    def action_ask_supposed(self) -> None:
        """Escape asks."""
        self.leaving()
        supposing.ask(self.advisor)

    def action_scenarios(self) -> None:
        """The present and scenarios side by side."""
        self.leaving()
        supposing.show_scenarios(self.advisor)

    def action_name_scenario(self) -> None:
        """Keep what is supposed under a name."""
        self.leaving()
        supposing.keep_as_scenario(self.advisor)

    def action_supposed(self) -> None:
        """All that is supposed."""
        self.leaving()
        supposing.show_supposed(self.advisor)

    def action_weights(self) -> None:
        """Suppose other weights."""
        self.leaving()
        supposing.show_weights(self.advisor)

    def leaving(self) -> None:
        """Take what is typed but not yet entered, before another screen comes."""

    def show_status(self, status: str) -> None:
        """Say how saving stands."""
        self._bar.status = status
