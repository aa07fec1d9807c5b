"""The tour: what there is, a page at a time; offered at the first start and never forced."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Static

from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said

if TYPE_CHECKING:
    from textual.app import ComposeResult

PAGES: tuple[tuple[str, str], ...] = (
    (
        "Where should your AI run?",
        "Answer questions about your team, your money, your obligations and your load. For each AI workload "
        "the advisor says whether to run it on fully, partially or self-managed infrastructure, today and as "
        "a target, and why.\n\n"
        "Ten minutes are enough for a first answer. Nothing leaves this machine.",
    ),
    (
        "Answer",
        "One question at a time: number keys, arrows or the mouse. Enter goes on, ← goes back.\n\n"
        "u says that nobody here knows. That is an answer: the advice then counts every possibility. "
        "e notes what an answer rests on. Every answer is saved at once, and ^z takes it back.",
    ),
    (
        "Look",
        "F2 interview · F3 all answers · F4 the result · F5 the report · F6 workloads · F12 costs · "
        "B the bill.\n\n"
        "The result shows the advice first, and to the right of it the reasons, down to the points of each "
        "answer, what is open, and what would change it. F9 supposes other answers without saving them.",
    ),
    (
        "Take along",
        "In the report, p shows it for the next reader, x writes it as PDF, Word, Excel and more, and o "
        "opens it in the web browser. y on the result copies the advice as text.",
    ),
    (
        "Find your way",
        "F1 tells every key of the screen you are on. ^p lists every action by its name. ^o changes colours, "
        "contrast, size and motion.\n\n"
        "On the start screen an example shows a finished assessment; it is never changed.",
    ),
)


class TourDialog(Dialog[bool]):
    """Pages with a way on, back and out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,n", "turn(1)", "Next"),
        Binding("left,p", "turn(-1)", "Back"),
        # Before the button, which takes no second press for a moment.
        Binding("enter", "enter", "Next", show=False, priority=True),
    ]
    AUTO_FOCUS: ClassVar[str] = "#next"
    DEFAULT_CSS = """
    TourDialog .dialog-text { min-height: 8; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    def title_text(self) -> str:
        """The page's own."""
        return PAGES[self._at][0]

    def compose_body(self) -> ComposeResult:
        """The page, and where one is."""
        yield Static(classes="dialog-text", markup=False)
        yield Static(classes="dialog-hint", markup=False)

    def compose_buttons(self) -> ComposeResult:
        """Out, back and on."""
        yield button("Skip", "cancel")
        yield button("Back", "back")
        yield button("Next", "next", primary=True)

    def on_mount(self) -> None:
        """The first page."""
        self._show()

    def _show(self) -> None:
        title, text = PAGES[self._at]
        last = self._at == len(PAGES) - 1
        self.query_one(".dialog-title", Static).update(Content(title))
        self.query_one(".dialog-text", Static).update(said(text))
        dots = " ".join("●" if number == self._at else "○" for number in range(len(PAGES)))
        self.query_one(".dialog-hint", Static).update(said(f"{dots}   ← → turn the page, Escape leaves"))
        self.query_one("#back", Button).disabled = self._at == 0
        self.query_one("#next", Button).label = Content("Begin" if last else "Next")
        self.query_one("#cancel", Button).display = not last

    def pressed(self, button_id: str) -> None:
        """Back or on by mouse."""
        self.action_turn(-1 if button_id == "back" else 1)

    def action_enter(self) -> None:
        """What the button does that has the focus."""
        wanted = self.focused.id if self.focused is not None else None
        if wanted == "cancel":
            self.dismiss(None)
        else:
            self.pressed(wanted or "next")

    def action_turn(self, by: int) -> None:
        """Turn the page; after the last one it is over."""
        at = self._at + by
        if at >= len(PAGES):
            self.dismiss(True)
        elif at >= 0:
            self._at = at
            self._show()
