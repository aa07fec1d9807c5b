"""The facilitator's screen: the agenda, one question for the back row, and what the room does with it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Digits, OptionList, Static
from textual.widgets.option_list import Option

from advisor.errors import AdvisorError, FileChanged, UnusableInput
from advisor.tui.widgets.drawing import MUTED, one_line, said
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.workshop_votes import WorkshopVotes
from advisor.workflows.workshop_board import (
    Board,
    Item,
    Stage,
    Worth,
    board,
    finished,
    followed,
    outcome_label,
    unordered,
)
from advisor.workflows.workshop_steps import agree, restore, reveal, set_names, set_timer, vote_again

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from advisor.model.answer import Answer
    from advisor.model.workshop import Discussion, Key
    from advisor.tui.dialogs.agree import Agreement
    from advisor.workflows.workshop import Room
    from advisor.workflows.workshop_watch import Change, Watch

POLL_EVERY = 0.4
"""Seconds between two looks at the folder; a change is on the screen within a second."""
_AGENDA, _WIDE_AGENDA, _WIDE = 30, 42, 110
"""Cells for an agenda's line, the same on a wide screen, and from how many cells on a screen is wide."""
_SUFFIX = 12
"""Most cells for a workload's name behind a question's."""
_HEADS = {
    Worth.DISCUSS: "Can change the advice",
    Worth.TOO_FEW: "Waiting for answers",
    Worth.NOTHING: "Nothing to discuss",
    Worth.ALIKE: "Alike",
    Worth.DONE: "Agreed",
    Worth.OPEN: "Questions",
}
_MARKS = {
    Stage.VOTING: "○",
    Stage.REVEALED: "◐",
    Stage.VOTING_AGAIN: "○",
    Stage.AGREED: "✓",
}
SETTLING = 0.7
"""Seconds after a dialog in which a key that shows or writes something counts as typed into the dialog."""
_WARN_AT = 30
"""Seconds before the end at which the clock changes its colour."""


class _Page(Page):
    """Space is the facilitator's next step here."""

    MORE_KEY = "PgDn"


class WorkshopScreen(Screen[None]):
    """Votes stay hidden until they are revealed here; the participants' files are only read."""

    HELP_TEXT: ClassVar[str] = (
        "Everybody answers in their own file, and this screen follows within a second. The agenda puts first "
        "what can change the advice: the rules are run over all combinations of the answers on which people "
        "differ. While people still answer, nothing moves when they save, since that would tell who said "
        "what: the order is worked out when all are done, at your own steps, and when you press o. "
        "Space takes the next step: reveal the votes, then write down what is agreed. The lowest and "
        "the highest explain first; v lets all vote once more, hidden. Where nothing that is left can change "
        "the advice, the screen says so.\n\n"
        "N shows counts without names, or names again. "
        "m merges everything into the team's assessment, which opens like any other."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "next_step", "Reveal / agree", priority=True),
        Binding("v", "again", "Vote again"),
        Binding("a", "agree", "Agree", show=False),
        Binding("n,right", "turn(1)", "Next", key_display="→"),
        Binding("p,left", "turn(-1)", "Before", show=False, key_display="←"),
        Binding("t", "timer", "Clock"),
        Binding("plus", "longer(30)", "Half a minute more", show=False),
        Binding("minus", "longer(-30)", "Half a minute less", show=False),
        Binding("g", "agenda", "Agenda"),
        Binding("N", "names", "Names", show=False),
        Binding("o", "work_out", "Order the agenda", show=False),
        Binding("j", "joining", "How to join"),
        Binding("m", "merge", "Merge"),
        Binding("r", "team", "Team's result", show=False),
        Binding("ctrl+z", "app.undo", "Undo", show=False),
        Binding("f10", "leave", "Back to start", show=False),
    ]
    AUTO_FOCUS = "#agenda"
    DEFAULT_CSS = """
    WorkshopScreen #head { dock: top; height: 1; background: $surface; padding: 0 1; }
    WorkshopScreen #title { width: 1fr; height: 1; }
    WorkshopScreen #clock { width: auto; height: 1; text-style: bold; color: $text-primary; }
    WorkshopScreen #clock.-late { color: $text-warning; }
    WorkshopScreen #clock.-over { color: $text-error; }
    WorkshopScreen #beside { width: 32;  padding: 1 0 0 0; background: $surface; }
    WorkshopScreen #beside.-broad { width: 44; }
    WorkshopScreen #beside.-away { display: none; }
    WorkshopScreen.-narrow #beside { display: none; }
    WorkshopScreen.-narrow.-listing #beside { display: block; width: 1fr; }
    WorkshopScreen.-narrow.-listing #middle { display: none; }
    WorkshopScreen #agenda { height: 1fr; background: $surface; padding: 0 1; scrollbar-size-vertical: 1; }
    WorkshopScreen #body { height: 1fr; }
    WorkshopScreen #outlook { height: auto; max-height: 7; padding: 0 2; background: $panel; }
    WorkshopScreen #digits { display: none; }
    WorkshopScreen.-tall #head { height: 3; }
    WorkshopScreen.-tall #title { height: 3; content-align: left middle; }
    WorkshopScreen.-tall #clock { display: none; }
    WorkshopScreen.-tall #digits { display: block; width: auto; height: 3; color: $text-primary; }
    WorkshopScreen #digits.-late { color: $text-warning; }
    WorkshopScreen #digits.-over { color: $text-error; }
    WorkshopScreen #trouble { height: auto; padding: 0 2; color: $text-warning; display: none; }
    """

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch
        self.room: Room = watch.room
        self.board: Board | None = None
        self._at: Key | None = None
        self._looking = False
        self._version = 0
        self._undo: list[tuple[Discussion, Discussion]] = []
        """What a step of ours found and what it left, newest last."""
        self._ticking = False
        self._anew = self._forced = False
        """Whether the agenda is to be worked out again, and even though people still answer."""
        self._just_agreed: Key | None = None
        self._covered = False
        self._back_at: float | None = None
        """When the last dialog closed."""
        self._left: dict[Key, int] = {}

    # Looks ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title and clock, agenda, question, and what the advice can still be."""
        with Horizontal(id="head"):
            yield Static(id="title", markup=False)
            yield Static(id="clock", markup=False)
            yield Digits(id="digits")
        with Horizontal(id="body"):
            with Vertical(id="beside"):
                yield OptionList(id="agenda", markup=False)
            with Vertical(id="middle"):
                yield Static(id="trouble", markup=False)
                with _Page(id="page"):
                    yield WorkshopVotes(id="votes")
        yield Static(id="outlook", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Work the agenda out, then look at the folder again and again."""
        self._think()
        self.set_interval(POLL_EVERY, self._look)
        self.set_interval(1, self._tick)

    def on_screen_suspend(self) -> None:
        """A dialog covers the screen."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """Take what is typed just after a dialog for the end of what was typed into it."""
        if self._covered:
            self._covered = False
            self._back_at = time.monotonic()

    @property
    def _settling(self) -> bool:
        return self._back_at is not None and time.monotonic() - self._back_at < SETTLING

    def _think(self, *, anew: bool = False, forced: bool = False) -> None:
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
        self._show()

    def _look(self) -> None:
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
            self._think(anew=change.workshop)

    @property
    def item(self) -> Item | None:
        """The question that is shown."""
        return self.board.item(self._at) if self.board is not None and self._at is not None else None

    def _show(self) -> None:
        found = self.board
        if found is None:
            return
        self._show_head(found)
        self._show_agenda(found)
        self._show_outlook(found)
        trouble = self.query_one("#trouble", Static)
        problems = self.room.problems
        trouble.display = bool(problems)
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            name = Path(problems[0].file or "").name
            trouble.update(said(f"Not counted: {name}: {problems[0].message}{more}"))
        item = self.item
        if item is not None:
            self.query_one(WorkshopVotes).show(self.room, item)
        self._show_clock()
        self.refresh_bindings()

    def _show_head(self, found: Board) -> None:
        people = len(self.room.participants)
        done = sum(each.worth is Worth.DONE for each in found.items)
        text = f"{self.room.workshop.workshop} · {people} {'person' if people == 1 else 'people'}"
        text += f" · {done} agreed"
        self.query_one("#title", Static).update(said(text, "bold"))

    def _show_agenda(self, found: Board) -> None:
        listed = self.query_one("#agenda", OptionList)
        options: list[Option] = []
        head, at = None, None
        names = agenda_names(found.items, self._agenda_cells() - 4)
        # What was just agreed moves to the end; the cursor waits where the room goes on.
        marked = self._at
        if self._at == self._just_agreed:
            left = next((each.key for each in found.items if each.worth is not Worth.DONE), None)
            marked = self._following() or left or self._at
        for item in found.items:
            if item.worth is not head:
                head = item.worth
                count = sum(each.worth is head for each in found.items)
                if options:
                    options.append(Option("", disabled=True))
                options.append(Option(said(f"{_HEADS[head]} ({count})", "bold $text-primary"), disabled=True))
            if item.key == marked:
                at = len(options)
            mark = said(f"{_MARKS[item.stage]} ", "$text-primary")
            options.append(Option(mark + said(names[item.key]), id=_id(item.key)))
        with self.prevent(OptionList.OptionHighlighted):
            listed.set_options(options)
            listed.highlighted = at
        if at is not None and at < listed.size.height:
            self.call_after_refresh(listed.scroll_home, animate=False)

    def _show_outlook(self, found: Board) -> None:
        """What the advice can still be; and that there is nothing to discuss, when that is so."""
        outlook = self.query_one("#outlook", Static)
        if not found.worked_out:
            done, people = finished(self.room)
            outlook.update(said(f"{done} of {people} are done; o works the agenda out now.", MUTED))
            return
        if found.voters < 2:
            # What the advice can be would tell what the only one who answered has said.
            outlook.update(said("Fewer than two have answered; o works the agenda out again.", MUTED))
            return
        short = self.has_class("-short")
        lines: list[Content] = []
        if found.nothing_to_discuss:
            lines.append(
                said(
                    "Nothing to discuss: no answer on which you differ can change the advice.",
                    "bold $text-success",
                )
            )
        titles = {each.id: each.title or each.id for each in self.room.workloads}
        if not short:
            lines.append(said("The advice for today, over all answers that are disputed or open:", MUTED))
        for each in found.outlooks:
            models = list(dict.fromkeys(outcome_label(self.room, pair[0]) for pair in each.pairs))
            if short and len(models) > 2:
                # That perhaps nothing may be used is not to be lost among "others".
                none = outcome_label(self.room, None)
                kept = [models[0], none] if none in models[1:] else models[:1]
                rest = len(models) - len(kept)
                models = [*kept, f"{rest} other{'' if rest == 1 else 's'}"]
            lead = "Today, " if short else ""
            title = said(f"{lead}{titles.get(each.workload, each.workload)}: ", MUTED)
            lines.append(title + said(" or ".join(models), "bold" if len(models) == 1 else ""))
        outlook.update(Content("\n").join(lines))

    def on_resize(self) -> None:
        """Say it in as many lines as there is room for, once the screen knows how much that is."""
        self.call_after_refresh(self._room_changed)

    def _room_changed(self) -> None:
        if not self.is_attached:
            return
        self.query_one("#beside").set_class(self.size.width >= _WIDE, "-broad")
        if self.board is not None:
            self._show_outlook(self.board)
            self._show_agenda(self.board)
            self.query_one(WorkshopVotes).redraw()

    def _agenda_cells(self) -> int:
        if self.has_class("-narrow"):
            return max(_AGENDA, self.size.width - 4)
        return _WIDE_AGENDA if self.size.width >= _WIDE else _AGENDA

    # Moving about -----------------------------------------------------------------------------

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The question under the cursor is shown."""
        self._go(event.option.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click shows it, in the place of the agenda where there is room for one of the two."""
        self._go(event.option.id)
        self._to_question()

    def _go(self, wanted: str | None) -> None:
        if self.board is None or wanted is None:
            return
        found = next((each.key for each in self.board.items if _id(each.key) == wanted), None)
        if found is not None and found != self._at:
            self._at, self._just_agreed = found, None
            self.query_one(Page).scroll_home(animate=False)
            item = self.item
            if item is not None:
                self.query_one(WorkshopVotes).show(self.room, item)
            self._show_clock()
            self.refresh_bindings()

    def action_turn(self, by: int) -> None:
        """The next question of the agenda, or the one before."""
        if self.board is None or not self.board.items:
            return
        if by > 0 and self._at is not None and self._at == self._just_agreed and self._following():
            self._go_on()
            return
        keys = [each.key for each in self.board.items]
        here = keys.index(self._at) if self._at in keys else 0
        self._go(_id(keys[max(0, min(len(keys) - 1, here + by))]))
        self._show_agenda(self.board)

    def action_agenda(self) -> None:
        """The agenda, or more room for the question; where there is room for one of the two, the other."""
        if self.has_class("-narrow"):
            self.toggle_class("-listing")
            self.query_one("#agenda" if self.has_class("-listing") else Page).focus()
            return
        beside = self.query_one("#beside")
        beside.toggle_class("-away")
        self.query_one(Page if beside.has_class("-away") else "#agenda").focus()

    def _to_question(self) -> bool:
        """Back from the agenda to the question, where the one hid the other; whether it did."""
        covered = self.has_class("-narrow") and self.has_class("-listing")
        self.remove_class("-listing")
        if covered:
            self.query_one(Page).focus()
        return covered

    # Steps ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a step only where it can be taken."""
        item = self.item if self.is_mounted else None
        if action in {"next_step", "agree"}:
            return item is not None and (bool(item.voted) or action == "agree")
        if action == "again":
            return item is not None and item.stage in {Stage.REVEALED, Stage.AGREED}
        return super().check_action(action, parameters)

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
            self._look()
            return False
        except UnusableInput as error:
            self.notify(error.problems[0].message.capitalize() + ".", severity="warning", markup=False)
            return False
        except AdvisorError as error:
            self.notify(str(error), title="Not written", severity="error", markup=False)
            return False
        self._undo.append((before, room.discussion(key)))
        self._wrote(room)
        return True

    def _wrote(self, room: Room, *, anew: bool = True) -> None:
        self.room = room
        self._watch.wrote(room)
        self._think(anew=anew)

    def action_work_out(self) -> None:
        """Work the agenda and the outlook out from the answers as they are now."""
        self._think(anew=True, forced=True)

    def action_next_step(self) -> None:
        """Reveal what is hidden; agree on what is revealed; then on to the next question."""
        item = self.item
        if self._settling or item is None or self._to_question():  # Nothing is revealed that nobody sees.
            return
        if item.stage in {Stage.VOTING, Stage.VOTING_AGAIN}:
            if item.waiting:
                self._ask_to_reveal(item)
            else:
                self._reveal(item.key)
        elif item.stage is Stage.REVEALED:
            self.action_agree()
        else:
            self._go_on()

    def _reveal(self, key: Key) -> None:
        if self._step(reveal, key):
            self._ticking = False

    def _ask_to_reveal(self, item: Item) -> None:
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        def decide(way: str | None) -> None:
            if way == "reveal":
                self._reveal(item.key)

        count = len(item.voted)
        text = f"{count} of {count + len(item.waiting)} have voted."
        ways = (Way("wait", "Wait for the others"), Way("reveal", "Reveal the votes that are there"))
        self.app.push_screen(ChooseDialog(f"Reveal “{item.question.short}”?", text, ways), decide)

    def _following(self) -> Key | None:
        """What is worth the room's time next: what can change the advice, or is not known to be alike."""
        if self.board is None:
            return None
        if self.board.worked_out:
            return next((each.key for each in self.board.to_discuss if each.key != self._at), None)
        keys = [each.key for each in self.board.items]
        here = keys.index(self._at) + 1 if self._at in keys else 0
        later = (*self.board.items[here:], *self.board.items[:here])
        return next((each.key for each in later if each.agreed is None and each.key != self._at), None)

    def _go_on(self) -> None:
        """To what is worth the room's time; else say that nothing is."""
        following = self._following()
        if following is not None:
            self._at = following
            self.query_one(Page).scroll_home(animate=False)
            self._show()
        else:
            self.notify("Nothing is left to discuss that can change the advice. m merges.", markup=False)

    def action_again(self) -> None:
        """A second vote."""
        if not self._settling and self._step(vote_again) and self._at is not None:
            self._left.pop(self._at, None)
            self._show_clock()

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
                self._just_agreed = item.key

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
        self._wrote(room)

    # Clock ------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if not self._ticking or self._at is None:
            return
        self._left[self._at] = left = self._seconds() - 1
        if left == 0:
            self.app.bell()
        self._show_clock()

    def _seconds(self) -> int:
        return self._left.get(self._at, self.room.workshop.timer) if self._at else 0

    def _show_clock(self) -> None:
        left = self._seconds()
        minutes, seconds = divmod(abs(left), 60)
        state = "▶" if self._ticking else "⏸"
        sign = "-" if left < 0 else ""
        self.query_one("#clock", Static).update(said(f"{state} {sign}{minutes}:{seconds:02}"))
        self.query_one(Digits).update(f"{sign}{minutes}:{seconds:02}")
        for clock in self.query("#clock, #digits"):
            clock.set_class(0 < left <= _WARN_AT, "-late")
            clock.set_class(left <= 0, "-over")

    def action_timer(self) -> None:
        """Start or stop the clock; each question has its own time, and the clock goes on with the next."""
        self._ticking = not self._ticking
        self._show_clock()

    def action_longer(self, by: int) -> None:
        """Give each question more time, or less."""
        try:
            room = set_timer(self.room, self.room.workshop.timer + by)
        except AdvisorError as error:
            self.notify(str(error), title="Not written", severity="error", markup=False)
            return
        if self._at in self._left:
            self._left[self._at] += by
        self._wrote(room, anew=False)

    def action_names(self) -> None:
        """Name who gave which revealed answer, or show counts only; the workshop remembers it."""
        shown = not self.room.workshop.names
        try:
            room = set_names(self.room, shown=shown)
        except AdvisorError as error:
            self.notify(str(error), title="Not written", severity="error", markup=False)
            return
        self._wrote(room, anew=False)
        self.notify("Names are shown." if shown else "Counts only, no names.", markup=False)

    # Joining, merging, leaving ----------------------------------------------------------------

    def action_joining(self) -> None:
        """How people take part."""
        from advisor.tui.screens.help import HelpScreen

        folder = str(self.room.folder)
        names = ", ".join(each.name for each in self.room.participants) or "nobody yet"
        text = (
            "Each participant has a file of their own in this folder, so that nobody overwrites anybody. "
            f"Here so far: {names}. Votes are hidden by the program, not encrypted: whoever can read the "
            "folder can read them."
        )
        ways = (
            ("Own terminal", (("", f"advisor workshop join {folder} --name NAME"),)),
            ("Line by line", (("", f"advisor ask {folder}/participants/NAME.yaml"),)),
            (
                "Browser",
                (
                    ("", f"advisor serve {folder} --host 0.0.0.0 --name THIS-MACHINE"),
                    ("", "The link has a key. It is plain HTTP: use a network you trust, or a TLS proxy."),
                    ("", "Each chooses a PIN; “advisor workshop reset-pin” gives a new one."),
                ),
            ),
            ("Excel", (("", f"advisor workshop import {folder} FILLED.xlsx --name NAME"),)),
        )
        self.app.push_screen(HelpScreen(text, ways))

    def action_merge(self) -> None:
        """Write the team's assessment."""
        if not self._settling:
            self._merge(force=False)

    def _merge(self, *, force: bool, then: Callable[[Path], None] | None = None) -> None:
        from advisor.workflows.workshop_merge import write_team

        try:
            merged = write_team(self.room, force=force)
        except UnusableInput as error:
            self.notify(error.problems[0].message, title="Not merged", severity="error", markup=False)
            return
        except AdvisorError as error:
            self._ask_to_replace(str(error), then)
            return
        total = sum(merged.counts.values())
        apart = len(merged.apart)
        open_ = f"; {apart} too far apart, so unknown" if apart else ""
        text = f"{total} answers in {merged.path.name}{open_}."
        if merged.hidden:
            text += f" {merged.hidden} were never revealed; the file has no names on them."
        self.notify(text, title="Merged", markup=False)
        if then is not None:
            then(merged.path)

    def _ask_to_replace(self, why: str, then: Callable[[Path], None] | None) -> None:
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        def decide(way: str | None) -> None:
            if way == "replace":
                self._merge(force=True, then=then)

        ways = (Way("keep", "Keep that file"), Way("replace", "Replace its answers by the team's"))
        self.app.push_screen(ChooseDialog("Merge?", why, ways), decide)

    def action_team(self) -> None:
        """Merge, and look at the team's result."""

        def show(path: Path) -> None:
            opener = getattr(self.app, "open_path", None)
            if opener is not None:
                opener(path)

        self._merge(force=False, then=show)

    def action_leave(self) -> None:
        """Back to the start screen; every step is on the disk already."""
        self.dismiss(None)


def agenda_names(items: Sequence[Item], cells: int) -> dict[Key, str]:
    """What each question is called in so many cells: cut in the middle where the beginning is another's too.

    A question that is asked of several workloads has the workload's name behind it, short.
    """
    asked = {each.workload: each.workload_title or each.workload for each in items if each.workload}
    short = dict(zip(asked, _told_apart(_first_words(list(asked.values())), _SUFFIX), strict=True))
    names: dict[Key, str] = {}
    for workload in dict.fromkeys(each.workload for each in items):
        own = [each for each in items if each.workload == workload]
        suffix = f" · {short[workload]}" if workload and len(asked) > 1 else ""
        cut = _told_apart([each.question.short for each in own], cells - len(suffix))
        names |= {each.key: name + suffix for each, name in zip(own, cut, strict=True)}
    return names


def _first_words(texts: Sequence[str]) -> list[str]:
    """As many words of each text, from its beginning, as no other text begins with."""
    words = [each.split() for each in texts]
    found = []
    for place, own in enumerate(words):
        others = [each for at, each in enumerate(words) if at != place]
        enough = (n for n in range(1, len(own)) if all(each[:n] != own[:n] for each in others))
        found.append(" ".join(own[: next(enough, len(own))]))
    return found


def _told_apart(texts: Sequence[str], cells: int) -> list[str]:
    """Texts cut to a number of cells; with their ends where the beginnings are alike."""
    cut = [one_line(each, cells).plain for each in texts]
    for place, text in enumerate(texts):
        if cut.count(cut[place]) > 1 and text != cut[place]:
            half = (cells - 1) // 2
            cut[place] = f"{text[: cells - 1 - half].rstrip()}…{text[-half:].lstrip()}"
    return cut


def _id(key: Key) -> str:
    return f"{key[1] or ''}/{key[0]}"
