"""Costs: what every alternative comes to, from which figures, and what changes when one is moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from advisor.errors import AdvisorError, UnusableInput
from advisor.model.stated import Economics, Given
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.cost_entry import Place, place_of, stated, with_amounts
from advisor.tui.widgets.cost_form import CostForm
from advisor.tui.widgets.cost_results import CostResults
from advisor.tui.widgets.cost_slider import CostSlider, even_stops, ratio_stops
from advisor.tui.widgets.cost_words import precise, with_unit
from advisor.tui.widgets.cost_work import Outcome, Task, read_book, work_out
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.workload_bar import WorkloadBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.model.assessment import Assessment
    from advisor.model.price import PriceBook
    from advisor.workflows.session import Session

_BANNER = "Not saved: {count} kept while the app is open. To keep {them}, write {them} under “economics:”."
_SIDES = (("form", "Figures"), ("results", "Costs"))


@dataclass
class _Memory:
    """What a session's screen of costs was left at."""

    stated: dict[Place, Given | None] = field(default_factory=dict)
    """What was typed in the form, over what the file holds."""
    tried: dict[str, dict[str, Given]] = field(default_factory=dict)
    """Workload to quantity to where a slider stands."""
    bases: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    """Workload and quantity to the figure that a slider begins at."""
    at: int = 0
    side: str = "results"
    book: PriceBook | None = None
    assessment: Assessment | None = None


_LAST: WeakKeyDictionary[Session, _Memory] = WeakKeyDictionary()


class CostsScreen(WorkspaceScreen):
    """Form, sliders and results; side by side where there is room."""

    PLACE = "costs"
    HELP_TEXT = (
        "What each model costs for a workload. The list holds every figure behind it: ● given by you, "
        "◆ from an answer, ○ assumed. Enter on a figure types your own, as “0.21 USD/kWh” or as a range, "
        "“0.15 to 0.2 to 0.3”; Delete goes back to what is derived or assumed.\n\n"
        "The sliders try out utilisation and volume with ← and → or the mouse; Home goes back, and Enter "
        "takes the value into the form. Figures typed here hold while the app is open."
    )
    DEFAULT_CSS = """
    CostsScreen #body { height: 1fr; }
    CostsScreen #form-side { width: 54; }
    CostsScreen #results-side { width: 1fr; }
    CostsScreen #sides { display: none; height: 1; padding: 0 2; pointer: pointer; }
    CostsScreen #banner { display: none; height: auto; padding: 0 2; color: $text-warning; text-style: bold; }
    CostsScreen.-unsaved #banner { display: block; }
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
        Binding("v", "slider('volume')", "Volume"),
        Binding("u", "slider('utilisation')", "Utilisation"),
        Binding("w,right_square_bracket", "turn(1)", "Next workload", key_display="w"),
        Binding("left_square_bracket", "turn(-1)", "Previous workload", show=False),
        Binding("n", "footnotes", "Sources"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._memory = _LAST.setdefault(session, _Memory())
        self._busy = False
        self._wanted = 0
        self._shown = 0
        self._outcome: Outcome | None = None
        self._failed = ""

    # What is shown ---------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Banner, workloads, and the two sides."""
        yield Static(id="banner", markup=False)
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
        self._show_side(self._memory.side)
        self.session_changed()
        self.query_one("#volume").focus(scroll_visible=False)

    @property
    def up_to_date(self) -> bool:
        """Whether what is shown follows from the latest change."""
        return not self._busy and self._shown == self._wanted and self._wanted > 0

    @property
    def economics(self) -> Economics:
        """What the file states, with what was typed here in its place."""
        return with_amounts(self.session.assessment.economics or Economics(), self._memory.stated)

    @property
    def workload(self) -> str | None:
        """The workload that is shown; None when there is none."""
        workloads = self.session.assessment.workloads
        if not workloads:
            return None
        self._memory.at = min(self._memory.at, len(workloads) - 1)
        return workloads[self._memory.at].id

    def session_changed(self) -> None:
        """Count anew; other answers are other figures to begin at."""
        if self._memory.assessment is not self.session.assessment:
            self._memory.assessment = self.session.assessment
            self._memory.tried.clear()
            self._memory.bases.clear()
        workload = self.workload
        if workload is None:
            self._empty("There is no workload whose costs could be told. F6 adds one.")
            return
        self.query_one(WorkloadBar).show(self.session.recommendation, workload)
        self._show_banner()
        self._count()

    def _empty(self, words: str) -> None:
        self.add_class("-empty")
        self.query_one("#nothing", Static).update(said(words))

    def _show_banner(self) -> None:
        count = len(self._memory.stated)
        self.set_class(bool(count), "-unsaved")
        if count:
            words = "1 figure is" if count == 1 else f"{count} figures are"
            text = _BANNER.format(count=words, them="it" if count == 1 else "them")
            self.query_one("#banner", Static).update(said(f"! {text}"))

    # Counting --------------------------------------------------------------------------------
    # An estimate may take longer than a key should, so it runs in a thread; whatever was changed
    # meanwhile is one more estimate, not one for each key.

    def _count(self) -> None:
        self._wanted += 1
        if not self._busy:
            self._begin()

    def _begin(self) -> None:
        workload = self.workload
        if workload is None:
            return
        self._busy = True
        session = self.session
        task = Task(
            session.pack,
            session.assessment,
            session.recommendation,
            self.economics,
            workload,
            dict(self._memory.tried.get(workload, {})),
        )
        number = self._wanted
        if self._memory.book is None and self._outcome is None:
            self.query_one(CostResults).say("Reading prices …")
        self.run_worker(lambda: self._work(number, task), thread=True, group="costs")

    def _work(self, number: int, task: Task) -> None:
        found: Outcome | AdvisorError
        book = self._memory.book
        try:
            if book is None:
                path = self.session.path
                book = read_book(task.assessment.pack, path.parent if path else None)
            found = work_out(task, book)
        except AdvisorError as error:
            found = error
        self.app.call_from_thread(self._done, number, book, found)

    def _done(self, number: int, book: PriceBook | None, found: Outcome | AdvisorError) -> None:
        self._busy = False
        self._memory.book = book
        if not self.is_attached:
            return
        self._shown = number
        if isinstance(found, AdvisorError):
            self._show_failure(found)
        elif book is not None and found.task.workload == self.workload:
            self._show(book, found)
        if number != self._wanted:
            self._begin()

    def _show_failure(self, error: AdvisorError) -> None:
        text = str(error)
        if isinstance(error, UnusableInput):
            text = "\n".join(
                f"{each.message} ({each.hint})" if each.hint else each.message for each in error.problems
            )
        if self._memory.book is None:
            self._empty(f"No costs can be told.\n\n{text}")
        else:
            self.remove_class("-empty")
            self.query_one(CostResults).say(f"No costs can be told.\n\n{text}")
        self._outcome = None

    def _show(self, book: PriceBook, outcome: Outcome) -> None:
        self._outcome = outcome
        with self.app.batch_update():
            self.remove_class("-empty")
            self._show_sliders(book, outcome)
            self.query_one(CostResults).show(outcome)
            shorts = {each.id: each.short for each in outcome.cost.alternatives}
            task = outcome.task
            self.query_one(CostForm).show(
                book, task.economics, task.workload, outcome.figures, shorts, task.tried
            )

    def _show_sliders(self, book: PriceBook, outcome: Outcome) -> None:
        task, figures = outcome.task, {each.id: each for each in outcome.cost.inputs if not each.alternative}
        for which, quantity in (("volume", outcome.volume), ("utilisation", outcome.utilisation)):
            slider = self.query_one(f"#{which}", CostSlider)
            figure = figures.get(quantity) if quantity else None
            if quantity is None or figure is None:
                slider.hold("plays no part in this workload's costs")
                continue
            if quantity not in task.tried:
                self._memory.bases[task.workload, quantity] = figure.typical
            base = self._memory.bases.get((task.workload, quantity), figure.typical)
            known = book.quantities[quantity]
            tried = self._memory.tried.get(task.workload, {}).get(quantity)
            if which == "utilisation" and known.maximum is not None:
                stops = even_stops(known.minimum, known.maximum, base)
            else:
                stops = ratio_stops(known.minimum, known.maximum, base) if base > 0 else ()
            if not stops:
                slider.hold(f"{with_unit(precise(base), figure.unit)}: type another figure to begin at")
                continue
            slider.put(figure.unit, stops, base, tried.typical if tried else None)

    # Changing --------------------------------------------------------------------------------

    def _quantity(self, slider: CostSlider) -> str | None:
        if self._outcome is None:
            return None
        return self._outcome.volume if slider.id == "volume" else self._outcome.utilisation

    def on_cost_slider_moved(self, message: CostSlider.Moved) -> None:
        """Try a value out."""
        message.stop()
        quantity, outcome = self._quantity(message.slider), self._outcome
        if quantity is None or outcome is None:
            return
        tried = self._memory.tried.setdefault(outcome.task.workload, {})
        unit = next((each.unit for each in outcome.cost.inputs if each.id == quantity), "")
        if message.value is None:
            tried.pop(quantity, None)
        else:
            tried[quantity] = Given(
                typical=message.value, unit=_stated(unit), source="tried out with the slider"
            )
        self._count()

    def on_cost_slider_taken(self, message: CostSlider.Taken) -> None:
        """State the value that was tried out."""
        message.stop()
        quantity, book, workload = self._quantity(message.slider), self._memory.book, self.workload
        if quantity is None or book is None or workload is None or self._outcome is None:
            return
        unit = next((each.unit for each in self._outcome.cost.inputs if each.id == quantity), "")
        given = Given(typical=message.value, unit=_stated(unit), source="typed in the form")
        self._state(place_of(book, quantity, workload), given)
        self.notify(f"{book.quantities[quantity].title} is in the form now.", markup=False)

    def on_cost_form_stated(self, message: CostForm.Stated) -> None:
        """Take an amount from the form."""
        message.stop()
        self._state(message.place, message.given)

    def _state(self, place: Place, given: Given | None) -> None:
        held = self.session.assessment.economics or Economics()
        self._memory.stated[place] = given
        if stated(held, place) == given:
            del self._memory.stated[place]
        for workload, tried in self._memory.tried.items():
            if place[0] in (None, workload):
                tried.pop(place[1], None)
        self._show_banner()
        self._count()

    # Going -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers a key only where it does something."""
        if action == "turn":
            return len(self.session.assessment.workloads) > 1
        return super().check_action(action, parameters)

    def _show_side(self, side: str) -> None:
        self._memory.side = side
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

    def action_slider(self, which: str) -> None:
        """To a slider."""
        self._show_side("results")
        self.call_after_refresh(self.query_one(f"#{which}").focus)

    def action_turn(self, by: int) -> None:
        """The next or the previous workload."""
        self.action_workload((self._memory.at + by) % max(1, len(self.session.assessment.workloads)))

    def action_workload(self, at: int) -> None:
        """A workload by its place."""
        self._memory.at = at
        self.query_one(Page).scroll_home(animate=False)
        self.session_changed()

    def action_footnotes(self) -> None:
        """Where every figure comes from, or no more."""
        self._show_side("results")
        if self.query_one(CostResults).toggle_footnotes():
            self.call_after_refresh(self.query_one(Page).scroll_end, animate=False)


def _stated(unit: str) -> str:
    return "" if unit == "1" else unit
