"""The form of costs: every figure with its amount and where that comes from, and a field to state it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from advisor.model.stated import Given
from advisor.tui.widgets.cost_entry import InvalidAmount, expected, parsed, stated_at, typed_form
from advisor.tui.widgets.cost_list import AmountField, CostList
from advisor.tui.widgets.cost_rows import Row, Shown, line, named, place, rows
from advisor.tui.widgets.cost_words import source_of, spanned, with_unit
from advisor.tui.widgets.drawing import MUTED, Lines, joined, said, wrapped
from advisor.workflows.session_amounts import Place

if TYPE_CHECKING:
    from textual.app import ComposeResult

_CHOOSE = "Enter lists what can be chosen; Delete goes back to what holds without a choice."


class CostForm(Vertical):
    """The list, and below it what is known of one row and the field for it."""

    DEFAULT_CSS = """
    CostForm { height: 1fr; }
    CostForm CostList, CostForm CostList:focus {
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

    @dataclass
    class Asked(Message):
        """Something is to be chosen."""

        term: str

    @dataclass
    class Dropped(Message):
        """A choice is to be taken back."""

        term: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: Shown | None = None
        self._rows: dict[str, Row] = {}
        self._width = 0
        self._burst = 0

    def compose(self) -> ComposeResult:
        """List, what is known, field, what is expected."""
        yield CostList(id="quantities")
        yield Static(id="about", markup=False)
        yield AmountField(id="amount", placeholder="empty: derived or assumed", select_on_focus=False)
        yield Static(id="expected", markup=False)

    # Showing ---------------------------------------------------------------------------------

    def show(self, shown: Shown) -> None:
        """Show what an estimate was made from."""
        self._shown = shown
        self._fill()

    def on_resize(self) -> None:
        """Lines follow the width."""
        if self.size.width != self._width:
            self._fill()

    @property
    def row(self) -> Row | None:
        """The row that the cursor is on."""
        listed = self.query_one(CostList)
        if listed.highlighted is None or listed.highlighted >= listed.option_count:
            return None
        return self._rows.get(listed.get_option_at_index(listed.highlighted).id or "")

    def entries(self) -> list[tuple[str, str, str]]:
        """Every row with its name and amount, to find one among them."""
        shown = self._shown
        return [] if shown is None else [(each.id, *named(shown, each)) for each in self._rows.values()]

    def go_to(self, row: str) -> None:
        """Put the cursor on a row."""
        listed = self.query_one(CostList)
        if row in self._rows:
            listed.highlighted = listed.get_option_index(row)
        self.focus_list()

    def _fill(self) -> None:
        listed, shown = self.query_one(CostList), self._shown
        self._width = self.size.width
        width = max(20, self._width - 6)
        if shown is None or not self._width:
            return
        row, top = self.row, listed.scroll_offset.y
        self._rows = {}
        options: list[Option] = []
        at = 1
        for title, parts in rows(shown):
            options.append(Option(said(title, "bold $text-primary"), disabled=True))
            for each in parts:
                if row is not None and each.id == row.id:
                    at = len(options)
                self._rows[each.id] = each
                options.append(Option(line(shown, each, width), id=each.id))
        with self.prevent(OptionList.OptionHighlighted):
            listed.set_options(options)
            listed.highlighted = at
        listed.scroll_to(y=top, animate=False, immediate=True)
        self._tell()

    def _tell(self) -> None:
        """What is known of the row that the cursor is on."""
        row, shown = self.row, self._shown
        if row is None or shown is None:
            return
        field = self.query_one(AmountField)
        field.disabled = row.term is not None
        if not field.has_focus:
            with self.prevent(Input.Changed):
                field.value = self._stated_text(shown, row)
            self._complain(None)
        width = max(20, self.size.width - 2)
        lines = self._about_term(row, width) if row.term is not None else self._about(shown, row, width)
        self.query_one("#about", Static).update(Content("\n").join(lines))

    def _stated_text(self, shown: Shown, row: Row) -> str:
        if row.term is not None:
            return row.term.shown
        where = place(shown, row)
        found = stated_at(shown.economics, where) if where is not None else None
        return typed_form(found[1]) if found is not None else ""

    def _about_term(self, row: Row, width: int) -> Lines:
        if row.term is None:
            return []
        return [said(row.term.title, "bold"), *wrapped(row.term.about, width, MUTED)]

    def _about(self, shown: Shown, row: Row, width: int) -> Lines:
        name = row.quantity or ""
        quantity = shown.book.quantities[name]
        whose = f": {shown.shorts.get(row.alternative, row.alternative)}" if row.alternative else ""
        about: Lines = [said(f"{quantity.title}{whose}", "bold")]
        if quantity.about:
            about += wrapped(quantity.about, width, MUTED)
        known: Lines = []
        figures = shown.figures_of(name, row.alternative)
        for figure in figures:
            short = "" if row.alternative else shown.shorts.get(figure.alternative or "", "")
            text = with_unit(spanned(figure), figure.unit)
            known += wrapped(f"{short}: {text}" if short else text, width)
        for source in dict.fromkeys(source_of(each) for each in figures):
            known += wrapped(source, width, MUTED)
        return joined([about, known], blank=False)

    def _complain(self, message: str | None) -> None:
        told = self.query_one("#expected", Static)
        told.set_class(message is not None, "-wrong")
        row, shown = self.row, self._shown
        text = ""
        if row is not None and shown is not None:
            text = _CHOOSE if row.quantity is None else expected(shown.book, row.quantity, self._currency)
        told.update(said(f"✗ {message}" if message else text))

    @property
    def _currency(self) -> str:
        return self._shown.terms.currency if self._shown is not None else ""

    # Typing ----------------------------------------------------------------------------------

    def focus_list(self) -> None:
        """Let the user choose."""
        self.query_one(CostList).focus()

    def take_typed(self) -> None:
        """Take an amount that is typed and fits, before another screen comes."""
        field = self.query_one(AmountField)
        row, shown = self.row, self._shown
        if field.has_focus and row is not None and shown is not None and row.quantity is not None:
            given = self._read(field.value)
            if given is not None and field.value.strip() != self._stated_text(shown, row):
                self._state(given)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell about the row under the cursor."""
        event.stop()
        self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Type an amount for it, or choose."""
        event.stop()
        self._tell()
        self._begin("")

    def on_cost_list_typed(self, event: CostList.Typed) -> None:
        """Begin an amount with what was typed, or go on where a burst of keys is under way."""
        event.stop()
        if event.first:
            self._burst = 0
            self._begin(event.text)
        else:
            self._go_on(event.text)

    def _begin(self, text: str) -> None:
        row, field = self.row, self.query_one(AmountField)
        if row is None:
            return
        if row.term is not None:
            self.post_message(self.Asked(row.term.key))
            return
        field.focus()
        if text:
            field.value = ""
            self._go_on(text)

    def _go_on(self, text: str) -> None:
        """Put text where the burst has got to; what the field took itself since then stands behind it."""
        row, field = self.row, self.query_one(AmountField)
        if row is None or row.term is not None:
            return
        at = min(self._burst, len(field.value))
        after = len(field.value) - at
        field.value = field.value[:at] + text + field.value[at:]
        self._burst = at + len(text)
        field.cursor_position = self._burst + after

    def on_cost_list_cleared(self, event: CostList.Cleared) -> None:
        """Take what is stated away."""
        event.stop()
        row = self.row
        if row is not None and row.term is not None:
            if row.term.given:
                self.post_message(self.Dropped(row.term.key))
        else:
            self._state(None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what is wrong with an amount."""
        event.stop()
        self._read(event.value)

    def _read(self, typed: str) -> Given | None:
        row, shown = self.row, self._shown
        if row is None or row.quantity is None or shown is None or not typed.strip():
            self._complain(None)
            return None
        try:
            given = parsed(shown.book, row.quantity, self._currency, typed)
        except InvalidAmount as error:
            self._complain(str(error))
            return None
        self._complain(None)
        return given

    def _state(self, given: Given | None) -> None:
        """State an amount where the row stands; taking one back takes it where it is stated."""
        row, shown = self.row, self._shown
        where = place(shown, row) if row is not None and shown is not None else None
        if where is None or shown is None:
            return
        found = stated_at(shown.economics, where)
        if given is not None:
            self.post_message(self.Stated(where, given))
        elif found is not None:
            self.post_message(self.Stated(found[0], None))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the amount; an empty field takes the stated one away."""
        event.stop()
        given = self._read(event.value)
        if given is None and event.value.strip():
            return
        self.focus_list()
        self._state(given)

    def on_amount_field_left(self, event: AmountField.Left) -> None:
        """Back to the list; what was typed is dropped."""
        event.stop()
        self.focus_list()
        self.call_after_refresh(self._tell)
