"""The bill: what it shows, and the answers that it speaks for beside those that are there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from advisor.tui.bills import acceptable, rests_on
from advisor.tui.screens.bill_answers import BillAnswering
from advisor.tui.widgets.bill_picture import BillPicture
from advisor.tui.widgets.bill_proposals import ProposalList, Shown, Stand
from advisor.tui.widgets.bill_reading import BillReading
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.option_list import AnswerOptions, Choice
from advisor.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from advisor.model.bill_answers import Evidence
    from advisor.workflows.session import Session

_SIDES = (("picture", "The bill"), ("answers", "Answers it speaks for"))
_HOW = (
    "A bill shows what is really so: how much is spent on AI, who answers for it, how even the load is. "
    "It speaks for answers, and you accept each or leave it.\n\n"
    "Any large provider exports its bill in the FOCUS format: AWS as a “FOCUS” table of Data Exports, Azure "
    "as a cost export “Cost and usage details (FOCUS)”, Google Cloud as the FOCUS view of its BigQuery "
    "billing export. Save it as CSV or Parquet; several files, months and providers are read as one. "
    "The bill stays on this machine."
)


class BillScreen(BillAnswering):
    """Picture and proposals; side by side where there is room."""

    PLACE: ClassVar[str] = "bill"
    HELP_TEXT: ClassVar[str] = (
        "A billing export in FOCUS format, measured: spend over time and the AI in it, workloads found, "
        "teams, tags, and how even the load is. ◆ known: published as AI by its vendor; ● tagged by you; "
        "○ discovered by machine or unit.\n\n"
        "Beside it the answers that the bill speaks for: + not answered yet, = agrees, ~ differs, "
        "! contradicts what is answered. Nothing is replaced unless you accept it: a or Enter. An accepted "
        "answer names the bill as its evidence: file, SHA-256, period, rule. r rejects, e answers "
        "otherwise with the bill beside it, ^z takes any of it back. m says which AI workload of the bill "
        "is which of yours.\n\n"
        "B opens this screen from everywhere, unless you are typing. The bill itself is not saved with the "
        "answers; the report has a section about it for as long as it is open here."
    )
    DEFAULT_CSS = """
    BillScreen #sides { display: none; height: 1; padding: 0 2; pointer: pointer; }
    BillScreen #both { height: 1fr; }
    BillScreen #picture-side { width: 11fr; }
    BillScreen #answers-side { width: 10fr; }
    BillScreen #told { height: auto; padding: 1 2 0 3; color: $text-muted; }
    BillScreen.-short #told { padding: 0 2 0 3; }
    BillScreen.-medium #told { padding: 0 2 0 3; }
    BillScreen #empty { display: none; height: 1fr; padding: 1 3; }
    BillScreen.-short #empty { padding: 0 2; }
    BillScreen #how { height: auto; margin: 0 0 1 0; max-width: 92; }
    BillScreen.-normal #sides, BillScreen.-narrow #sides { display: block; }
    BillScreen.-normal #picture-side, BillScreen.-narrow #picture-side { display: none; width: 1fr; }
    BillScreen.-normal #answers-side, BillScreen.-narrow #answers-side { width: 1fr; }
    BillScreen.-normal.-picture #picture-side, BillScreen.-narrow.-picture #picture-side { display: block; }
    BillScreen.-normal.-picture #answers-side, BillScreen.-narrow.-picture #answers-side { display: none; }
    BillScreen.-without #both, BillScreen.-without #sides { display: none; }
    BillScreen.-without #empty { display: block; }
    BillScreen.-reading #both, BillScreen.-reading #sides, BillScreen.-reading #empty { display: none; }
    BillScreen.-reading BillReading { display: block; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept"),
        Binding("r", "reject", "Reject"),
        Binding("e", "edit", "Edit"),
        Binding("t", "turn_side", "Other side"),
        Binding("A", "accept_all", "Accept all"),
        Binding("g", "question", "To the question", show=False),
        Binding("m", "match", "Match workloads", show=False),
        Binding("o", "open", "Open a bill"),
        Binding("escape", "stop", "Cancel reading", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._side = self.memory.side

    def compose_body(self) -> ComposeResult:
        """Empty state, reading, and the two sides."""
        sides = Static(id="sides")
        sides.auto_links = False
        yield sides
        yield BillReading(id="reading")
        with Page(id="empty"):
            yield Static("", id="how", markup=False)
            yield AnswerOptions(id="ways")
        with Horizontal(id="both"):
            with Vertical(id="picture-side"), Page(id="picture-page"):
                yield BillPicture(id="picture")
            with Vertical(id="answers-side"):
                yield Static("", id="told", markup=False)
                with Page(id="answers-page", can_focus=False):
                    yield ProposalList(id="proposals")

    def on_mount(self) -> None:
        """Show the bill that is open, or how to get one."""
        self.session_changed()
        self._focus()

    def on_resize(self) -> None:
        """A lower terminal has a lower chart."""
        self.session_changed()

    def _focus(self) -> None:
        if self.memory.bill is None:
            self.query_one("#ways").focus(scroll_visible=False)
        elif self._side == "picture" and not self.has_class("-wide"):
            self.query_one("#picture-page").focus(scroll_visible=False)
        else:
            self.query_one("#proposals").focus(scroll_visible=False)

    # What is shown ---------------------------------------------------------------------------

    def session_changed(self) -> None:
        """The bill beside the answers as they are now."""
        found = self.found()
        self.set_class(found is None, "-without")
        self.set_class(self._side == "picture", "-picture")
        with self.app.batch_update():
            if found is None:
                self._show_ways()
            else:
                self._show(found)
        self.refresh_bindings()

    def _show(self, found: Evidence) -> None:
        self.query_one(BillPicture).show(found, tall=self.has_class("-tall"))
        shown = tuple(self._shown(found))
        self.query_one(ProposalList).put(shown, found.unmatched, self.memory.at)
        open_ = acceptable(found.proposals, self.memory, self.session)
        against = sum(
            each.stand is Stand.OPEN and each.proposal.verdict.value == "contradicts" for each in shown
        )
        text = f"{len(shown)} answers, {len(open_)} to decide on" if shown else "No answer to propose"
        if against:
            text += f", {against} against what is answered"
        self.query_one("#told", Static).update(said(text))
        self._show_sides(len(open_))

    def _shown(self, found: Evidence) -> list[Shown]:
        listed = []
        for each in found.proposals:
            answer = self.session.assessment.answer(each.question, each.workload)
            if rests_on(answer, each):
                stand = Stand.ACCEPTED if each.verdict.value == "agrees" else Stand.OTHERWISE
            else:
                stand = Stand.REFUSED if self.memory.is_refused(each.id) else Stand.OPEN
            title = self.session.pack.question_by_id[each.question].short
            about = self.session.workload_title(each.workload) or ""
            listed.append(Shown(each, title, about, stand))
        return listed

    def _show_sides(self, open_: int) -> None:
        parts: list[Content] = []
        for key, title in _SIDES:
            name = f" {title} {open_} " if key == "answers" and open_ else f" {title} "
            style = "bold reverse $primary" if key == self._side else "$text-muted"
            click = Style.from_meta({"@click": f"screen.side('{key}')"})
            parts.append(Content.styled(name, style).stylize(click))
        self.query_one("#sides", Static).update(Content(" ").join(parts))

    def _show_ways(self) -> None:
        unable = self.unable()
        self.query_one("#how", Static).update(said(unable or _HOW))
        choices = [Choice("open", "1", "Open a bill", "One file or several, folders, patterns.")]
        demo = self.demo()
        if demo is not None:
            detail = f"{demo.name}: an invented company, real-looking charges."
            choices.append(Choice("demo", "2", "Look at the demo bill", detail))
        self.query_one("#ways", AnswerOptions).put([] if unable else choices, frozenset(), several=False)

    # Going -----------------------------------------------------------------------------------

    def action_side(self, side: str) -> None:
        """One of the two sides, where only one has room."""
        self._side = self.memory.side = side
        self.session_changed()
        self._focus()

    def action_turn_side(self) -> None:
        """The other side; where both are in sight, the keys go to the other."""
        if self.has_class("-wide"):
            wanted = "#proposals" if self.query_one("#picture-page").has_focus else "#picture-page"
            self.query_one(wanted).focus(scroll_visible=False)
        else:
            self.action_side("answers" if self._side == "picture" else "picture")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers a key only where it does something."""
        if action == "stop":
            return self.has_class("-reading")
        if action in {"accept", "reject", "edit", "question", "accept_all", "turn_side", "match"}:
            if self.memory.bill is None or self.has_class("-reading"):
                return False
            found = self.found()
            if action == "turn_side":
                return True
            if action == "match":
                return bool(found and found.unmatched) or bool(self.memory.stated)
            return bool(found and found.proposals)
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Number keys take a way from the empty screen."""
        ways = self.query_one("#ways", AnswerOptions)
        way = ways.key_of(event.key) if ways.has_focus else None
        if way is not None:
            event.stop()
            self.begin(way)

    def on_answer_options_picked(self, message: AnswerOptions.Picked) -> None:
        """By space or mouse."""
        self.begin(message.choice)

    def on_answer_options_confirmed(self, message: AnswerOptions.Confirmed) -> None:
        """By Enter."""
        self.begin(message.choice)

    def on_proposal_list_moved(self, message: ProposalList.Moved) -> None:
        """Remember where the cursor is."""
        self.memory.at = message.proposal

    def on_proposal_list_taken(self) -> None:
        """Enter accepts."""
        self.action_accept()

    # Reading ---------------------------------------------------------------------------------

    def show_reading(self, names: str | None) -> None:
        """Say that a bill is being read; None when that is over."""
        self.set_class(names is not None, "-reading")
        if names is not None:
            self.query_one(BillReading).begin(names)
            self.set_focus(None)
        else:
            self.session_changed()
            self._focus()
        self.refresh_bindings()

    def say_reading(self, done: float, what: str) -> None:
        """How far it is."""
        if self.is_attached:
            self.query_one(BillReading).say(done, what)

    def bill_folder(self) -> Path:
        """Where to look for bills first."""
        path = self.session.path
        return path.parent if path is not None else Path()
