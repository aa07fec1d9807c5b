"""Actions that every screen of a session has: undo, workloads, persona, interview, colours, help."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual import constants

from advisor.tui.hub import Hub
from advisor.tui.key_names import key_name
from advisor.tui.themes import DARK, THEMES, other_ground
from advisor.workflows.recent import store_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import Binding
    from textual.command import Provider

    from advisor.tui.screens.workspace import WorkspaceScreen
    from advisor.workflows.recent import State


@runtime_checkable
class OwnUndo(Protocol):
    """A screen that takes back its own steps."""

    def undo_step(self) -> None:
        """Take the last one back."""


def _palette() -> type[Provider]:
    """What the command palette asks, loaded when it is opened."""
    from advisor.tui.commands import Palette

    return Palette


class Actions(Hub):
    """A hub that can do them."""

    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}

    def get_key_display(self, binding: Binding) -> str:
        """What a key is called, in one style."""
        return key_name(super().get_key_display(binding))

    def _workspace(self) -> WorkspaceScreen | None:
        from advisor.tui.screens.workspace import WorkspaceScreen

        for screen in reversed(self.screen_stack):
            if isinstance(screen, WorkspaceScreen):
                return screen
        return None

    def action_what_if(self) -> None:
        """Suppose other answers, or end that."""
        workspace = self._workspace()
        if workspace is not None and workspace is self.screen and not self._withheld():
            workspace.action_what_if()

    def _withheld(self) -> bool:
        """Whether the advice is left out while a room votes; says so."""
        if self.session is None or not self.session.advice_withheld:
            return False
        from advisor.tui.widgets.score_panel import WITHHELD

        self.notify(f"{WITHHELD} “Show my own advice” in the palette shows yours now.", markup=False)
        return True

    def action_undo(self) -> None:
        """Take the last change back."""
        if isinstance(self.screen, OwnUndo):
            self.screen.undo_step()
        elif self.session is not None:
            self._go_through(self.session.undo, "Undone", "There is nothing to undo.")

    def action_redo(self) -> None:
        """Do it again."""
        if self.session is not None:
            self._go_through(self.session.redo, "Done again", "There is nothing to redo.")

    def _go_through(self, move: Callable[[], bool], done: str, nothing: str) -> None:
        """One step through the history; says what it changed, and shows it where that is one question."""
        session, workspace = self.session, self._workspace()
        if session is None or workspace is None or workspace is not self.screen:
            return
        if workspace.take_back_typed():
            self.notify("What was typed and not taken yet is gone.", markup=False)
            return
        before = (session.pack, session.assessment)
        if not move():
            self.notify(nothing, markup=False)
            return
        from advisor.workflows.session_told import differences, in_a_sentence, place_of

        found = differences(before, (session.pack, session.assessment))
        step = place_of(found)
        if step is not None:
            workspace.show_place(step)
        self.refresh_session()
        self.save_soon()
        self.clear_notifications()
        self.notify(f"{done}: {in_a_sentence(found)}.", markup=False)

    def refresh_session(self) -> None:
        """Let the screen show the session as it is now."""
        workspace = self._workspace()
        if workspace is not None:
            workspace.show_supposing()
            workspace.session_changed()

    def show_supposed(self) -> None:
        """In the banner of the screen."""
        workspace = self._workspace()
        if workspace is not None:
            workspace.show_supposing()

    def show_status(self, status: str) -> None:
        """On top of the screen."""
        workspace = self._workspace()
        if workspace is not None:
            workspace.show_status(status)

    def action_workloads(self) -> None:
        """Add, rename, remove workloads."""
        if self.session is None or self._workspace() is not self.screen:
            return
        from advisor.tui.dialogs.workloads import WorkloadsDialog

        self.push_screen(
            WorkloadsDialog(self.session, self._workload_edited), lambda _: self.refresh_session()
        )

    def _workload_edited(self) -> None:
        self.save_soon()

    def action_persona(self) -> None:
        """Choose for whom the report is written."""
        session = self.session
        if session is None:
            return
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        def take(persona: str | None) -> None:
            if persona is not None:
                self.edited(session.set_persona(persona))
                self.refresh_session()

        ways = [Way(persona.id, persona.title) for persona in session.pack.personas]
        self.push_screen(ChooseDialog("For whom is the report?", "", ways, session.assessment.persona), take)

    def action_toggle_quick(self) -> None:
        """Between the quick and the full interview."""
        session = self.session
        if session is None:
            return
        if not session.set_quick(not session.quick):
            self.notify("This questionnaire has no quick interview.", markup=False)
            return
        self.position = None
        self.remember()
        self.refresh_session()
        count = len(session.steps())
        self.notify(f"{'Quick' if session.quick else 'Full'} interview: {count} questions.", markup=False)

    def action_toggle_light(self) -> None:
        """Between light and dark, and remember it."""
        self.prefer(replace(self.memory, theme=other_ground(self.theme)))

    # Preferences -----------------------------------------------------------------------------

    def prefer(self, memory: State) -> None:
        """Take other preferences, at once and for next time."""
        self.memory = memory
        self.apply_preferences()
        store_state(memory)

    def apply_preferences(self) -> None:
        """Look and move as preferred."""
        self.theme = self.memory.theme if self.memory.theme in THEMES else DARK.name
        self.set_class(self.memory.projector, "-projector")
        # Where the environment asks for calm, no preference brings motion back.
        self.animation_level = "none" if self.memory.calm else constants.TEXTUAL_ANIMATIONS
        if not self.is_running:
            return
        from advisor.tui.widgets.option_list import AnswerOptions

        for screen in self.screen_stack:
            for options in screen.query(AnswerOptions):
                options.redraw()

    def action_preferences(self) -> None:
        """Colours, size, motion, and how the interview goes on."""
        from advisor.tui.dialogs.preferences import PreferencesDialog

        if not isinstance(self.screen, PreferencesDialog):
            self.push_screen(PreferencesDialog(self.memory, self.prefer))

    def action_tour(self) -> None:
        """What there is, in a few pages."""
        from advisor.tui.dialogs.tour import TourDialog

        if not isinstance(self.screen, TourDialog):
            self.push_screen(TourDialog())

    def action_save_picture(self) -> None:
        """The screen as an image in a file; what is laid over it goes first."""
        from advisor.tui.picture import AFTER, save_picture

        self.set_timer(AFTER, lambda: save_picture(self))

    def action_copy_advice(self) -> None:
        """The advice as plain text into the clipboard."""
        if self.session is None or self._withheld():
            return
        from advisor.tui.telling_advice import advice_text

        self.copy_to_clipboard(advice_text(self.session.pack, self.session.recommendation))
        self.notify("The advice is in the clipboard, as plain text.", markup=False)

    def action_help(self) -> None:
        """Keys, and what the screen shows."""
        from advisor.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen.of(self.screen))
