"""How the facilitator's screen follows the folder: a look again and again, and the board of what is found.

While people still answer, the order of the agenda stays: that it moved would tell who said what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from advisor.errors import AdvisorError
from advisor.workflows.workshop_board import Board, Item, board, finished, followed, unordered

if TYPE_CHECKING:
    from advisor.model.workshop import Key
    from advisor.workflows.workshop import Room
    from advisor.workflows.workshop_watch import Change, Watch

POLL_EVERY = 0.4
"""Seconds between two looks at the folder; a change is on the screen within a second."""


class WorkshopFollowing(Screen[None]):
    """Knows the room and the board; what it looks like is a subclass's business."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch
        self.room: Room = watch.room
        self.board: Board | None = None
        self._at: Key | None = None
        """The question that is shown."""
        self._looking = False
        self._version = 0
        """Counts what was begun to be worked out, so that only the newest is taken."""
        self._anew = self._forced = False
        """Whether the agenda is to be worked out again, and even though people still answer."""

    def on_mount(self) -> None:
        """Work the agenda out, then look at the folder again and again."""
        self.think()
        self.set_interval(POLL_EVERY, self.look)

    def show_board(self) -> None:
        """Show the room and the board as they are now."""

    def think(self, *, anew: bool = False, forced: bool = False) -> None:
        """The room as it is, off the screen; order and outlook change with the facilitator's steps only."""
        self._version += 1
        # Wishes stay until a board is taken: news may overtake the one that is being worked out.
        self._anew, self._forced = self._anew or anew, self._forced or forced
        room, version, before = self.room, self._version, self.board
        anew, forced = self._anew or before is None, self._forced

        def work() -> None:
            if before is not None and not anew:
                found = followed(before, room)
            else:
                done, people = finished(room)
                known = forced or (before is not None and before.worked_out)
                found = board(room) if known or (people and done == people) else unordered(room)
            self.app.call_from_thread(self._take, found, version)

        self.run_worker(work, thread=True, group="board")

    def _take(self, found: Board, version: int) -> None:
        if version != self._version or not self.is_attached:
            return
        self._anew = self._forced = False
        self.board = found
        if self._at is None or found.item(self._at) is None:
            self._at = found.items[0].key if found.items else None
        self.show_board()

    def look(self) -> None:
        """Look at the folder, off the screen; not while a look is under way."""
        if self._looking:
            return
        self._looking = True
        version = self._version

        def work() -> None:
            try:
                change = self._watch.poll()
            except AdvisorError as error:
                self.app.call_from_thread(self._seen, None, version, str(error))
                return
            self.app.call_from_thread(self._seen, change, version, None)

        self.run_worker(work, thread=True, group="look")

    def _seen(self, change: Change | None, version: int, trouble: str | None) -> None:
        self._looking = False
        if trouble is not None:
            self.notify(trouble, title="The folder cannot be read", severity="error", markup=False)
        # What was seen before a step of ours is old; the next look brings the news of others again.
        if change is not None and self.is_attached:
            self.room = self._watch.room if version != self._version else change.room
            # A step of somebody who leads with us counts like our own.
            self.think(anew=change.workshop)

    @property
    def item(self) -> Item | None:
        """The question that is shown."""
        return self.board.item(self._at) if self.board is not None and self._at is not None else None
