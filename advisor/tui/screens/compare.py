"""What changed since a milestone, on one page to scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from advisor.tui.widgets.comparison_view import ComparisonView
from advisor.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.model.comparison import Comparison


class CompareScreen(Screen[None]):
    """A comparison; Escape goes back to where it was asked for."""

    HELP_TEXT: ClassVar[str] = (
        "What changed since the milestone: the advice of each workload, its scores, hard rules and "
        "warnings, cost and KPI values, then the answers.\n\n"
        "The way to the target is counted in steps, one level of one answer each: the fewest that lead "
        "there. Per cent are those made since, of those that were needed then, both by the rules of now."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "app.pop_screen", "Back", key_display="Esc"),
        Binding("down,j", "scroll('down')", "Down", show=False),
        Binding("up,k", "scroll('up')", "Up", show=False),
    ]
    DEFAULT_CSS = """
    CompareScreen VerticalScroll { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
    CompareScreen.-short VerticalScroll { padding: 0 2; }
    CompareScreen ComparisonView { max-width: 110; }
    """

    def __init__(self, found: Comparison) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """The page."""
        with VerticalScroll(can_focus=True):
            yield ComparisonView(self._found)
        yield KeyBar()

    def on_mount(self) -> None:
        """Keys scroll at once."""
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, where: str) -> None:
        """A line up or down."""
        page = self.query_one(VerticalScroll)
        if where == "down":
            page.scroll_down()
        else:
            page.scroll_up()
