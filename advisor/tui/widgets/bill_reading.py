"""How far reading a bill is, and the way to stop it."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from advisor.tui.widgets.bill_charts import bar
from advisor.tui.widgets.drawing import MUTED, STRONG, Drawing, Lines, one_line, said, wrapped


class BillReading(Drawing):
    """A bar, what is being done, and a button to cancel."""

    auto_links = False
    DEFAULT_CSS = """
    BillReading { padding: 1 3; display: none; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._what, self._names, self._done = "", "", 0.0

    def begin(self, names: str) -> None:
        """Another bill is read."""
        self._names = names
        self.say(0.0, "Looking at the files")

    def say(self, done: float, what: str) -> None:
        """So much of the step is done, 0 to 1."""
        self._done, self._what = done, what
        self.redraw()

    def draw(self, width: int) -> Lines:
        """The state as it is."""
        from decimal import Decimal

        cells = min(48, max(8, width - 8))
        click = Style.from_meta({"@click": "screen.stop"})
        button = Content.assemble((" Esc ", "bold $text-primary on $panel"), ("Cancel ", "on $panel"))
        return [
            one_line(f"Reading {self._names}", width, STRONG),
            Content(""),
            bar(Decimal(str(self._done)), cells) + said(f" {self._done:4.0%}"),
            one_line(self._what, width, MUTED),
            Content(""),
            *wrapped("What was measured is kept: the same files are there at once next time.", width, MUTED),
            Content(""),
            button.stylize(click),
        ]
