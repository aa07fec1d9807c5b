"""What the screen of the bill does before it shows a bill: asks for files and reads them in a thread."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError, MissingExtra, UnusableInput
from advisor.tui.bills import bill_memory, demo_bills
from advisor.tui.screens.workspace import WorkspaceScreen

if TYPE_CHECKING:
    from advisor.model.bill import Bill
    from advisor.model.bill_answers import Evidence
    from advisor.tui.bills import BillMemory
    from advisor.tui.dialogs.bill_open import BillWish
    from advisor.workflows.session import Session


class _Stopped(AdvisorError):
    """Somebody cancelled."""


class BillOpening(WorkspaceScreen):
    """Opening a bill; what it looks like is the subclass's business."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._stop = threading.Event()
        self._unable: str | None = None

    @property
    def memory(self) -> BillMemory:
        """What is known of the bill."""
        return bill_memory(self.session)

    def found(self) -> Evidence | None:
        """The bill beside the answers as they are now."""
        return self.memory.evidence(self.session)

    def show_reading(self, names: str | None) -> None:
        """Say that a bill is being read."""

    def say_reading(self, done: float, what: str) -> None:
        """How far it is."""

    def bill_folder(self) -> Path:
        """Where to look for bills first."""
        return Path()

    def unable(self) -> str:
        """Why no bill can be read here; empty when one can."""
        if self._unable is None:
            from advisor.workflows.evidence import rules_for

            try:
                rules_for(self.session.pack)
            except UnusableInput as error:
                each = error.problems[0]
                self._unable = f"No bill can be read: {each.message}. {each.hint or ''}".strip()
            else:
                self._unable = ""
        return self._unable

    def demo(self) -> Path | None:
        """The bill that comes with the pack."""
        return next(iter(demo_bills(self.session)), None)

    def begin(self, way: str) -> None:
        """From the empty screen: open a bill of one's own, or the demo."""
        demo = self.demo()
        if way == "demo" and demo is not None:
            self._read((str(demo),), None, own=True)
        else:
            self.action_open()

    def action_open(self) -> None:
        """Ask for files, and read them."""
        if self.unable():
            self.notify(self.unable(), severity="warning", markup=False)
            return
        from advisor.tui.dialogs.bill_open import BillDialog

        def take(wish: BillWish | None) -> None:
            if wish is not None:
                self._read(wish.named, wish.forecast)

        self.app.push_screen(BillDialog(self.bill_folder()), take)

    def _read(self, named: tuple[str, ...], forecast: str | None, *, own: bool = False) -> None:
        """Read in a thread. ``own``: what comes with the program, which lies outside of a served folder."""
        self._stop = stop = threading.Event()
        names = ", ".join(Path(each).name or each for each in named)
        self.show_reading(names)

        def told(done: float, what: str) -> None:
            if stop.is_set():
                raise _Stopped("cancelled")
            self.app.call_from_thread(self.say_reading, done, what)

        def read() -> None:
            from advisor.evidence.sources import found_files
            from advisor.workflows.evidence import forecast_of, read_bill, rules_for
            from advisor.workflows.inside import place

            problem: AdvisorError | None = None
            bill: Bill | None = None
            try:
                rules, expected = rules_for(self.session.pack), forecast_of(forecast)
                # The engine opens files by itself: each is judged before it does.
                for each in found_files(named) if not own else ():
                    place(str(each.path))
                bill = read_bill(named, rules, forecast=expected, told=told)
            except _Stopped:
                return
            except AdvisorError as error:
                problem = error
            except OSError as error:
                problem = AdvisorError(f"{error.filename or names}: {error.strerror or error}")
            if not stop.is_set():
                self.app.call_from_thread(self._took, named, bill, problem)

        self.run_worker(read, thread=True, group="bill", exclusive=True)

    def _took(self, named: tuple[str, ...], bill: Bill | None, problem: AdvisorError | None) -> None:
        if not self.is_attached:
            return
        if bill is not None:
            self.memory.take(bill, named)
        self.show_reading(None)
        if isinstance(problem, UnusableInput):
            self.advisor.show_problems("The bill cannot be read", problem.problems)
        elif isinstance(problem, MissingExtra):
            self.notify(str(problem), title="Not read", severity="error", timeout=20, markup=False)
        elif problem is not None:
            self.notify(str(problem), title="Not read", severity="error", markup=False)

    def action_stop(self) -> None:
        """Cancel reading; what was open before stays."""
        self._stop.set()
        self.workers.cancel_group(self, "bill")
        self.show_reading(None)
        self.notify("Cancelled: nothing was read.", markup=False)

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._stop.set()
