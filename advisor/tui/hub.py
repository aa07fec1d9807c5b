"""What screens may ask of the app: the session, saving, going elsewhere.

Apart from ``app`` so that screens need not know the app that wires them. Saving runs in a thread
and takes whatever is newest when it begins, so that quick answers share one write. The status says
"Saved" only of a state that is in the file.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from advisor.errors import AdvisorError, FileChanged, Problem, UnusableInput
from advisor.workflows.inside import place
from advisor.workflows.recent import load_state, store_state

if TYPE_CHECKING:
    from advisor.decision.walk import Step
    from advisor.workflows.session import Change, Session

SAVE_AFTER = 0.08
"""Seconds to wait for further keys before writing; a burst of answers is one write."""


def clock() -> str:
    """The time of day as the status shows it."""
    return datetime.now().astimezone().strftime("%H:%M")


class Hub(App[int]):
    """An app with a session that is saved by itself."""

    def __init__(self, *, now: Callable[[], str] = clock) -> None:
        super().__init__()
        self.session: Session | None = None
        self.position: Step | None = None
        """Where the interview goes on; None means at the first open question."""
        self.memory = load_state()
        self._now = now
        self._saving = False
        self._waiting = False
        self._failure: str | None = None
        self._saved_at: str | None = None
        self._asking = False

    @abstractmethod
    def action_go(self, place: str) -> None:
        """Show another screen of the session."""

    @abstractmethod
    def go_to_step(self, step: Step) -> None:
        """Show the interview at one question."""

    @abstractmethod
    def show_problems(self, title: str, problems: tuple[Problem, ...], text: str = "") -> None:
        """Show what is wrong with a file."""

    @abstractmethod
    def refresh_session(self) -> None:
        """Let the screen show the session as it is now."""

    @abstractmethod
    def show_supposed(self) -> None:
        """Let the screen name what is supposed now."""

    @abstractmethod
    def show_status(self, status: str) -> None:
        """Let the screen say how saving stands."""

    # Preferences -----------------------------------------------------------------------------

    @property
    def auto_advance(self) -> bool:
        """Whether choosing an option goes on to the next question by itself."""
        return self.memory.auto_advance

    def toggle_auto_advance(self) -> None:
        """Change that, and remember it."""
        self.memory = replace(self.memory, auto_advance=not self.memory.auto_advance)
        store_state(self.memory)
        text = (
            "A choice now goes on by itself." if self.auto_advance else "A choice now waits for Enter or →."
        )
        self.notify(text, markup=False)

    # Editing ---------------------------------------------------------------------------------

    def edited(self, change: Change) -> None:
        """An edit was made: save it, and say which answers it put out of use."""
        if change.lapsed:
            names = ", ".join(f"“{step.question.short}”" for step in change.lapsed)
            one = len(change.lapsed) == 1
            text = f"{names} {'is' if one else 'are'} no longer relevant: kept, but no longer counted."
            self.notify(
                text, title="An answer rests" if one else "Answers rest", severity="warning", markup=False
            )
        if change.revived:
            names = ", ".join(f"“{step.question.short}”" for step in change.revived)
            self.notify(f"{names}: the answer counts again.", markup=False)
        if self.session is not None and self.session.supposing:
            self.show_supposed()
        self.save_soon()

    @property
    def status(self) -> str:
        """How saving stands, in words."""
        session = self.session
        if session is None:
            return ""
        if not session.has_file:
            return "No file yet · ^s saves"
        if self._failure is not None:
            return f"Not saved: {self._failure}"
        if session.unsaved:
            return "Saving…"
        return f"Saved {self._saved_at}" if self._saved_at else "Saved"

    # Saving ----------------------------------------------------------------------------------

    def save_soon(self) -> None:
        """Write the session within the blink of an eye."""
        self.show_status(self.status)
        if self.session is not None and self.session.has_file and not self._saving and not self._waiting:
            self._waiting = True
            self.set_timer(SAVE_AFTER, self._begin_saving)

    def _begin_saving(self) -> None:
        self._waiting = False
        session = self.session
        if session is None or self._saving or not session.has_file or not session.unsaved:
            self.show_status(self.status)
            return
        self._saving = True
        self.run_worker(lambda: self._save_in_thread(session), thread=True, group="saving")

    def _save_in_thread(self, session: Session) -> None:
        error: AdvisorError | None = None
        try:
            session.save()
        except AdvisorError as caught:
            error = caught
        self.call_from_thread(self._saving_ended, session, error)

    def _saving_ended(self, session: Session, error: AdvisorError | None) -> None:
        self._saving = False
        if session is not self.session:
            return
        if error is None:
            self._saved()
            if session.unsaved:
                self.save_soon()
        elif isinstance(error, FileChanged):
            self._failed("the file changed on disk")
            self._ask_about_change(session)
        else:
            if self._failure is None:
                self.notify(
                    f"{error}\nNothing is lost: ^s saves elsewhere.",
                    title="Not saved",
                    severity="error",
                    markup=False,
                )
            self._failed(str(error))

    def _saved(self) -> None:
        self._failure = None
        self._saved_at = self._now()
        self.show_status(self.status)

    def _failed(self, reason: str) -> None:
        self._failure = " ".join(reason.split())
        self.show_status(self.status)

    def save_now(self) -> bool:
        """Write the session before something else happens; whether the file has it all."""
        session = self.session
        if session is None or not session.has_file or not session.unsaved:
            return True
        try:
            session.save()
        except AdvisorError as error:
            self._failed("the file changed on disk" if isinstance(error, FileChanged) else str(error))
            return False
        self._saved()
        return True

    def _ask_about_change(self, session: Session) -> None:
        if self._asking or session.path is None:
            return
        from advisor.tui.dialogs.changed import COPY, OVERWRITE, RELOAD, changed_dialog

        def decide(way: str | None) -> None:
            self._asking = False
            if way == COPY:
                self.action_save_as()
            elif way == RELOAD:
                self.attempt(session.reload)
            elif way == OVERWRITE:
                self.attempt(session.overwrite)

        self._asking = True
        self.push_screen(changed_dialog(session.path.name), decide)

    def attempt(self, act: Callable[[], None]) -> bool:
        """Do something to the file; what goes wrong is shown, never raised. Whether it went well."""
        try:
            act()
        except UnusableInput as error:
            self.show_problems("The file cannot be read any more", error.problems)
            return False
        except AdvisorError as error:
            self._failed(str(error))
            self.notify(str(error), title="Not saved", severity="error", markup=False)
            return False
        self._saved()
        self.refresh_session()
        return True

    def action_save(self) -> None:
        """Write now; without a file, ask for one."""
        session = self.session
        if session is None:
            return
        if session.supposing:
            self.notify("Nothing that is supposed is saved: k keeps it, d discards it.", markup=False)
        elif not session.has_file:
            self.action_save_as()
        elif self.save_now():
            self.notify("Saved.", markup=False)
        elif self._failure == "the file changed on disk":
            self._ask_about_change(session)
        else:
            self.action_save_as()

    def action_save_as(self) -> None:
        """Go on in another file."""
        session = self.session
        if session is None or session.supposing:
            return
        from advisor.tui.dialogs.prompt import PromptDialog

        def take(name: str | None) -> None:
            if name is not None and self.attempt(lambda: session.save_as(place(name))):
                self.remember()

        dialog = PromptDialog(
            "Save in a new file",
            "Your answers go into a new file, now and later. A file that exists is never overwritten.",
            value=str(copy_name(session)),
            missing="Type the name of a file.",
        )
        self.push_screen(dialog, take)

    def remember(self) -> None:
        """Put the session's file on top of the recent ones."""
        session = self.session
        if session is None or session.path is None:
            return
        from advisor.workflows.recent import remember

        title = session.assessment.title or session.assessment.organisation
        telling = session.settles_first
        self.memory = remember(self.memory, session.path, title, quick=session.quick, telling=telling)
        store_state(self.memory)


def copy_name(session: Session) -> Path:
    """A name that is free: beside the session's file, or in the current folder."""
    base = session.path or Path(f"{session.assessment.id}.yaml")
    number, candidate = 2, base
    while candidate.exists():
        candidate = base.with_name(f"{base.stem}-{number}{base.suffix}")
        number += 1
    return candidate
