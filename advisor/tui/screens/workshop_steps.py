"""What the facilitator does with a question: reveal, vote again, agree, and take the last step back.

Every step is on the disk at once. Where somebody else leads the same workshop, their steps stay.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError, FileChanged, UnusableInput
from advisor.tui.screens.workshop_follow import WorkshopFollowing
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.workshop_clock import WorkshopClock
from advisor.workflows.workshop_board import Item, Stage
from advisor.workflows.workshop_steps import agree, restore, reveal, set_names, vote_again

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.model.answer import Answer
    from advisor.model.workshop import Discussion, Key
    from advisor.tui.dialogs.agree import Agreement
    from advisor.workflows.workshop import Room
    from advisor.workflows.workshop_watch import Watch

SETTLING = 0.7
"""Seconds after a dialog in which a key that shows or writes something counts as typed into the dialog."""


class WorkshopStepping(WorkshopFollowing):
    """The steps; where on the screen things are is the subclass's business."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(watch)
        self._undo: list[tuple[Discussion, Discussion]] = []
        """What a step of ours found and what it left, newest last."""
        self.just_agreed: Key | None = None
        self._covered = False
        self._back_at: float | None = None
        """When the last dialog closed."""

    def to_question(self) -> bool:
        """Back from the agenda to the question, where the one hid the other; whether it did."""
        return False

    def show_clock(self) -> None:
        """Show the time of the question that is shown."""

    def on_screen_suspend(self) -> None:
        """A dialog covers the screen."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """Take what is typed just after a dialog for the end of what was typed into it."""
        if self._covered:
            self._covered = False
            self._back_at = time.monotonic()

    @property
    def settling(self) -> bool:
        """Whether a dialog closed this very moment."""
        return self._back_at is not None and time.monotonic() - self._back_at < SETTLING

    def _step(self, act: Callable[[Room, Key], Room], key: Key | None = None) -> bool:
        """Do something about a question, or the one that is shown; undo brings back what was."""
        key = key or self._at
        if key is None:
            return False
        before = self.room.discussion(key)
        try:
            room = act(self.room, key)
        except FileChanged:
            self.notify(
                "Somebody else wrote workshop.yaml; this is how it is now.", severity="warning", markup=False
            )
            self.look()
            return False
        except UnusableInput as error:
            self.notify(error.problems[0].message.capitalize() + ".", severity="warning", markup=False)
            return False
        except AdvisorError as error:
            self.notify(str(error), title="Not written", severity="error", markup=False)
            return False
        self._undo.append((before, room.discussion(key)))
        self.wrote(room)
        return True

    def wrote(self, room: Room, *, anew: bool = True) -> None:
        """Take the room as a step of ours left it."""
        self.room = room
        self._watch.wrote(room)
        self.think(anew=anew)

    def action_work_out(self) -> None:
        """Work the agenda and the outlook out from the answers as they are now."""
        self.think(anew=True, forced=True)

    def action_next_step(self) -> None:
        """Reveal what is hidden; agree on what is revealed; then on to the next question."""
        item = self.item
        if self.settling or item is None or self.to_question():  # Nothing is revealed that nobody sees.
            return
        if item.stage in {Stage.VOTING, Stage.VOTING_AGAIN}:
            if item.waiting:
                self._ask_to_reveal(item)
            else:
                self._reveal(item.key)
        elif item.stage is Stage.REVEALED:
            self.action_agree()
        else:
            self.go_on()

    def _reveal(self, key: Key) -> None:
        if self._step(reveal, key):
            self.query_one(WorkshopClock).stop()

    def _ask_to_reveal(self, item: Item) -> None:
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        def decide(way: str | None) -> None:
            if way == "reveal":
                self._reveal(item.key)

        count = len(item.voted)
        text = f"{count} of {count + len(item.waiting)} have voted."
        ways = (Way("wait", "Wait for the others"), Way("reveal", "Reveal the votes that are there"))
        self.app.push_screen(ChooseDialog(f"Reveal “{item.question.short}”?", text, ways), decide)

    def following(self) -> Key | None:
        """What is worth the room's time next: what can change the advice, or is not known to be alike."""
        if self.board is None:
            return None
        if self.board.worked_out:
            return next((each.key for each in self.board.to_discuss if each.key != self._at), None)
        keys = [each.key for each in self.board.items]
        here = keys.index(self._at) + 1 if self._at in keys else 0
        later = (*self.board.items[here:], *self.board.items[:here])
        return next((each.key for each in later if each.agreed is None and each.key != self._at), None)

    def go_on(self) -> None:
        """To what is worth the room's time; else say that nothing is."""
        following = self.following()
        if following is not None:
            self._at = following
            self.query_one(Page).scroll_home(animate=False)
            self.show_board()
        else:
            self.notify("Nothing is left to discuss that can change the advice. m merges.", markup=False)

    def action_again(self) -> None:
        """A second vote."""
        if not self.settling and self._step(vote_again) and self._at is not None:
            self.query_one(WorkshopClock).begin_again(self._at)
            self.show_clock()

    def action_agree(self) -> None:
        """Write down what the room agrees on."""
        from advisor.tui.dialogs.agree import AgreeDialog

        item = self.item
        if item is None:
            return
        earlier = item.agreed
        seen = self.room.discussion(item.key)

        def take(agreement: Agreement | None) -> None:
            if agreement is None:
                return
            if self.room.discussion(item.key) != seen:
                # Somebody who leads the same workshop went on with it while the dialog was open.
                self.notify(
                    f"Somebody else went on with “{item.question.short}” meanwhile; look at how it is now, "
                    "then agree.",
                    title="Not written",
                    severity="warning",
                    markup=False,
                )
                return
            if self._step(
                lambda room, key: agree(
                    room,
                    key,
                    agreement.answer,
                    rationale=agreement.rationale,
                    dissent=agreement.dissent,
                ),
                item.key,
            ):
                self.just_agreed = item.key

        dialog = (
            AgreeDialog(item.question, self.room, earlier.answer, earlier.rationale or "", earlier.dissent)
            if earlier
            else AgreeDialog(item.question, self.room, self._suggested(item))
        )
        self.app.push_screen(dialog, take)

    def _suggested(self, item: Item) -> Answer | None:
        """What the revealed votes suggest; nothing while they are hidden."""
        from advisor.decision.team_answer import team_answer

        if item.tally is None:
            return None
        found = team_answer(item.question, self.room.agreement, self.room.counted(item.key))
        return found[1].bare if found and item.tally.close else None

    def undo_step(self) -> None:
        """Put the question back as it was before the last step."""
        if not self._undo:
            self.notify("There is nothing to undo.", markup=False)
            return
        before, after = self._undo.pop()
        if self.room.discussion(after.key) != after:
            # What somebody else who leads the same workshop did since is not ours to take back.
            name = self.room.question(after.key).short
            self.notify(
                f"Somebody else went on with “{name}” since; their step stays.",
                title="Not undone",
                severity="warning",
                markup=False,
            )
            return
        try:
            room = restore(self.room, before)
        except AdvisorError as error:
            self._undo.append((before, after))
            self.notify(str(error), title="Not undone", severity="error", markup=False)
            return
        self._at = before.key
        self.wrote(room)

    def action_names(self) -> None:
        """Name who gave which revealed answer, or show counts only; the workshop remembers it."""
        shown = not self.room.workshop.names
        try:
            room = set_names(self.room, shown=shown)
        except AdvisorError as error:
            self.notify(str(error), title="Not written", severity="error", markup=False)
            return
        self.wrote(room, anew=False)
        self.notify("Names are shown." if shown else "Counts only, no names.", markup=False)
