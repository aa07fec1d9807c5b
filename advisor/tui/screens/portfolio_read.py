"""How the screen of a portfolio reads the folder: in a thread, with a bar, on all cores where that may be."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from advisor.errors import AdvisorError, UnusableInput
from advisor.tui.widgets.drawing import said

if TYPE_CHECKING:
    from advisor.model.portfolio import Portfolio

_BAR = 40
"""Cells of the bar that tells how far it is."""


def _processes_can_start() -> bool:
    """Get ready for other processes: their tracker wants a real standard error, which the app covers up."""
    if sys.__stderr__ is None:
        return False
    from multiprocessing import resource_tracker

    with contextlib.redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()
    return True


class _Left(AdvisorError):
    """Nobody looks any more."""


class PortfolioReading(Screen[None]):
    """Reads; what it shows then is the subclass's business."""

    def __init__(self, folder: Path, pack: str | None = None) -> None:
        super().__init__()
        self._folder, self._pack = folder, pack

    def action_again(self) -> None:
        """Read the folder anew."""
        self._tell(0, 0)
        self.run_worker(self._read, thread=True, group="portfolio", exclusive=True)

    def _read(self) -> None:
        from advisor.workflows import inside
        from advisor.workflows.portfolio import portfolio

        worker = get_current_worker()
        told = 0

        def tell(done: int, of: int) -> None:
            nonlocal told
            if worker.is_cancelled:
                raise _Left
            share = _BAR * done // max(of, 1)
            if share != told:
                told = share
                self.app.call_from_thread(self._tell, done, of)

        try:
            # In a browser no other process may be started.
            jobs = None if inside.folder() is None and _processes_can_start() else 1
            found = portfolio(self._folder, pack=self._pack, jobs=jobs, tell=tell)
        except _Left:
            return
        except UnusableInput as error:
            self.app.call_from_thread(self._refused, str(error))
        else:
            self.app.call_from_thread(self.take, found)

    def _tell(self, done: int, of: int) -> None:
        filled = _BAR * done // of if of else 0
        bar = "█" * filled + "░" * (_BAR - filled)
        self.query_one("#headline", Static).update(said(f"Reading {self._folder.name}  {bar} {done} of {of}"))

    def _refused(self, why: str) -> None:
        self.query_one("#headline", Static).update(said(why))

    def take(self, found: Portfolio) -> None:
        """Show what was found."""
