"""What the screen of scenarios counts: the file beside the assessment, and the columns that are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from advisor.errors import UnusableInput
from advisor.tui.hub import Hub

if TYPE_CHECKING:
    from advisor.content.scenario_reader import LoadedScenarios
    from advisor.model.scenario import ScenarioTable
    from advisor.workflows.scenario_counting import Side
    from advisor.workflows.session import Session

MOST = 3
"""Scenarios beside the present."""
ADOPTED = "So already: the present holds all that it supposes."
SUPPOSED = "What if"
"""The column of what is supposed and not kept."""


class ScenariosCounting(Screen[None]):
    """Reads and counts; what it looks like is a subclass's business."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._kept: LoadedScenarios | None = None
        self._shown: list[str] | None = None
        """Names of the scenarios that are shown; None until anybody chose."""
        self.table: ScenarioTable | None = None
        """What is shown; None until it is counted."""
        self.adopted: frozenset[str] = frozenset()
        """Names of the kept scenarios that are so already: the present holds all that they suppose."""
        self._at = 1
        """The column that is chosen; 0 is the present, and never chosen."""

    @property
    def hub(self) -> Hub:
        """The app, by its own type."""
        app = self.app
        if not isinstance(app, Hub):
            raise TypeError("scenarios need an app with a session")
        return app

    def read(self) -> None:
        """Read the file anew, and count what is shown, in a thread."""
        from advisor.content.scenario_file import load_scenarios

        path = self.session.path
        try:
            self._kept = None if path is None else load_scenarios(path)
        except UnusableInput as error:
            self.hub.show_problems("The scenarios cannot be used", error.problems)
            self._kept = None
        names = self.names()
        self.adopted = self._find_adopted()
        if self._shown is None:
            # A column that equals the present tells nothing; whoever wants it picks it.
            self._shown = [each for each in names if each not in self.adopted][-MOST:]
        self._shown = [each for each in self._shown if each in names]
        self.say_title()
        empty = not self._shown and not self.supposes
        self.set_class(empty, "-empty")
        if empty:
            self.table = None
            self.refresh_bindings()
            return
        self.count()

    @property
    def supposes(self) -> bool:
        """Whether there is something supposed that is not kept."""
        return self.session.supposing and self.session.differs

    def _find_adopted(self) -> frozenset[str]:
        from advisor.workflows.scenario import scenario_between, suppose

        kept, session = self._kept, self.session
        if kept is None:
            return frozenset()
        own = (session.own_pack, session.own_assessment)
        found = set()
        for scenario in kept.scenarios:
            supposed = suppose(*own, scenario, kept.places(scenario))
            differs = scenario_between(scenario.name, own, (supposed.pack, supposed.assessment))
            if differs.empty and not supposed.left_out:
                found.add(scenario.name)
        return frozenset(found)

    def _sides(self) -> list[Side]:
        """The columns beside the present."""
        from advisor.workflows.scenario import suppose
        from advisor.workflows.scenario_counting import Side
        from advisor.workflows.scenarios import side_of

        session, kept, sides = self.session, self._kept, []
        if self.supposes:
            sides.append(Side(SUPPOSED, session.pack, session.assessment))
        for name in self._shown or ():
            if kept is not None and len(sides) < MOST:
                scenario = kept.called(name)
                source = kept.places(scenario)
                supposed = suppose(session.own_pack, session.own_assessment, scenario, source)
                side = side_of(scenario, supposed)
                if scenario.name in self.adopted:
                    side = replace(side, note=" ".join(filter(None, (ADOPTED, side.note))))
                sides.append(side)
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
        self.draw_table()

    def names(self) -> list[str]:
        """The scenarios that are kept, by name."""
        return [each.name for each in self._kept.scenarios] if self._kept is not None else []

    def say_title(self) -> None:
        """Whose scenarios these are, and how many are kept."""

    def draw_table(self) -> None:
        """Show what was counted."""
