"""The first screen: begin, open, go on with a recent file, look at an example.

It is painted before anything is read from a pack: what the pack says (personas, minutes, examples)
comes from a thread a moment later.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.style import Style
from textual.widgets import OptionList, Static

from advisor.errors import UnusableInput
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.start_entries import entries

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.errors import Problem
    from advisor.workflows.recent import Recent
    from advisor.workflows.session import Session
    from advisor.workflows.session_shelf import Shelf

INTRO = (
    "Where should your AI workloads run? Answer what you know; see the advice and every reason; "
    "take a report along."
)


class StartScreen(Screen[None]):
    """Begin, open, recent, examples; persona; quick or full."""

    HELP_TEXT: ClassVar[str] = (
        "Begin an assessment of your own, open one, or look at an example, which is answered already and "
        "never changed. The quick interview asks the questions that usually settle the advice; the full one "
        "can be taken up later with all answers kept. The persona is the reader of the report, and can be "
        "changed at any time."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New"),
        Binding("o", "open", "Open"),
        Binding("d", "portfolio", "Folder"),
        Binding("f", "toggle_quick", "Quick or full"),
        Binding("p", "persona", "Persona"),
        Binding("delete", "forget", "Forget a recent file", show=False),
    ]
    DEFAULT_CSS = """
    StartScreen { align-horizontal: center; }
    StartScreen #sheet { width: 100%; max-width: 104; height: 100%; padding: 1 3 0 3; }
    StartScreen.-tall #sheet { padding: 3 3 1 3; }
    StartScreen.-short #sheet { padding: 0 2; }
    StartScreen #intro { height: auto; color: $text-muted; margin: 0 0 1 0; }
    StartScreen #settings { height: auto; margin: 0 0 1 0; padding: 0 1; }
    StartScreen #mark, StartScreen #intro { padding: 0 1; }
    StartScreen.-short #intro { display: none; }
    StartScreen OptionList {
        height: 1fr; border: none; padding: 0; background: $background; scrollbar-size-vertical: 1;
    }
    StartScreen OptionList > .option-list--option { padding: 0 1; }
    StartScreen OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    StartScreen.-tall OptionList { text-wrap: wrap; }
    StartScreen.-tall #mark { margin: 0 0 1 0; }
    StartScreen OptionList:focus { border: none; background: $background; background-tint: $background 0%; }
    """

    class Chosen(Message):
        """An assessment is to be opened."""

        def __init__(self, path: Path, *, quick: bool, persona: str | None, example: bool) -> None:
            super().__init__()
            self.path = path
            self.quick = quick
            self.persona = persona
            self.example = example

    class Begun(Message):
        """A new assessment has been made."""

        def __init__(self, session: Session) -> None:
            super().__init__()
            self.session = session

    class Forgotten(Message):
        """A recent file is to leave the list."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path

    class Unusable(Message):
        """The pack cannot be used."""

        def __init__(self, problems: tuple[Problem, ...]) -> None:
            super().__init__()
            self.problems = problems

    def __init__(self, recent: tuple[Recent, ...], pack_folder: Path | None) -> None:
        super().__init__()
        self._recent = recent
        self._pack_folder = pack_folder
        self._shelf: Shelf | None = None
        self._quick = True
        self._persona: str | None = None
        self._waiting_for_shelf = False

    def compose(self) -> ComposeResult:
        """Name, what it is for, the two settings, the list."""
        with Vertical(id="sheet"):
            yield Static(self._mark(), id="mark")
            yield Static(Content(INTRO), id="intro")
            settings = Static(self._settings(), id="settings")
            settings.auto_links = False
            yield settings
            yield OptionList(*entries(self._recent, None), id="list", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the pack once the first picture is on the screen."""
        self.query_one("#list", OptionList).highlighted = 1
        self.call_after_refresh(self._fetch)

    # The pack --------------------------------------------------------------------------------

    def _fetch(self) -> None:
        self.run_worker(self._read_shelf, thread=True, group="shelf", exclusive=True)

    def _read_shelf(self) -> None:
        from advisor.workflows.session_shelf import load_shelf

        try:
            shelf = load_shelf(self._pack_folder)
        except UnusableInput as error:
            self.post_message(self.Unusable(error.problems))
        else:
            self.app.call_from_thread(self._show_shelf, shelf)

    def _show_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._fill()
        if self._waiting_for_shelf:
            self._waiting_for_shelf = False
            self.action_new()

    def show_recent(self, recent: tuple[Recent, ...]) -> None:
        """The recent files may have changed while an assessment was open."""
        self._recent = recent
        self._fill()

    def _fill(self) -> None:
        listed = self.query_one("#list", OptionList)
        at = listed.highlighted
        here = listed.get_option_at_index(at).id if at is not None else None
        listed.clear_options()
        listed.add_options(entries(self._recent, self._shelf))
        ids = [option.id for option in listed.options]
        listed.highlighted = ids.index(here) if here in ids else 1
        self._show_settings()

    # Drawing ---------------------------------------------------------------------------------

    @staticmethod
    def _mark() -> Content:
        steps = (("▁", "Crawl"), ("▃", "Walk"), ("▆", "Run"))
        parts = [
            Content.assemble((f"{sign} ", "$primary"), (name, "bold $foreground")) for sign, name in steps
        ]
        return Content("   ").join(parts)

    def _settings(self) -> Content:
        quick, full = "Quick", "Full"
        persona = "as the file says, or later"
        if self._shelf is not None:
            quick, full = f"Quick, {self._shelf.quick.first}", f"Full, {self._shelf.full.first}"
            known = self._shelf.pack.persona_by_id.get(self._persona or "")
            persona = known.title if known else persona
        toggle = Style.from_meta({"@click": "screen.toggle_quick"})
        ask = Style.from_meta({"@click": "screen.persona"})

        def choice(text: str, *, chosen: bool) -> Content:
            style = "bold $foreground" if chosen else "$text-muted"
            return Content.assemble(("● " if chosen else "○ ", "$text-primary"), (text, style)).stylize(
                toggle
            )

        line = Content.assemble(("Interview  ", "$text-primary"), choice(quick, chosen=self._quick))
        other = choice(full, chosen=not self._quick)
        both = line + Content("\n           ") + other
        if self._shelf is not None:
            both += Content.styled(f"\n           {self._shelf.further}", "$text-muted")
        return both + Content.assemble(
            "\n", ("Report for ", "$text-primary"), Content(f"{persona} ▼").stylize(ask)
        )

    def _show_settings(self) -> None:
        self.query_one("#settings", Static).update(self._settings())

    # Actions ---------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """What was chosen in the list."""
        event.stop()
        kind, _, rest = (event.option.id or "").partition(":")
        if kind == "new":
            self.action_new()
        elif kind == "open":
            self.action_open()
        elif kind == "portfolio":
            self.action_portfolio()
        elif kind == "recent":
            recent = self._recent[int(rest)]
            self._choose(Path(recent.path), quick=recent.quick)
        elif kind == "example" and self._shelf is not None:
            self._choose(self._shelf.examples[int(rest)].path, quick=self._quick, example=True)

    def _choose(self, path: Path, *, quick: bool, example: bool = False) -> None:
        self.post_message(self.Chosen(path, quick=quick, persona=self._persona, example=example))

    def action_new(self) -> None:
        """Ask what is needed and begin."""
        shelf = self._shelf
        if shelf is None:
            self._waiting_for_shelf = True
            return
        from advisor.tui.screens.new import NewDialog

        def begin(session: Session | None) -> None:
            if session is not None:
                self.post_message(self.Begun(session))

        self.app.push_screen(NewDialog(shelf, quick=self._quick, persona=self._persona), begin)

    def action_open(self) -> None:
        """Ask for a file."""
        from advisor.tui.dialogs.open_file import OpenDialog

        def take(path: Path | None) -> None:
            if path is not None:
                self._choose(path, quick=self._quick)

        self.app.push_screen(OpenDialog(), take)

    def action_portfolio(self) -> None:
        """Ask for a folder, and show all that lies in it."""
        from advisor.tui.dialogs.prompt import PromptDialog
        from advisor.workflows.inside import Outside, place

        def take(name: str | None) -> None:
            if name is None:
                return
            try:
                folder = place(name)
            except Outside as error:
                self.app.notify(str(error), severity="error", markup=False)
                return
            if not folder.is_dir():
                self.app.notify(f"There is no folder “{name}”.", severity="error", markup=False)
                return
            from advisor.tui.screens.portfolio import PortfolioScreen

            self.app.push_screen(PortfolioScreen(folder))

        text = "Every assessment below it comes side by side: advice, scores, risks, and what they share."
        dialog = PromptDialog(
            "A folder of assessments", text, value=".", missing="Type the name of a folder."
        )
        self.app.push_screen(dialog, take)

    def action_toggle_quick(self) -> None:
        """The other interview."""
        self._quick = not self._quick
        self._show_settings()

    def action_persona(self) -> None:
        """Choose the reader of the report."""
        if self._shelf is None:
            return
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        def take(persona: str | None) -> None:
            if persona is not None:
                self._persona = persona or None
                self._show_settings()

        ways = [Way(persona.id, persona.title) for persona in self._shelf.pack.personas]
        self.app.push_screen(ChooseDialog("For whom is the report?", "", ways, self._persona), take)

    def action_forget(self) -> None:
        """Take a recent file out of the list; the file itself stays."""
        listed = self.query_one("#list", OptionList)
        if listed.highlighted is not None:
            kind, _, rest = (listed.get_option_at_index(listed.highlighted).id or "").partition(":")
            if kind == "recent":
                self.post_message(self.Forgotten(self._recent[int(rest)].path))
