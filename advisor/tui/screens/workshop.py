"""The facilitator's screen: the agenda, one question for the back row, and what the room does with it.

``workshop_follow`` keeps up with the folder, ``workshop_steps`` does what the room decides, and
``workshop_merge`` is the key m. Here is what it looks like, and how to move about.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static

from advisor.errors import AdvisorError
from advisor.tui.screens.workshop_merge import merge
from advisor.tui.screens.workshop_steps import WorkshopStepping
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.workshop_agenda import WorkshopAgenda, option_id
from advisor.tui.widgets.workshop_clock import WorkshopClock
from advisor.tui.widgets.workshop_outlook import WorkshopOutlook
from advisor.tui.widgets.workshop_votes import WorkshopVotes
from advisor.workflows.workshop_board import Stage, Worth
from advisor.workflows.workshop_steps import set_timer

if TYPE_CHECKING:
    from textual.app import ComposeResult

_AGENDA, _WIDE_AGENDA, _WIDE = 30, 42, 110
"""Cells for an agenda's line, the same on a wide screen, and from how many cells on a screen is wide."""


class _Page(Page, inherit_bindings=False):
    """Space is the facilitator's next step here, and letters are keys of the screen."""

    MORE_KEY = "PgDn"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "Up", show=False),
        Binding("down", "scroll_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "scroll_home", "Top", show=False),
        Binding("end", "scroll_end", "End", show=False),
    ]


class WorkshopScreen(WorkshopStepping):
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

    # Looks ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title and clock, agenda, question, and what the advice can still be."""
        with Horizontal(id="head"):
            yield Static(id="title", markup=False)
            yield WorkshopClock()
        with Horizontal(id="body"):
            with Vertical(id="beside"):
                yield WorkshopAgenda(id="agenda")
            with Vertical(id="middle"):
                yield Static(id="trouble", markup=False)
                with _Page(id="page"):
                    yield WorkshopVotes(id="votes")
        yield WorkshopOutlook(id="outlook")
        yield KeyBar()

    def show_board(self) -> None:
        """Head, agenda, outlook, what is wrong with files, the question, and its time."""
        if self.board is None:
            return
        self._show_head()
        self._show_agenda()
        self._show_outlook()
        self._show_trouble()
        self._show_question()

    def _show_head(self) -> None:
        people = len(self.room.participants)
        done = sum(each.worth is Worth.DONE for each in self.board.items) if self.board else 0
        text = f"{self.room.workshop.workshop} · {people} {'person' if people == 1 else 'people'}"
        text += f" · {done} agreed"
        self.query_one("#title", Static).update(said(text, "bold"))

    def _show_agenda(self) -> None:
        if self.board is None:
            return
        # What was just agreed moves to the end; the cursor waits where the room goes on.
        marked = self._at
        if self._at == self.just_agreed:
            left = next((each.key for each in self.board.items if each.worth is not Worth.DONE), None)
            marked = self.following() or left or self._at
        self.query_one(WorkshopAgenda).show(self.board.items, self._agenda_cells(), marked)

    def _agenda_cells(self) -> int:
        if self.has_class("-narrow"):
            return max(_AGENDA, self.size.width - 4)
        return _WIDE_AGENDA if self.size.width >= _WIDE else _AGENDA

    def _show_outlook(self) -> None:
        if self.board is not None:
            self.query_one(WorkshopOutlook).show(self.room, self.board, short=self.has_class("-short"))

    def _show_trouble(self) -> None:
        trouble = self.query_one("#trouble", Static)
        problems = self.room.problems
        trouble.display = bool(problems)
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            name = Path(problems[0].file or "").name
            trouble.update(said(f"Not counted: {name}: {problems[0].message}{more}"))

    def _show_question(self) -> None:
        item = self.item
        if item is not None:
            self.query_one(WorkshopVotes).show(self.room, item)
        self.show_clock()
        self.refresh_bindings()

    def show_clock(self) -> None:
        """The time of the question that is shown."""
        self.query_one(WorkshopClock).show(self._at, self.room.workshop.timer)

    def on_resize(self) -> None:
        """Say it in as many lines as there is room for, once the screen knows how much that is."""
        self.call_after_refresh(self._room_changed)

    def _room_changed(self) -> None:
        if not self.is_attached:
            return
        self.query_one("#beside").set_class(self.size.width >= _WIDE, "-broad")
        if self.board is not None:
            self._show_outlook()
            self._show_agenda()
            self.query_one(WorkshopVotes).redraw()

    # Moving about -----------------------------------------------------------------------------

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The question under the cursor is shown."""
        self._go(event.option.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click shows it, in the place of the agenda where there is room for one of the two."""
        self._go(event.option.id)
        self.to_question()

    def _go(self, wanted: str | None) -> None:
        if self.board is None or wanted is None:
            return
        found = next((each.key for each in self.board.items if option_id(each.key) == wanted), None)
        if found is not None and found != self._at:
            self._at, self.just_agreed = found, None
            self.query_one(Page).scroll_home(animate=False)
            self._show_question()

    def action_turn(self, by: int) -> None:
        """The next question of the agenda, or the one before."""
        if self.board is None or not self.board.items:
            return
        if by > 0 and self._at is not None and self._at == self.just_agreed and self.following():
            self.go_on()
            return
        keys = [each.key for each in self.board.items]
        here = keys.index(self._at) if self._at in keys else 0
        self._go(option_id(keys[max(0, min(len(keys) - 1, here + by))]))
        self._show_agenda()

    def action_agenda(self) -> None:
        """The agenda, or more room for the question; where there is room for one of the two, the other."""
        if self.has_class("-narrow"):
            self.toggle_class("-listing")
            self.query_one("#agenda" if self.has_class("-listing") else Page).focus()
            return
        beside = self.query_one("#beside")
        beside.toggle_class("-away")
        self.query_one(Page if beside.has_class("-away") else "#agenda").focus()

    def to_question(self) -> bool:
        """Back from the agenda to the question, where the one hid the other; whether it did."""
        covered = self.has_class("-narrow") and self.has_class("-listing")
        self.remove_class("-listing")
        if covered:
            self.query_one(Page).focus()
        return covered

    # Keys -------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a step only where it can be taken."""
        item = self.item if self.is_mounted else None
        if action in {"next_step", "agree"}:
            return item is not None and (bool(item.voted) or action == "agree")
        if action == "again":
            return item is not None and item.stage in {Stage.REVEALED, Stage.AGREED}
        return super().check_action(action, parameters)

    def action_timer(self) -> None:
        """Start or stop the clock; each question has its own time, and the clock goes on with the next."""
        self.query_one(WorkshopClock).turn()

    def action_longer(self, by: int) -> None:
        """Give each question more time, or less."""
        try:
            room = set_timer(self.room, self.room.workshop.timer + by)
        except AdvisorError as error:
            self.notify(str(error), title="Not written", severity="error", markup=False)
            return
        self.query_one(WorkshopClock).lengthen(by)
        self.wrote(room, anew=False)

    def action_joining(self) -> None:
        """How people take part."""
        from advisor.tui.dialogs.joining import JoiningDialog

        self.app.push_screen(JoiningDialog(self.room))

    def action_merge(self) -> None:
        """Write the team's assessment."""
        if not self.settling:
            merge(self)

    def action_team(self) -> None:
        """Merge, and look at the team's result."""

        def show(path: Path) -> None:
            opener = getattr(self.app, "open_path", None)
            if opener is not None:
                opener(path)

        merge(self, then=show)

    def action_leave(self) -> None:
        """Back to the start screen; every step is on the disk already."""
        self.dismiss(None)
