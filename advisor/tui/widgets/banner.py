"""Lines that say in which state the work is: supposed answers, or nothing left that matters."""

from __future__ import annotations

from rich.cells import cell_len
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
        parts = [said("WHAT IF · not saved", "bold")]
        for key, words, action in (
            ("k", "keeps", "keep"),
            ("d", "discards", "discard"),
            ("K", "names", "name_scenario"),
            ("W", "weights", "weights"),
            ("S", "compares", "scenarios"),
        ):
            click = Style.from_meta({"@click": f"screen.{action}"})
            parts.append(said(key, "bold underline") + said(f" {words}").stylize(click))
        for count in range(len(parts), 0, -1):
            line = Content("  ").join(parts[:count])
            if line.cell_length <= width:
                return [line]
        return [line.truncate(width, ellipsis=True)]


class SettledNote(Drawing):
    """Says what the rest of the interview cannot change any more; hidden until there is something."""

    DEFAULT_CSS = """
    SettledNote { height: 1; padding: 0 2; color: $text-success; text-style: bold; display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts: tuple[str, ...] = ()

    def say(self, *texts: str) -> None:
        """Show the first of some texts that the line has room for, the last at need; none hides it."""
        if texts != self._texts:
            self._texts = texts
            self.display = bool(texts)
            self.redraw()

    def draw(self, width: int) -> Lines:
        """One line."""
        if not self._texts:
            return [Content("")]
        *others, last = [f"✓ {text}" for text in self._texts]
        return [one_line(next((text for text in others if cell_len(text) <= width), last), width)]
