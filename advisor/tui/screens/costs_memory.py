"""What a session's screen of costs was left at, and where its sliders stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from advisor.model.stated import Given
from advisor.tui.widgets.cost_slider import CostSlider, even_stops, ratio_stops
from advisor.tui.widgets.cost_words import precise, with_unit
from advisor.tui.widgets.cost_work import Kept, Outcome
from advisor.workflows.session import Session

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment
    from advisor.model.price import PriceBook
    from advisor.workflows.session_amounts import Place


@dataclass
class Memory:
    """What a session's screen of costs was left at."""

    tried: dict[str, dict[str, Given]] = field(default_factory=dict)
    """Workload to quantity to where a slider stands."""
    bases: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    """Workload and quantity to the figure that a slider begins at."""
    at: int = 0
    side: str = "results"
    book: PriceBook | None = None
    kept: Kept = field(default_factory=dict)
    assessment: Assessment | None = None

    def meet(self, assessment: Assessment) -> None:
        """Begin anew where an edit was made elsewhere: other answers are other figures to begin at."""
        if self.assessment is not assessment:
            self.assessment = assessment
            self.tried.clear()
            self.bases.clear()

    def forget(self, place: Place) -> None:
        """What was tried out for an amount that is stated now."""
        for workload, tried in self.tried.items():
            if place.workload in (None, workload):
                tried.pop(place.quantity, None)


_LAST: WeakKeyDictionary[Session, Memory] = WeakKeyDictionary()


def memory_of(session: Session) -> Memory:
    """What a session's screen was left at."""
    return _LAST.setdefault(session, Memory())


def place_slider(
    slider: CostSlider, quantity: str | None, book: PriceBook, outcome: Outcome, memory: Memory, *, even: bool
) -> None:
    """Give a slider its scale, the figure that it begins at, and where it stands."""
    task = outcome.task
    figures = {each.id: each for each in outcome.cost.inputs if not each.alternative}
    figure = figures.get(quantity) if quantity else None
    if quantity is None or figure is None:
        slider.hold("plays no part in this workload's costs")
        return
    if quantity not in task.tried:
        memory.bases[task.workload, quantity] = figure.typical
    base = memory.bases.get((task.workload, quantity), figure.typical)
    known = book.quantities[quantity]
    tried = memory.tried.get(task.workload, {}).get(quantity)
    if even and known.maximum is not None:
        stops = even_stops(known.minimum, known.maximum, base)
    else:
        stops = ratio_stops(known.minimum, known.maximum, base) if base > 0 else ()
    if stops:
        slider.put(figure.unit, stops, base, tried.typical if tried else None)
    else:
        slider.hold(f"{with_unit(precise(base), figure.unit)}: type another figure to begin at")


def in_file(unit: str) -> str:
    """A unit as an assessment states it, where a plain number has none."""
    return "" if unit == "1" else unit
