"""Lines that say in which state the work is: supposed answers, or nothing left that matters."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from advisor.tui.widgets.drawing import Drawing, Lines, one_line, said


class WhatIfBanner(Drawing):
    """Says that answers are only supposed, for as long as they are; its words are buttons too."""

    auto_links = False
    DEFAULT_CSS = """
    WhatIfBanner {
        height: 1; padding: 0 2; background: $warning; color: $background; display: none; pointer: pointer;
    }
    """

    def draw(self, width: int) -> Lines:
        """One line; what does not fit is left out, the keys last."""
        parts = [said("WHAT IF · nothing is saved", "bold")]
        for key, words, action in (("k", "keeps it", "keep"), ("d", "discards it", "discard")):
            click = Style.from_meta({"@click": f"screen.{action}"})
            parts.append(said(key, "bold underline") + said(f" {words}").stylize(click))
        for count in (3, 2, 1):
            line = Content("   ").join(parts[:count])
            if line.cell_length <= width:
                return [line]
        return [line.truncate(width, ellipsis=True)]


class SettledNote(Drawing):
    """Says that the rest of the interview cannot change the advice; hidden until that is so."""

    DEFAULT_CSS = """
    SettledNote { height: 1; padding: 0 2; color: $text-success; text-style: bold; display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""

    def say(self, text: str) -> None:
        """Show a text; none hides the line."""
        if text != self._text:
            self._text = text
            self.display = bool(text)
            self.redraw()

    def draw(self, width: int) -> Lines:
        """One line."""
        return [one_line(f"✓ {self._text}", width)] if self._text else [Content("")]
