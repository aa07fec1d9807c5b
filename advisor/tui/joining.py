"""Taking part in a workshop from a browser: say who you are, answer in a file of your own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError
from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.pin import PinDialog
from advisor.tui.dialogs.prompt import PromptDialog
from advisor.workflows.inside import close_off_all_but
from advisor.workflows.workshop_new import Seat, join, seat
from advisor.workflows.workshop_pins import WrongPin, check_pin, choose_pin, pin_problem

if TYPE_CHECKING:
    from advisor.content.workshop_file import LoadedWorkshop

WELCOME = (
    "Welcome. Your answers go into a file of your own. They are shown neither on the projector nor in any "
    "output before the facilitator reveals a question; whoever can read the workshop's files can read them. "
    "Come back with your name and your PIN, and you go on where you stopped."
)
_NOT_FREE = (
    "“{name}” has answers that were not given in the browser. If they are yours, ask the facilitator for"
    " a PIN: advisor workshop reset-pin."
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
        self.push_screen(dialog, self._named)

    def _named(self, name: str | None) -> None:
        if name is None:
            self.exit(0)
            return
        try:
            found = seat(self._loaded, name)
        except AdvisorError as error:
            self._refused(str(error))
            return
        if found.answered and not found.claimed:
            self._refused(_NOT_FREE.format(name=name))
        else:
            self._ask_pin(name, found)

    def _ask_pin(self, name: str, found: Seat, wrong: str = "") -> None:
        dialog = PinDialog(name, new=not found.claimed, problem=pin_problem, wrong=wrong)
        self.push_screen(dialog, partial(self._with_pin, name, found))

    def _with_pin(self, name: str, found: Seat, pin: str | None) -> None:
        if pin is None:
            self._ask()
            return
        # A wrong PIN takes its time, which is not the screen's.
        self.run_worker(lambda: self._let_in(name, found, pin), thread=True, group="joining", exclusive=True)

    def _let_in(self, name: str, found: Seat, pin: str) -> None:
        try:
            if found.claimed:
                check_pin(self._loaded.folder, found.identity, pin)
            else:
                choose_pin(self._loaded.folder, found.identity, pin)
        except WrongPin as wrong:
            if found.claimed:
                self.call_from_thread(self._ask_pin, name, found, str(wrong))
            else:
                self.call_from_thread(self._refused, str(wrong))
        except AdvisorError as error:
            self.call_from_thread(self._refused, str(error))
        else:
            self.call_from_thread(self._join, name)

    def _join(self, name: str) -> None:
        try:
            path = join(self._loaded.folder, name, loaded=self._loaded)
        except AdvisorError as error:
            self._refused(str(error))
            return
        close_off_all_but(path)
        self.open_path(path)

    def _refused(self, why: str) -> None:
        self.notify(why, title="Not joined", severity="error", markup=False)
        self._ask()
