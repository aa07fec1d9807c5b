"""The terminal app: wires screens, keys, themes and the session. What it imports late, it needs late."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from advisor.errors import AdvisorError, Problem, UnusableInput
from advisor.tui import supposing
from advisor.tui.actions import Actions
from advisor.tui.hub import clock
from advisor.tui.screens.loading import LoadingScreen
from advisor.tui.screens.start import StartScreen
from advisor.tui.themes import THEMES
from advisor.workflows.inside import place
from advisor.workflows.recent import forget, store_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import SystemCommand
    from textual.screen import Screen

    from advisor.decision.walk import Step
    from advisor.workflows.session import Session
    from advisor.workflows.workshop_watch import Watch

WORKSHOP = "workshop.yaml"
"""The file that makes a folder a workshop."""


class AdvisorApp(Actions):
    """Start, and the five screens of an assessment."""

    TITLE = "Crawl, Walk, Run"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "go('interview')", "Interview", show=False),
        Binding("f3", "go('review')", "Review", show=False),
        Binding("f4", "go('result')", "Result", show=False),
        Binding("f5", "go('report')", "Report", show=False),
        Binding("f6", "workloads", "Workloads", show=False),
        Binding("f12", "go('costs')", "Costs", show=False),
        Binding("B", "go('bill')", "Bill: what is really spent", show=False),
        Binding("f10", "start", "Start", show=False),
        Binding("ctrl+z", "undo", "Undo", show=False, priority=True),
        Binding("ctrl+y", "redo", "Redo", show=False, priority=True),
        Binding("ctrl+s", "save", "Save", show=False),
        Binding("ctrl+t", "toggle_light", "Light or dark", show=False),
        Binding("ctrl+o", "preferences", "Colours, size, motion", show=False),
        Binding("f1,question_mark", "help", "Help", key_display="F1"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
    ]

    def __init__(
        self,
        session: Session | None = None,
        *,
        path: Path | None = None,
        quick: bool = False,
        pack: Path | None = None,
        now: Callable[[], str] = clock,
    ) -> None:
        super().__init__(now=now)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (100, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (23, "-medium"), (34, "-tall")]
        self.pack_folder = pack
        self._first = session
        self._first_path = path
        self._first_quick = quick
        for theme, _ in THEMES.values():
            self.register_theme(theme)
        self.apply_preferences()

    def get_default_screen(self) -> StartScreen:
        """The start screen lies at the bottom of everything."""
        # On the way to a file that was named, the names of others are nobody's business.
        recent = () if self._first_path is not None else self.memory.recent
        return StartScreen(recent, self.pack_folder)

    def on_mount(self) -> None:
        """Show what comes first."""
        self.arrive()

    def arrive(self) -> None:
        """Go straight to what was asked for."""
        if self._first is not None:
            self.begin(self._first)
        elif self._first_path is not None:
            known = {entry.path: entry.quick for entry in self.memory.recent}
            before = known.get(str(self._first_path.resolve()), False)
            self.open_path(self._first_path, quick=self._first_quick or before)
        elif not self.memory.toured and not self.memory.recent:
            self.prefer(replace(self.memory, toured=True))
            self.call_after_refresh(self.action_tour)

    def on_start_screen_chosen(self, message: StartScreen.Chosen) -> None:
        """Open what was chosen."""
        self.open_path(message.path, quick=message.quick, persona=message.persona, example=message.example)

    def on_start_screen_begun(self, message: StartScreen.Begun) -> None:
        """Go on with a new assessment."""
        self.begin(message.session)

    def on_start_screen_forgotten(self, message: StartScreen.Forgotten) -> None:
        """The list without a file."""
        self.memory = forget(self.memory, message.path)
        store_state(self.memory)
        if isinstance(self.screen, StartScreen):
            self.screen.show_recent(self.memory.recent)

    def on_start_screen_unusable(self, message: StartScreen.Unusable) -> None:
        """The pack has to be mended first."""
        self.show_problems("The questionnaire cannot be used", message.problems)

    # Sessions --------------------------------------------------------------------------------

    def open_path(
        self, path: Path, *, quick: bool = False, persona: str | None = None, example: bool = False
    ) -> None:
        """Open an assessment in a thread; an example is looked at and never written, a workshop is led."""
        folder = path.parent if path.name == WORKSHOP else path
        if path.name == WORKSHOP or (path.is_dir() and (path / WORKSHOP).is_file()):
            self.open_workshop(folder)
            return

        def read() -> None:
            from advisor.workflows.session import Session

            try:
                if not example:
                    place(str(path))
                opened = Session.look_at(path, quick=quick) if example else Session.open(path, quick=quick)
            except UnusableInput as error:
                text = "The file was left as it is. Mend these lines and open it again."
                self.call_from_thread(self._not_opened)
                self.call_from_thread(self.show_problems, f"{path.name} cannot be used", error.problems, text)
            except AdvisorError as error:
                self.call_from_thread(self._not_opened)
                self.call_from_thread(
                    self.notify, str(error), title="Not opened", severity="error", markup=False
                )
            else:
                _ = opened.recommendation  # The first one takes longest, so it is made here, off the screen.
                self.call_from_thread(self.begin, opened, persona)

        if not isinstance(self.screen, LoadingScreen):
            self.push_screen(LoadingScreen(path.name))
        self.run_worker(read, thread=True, group="opening", exclusive=True)

    def open_workshop(self, folder: Path) -> None:
        """Lead a workshop: the facilitator's screen of a folder, read in a thread."""

        def read() -> None:
            from advisor.workflows.workshop_watch import Watch

            try:
                watch = Watch(folder)
            except UnusableInput as error:
                self.call_from_thread(self._not_opened)
                self.call_from_thread(self.show_problems, f"{folder.name} cannot be used", error.problems)
                return
            self.call_from_thread(lead, watch)

        def lead(watch: Watch) -> None:
            from advisor.tui.screens.workshop import WorkshopScreen

            if isinstance(self.screen, LoadingScreen):
                self.switch_screen(WorkshopScreen(watch))

        self.push_screen(LoadingScreen(folder.name))
        self.run_worker(read, thread=True, group="opening", exclusive=True)

    def _not_opened(self) -> None:
        """Back to where the file was asked for."""
        if isinstance(self.screen, LoadingScreen):
            self.pop_screen()
        if isinstance(self.screen, StartScreen):
            self.screen.show_recent(self.memory.recent)

    def begin(self, session: Session, persona: str | None = None) -> None:
        """Show a session where it stopped: at the first open question, at its result, or at its costs."""
        self.session = session
        self._failure = self._saved_at = None
        where = str(session.path.resolve()) if session.path is not None else None
        entry = next((one for one in self.memory.recent if one.path == where), None)
        if entry is not None and not session.advice_withheld:
            session.settles_first = entry.telling
        self.position = session.resume()
        if persona is not None and persona in session.pack.persona_by_id:
            session.set_persona(persona)
        self.remember()
        calculation = session.assessment.economics is not None and not session.answered
        self._show("costs" if calculation else "interview" if self.position is not None else "result")
        self.save_soon()
        if session.notices:
            self.show_problems("Worth a look", session.notices, "The file can be used all the same.")

    def show_problems(self, title: str, problems: tuple[Problem, ...], text: str = "") -> None:
        """A dialog with every problem and its line."""
        from advisor.tui.dialogs.problems import ProblemsDialog

        self.push_screen(ProblemsDialog(title, problems, text))

    # Going -----------------------------------------------------------------------------------

    def action_go(self, place: str) -> None:
        """Show a screen of the session; typed answers are taken along."""
        workspace = self._workspace()
        if self.session is None and isinstance(self.screen, StartScreen):
            first = "Open or begin an assessment first"
            self.notify(f"{first}; B then holds a bill against it." if place == "bill" else f"{first}.")
            return
        if self.session is None or workspace is not self.screen:
            return
        if workspace is not None and place == workspace.PLACE:
            return
        if workspace is not None:
            workspace.leaving()
        self._show(place)

    def go_to_step(self, step: Step) -> None:
        """Show the interview at one question."""
        self.position = step
        self.action_go("interview")

    def _show(self, place: str) -> None:
        screen = self._make(place)
        if self._workspace() is self.screen or isinstance(self.screen, LoadingScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        self.call_after_refresh(lambda: self.show_status(self.status))

    def _make(self, place: str) -> Screen[None]:
        session = self.session
        if session is None:
            raise AdvisorError("No assessment is open.")
        if session.advice_withheld and place in {"result", "report", "costs"}:
            from advisor.tui.screens.withheld import WithheldScreen

            return WithheldScreen(session, place)
        if place == "review":
            from advisor.tui.screens.review import ReviewScreen

            return ReviewScreen(session)
        if place == "result":
            from advisor.tui.screens.result import ResultScreen

            return ResultScreen(session)
        if place == "report":
            from advisor.tui.screens.report import ReportScreen

            return ReportScreen(session)
        if place == "costs":
            from advisor.tui.screens.costs import CostsScreen

            return CostsScreen(session)
        if place == "bill":
            from advisor.tui.screens.bill import BillScreen

            return BillScreen(session)
        from advisor.tui.screens.interview import InterviewScreen

        return InterviewScreen(session, self.position)

    def action_show_own_advice(self) -> None:
        """Show a participant what their answers come to, although the room still votes."""
        workspace = self._workspace()
        if self.session is None or workspace is None or workspace is not self.screen:
            return
        workspace.leaving()
        self.session.advice_withheld = False
        self._show(workspace.shown_place)

    def action_start(self, then: str = "") -> None:
        """Back to the start, and do something there; what is not saved keeps us here."""
        workspace = self._workspace()
        if workspace is None or workspace is not self.screen:
            return
        workspace.leaving()
        if self.session is not None and self.session.supposing:
            supposing.ask(self, partial(self.action_start, then))
            return
        if not self.save_now():
            self.action_save()
            return
        self.session = None
        self.pop_screen()
        if isinstance(self.screen, StartScreen):
            self.screen.show_recent(self.memory.recent)
            if then:
                self.run_worker(self.run_action(f"screen.{then}"), exit_on_error=True)

    async def action_quit(self) -> None:
        """Quit once everything is saved, or the user lets it go."""
        workspace = self._workspace()
        if workspace is not None and workspace is self.screen:
            workspace.leaving()
        if self.session is not None and self.session.supposing and workspace is self.screen:
            supposing.ask(self, self.action_quit)
            return
        if self.save_now():
            self.exit(0)
            return
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        def decide(way: str | None) -> None:
            if way == "save":
                self.action_save()
            elif way == "quit":
                self.exit(0)

        ways = (
            Way("save", "Stay, and save elsewhere"),
            Way("quit", "Quit all the same", "Answers since the last save are lost."),
        )
        self.push_screen(ChooseDialog("Not everything is saved", self.status, ways), decide)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the app and of the screen, for the command palette."""
        from advisor.tui.commands import commands

        yield from commands(self, screen)


def run(path: Path | None = None, *, quick: bool = False, pack: Path | None = None) -> int:
    """Run the terminal app, with an assessment at once when one is named; the exit code.

    ``quick`` asks for the quick interview; without it a file goes on in the one it was left in.
    """
    app = AdvisorApp(path=path, quick=quick, pack=pack)
    app.run()
    return app.return_code or 0
