"""How the screen of costs counts: off the screen, and once for however many changes came meanwhile."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError
from advisor.model.stated import Economics
from advisor.tui.screens.costs_memory import memory_of
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.cost_work import Outcome, Task, read_book, work_out

if TYPE_CHECKING:
    from advisor.model.price import PriceBook
    from advisor.workflows.session import Session


class CostsCounting(WorkspaceScreen):
    """A screen whose estimate follows the assessment and what is tried out."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.memory = memory_of(session)
        self._busy = False
        self._wanted = 0
        self._shown = 0
        self.outcome: Outcome | None = None

    @abstractmethod
    def show_waiting(self) -> None:
        """Say that prices are being read."""

    @abstractmethod
    def show_outcome(self, book: PriceBook, outcome: Outcome) -> None:
        """Show what the costs are."""

    @abstractmethod
    def show_failure(self, error: AdvisorError) -> None:
        """Say why no costs can be told."""

    @property
    def up_to_date(self) -> bool:
        """Whether what is shown follows from the latest change."""
        return not self._busy and self._shown == self._wanted and self._wanted > 0

    @property
    def economics(self) -> Economics:
        """What the assessment states about money."""
        return self.session.assessment.economics or Economics()

    @property
    def workload(self) -> str | None:
        """The workload that is shown; None when there is none."""
        workloads = self.session.assessment.workloads
        if not workloads:
            return None
        self.memory.at = min(self.memory.at, len(workloads) - 1)
        return workloads[self.memory.at].id

    # Counting --------------------------------------------------------------------------------
    # An estimate may take longer than a key should, so it runs in a thread; whatever was changed
    # meanwhile is one more estimate, not one for each key.

    def count(self) -> None:
        """Count anew, once the estimate that is under way has come."""
        self._wanted += 1
        if not self._busy:
            self._begin()

    def _begin(self) -> None:
        workload = self.workload
        if workload is None:
            return
        self._busy = True
        session = self.session
        task = Task(
            session.pack,
            session.assessment,
            session.recommendation,
            self.economics,
            workload,
            dict(self.memory.tried.get(workload, {})),
        )
        number = self._wanted
        if self.memory.book is None and self.outcome is None:
            self.show_waiting()
        self.run_worker(lambda: self._work(number, task), thread=True, group="costs")

    def _work(self, number: int, task: Task) -> None:
        found: Outcome | AdvisorError
        book = self.memory.book
        try:
            if book is None:
                path = self.session.path
                book = read_book(task.assessment.pack, path.parent if path else None)
            found = work_out(task, book, self.memory.kept)
        except AdvisorError as error:
            found = error
        self.app.call_from_thread(self._done, number, book, found)

    def _done(self, number: int, book: PriceBook | None, found: Outcome | AdvisorError) -> None:
        self._busy = False
        self.memory.book = book
        if not self.is_attached:
            return
        self._shown = number
        if isinstance(found, AdvisorError):
            self.show_failure(found)
        elif book is not None and found.task.workload == self.workload:
            self.show_outcome(book, found)
        if number != self._wanted:
            self._begin()
