"""Taking part in a workshop from a browser: say who you are, answer in a file of your own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.errors import AdvisorError
from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.prompt import PromptDialog
from advisor.workflows.inside import close_off_all_but
from advisor.workflows.workshop_new import join

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.content.workshop_file import LoadedWorkshop

WELCOME = (
    "Welcome. Your answers go into a file of your own, and nobody sees them before the facilitator reveals "
    "a question. Come back under the same name, and you go on where you stopped."
)


class JoiningApp(AdvisorApp):
    """The app for one participant: their own answers, and nobody else's."""

    def __init__(self, loaded: LoadedWorkshop) -> None:
        super().__init__()
        self._loaded = loaded

    def arrive(self) -> None:
        """Ask who is there, in the place of the tour."""
        self._ask()

    def _ask(self) -> None:
        title = self._loaded.workshop.workshop
        dialog = PromptDialog(title, WELCOME, example="your name", missing="Type your name.")
        self.push_screen(dialog, self._join)

    def _join(self, name: str | None) -> None:
        if name is None:
            self.exit(0)
            return
        try:
            path: Path = join(self._loaded.folder, name, loaded=self._loaded)
        except AdvisorError as error:
            self.notify(str(error), title="Not joined", severity="error", markup=False)
            self._ask()
            return
        close_off_all_but(path)
        self.open_path(path)
