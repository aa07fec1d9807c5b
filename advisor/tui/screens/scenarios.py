"""The present and up to three scenarios side by side: compare, go on from one, rename, forget, export."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from advisor.tui import supposing
from advisor.tui.screens.scenarios_count import MOST
from advisor.tui.screens.scenarios_keep import ScenariosKeeping
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.scenario_table import ScenarioBody, ScenarioHeads

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.workflows.session import Session

_NOTHING = (
    "No scenario yet.\n\n"
    "F9 on any screen supposes: change answers, weights (W) and the costs, and nothing is saved. "
    "Then K gives it a name and keeps it here, beside the present, to compare with others."
)


_ALL_SO = (
    "The scenarios that are kept are so already: the present holds all that they suppose, and a column "
    "beside it would say the same.\n\n"
    "a shows them all the same; there x forgets one. F9 on any screen supposes something new."
)


class ScenariosScreen(ScenariosKeeping):
    """What scenarios come to, column by column."""

    HELP_TEXT: ClassVar[str] = (
        "The present beside scenarios: what each supposes, and what moves: advice, scores, how firm it is, "
        "costs and KPI values. Only rows that differ are shown; F shows all.\n\n"
        "A scenario says only what differs. It stands in a file beside the assessment and never changes it. "
        "Enter goes on from the chosen one as a what-if. ⚖ marks weights that are not the questionnaire's."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "Choose", key_display="← →"),
        Binding("left", "turn(-1)", "Scenario before", show=False),
        Binding("enter", "go_on", "Go on from it"),
        Binding("a", "pick", "Which to show"),
        Binding("K", "name", "Name and keep"),
        Binding("r", "rename", "Rename"),
        Binding("x,delete", "forget", "Forget", key_display="x"),
        Binding("w", "workload(1)", "Workload"),
        Binding("f", "everything", "All rows / moved"),
        Binding("e", "export", "Export"),
        Binding("escape,q", "app.pop_screen", "Back", key_display="Esc"),
    ]
    DEFAULT_CSS = """
    ScenariosScreen #title { padding: 0 2; height: 1; text-style: bold; background: $panel; }
    ScenariosScreen #about { padding: 0 2; height: auto; max-height: 2; color: $text-muted; }
    ScenariosScreen Page { height: 1fr; }
    ScenariosScreen.-short Page { padding: 0; }
    ScenariosScreen #nothing { padding: 1 3; height: 1fr; display: none; max-width: 90; }
    ScenariosScreen.-empty Page, ScenariosScreen.-empty ScenarioHeads { display: none; }
    ScenariosScreen.-empty #nothing { display: block; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._workload = 0
        self._everything = False

    def compose(self) -> ComposeResult:
        """Title, columns, page, keys."""
        yield Static(id="title", markup=False)
        yield Static(id="about", markup=False)
        yield ScenarioHeads()
        yield Static(_NOTHING, id="nothing", markup=False)
        with Page():
            yield ScenarioBody()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read and count."""
        self.query_one(Page).focus()
        self.read()

    def on_resize(self) -> None:
        """In a higher terminal less is cut short."""
        self.call_after_refresh(self.draw_table)

    # Showing ---------------------------------------------------------------------------------

    def draw_table(self) -> None:
        """Heads, rows, and what the chosen column is."""
        table = self.table
        if table is None:
            return
        place = self._workload % len(table.workloads)
        workload = table.workloads[place]
        self.query_one(ScenarioHeads).show(table.columns, self._at)
        self.query_one(ScenarioBody).show(table, workload.id, everything=self._everything)
        many = len(table.workloads) > 1
        words = f"{workload.title} ({place + 1} of {len(table.workloads)}; w turns)"
        column = table.columns[self._at] if self._at < len(table.columns) else None
        note = f"{column.name}: {column.note}" if column is not None and column.note else ""
        text = "\n".join(each for each in (words if many else workload.title, note) if each)
        self.query_one("#about", Static).update(said(text))
        self.refresh_bindings()

    def say_title(self) -> None:
        """Whose scenarios these are, and how many are kept."""
        kept = len(self._kept.scenarios) if self._kept is not None else 0
        of = f"{kept} kept" if kept else "none kept yet"
        if so := len(self.adopted):
            of += f", {'all' if so == kept else so} so already"
            self.query_one("#nothing", Static).update(_ALL_SO)
        else:
            self.query_one("#nothing", Static).update(_NOTHING)
        self.query_one("#title", Static).update(
            said(f"Scenarios of {self.session.assessment.organisation} · {of}")
        )

    # Choosing --------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys only where they do something."""
        kept = self.chosen is not None
        if action in {"rename", "forget"}:
            return kept
        if action == "go_on":
            return kept
        if action == "name":
            return self.supposes
        if action == "pick":
            return self._kept is not None and bool(self._kept.scenarios)
        if action in {"turn", "everything", "export"}:
            return self.table is not None
        if action == "workload":
            return self.table is not None and len(self.table.workloads) > 1
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """The next column."""
        if self.table is not None and len(self.table.columns) > 1:
            self._at = (self._at - 1 + by) % (len(self.table.columns) - 1) + 1
            self.draw_table()

    def action_column(self, place: int) -> None:
        """The column that was clicked."""
        if self.table is not None and 0 < place < len(self.table.columns):
            self._at = place
            self.draw_table()

    def action_workload(self, by: int) -> None:
        """The next workload."""
        self._workload += by
        self.draw_table()

    def action_everything(self) -> None:
        """Also what stays the same."""
        self._everything = not self._everything
        self.draw_table()

    def action_pick(self) -> None:
        """Which scenarios stand beside the present."""
        from advisor.tui.dialogs.scenario import ScenarioPick

        kept = self._kept
        if kept is None:
            return

        def take(names: tuple[str, ...] | None) -> None:
            if names is not None:
                self._shown = list(names)
                self.read()

        most = MOST - (1 if self.supposes else 0)
        shown = tuple(self._shown or ())
        self.app.push_screen(ScenarioPick(kept.scenarios, shown, most, self.adopted), take)

    # Doing -----------------------------------------------------------------------------------

    def action_go_on(self) -> None:
        """Suppose what the chosen scenario supposes, and go on from there."""
        scenario = self.chosen
        if scenario is None or self._kept is None:
            return
        supposing.load(self.hub, scenario, self._kept.places(scenario))
        # Also from the weights: what it comes to is seen on the result.
        while len(self.app.screen_stack) > 1 and not isinstance(self.app.screen, WorkspaceScreen):
            self.app.pop_screen()
        self.hub.refresh_session()
        self.hub.action_go("result")

    def action_export(self) -> None:
        """The table as a file."""
        if self.table is not None:
            from advisor.tui.dialogs.scenario import export_table

            export_table(self.hub, self.table, everything=self._everything)
