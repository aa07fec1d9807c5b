"""How far reading a bill is, and the way to stop it."""

from __future__ import annotations

from decimal import Decimal

from textual.content import Content
from textual.style import Style

from advisor.tui.widgets.bill_charts import bar
from advisor.tui.widgets.drawing import MUTED, STRONG, Drawing, Lines, one_line, said, wrapped

_LOOKING = 0.1
"""Share of the whole that looking at the files is shown as."""


class BillReading(Drawing):
    """A bar, what is being done, and a button to cancel."""

    auto_links = False
    DEFAULT_CSS = """
    BillReading { padding: 1 3; display: none; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._what, self._names, self._done = "", "", 0.0
        self._looked = False
        """Whether the files have been looked at; measuring begins to count anew."""

    def begin(self, names: str) -> None:
        """Another bill is read."""
        self._names, self._done, self._looked = names, 0.0, False
        self.say(0.0, "Looking at the files")

    def say(self, done: float, what: str) -> None:
        """So much of the step is done, 0 to 1: first looking at the files, then measuring."""
        self._looked = self._looked or done < self._done
        self._done, self._what = done, what
        self.redraw()

    def draw(self, width: int) -> Lines:
        """The state as it is."""
        done = self._done if self._looked else self._done * _LOOKING
        cells = min(48, max(8, width - 8))
        click = Style.from_meta({"@click": "screen.stop"})
        button = Content.assemble((" Esc ", "bold $text-primary on $panel"), ("Cancel ", "on $panel"))
        return [
            one_line(f"Reading {self._names}", width, STRONG),
            Content(""),
            bar(Decimal(str(done)), cells) + said(f" {done:4.0%}"),
            one_line(self._what, width, MUTED),
            Content(""),
            *wrapped("What was measured is kept: the same files are there at once next time.", width, MUTED),
            Content(""),
            button.stylize(click),
        ]
