"""The present and up to three scenarios side by side: compare, go on from one, rename, forget, export."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from advisor.errors import AdvisorError, UnusableInput
from advisor.tui import supposing
from advisor.tui.hub import Hub
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.scenario_table import ScenarioBody, ScenarioHeads

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.content.scenario_reader import LoadedScenarios
    from advisor.model.scenario import Scenario, ScenarioTable
    from advisor.workflows.scenario_counting import Side
    from advisor.workflows.session import Session

MOST = 3
"""Scenarios beside the present."""
SUPPOSED = "What if"
"""The column of what is supposed and not kept."""
_NOTHING = (
    "No scenario yet.\n\n"
    "F9 on any screen supposes: change answers, weights (W) and the costs, and nothing is saved. "
    "Then K gives it a name and keeps it here, beside the present, to compare with others."
)


class ScenariosScreen(Screen[None]):
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
        super().__init__()
        self.session = session
        self._kept: LoadedScenarios | None = None
        self._shown: list[str] | None = None
        """Names of the scenarios that are shown; None until anybody chose."""
        self.table: ScenarioTable | None = None
        """What is shown; None until it is counted."""
        self._at = 1
        self._workload = 0
        self._everything = False
        self._undo: list[Callable[[], object]] = []

    @property
    def hub(self) -> Hub:
        """The app, by its own type."""
        app = self.app
        if not isinstance(app, Hub):
            raise TypeError("scenarios need an app with a session")
        return app

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

    # Counting --------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the file anew, and count what is shown, in a thread."""
        from advisor.content.scenario_file import load_scenarios

        path = self.session.path
        try:
            self._kept = None if path is None else load_scenarios(path)
        except UnusableInput as error:
            self.hub.show_problems("The scenarios cannot be used", error.problems)
            self._kept = None
        names = self._names()
        if self._shown is None:
            self._shown = names[-MOST:]
        self._shown = [each for each in self._shown if each in names]
        self._say_title()
        empty = not names and not self._supposed
        self.set_class(empty, "-empty")
        if empty:
            self.table = None
            self.refresh_bindings()
            return
        self.count()

    @property
    def _supposed(self) -> bool:
        return self.session.supposing and self.session.differs

    def _sides(self) -> list[Side]:
        """The columns beside the present."""
        from advisor.workflows.scenario import suppose
        from advisor.workflows.scenario_counting import Side
        from advisor.workflows.scenarios import side_of

        session, kept, sides = self.session, self._kept, []
        if self._supposed:
            sides.append(Side(SUPPOSED, session.pack, session.assessment))
        for name in self._shown or ():
            if kept is not None and len(sides) < MOST:
                scenario = kept.called(name)
                source = kept.places(scenario)
                supposed = suppose(session.own_pack, session.own_assessment, scenario, source)
                sides.append(side_of(scenario, supposed))
        return sides

    def count(self) -> None:
        """Count the columns; what was shown stays until then."""
        from advisor.workflows.scenarios import table_of

        sides = self._sides()
        pack, assessment = self.session.own_pack, self.session.own_assessment
        self.query_one("#about", Static).update("Counting …")

        def work() -> None:
            worker = get_current_worker()
            found = table_of(pack, assessment, sides)
            if not worker.is_cancelled:
                self.app.call_from_thread(self._take, found)

        self.run_worker(work, thread=True, group="scenarios", exclusive=True)

    def _take(self, found: ScenarioTable) -> None:
        if not self.is_attached:
            return
        self.table = found
        self._at = max(1, min(self._at, len(found.columns) - 1))
        self._draw()

    def _draw(self) -> None:
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

    def _say_title(self) -> None:
        kept = len(self._kept.scenarios) if self._kept is not None else 0
        of = f"{kept} kept" if kept else "none kept yet"
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
            return self._supposed
        if action == "pick":
            return self._kept is not None and bool(self._kept.scenarios)
        if action in {"turn", "everything", "export"}:
            return self.table is not None
        if action == "workload":
            return self.table is not None and len(self.table.workloads) > 1
        return super().check_action(action, parameters)

    @property
    def chosen(self) -> Scenario | None:
        """The kept scenario whose column is chosen."""
        if self.table is None or self._kept is None or not 0 < self._at < len(self.table.columns):
            return None
        name = self.table.columns[self._at].name
        if name == SUPPOSED and self._supposed and self._at == 1:
            return None
        return next((each for each in self._kept.scenarios if each.name == name), None)

    def action_turn(self, by: int) -> None:
        """The next column."""
        if self.table is not None and len(self.table.columns) > 1:
            self._at = (self._at - 1 + by) % (len(self.table.columns) - 1) + 1
            self._draw()

    def action_column(self, place: int) -> None:
        """The column that was clicked."""
        if self.table is not None and 0 < place < len(self.table.columns):
            self._at = place
            self._draw()

    def action_workload(self, by: int) -> None:
        """The next workload."""
        self._workload += by
        self._draw()

    def action_everything(self) -> None:
        """Also what stays the same."""
        self._everything = not self._everything
        self._draw()

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

        most = MOST - (1 if self._supposed else 0)
        self.app.push_screen(ScenarioPick(kept.scenarios, tuple(self._shown or ()), most), take)

    # Doing -----------------------------------------------------------------------------------

    def action_go_on(self) -> None:
        """Suppose what the chosen scenario supposes, and go on from there."""
        scenario = self.chosen
        if scenario is None or self._kept is None:
            return
        supposing.load(self.hub, scenario, self._kept.places(scenario))
        self.app.pop_screen()
        self.hub.refresh_session()

    def action_name(self) -> None:
        """Keep what is supposed under a name."""
        supposing.keep_as_scenario(self.hub, self._named)

    def _named(self, name: str) -> None:
        others = [each for each in self._shown or () if each != name]
        self._shown = [*others[-(MOST - 1) :], name]
        self.read()

    def action_rename(self) -> None:
        """Another name for the chosen scenario."""
        scenario = self.chosen
        path = self.session.path
        if scenario is None or path is None:
            return
        from advisor.content.scenario_file import put_scenario
        from advisor.content.scenario_reader import same_name
        from advisor.tui.dialogs.prompt import PromptDialog

        def take(name: str | None) -> None:
            if name is None or name == scenario.name:
                return
            others = [each.name for each in self._kept.scenarios] if self._kept else []
            if any(same_name(name, each) and not same_name(name, scenario.name) for each in others):
                self.notify(f"There is a scenario “{name}” already.", severity="warning", markup=False)
                return
            new = scenario.model_copy(update={"name": name})
            if self._written(lambda: put_scenario(path, new, instead_of=scenario.name)):
                self._undo.append(lambda: put_scenario(path, scenario, instead_of=name))
                self._shown = [name if each == scenario.name else each for each in self._shown or ()]
                self.read()

        dialog = PromptDialog(
            "Rename the scenario", "What is it called?", value=scenario.name, missing="Type a name."
        )
        self.app.push_screen(dialog, take)

    def action_forget(self) -> None:
        """Take the chosen scenario out; undo brings it back."""
        scenario, path = self.chosen, self.session.path
        if scenario is None or path is None or self._kept is None:
            return
        from advisor.content.scenario_file import drop_scenario, put_scenario

        place = self._kept.scenarios.index(scenario)
        if self._written(lambda: drop_scenario(path, scenario.name)):
            self._undo.append(lambda: put_scenario(path, scenario, at=place))
            self.notify(f"“{scenario.name}” is forgotten. ^z brings it back.", markup=False)
            self._at = max(1, self._at - 1)
            self.read()

    def undo_step(self) -> None:
        """Take back the last rename or forget."""
        if not self._undo:
            self.notify("There is nothing to undo here.", markup=False)
            return
        back = self._undo.pop()
        before = set(self._names())
        if self._written(back):
            self.read()
            new = [each for each in self._names() if each not in before]
            self._shown = [*(self._shown or []), *new][-MOST:]
            self.read()

    def _names(self) -> list[str]:
        return [each.name for each in self._kept.scenarios] if self._kept is not None else []

    def _written(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UnusableInput as error:
            self.hub.show_problems("Not written", error.problems)
        except AdvisorError as error:
            self.notify(str(error), title="Not written", severity="error", markup=False)
        else:
            return True
        return False

    def action_export(self) -> None:
        """The table as a file."""
        if self.table is not None:
            from advisor.tui.dialogs.scenario import export_table

            export_table(self.hub, self.table, everything=self._everything)
