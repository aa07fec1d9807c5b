"""A folder of assessments at one glance: sort, filter, and go into each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Input, Static

from advisor.model.portfolio_view import PortfolioRow, filtered, portfolio_rows, sorted_rows
from advisor.tui.screens.portfolio_read import PortfolioReading
from advisor.tui.screens.start import StartScreen
from advisor.tui.widgets.drawing import clean
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.portfolio_detail import PortfolioDetail, of_other, of_row
from advisor.tui.widgets.portfolio_table import (
    Column,
    Line,
    PortfolioTable,
    heat_columns,
    heat_lines,
    other_columns,
    other_lines,
    words_of,
)
from advisor.tui.widgets.portfolio_views import VIEWS, PortfolioViews

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.model.portfolio import Portfolio


class PortfolioScreen(PortfolioReading):
    """All assessments of a folder."""

    HELP_TEXT: ClassVar[str] = (
        "Every workload of every assessment below the folder: the advice, the scores as a heat map, and how "
        "many urgent warnings there are. The darker a score, the higher; l, m and h are its band. A “?” says "
        "that open answers can still change the advice.\n\n"
        "Type to filter: only lines in which every word is found stay. ← and → choose the column to sort by, "
        "and Space turns it around; a click on a heading does the same. Enter opens the assessment, and F10 "
        "comes back here. The other views tell what assessments have in common."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"view('{key}')", f"Show: {text}", show=False)
            for n, (key, text) in enumerate(VIEWS, 1)
        ),
        Binding("left", "column(-1)", "Sort by the column before", show=False),
        Binding("right", "column(1)", "Sort", key_display="←→"),
        Binding("space", "reverse", "Turn around"),
        Binding("slash", "type", "Filter", key_display="/"),
        Binding("ctrl+r", "again", "Read again"),
        Binding("escape", "back", "Back"),
    ]
    DEFAULT_CSS = """
    PortfolioScreen #headline { height: auto; padding: 0 2; }
    PortfolioScreen #views { height: auto; padding: 0 2; color: $text-muted; pointer: pointer; }
    PortfolioScreen #filter { height: 1; border: none; padding: 0 1; margin: 0 2; background: $surface; }
    PortfolioScreen.-tall #views { margin: 1 0; }
    PortfolioScreen DataTable, PortfolioScreen DataTable:focus {
        height: 1fr; padding: 0 1; background: $background; background-tint: $background 0%;
        scrollbar-size-vertical: 1;
    }
    PortfolioScreen DataTable > .datatable--header { background: $background; color: $text-primary; }
    PortfolioScreen DataTable > .datatable--cursor, PortfolioScreen DataTable:focus > .datatable--cursor {
        background: $block-cursor-blurred-background; color: $foreground; text-style: bold;
    }
    PortfolioScreen #below { height: auto; max-height: 7; border-top: solid $primary 30%; padding: 0 2; }
    PortfolioScreen.-tall #below { max-height: 12; }
    PortfolioScreen.-short #below { display: none; }
    PortfolioScreen #nothing { display: none; height: 1fr; padding: 1 3; color: $text-muted; }
    PortfolioScreen.-empty DataTable, PortfolioScreen.-empty DataTable:focus { height: 1; }
    PortfolioScreen.-empty #nothing { display: block; }
    """

    def __init__(self, folder: Path, pack: str | None = None) -> None:
        super().__init__(folder, pack)
        self._found: Portfolio | None = None
        self._rows: tuple[PortfolioRow, ...] = ()
        self._shown: list[PortfolioRow | int] = []
        self._columns: list[Column] = []
        self._view = "heat"
        self._sort: str | None = None
        self._down = False

    def compose(self) -> ComposeResult:
        """Headline, views, filter, table, what is known of a line."""
        yield Static(id="headline", markup=False)
        yield PortfolioViews(id="views")
        yield Input(placeholder="Type to filter", id="filter", compact=True, select_on_focus=False)
        # The colours of heat stay readable under the cursor.
        yield PortfolioTable(id="table", cursor_type="row", cursor_foreground_priority="renderable")
        yield Static(id="nothing", markup=False)
        with VerticalScroll(id="below", can_focus=False):
            yield PortfolioDetail()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the folder."""
        self.action_again()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self._fill()

    # Reading ---------------------------------------------------------------------------------

    def action_again(self) -> None:
        """Read the folder anew."""
        self.query_one("#table", PortfolioTable).focus()
        super().action_again()

    def take(self, found: Portfolio) -> None:
        """What was found, in the view that is looked at."""
        self._found = found
        self._rows = portfolio_rows(found)
        words = (
            f"{self._folder.resolve().name}: {len(found.entries)} assessments, {len(self._rows)} workloads"
        )
        if found.broken:
            words += f", {len(found.broken)} files cannot be used"
        self.query_one("#headline", Static).update(Content.styled(clean(words), "bold"))
        self._fill()

    # Showing ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        found = self._found
        if found is None:
            return
        table = self.query_one("#table", PortfolioTable)
        before = table.cursor_row
        text = self.query_one("#filter", Input).value
        width = self.size.width
        lines: list[Line]
        if self._view == "heat":
            self._columns = heat_columns(found, width)
            rows = filtered(self._rows, text)
            if self._sort is not None:
                rows = sorted_rows(rows, self._sort, down=self._down)
            lines = heat_lines(rows, self._columns)
            self._shown = list(rows)
        else:
            self._columns = other_columns(self._view, width)
            everything = other_lines(found, self._view)
            words = text.casefold().split()
            places = [
                n for n, (_, cells) in enumerate(everything) if all(w in words_of(cells) for w in words)
            ]
            lines = [everything[n] for n in places]
            self._shown = list(places)
        table.clear(columns=True)
        for name, title, wide in self._columns:
            mark = "" if not name or name != self._sort else " ▼" if self._down else " ▲"
            table.add_column(Text(clean(title) + mark), width=wide, key=name or None)
        for _, cells in lines:
            table.add_row(*cells)
        self._show_views(found)
        self.set_class(not lines, "-empty")
        self.query_one("#nothing", Static).update(self._nothing(text))
        if lines:
            table.move_cursor(row=min(before, len(lines) - 1))
        self._tell_line()

    def _nothing(self, text: str) -> str:
        if text:
            return "No line has all these words in it. Esc clears them."
        if self._view == "heat":
            return "No assessment here can be read. “advisor new” begins one."
        return {
            "servers": "No two assessments that state something about money could share servers.",
            "broken": "Every file can be used.",
        }.get(self._view, "Nothing is shared by two assessments or more.")

    def _show_views(self, found: Portfolio) -> None:
        counts = {
            "heat": len(self._rows),
            "risks": len(found.risks),
            "gaps": len(found.gaps),
            "practices": len(found.practices),
            "servers": len(found.shared),
            "broken": len(found.broken),
        }
        self.query_one(PortfolioViews).show(counts, self._view)

    def _tell_line(self) -> None:
        detail = self.query_one(PortfolioDetail)
        place = self.query_one("#table", PortfolioTable).cursor_row
        if self._found is None or not 0 <= place < len(self._shown):
            detail.show([])
            return
        shown = self._shown[place]
        detail.show(
            of_row(shown) if isinstance(shown, PortfolioRow) else of_other(self._found, self._view, shown)
        )

    # Doing -----------------------------------------------------------------------------------

    def action_view(self, view: str) -> None:
        """Another view of the same folder."""
        self._view = view
        self._fill()
        self.query_one("#table", PortfolioTable).focus()

    def action_column(self, by: int) -> None:
        """Sort by the next column, or the one before."""
        names = [name for name, _, _ in self._columns if name]
        if self._view != "heat" or not names:
            return
        at = names.index(self._sort) + by if self._sort in names else (0 if by > 0 else -1)
        self._sort = names[at % len(names)]
        self._fill()

    def action_reverse(self) -> None:
        """Turn the order around."""
        self._down = not self._down
        self._sort = self._sort or "name"
        self._fill()

    def action_type(self) -> None:
        """To the filter."""
        self.query_one("#filter", Input).focus()

    def action_back(self) -> None:
        """First clear the filter, then go."""
        field = self.query_one("#filter", Input)
        if field.value or field.has_focus:
            field.value = ""
            self.query_one("#table", PortfolioTable).focus()
        else:
            self.dismiss()

    def on_key(self, event: events.Key) -> None:
        """Letters go into the filter, wherever the cursor is."""
        field = self.query_one("#filter", Input)
        if event.character and event.character.isalpha() and not field.has_focus:
            event.stop()
            field.value += event.character
            field.focus()
            field.cursor_position = len(field.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter with every letter."""
        event.stop()
        self._fill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the lines."""
        event.stop()
        self.query_one("#table", PortfolioTable).focus()

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """Sort by the column that was clicked; once more turns it around."""
        event.stop()
        name = self._columns[event.column_index][0]
        if name:
            self._down = not self._down if name == self._sort else False
            self._sort = name
            self._fill()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """What is known of the line."""
        event.stop()
        self._tell_line()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open the assessment; from what several share, show the workloads that it is about."""
        event.stop()
        if not 0 <= event.cursor_row < len(self._shown):
            return
        shown = self._shown[event.cursor_row]
        if isinstance(shown, PortfolioRow):
            path = self._folder / shown.entry.file
            self.post_message(StartScreen.Chosen(path, quick=False, persona=None, example=False))
