"""Costs: what every alternative comes to, from which figures, and what changes when one is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from advisor.errors import AdvisorError, UnusableInput
from advisor.tui.dialogs.pick import Entry, PickDialog
from advisor.tui.screens.costs_edit import CostsEditing
from advisor.tui.screens.costs_memory import place_slider
from advisor.tui.widgets.cost_form import CostForm
from advisor.tui.widgets.cost_results import CostResults
from advisor.tui.widgets.cost_rows import Shown
from advisor.tui.widgets.cost_slider import CostSlider
from advisor.tui.widgets.cost_work import Outcome
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.workload_bar import WorkloadBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.model.price import PriceBook

_SIDES = (("form", "Figures"), ("results", "Costs"))


class CostsScreen(CostsEditing):
    """Form, sliders and results; side by side where there is room."""

    PLACE = "costs"
    HELP_TEXT = (
        "What each model costs for a workload. The list holds every figure behind it: ● given by you, "
        "◆ from an answer, ○ assumed. Enter on a figure types your own, as “0.21 USD/kWh” or as a range, "
        "“0.15 to 0.2 to 0.3”; Delete goes back to what is derived or assumed; / finds one by its name. "
        "What you type is saved with your answers, under “economics:”, and can be undone like them.\n\n"
        "The sliders try out utilisation and volume with ← and → or the mouse; Home goes back. A volume that "
        "is tried out is growth: machines and charges grow with it, people and data less. Enter states the "
        "value in the form, a volume as the load of today."
    )
    DEFAULT_CSS = """
    CostsScreen #body { height: 1fr; }
    CostsScreen #form-side { width: 54; }
    CostsScreen #results-side { width: 1fr; }
    CostsScreen #sides { display: none; height: 1; padding: 0 2; pointer: pointer; }
    CostsScreen CostSlider { margin: 0 0 0 0; }
    CostsScreen #nothing { display: none; height: 1fr; padding: 1 3; }
    CostsScreen.-empty #nothing { display: block; }
    CostsScreen.-empty #body, CostsScreen.-empty #sides { display: none; }
    CostsScreen.-normal #sides, CostsScreen.-narrow #sides { display: block; }
    CostsScreen.-normal #form-side, CostsScreen.-narrow #form-side { width: 1fr; display: none; }
    CostsScreen.-normal.-form #form-side, CostsScreen.-narrow.-form #form-side { display: block; }
    CostsScreen.-normal.-form #results-side, CostsScreen.-narrow.-form #results-side { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "turn_side", "Figures / costs"),
        Binding("slash", "find", "Find a figure", key_display="/"),
        Binding("v", "slider('volume')", "Volume"),
        Binding("u", "slider('utilisation')", "Utilisation"),
        Binding("w,right_square_bracket", "turn(1)", "Next workload", key_display="w"),
        Binding("left_square_bracket", "turn(-1)", "Previous workload", show=False),
        Binding("n", "footnotes", "Sources"),
        Binding("space", "page(1)", "Page down", show=False),
        Binding("b", "page(-1)", "Page up", show=False),
    ]

    # What is shown ---------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Workloads, and the two sides."""
        yield WorkloadBar(self.session.pack)
        sides = Static(id="sides")
        sides.auto_links = False
        yield sides
        yield Static(id="nothing", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="form-side"):
                yield CostForm(id="form")
            with Vertical(id="results-side"):
                yield CostSlider("Volume", id="volume")
                yield CostSlider("Utilisation", id="utilisation")
                with Page(id="page"):
                    yield CostResults(self.session.pack, id="results")

    def on_mount(self) -> None:
        """Begin with the costs of the first workload."""
        self._show_side(self.memory.side)
        self.session_changed()
        # Only now is it known which sides there is room for.
        self.call_after_refresh(self._place_keys)

    def _place_keys(self) -> None:
        """Down walks through the figures where they are shown, else from the sliders into the costs."""
        if self.query_one("#form-side").display:
            self.query_one(CostForm).focus_list()
        else:
            self.query_one("#volume").focus(scroll_visible=False)

    def session_changed(self) -> None:
        """Count anew; other answers are other figures to begin at."""
        self.memory.meet(self.session.assessment)
        workload = self.workload
        if workload is None:
            self._empty("There is no workload whose costs could be told. F6 adds one.")
            return
        self.query_one(WorkloadBar).show(self.session.recommendation, workload)
        self.count()

    def _empty(self, words: str) -> None:
        self.add_class("-empty")
        self.query_one("#nothing", Static).update(said(words))

    def show_waiting(self) -> None:
        """Say that prices are being read."""
        self.query_one(CostResults).say("Reading prices …")

    def show_failure(self, error: AdvisorError) -> None:
        """Say why no costs can be told."""
        text = str(error)
        if isinstance(error, UnusableInput):
            text = "\n".join(
                f"{each.message} ({each.hint})" if each.hint else each.message for each in error.problems
            )
        if self.memory.book is None:
            self._empty(f"No costs can be told.\n\n{text}")
        else:
            self.remove_class("-empty")
            self.query_one(CostResults).say(f"No costs can be told.\n\n{text}")
        self.outcome = None

    def show_outcome(self, book: PriceBook, outcome: Outcome) -> None:
        """Show what the costs are, and what they were made from."""
        self.outcome = outcome
        with self.app.batch_update():
            self.remove_class("-empty")
            self._show_sliders(book, outcome)
            self.query_one(CostResults).show(outcome)
            task = outcome.task
            self.query_one(CostForm).show(
                Shown(
                    book=book,
                    economics=task.economics,
                    workload=task.workload,
                    figures=outcome.figures,
                    shorts={name: each.short for name, each in book.alternatives.items()},
                    terms=self.terms(book, task.economics, outcome.cost.accelerator),
                    tried=task.tried,
                )
            )

    def _show_sliders(self, book: PriceBook, outcome: Outcome) -> None:
        for which, quantity in (("volume", outcome.volume), ("utilisation", outcome.utilisation)):
            slider = self.query_one(f"#{which}", CostSlider)
            place_slider(slider, quantity, book, outcome, self.memory, even=which == "utilisation")

    # Going -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers a key only where it does something."""
        if action == "turn":
            return len(self.session.assessment.workloads) > 1
        return super().check_action(action, parameters)

    def _show_side(self, side: str) -> None:
        self.memory.side = side
        self.set_class(side == "form", "-form")
        parts: list[Content] = []
        for key, text in _SIDES:
            style = "bold reverse $primary" if key == side else "$text-muted"
            mark = "▸" if key == side else " "
            click = Style.from_meta({"@click": f"screen.side('{key}')"})
            parts.append(Content.styled(f"{mark}{text} ", style).stylize(click))
        self.query_one("#sides", Static).update(Content(" ").join([*parts, said("t", "$text-disabled")]))

    def action_side(self, side: str) -> None:
        """The figures, or the costs."""
        self._show_side(side)
        if side == "form":
            self.call_after_refresh(self.query_one(CostForm).focus_list)
        else:
            self.call_after_refresh(self.query_one("#page").focus)

    def action_turn_side(self) -> None:
        """From the figures to the costs, or back."""
        within = self.focused is not None and self.query_one("#form-side") in self.focused.ancestors
        self.action_side("results" if within else "form")

    def action_find(self) -> None:
        """Look for a figure by a part of its name."""
        form = self.query_one(CostForm)
        entries = [Entry(*each) for each in form.entries()]
        known = {each.id for each in entries}

        def take(row: str | None) -> None:
            if row is not None:
                self._show_side("form")
                self.call_after_refresh(form.go_to, row)

        dialog = PickDialog(
            "Find a figure",
            "Every figure and choice behind the costs. Enter goes to it.",
            entries,
            current=form.row.id if form.row is not None else "",
            placeholder="Type a part of its name",
            check=lambda typed: None if typed in known else f"No figure is called “{typed}”.",
        )
        self.app.push_screen(dialog, take)

    def action_slider(self, which: str) -> None:
        """To a slider."""
        self._show_side("results")
        self.call_after_refresh(self.query_one(f"#{which}").focus)

    def action_turn(self, by: int) -> None:
        """The next or the previous workload."""
        self.action_workload((self.memory.at + by) % max(1, len(self.session.assessment.workloads)))

    def action_workload(self, at: int) -> None:
        """A workload by its place."""
        self.memory.at = at
        self.query_one(Page).scroll_home(animate=False)
        self.session_changed()

    def action_page(self, way: int) -> None:
        """Further down or up in the costs, wherever the keys are."""
        self._show_side("results")
        page = self.query_one(Page)
        (page.action_page_down if way > 0 else page.action_page_up)()

    def action_footnotes(self) -> None:
        """Where every figure comes from, or no more."""
        self._show_side("results")
        if self.query_one(CostResults).toggle_footnotes():
            self.call_after_refresh(self.query_one(Page).scroll_end, animate=False)
