"""A slider along which one input is tried out, with keys or mouse; what is given stays as it is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from advisor.tui.widgets.cost_words import precise, with_unit
from advisor.tui.widgets.drawing import FAINT, MUTED, one_line, said

_DECADE = 10
"""Steps for a factor of ten."""
_DECADES = 2
_MOST = 100
_NAME, _VALUE = 13, 26
_FIGURES = 3


def even_stops(low: Decimal, high: Decimal, base: Decimal) -> tuple[Decimal, ...]:
    """Places at equal distances, and the base among them."""
    step = max(Decimal(1), (high - low) / _MOST)
    count = int((high - low) / step)
    return tuple(sorted({*(low + step * index for index in range(count + 1)), high, base}))


def ratio_stops(low: Decimal, high: Decimal | None, base: Decimal) -> tuple[Decimal, ...]:
    """Places at equal ratios around the base, a hundredth to a hundred times of it."""
    found = {base}
    for index in range(-_DECADES * _DECADE, _DECADES * _DECADE + 1):
        exact = base * Decimal(10) ** (Decimal(index) / _DECADE)
        place = Decimal(f"{exact:.{_FIGURES - 1}e}")
        if index and low <= place and (high is None or place <= high):
            found.add(Decimal(f"{place:f}"))
    return tuple(sorted(found))


class CostSlider(Widget, can_focus=True):
    """One line: name, place on the scale, value. Posts what it was moved to."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    CostSlider { height: 1; padding: 0 1; pointer: pointer; }
    CostSlider:focus { background: $block-cursor-blurred-background; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "slide(1)", "More", key_display="→"),
        Binding("left,h", "slide(-1)", "Less", key_display="←"),
        Binding("shift+right,pageup", "slide(10)", "Much more", show=False),
        Binding("shift+left,pagedown", "slide(-10)", "Much less", show=False),
        Binding("home,backspace,delete", "home", "Back to the figure", key_display="Home"),
        Binding("enter", "take", "Take into the form", show=False),
        Binding("down,j", "screen.focus_next", "Next", show=False),
        Binding("up,k", "screen.focus_previous", "Previous", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The slider was moved; None means back to the figure that it began at."""

        slider: CostSlider
        value: Decimal | None

    @dataclass
    class Taken(Message):
        """The value is to be stated in the form."""

        slider: CostSlider
        value: Decimal

    def __init__(self, name: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title, self._unit, self._words = name, "", ""
        self._stops: tuple[Decimal, ...] = ()
        self._base, self._at = 0, 0
        self._mouse = False

    def hold(self, words: str) -> None:
        """Have no scale, and say why."""
        self._stops, self._words = (), words
        self.refresh()

    def put(self, unit: str, stops: tuple[Decimal, ...], base: Decimal, value: Decimal | None) -> None:
        """Show a scale with the figure it begins at, and the value that is tried out."""
        self._unit, self._stops = unit, stops
        self._base = min(bisect_left(stops, base), max(len(stops) - 1, 0))
        wanted = base if value is None else value
        self._at = min(bisect_left(stops, wanted), max(len(stops) - 1, 0))
        self.refresh()

    @property
    def value(self) -> Decimal | None:
        """Where it stands; None when it stands at the figure, or there is no scale."""
        return self._stops[self._at] if self._stops and self._at != self._base else None

    def _scale(self) -> tuple[int, int]:
        """First cell and width of the scale."""
        return _NAME, max(8, self.content_size.width - _NAME - _VALUE - 1)

    def render(self) -> Content:
        """The line as it stands."""
        name = one_line(self._title, _NAME - 1).truncate(_NAME, pad=True)
        if not self._stops:
            return name + said(self._words, MUTED)
        _, width = self._scale()
        last = max(len(self._stops) - 1, 1)
        here, base = (round(index * (width - 1) / last) for index in (self._at, self._base))
        cells = [
            ("●", "bold $primary") if x == here else ("┼", "bold") if x == base else ("─", FAINT)
            for x in range(width)
        ]
        amount = with_unit(precise(self._stops[self._at]), self._unit)
        was = "" if self._at == self._base else f" was {precise(self._stops[self._base])}"
        value = Content(" ") + one_line(f"{amount}{was}", _VALUE - 1, "bold" if was else "")
        return (name + Content.assemble(*cells) + value).simplify()

    def _go(self, at: int) -> None:
        at = min(max(at, 0), len(self._stops) - 1)
        if self._stops and at != self._at:
            self._at = at
            self.refresh()
            self.post_message(self.Moved(self, self.value))

    def action_slide(self, by: int) -> None:
        """So many steps to the right, or to the left."""
        self._go(self._at + by)

    def action_home(self) -> None:
        """Back to the figure that it began at."""
        self._go(self._base)

    def action_take(self) -> None:
        """State the value in the form."""
        if self.value is not None:
            self.post_message(self.Taken(self, self.value))

    def _go_to_cell(self, x: int) -> None:
        first, width = self._scale()
        self._go(round((x - self.styles.padding.left - first) / (width - 1) * (len(self._stops) - 1)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """To where the mouse points."""
        event.stop()
        if self._stops:
            self._mouse = True
            self.capture_mouse()
            self._go_to_cell(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Along with the mouse."""
        if self._mouse and self._stops:
            self._go_to_cell(event.x)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        event.stop()
        self._mouse = False
        self.release_mouse()
