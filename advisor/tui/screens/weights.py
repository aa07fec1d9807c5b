"""Suppose other weights: − and + beside each, how far it may go, and what it does at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from advisor.model.scenario_weights import bounds, without_effect, worth_supposing
from advisor.tui import supposing
from advisor.tui.hub import Hub
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.scenario_weights import WeightList, WeightResult

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.model.pack import Pack
    from advisor.workflows.scenario_weights import Weighed
    from advisor.workflows.session import Session


class WeightPage(Page, inherit_bindings=False):
    """The list; the screen moves the cursor and scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = []
    MORE_KEY: ClassVar[str] = "PgDn"


class WeightsScreen(Screen[None]):
    """Weights for the sake of argument."""

    HELP_TEXT: ClassVar[str] = (
        "What the questionnaire's weights do: make one heavier or lighter and see at once what the advice "
        "would be. The range says between which weights the advice of this workload stays, all others as "
        "they are. Weights that can change it by themselves come first; a lists the others as well. A "
        "weight of 0 leaves a question out; three times the questionnaire's is the most.\n\n"
        "It is a what-if: the questionnaire stays as it is, and weights are never saved in the assessment. "
        "K keeps them as a scenario."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "move(-8)", "Page up", show=False),
        Binding("pagedown", "move(8)", "Page down", show=False),
        Binding("home", "move(-999)", "First", show=False),
        Binding("end", "move(999)", "Last", show=False),
        Binding("left,minus", "step(-1)", "Lighter", key_display="←"),
        Binding("right,plus,equals_sign", "step(1)", "Heavier", key_display="→"),
        Binding("0,delete", "reset", "As it was", key_display="0"),
        Binding("a", "all_weights", "All weights"),
        Binding("w", "turn(1)", "Workload"),
        Binding("escape,q", "app.pop_screen", "Back", key_display="Esc"),
        Binding("R", "reset_all", "All as they were"),
        Binding("K", "name", "Name and keep"),
        Binding("S", "compare", "Compare"),
    ]
    DEFAULT_CSS = """
    WeightsScreen #title { padding: 0 2; height: 1; background: $warning; color: $background; }
    WeightsScreen Page { height: 1fr; padding: 0; }
    WeightsScreen.-tall Page { padding: 1 0 0 0; }
    /* Above what the weights do: a message never hides the answer to the key that was pressed. */
    WeightsScreen ToastRack { margin-bottom: 7; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._place: tuple[str, str] | None = None
        """The weight that the cursor is at; the first one that is listed while None."""
        self._workload = 0
        self.told: tuple[Weighed, ...] = ()
        """What the weights do, workload by workload; of the weights of ``_told_for``."""
        self._told_for: Pack | None = None

    @property
    def hub(self) -> Hub:
        """The app, by its own type."""
        app = self.app
        if not isinstance(app, Hub):
            raise TypeError("weights need an app with a session")
        return app

    def compose(self) -> ComposeResult:
        """Title, list, result, keys."""
        yield Static(
            "WHAT IF · other weights; the questionnaire's own stay as they are", id="title", markup=False
        )
        with WeightPage():
            yield WeightList(self.session.own_pack)
        yield WeightResult(self.session.own_pack)
        yield KeyBar()

    def on_mount(self) -> None:
        """The first weight."""
        self.query_one(WeightPage).focus()
        self.show_weights()

    def on_screen_resume(self) -> None:
        """What a scenario or an undo has changed meanwhile."""
        if self.session.supposing:
            self.show_weights()

    # Showing ---------------------------------------------------------------------------------

    def show_weights(self) -> None:
        """The weights at once; what they do comes a moment later."""
        self._draw()
        if self._told_for is self.session.pack:
            return
        own, pack, assessment = self.session.own_pack, self.session.pack, self.session.assessment

        def work() -> None:
            from advisor.workflows.scenario_weights import weigh

            worker = get_current_worker()
            if worker.is_cancelled:
                return
            found = weigh(own, pack, assessment)
            if not worker.is_cancelled:
                self.app.call_from_thread(self._take, pack, found)

        self.run_worker(work, thread=True, group="weights", exclusive=True)

    def _take(self, pack: Pack, found: tuple[Weighed, ...]) -> None:
        if self.is_attached and pack is self.session.pack:
            self._told_for, self.told = pack, found
            self._draw()
            self.refresh_bindings()

    def _draw(self) -> None:
        fresh = self._told_for is self.session.pack
        told = self.told[self._workload % len(self.told)] if self.told else None
        listed = self.query_one(WeightList)
        place = self._place or listed.places[0]
        listed.show(self.session.supposed_weights, place, told if fresh else None)
        if (self._place is None and fresh) or place not in listed.places:
            place = listed.places[0]
            listed.show(self.session.supposed_weights, place, told if fresh else None)
        self._place = place if fresh or self._place else None
        # What was told last stays until the new is known: nothing flickers while a key is held.
        self.query_one(WeightResult).show(told, many=len(self.told) > 1)

    # Moving ----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys only where they do something."""
        if action == "turn":
            return len(self.told) > 1
        if action == "name":
            return self.session.differs
        if action == "all_weights":
            return self.query_one(WeightList).folds if self.is_mounted else False
        if action == "reset_all":
            return bool(self.session.supposed_weights)
        return super().check_action(action, parameters)

    def _at(self) -> int:
        """Where the cursor is in the list."""
        listed = self.query_one(WeightList)
        return listed.places.index(self._place) if self._place in listed.places else 0

    def action_move(self, by: int) -> None:
        """The cursor up or down."""
        self.action_to(self._at() + by)

    def action_to(self, number: int) -> None:
        """The cursor to a line."""
        listed = self.query_one(WeightList)
        self._place = listed.places[max(0, min(number, len(listed.places) - 1))]
        self._draw()
        self._scroll()

    def _scroll(self) -> None:
        """The cursor's line into view."""
        page = self.query_one(WeightPage)
        line = self.query_one(WeightList).lines_of.get(self._at(), 0)
        top, height = int(page.scroll_y), max(1, page.size.height - 2)
        if line < top + 1:
            page.scroll_to(y=max(0, line - 1), animate=False)
        elif line >= top + height:
            page.scroll_to(y=line - height + 1, animate=False)

    def action_all_weights(self) -> None:
        """The weights that change nothing by themselves, or no longer."""
        listed = self.query_one(WeightList)
        listed.unfolded = not listed.unfolded
        self._draw()
        self.call_after_refresh(self._scroll)

    def action_turn(self, by: int) -> None:
        """The next workload."""
        self._workload += by
        self._draw()

    # Weighing --------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """The weight at the cursor heavier or lighter."""
        place = self.query_one(WeightList).places[self._at()]
        self._set(place, self.query_one(WeightList).weight(place) + by)

    def action_step_at(self, number: int, by: int) -> None:
        """The same by mouse."""
        self.action_to(number)
        self.action_step(by)

    def action_reset(self) -> None:
        """The questionnaire's weight again."""
        dimension, question = place = self.query_one(WeightList).places[self._at()]
        self._set(place, self.session.own_pack.rules.dimensions[dimension].weights[question])

    def action_reset_all(self) -> None:
        """All of the questionnaire's weights again; undo brings the others back."""
        self.session.suppose_weights({})
        self._changed()

    def _set(self, place: tuple[str, str], weight: int) -> None:
        own = self.session.own_pack
        dimension, question = place
        least, most = bounds(own.rules.dimensions[dimension].weights[question])
        if not least <= weight <= most:
            self.notify(f"From {least} to {most}: further is another questionnaire.", markup=False)
            return
        now = self.session.supposed_weights
        weights = worth_supposing(own, {**now, dimension: {**now.get(dimension, {}), question: weight}})
        if (empty := without_effect(own, weights)) is not None:
            self.notify(f"Something has to count in “{empty}”.", markup=False)
            return
        self.session.suppose_weights(weights)
        self._changed()

    def _changed(self) -> None:
        self.show_weights()
        self.refresh_bindings()

    def undo_step(self) -> None:
        """Take the last step back."""
        if not self.session.undo():
            self.notify("There is nothing to undo.", markup=False)
        self._changed()

    def action_name(self) -> None:
        """Keep what is supposed under a name."""
        supposing.keep_as_scenario(self.hub)

    def action_compare(self) -> None:
        """The present and scenarios side by side."""
        supposing.show_scenarios(self.hub)
