"""A page that is longer than the terminal says so, whatever made it so."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

from advisor.tui.widgets.page import MoreBelow, Page
from tests.tui.conftest import until


class Reader(App[int]):
    """Ten lines to read, above something that may grow."""

    CSS = "#below { dock: bottom; height: 1; }"

    def compose(self) -> ComposeResult:
        yield Static(id="below")
        with Page():
            yield Static("\n".join("abcdefghij"))


async def test_it_tells_of_what_is_below_when_others_take_its_room() -> None:
    app = Reader()

    def told() -> str:
        hint = app.query_one(MoreBelow)
        return str(hint.render()) if hint.display else ""

    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert told() == ""
        app.query_one("#below").styles.height = 4
        # Its own line covers one, too.
        await until(pilot, lambda: told() == "▼ 4 more lines · Space")
        app.query_one(Page).scroll_to(y=3, animate=False)
        await until(pilot, lambda: told() == "▼ 1 more line · Space")
        app.query_one("#below").styles.height = 1
        await until(pilot, lambda: told() == "")
