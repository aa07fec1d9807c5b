"""What the screen of scenarios changes: names and keeps, renames, forgets, and takes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError, UnusableInput
from advisor.tui import supposing
from advisor.tui.screens.scenarios_count import MOST, SUPPOSED, ScenariosCounting

if TYPE_CHECKING:
    from advisor.model.scenario import Scenario
    from advisor.workflows.session import Session


class ScenariosKeeping(ScenariosCounting):
    """Every change is on the disk at once, and can be taken back here."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._undo: list[Callable[[], object]] = []

    @property
    def chosen(self) -> Scenario | None:
        """The kept scenario whose column is chosen."""
        if self.table is None or self._kept is None or not 0 < self._at < len(self.table.columns):
            return None
        name = self.table.columns[self._at].name
        if name == SUPPOSED and self.supposes and self._at == 1:
            return None
        return next((each for each in self._kept.scenarios if each.name == name), None)

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
            others = self.names()
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
        before = set(self.names())
        if self._written(back):
            self.read()
            new = [each for each in self.names() if each not in before]
            self._shown = [*(self._shown or []), *new][-MOST:]
            self.read()

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
