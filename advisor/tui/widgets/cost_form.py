"""The form of costs: every quantity with its amount and where that comes from, and a field to state it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from advisor.model.economics import Figure, Origin
from advisor.model.price import PriceBook
from advisor.model.stated import Economics, Given
from advisor.tui.widgets.cost_entry import (
    InvalidAmount,
    Place,
    expected,
    parsed,
    place_of,
    stated,
    typed_form,
)
from advisor.tui.widgets.cost_groups import groups
from advisor.tui.widgets.cost_words import ORIGINS, precise, source_of, spanned, with_unit
from advisor.tui.widgets.drawing import MUTED, Lines, joined, one_line, said, wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_ORIGIN = 8


class _Quantities(OptionList, inherit_bindings=False):
    """The list of quantities; a digit begins an amount."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Type a figure"),
        Binding("delete,backspace", "clear", "Take it back", key_display="Del"),
        Binding("up,k", "cursor_up", "Up", show=False),
        Binding("down,j", "cursor_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
    ]

    @dataclass
    class Typed(Message):
        """A first character of an amount was typed."""

        text: str

    class Cleared(Message):
        """The stated amount is to go."""

    def action_clear(self) -> None:
        """Take the stated amount away."""
        self.post_message(self.Cleared())

    def on_key(self, event: events.Key) -> None:
        """A digit, or the sign of one, is the beginning of an amount."""
        if event.character is not None and (event.character.isdigit() or event.character in "-."):
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(event.character))


class _Amount(Input):
    """The field for the quantity that the cursor is on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Take it"),
        Binding("escape,down,up", "leave", "Back to the list", key_display="Esc"),
    ]

    class Left(Message):
        """The field was left without taking what is in it."""

    def action_leave(self) -> None:
        """Back to the list."""
        self.post_message(self.Left())


class CostForm(Vertical):
    """The list, and below it what is known of one quantity and the field for it."""

    DEFAULT_CSS = """
    CostForm { height: 1fr; }
    CostForm _Quantities, CostForm _Quantities:focus {
        height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; background: $background;
    }
    CostForm #amount, CostForm #amount:focus {
        border: none; height: 1; padding: 0 1; margin: 0 1; background: $panel;
    }
    CostForm #amount:focus { background: $block-cursor-blurred-background; }
    CostForm #about { height: auto; max-height: 9; padding: 0 1; }
    CostForm #expected { height: auto; max-height: 3; padding: 0 1; color: $text-muted; }
    CostForm #expected.-wrong { color: $text-error; text-style: bold; }
    .-short CostForm #about { max-height: 2; }
    .-medium CostForm #about { max-height: 4; }
    """

    @dataclass
    class Stated(Message):
        """An amount was typed; None takes the stated one away."""

        place: Place
        given: Given | None

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._book: PriceBook | None = None
        self._economics = Economics()
        self._workload = ""
        self._figures: dict[str, list[Figure]] = {}
        self._shorts: Mapping[str, str] = {}
        self._tried: Container[str] = ()
        self._order: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self._width = 0

    def compose(self) -> ComposeResult:
        """List, what is known, field, what is expected."""
        yield _Quantities(id="quantities")
        yield Static(id="about", markup=False)
        yield _Amount(id="amount", placeholder="empty: derived or assumed", select_on_focus=False)
        yield Static(id="expected", markup=False)

    # Showing ---------------------------------------------------------------------------------

    def show(
        self,
        book: PriceBook,
        economics: Economics,
        workload: str,
        figures: tuple[Figure, ...],
        shorts: Mapping[str, str],
        tried: Container[str] = (),
    ) -> None:
        """Show what an estimate was made from.

        ``shorts`` are the names of alternatives, ``tried`` the quantities that a slider has moved.
        """
        fresh = self._book is not book or self._workload != workload
        self._book, self._economics, self._workload = book, economics, workload
        self._shorts, self._tried = shorts, tried
        if fresh:
            self._order = groups(book)
        self._figures = {}
        for figure in figures:
            self._figures.setdefault(figure.id, []).append(figure)
        self._fill()

    def on_resize(self) -> None:
        """Lines follow the width."""
        if self.size.width != self._width:
            self._fill()

    @property
    def _currency(self) -> str:
        return self._economics.currency or (self._book.currency if self._book else "")

    @property
    def chosen(self) -> str | None:
        """The quantity that the cursor is on."""
        listed = self.query_one(_Quantities)
        if listed.highlighted is None:
            return None
        return listed.get_option_at_index(listed.highlighted).id

    def _fill(self) -> None:
        listed = self.query_one(_Quantities)
        self._width = self.size.width
        width = max(20, self._width - 6)
        if self._book is None or not self._width:
            return
        kept, top = listed.highlighted, listed.scroll_offset.y
        options: list[Option] = []
        for title, names in self._order:
            options.append(Option(said(title, "bold $text-primary"), disabled=True))
            options += [Option(self._line(name, width), id=name) for name in names]
        with self.prevent(OptionList.OptionHighlighted):
            listed.set_options(options)
            listed.highlighted = kept if kept is not None else 1 if len(options) > 1 else None
        listed.scroll_to(y=top, animate=False, immediate=True)
        self._tell()

    def _line(self, name: str, width: int) -> Content:
        mark, amount, origin = self._amount(name)
        room = width - 2 - _ORIGIN - 1
        value = one_line(amount, max(8, room - 16))
        title_room = max(8, room - value.cell_length - 1)
        title = one_line(self._book.quantities[name].title if self._book else name, title_room)
        style = "bold" if mark == ORIGINS[Origin.GIVEN][0] else ""
        return Content.assemble(
            (f"{mark} ", "bold $primary" if style else MUTED),
            title.truncate(title_room, pad=True).stylize(style or "none"),
            " ",
            value.stylize(style or "none"),
            (f" {origin:<{_ORIGIN}}", MUTED),
        )

    def _amount(self, name: str) -> tuple[str, str, str]:
        """Mark, amount and origin in a word."""
        figures = self._figures.get(name, [])
        given = stated(self._economics, self._place(name))
        if name in self._tried and figures:
            return "▸", with_unit(precise(figures[0].typical), figures[0].unit), "tried"
        if given is not None:
            mark, word = ORIGINS[Origin.GIVEN]
            return mark, with_unit(precise(given.typical), given.unit or "1"), word
        if not figures:
            known = self._book.quantities[name] if self._book else None
            computed = known is not None and known.value is not None
            assumed = known is not None and bool(known.values or known.look_up)
            return "·", "", "computed" if computed else "not used" if assumed else "missing"
        mark, word = ORIGINS[figures[0].provenance.origin]
        amounts = sorted({each.typical for each in figures})
        text = precise(amounts[0])
        if len(amounts) > 1:
            text += f" to {precise(amounts[-1])}"
        return mark, with_unit(text, figures[0].unit), word

    def _place(self, name: str) -> Place:
        return place_of(self._book, name, self._workload) if self._book else (None, name)

    def _tell(self) -> None:
        """What is known of the quantity that the cursor is on."""
        name, book = self.chosen, self._book
        field = self.query_one(_Amount)
        if name is None or book is None:
            return
        given = stated(self._economics, self._place(name))
        if not field.has_focus:
            with self.prevent(Input.Changed):
                field.value = typed_form(given) if given else ""
            self._complain(None)
        width = max(20, self.size.width - 2)
        quantity = book.quantities[name]
        about: Lines = [said(quantity.title, "bold")]
        if quantity.about:
            about += wrapped(quantity.about, width, MUTED)
        known: Lines = []
        for figure in self._figures.get(name, []):
            whose = self._shorts.get(figure.alternative or "", "")
            text = with_unit(spanned(figure), figure.unit)
            known += wrapped(f"{whose}: {text}" if whose else text, width)
        sources = dict.fromkeys(source_of(each) for each in self._figures.get(name, []))
        for source in sources:
            known += wrapped(source, width, MUTED)
        self.query_one("#about", Static).update(Content("\n").join(joined([about, known], blank=False)))

    def _complain(self, message: str | None) -> None:
        line = self.query_one("#expected", Static)
        line.set_class(message is not None, "-wrong")
        name = self.chosen
        text = ""
        if name is not None and self._book is not None:
            text = expected(self._book, name, self._currency)
        line.update(said(f"✗ {message}" if message else text))

    # Typing ----------------------------------------------------------------------------------

    def focus_list(self) -> None:
        """Let the user choose."""
        self.query_one(_Quantities).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell about the quantity under the cursor."""
        event.stop()
        self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Type an amount for it."""
        event.stop()
        self._tell()
        self.query_one(_Amount).focus()

    def on__quantities_typed(self, event: _Quantities.Typed) -> None:
        """Begin an amount with what was typed."""
        event.stop()
        field = self.query_one(_Amount)
        if self.chosen is None:
            return
        field.focus()
        field.value = event.text
        field.cursor_position = len(event.text)

    def on__quantities_cleared(self, event: _Quantities.Cleared) -> None:
        """Take the stated amount away."""
        event.stop()
        name = self.chosen
        if name is not None and stated(self._economics, self._place(name)) is not None:
            self.post_message(self.Stated(self._place(name), None))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what is wrong with an amount."""
        event.stop()
        self._read(event.value)

    def _read(self, typed: str) -> Given | None:
        name = self.chosen
        if name is None or self._book is None or not typed.strip():
            self._complain(None)
            return None
        try:
            given = parsed(self._book, name, self._currency, typed)
        except InvalidAmount as error:
            self._complain(str(error))
            return None
        self._complain(None)
        return given

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the amount; an empty field takes the stated one away."""
        event.stop()
        name = self.chosen
        if name is None or self._book is None:
            return
        place = self._place(name)
        given = self._read(event.value)
        if given is None and event.value.strip():
            return
        self.focus_list()
        if given is not None or stated(self._economics, place) is not None:
            self.post_message(self.Stated(place, given))

    def on__amount_left(self, event: _Amount.Left) -> None:
        """Back to the list; what was typed is dropped."""
        event.stop()
        self.focus_list()
        self.call_after_refresh(self._tell)
