"""Lines that say in which state the work is: supposed answers, or nothing left that matters."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from advisor.tui.widgets.drawing import Drawing, Lines, one_line, said, wrapped


class WhatIfBanner(Drawing):
    """Says that answers are only supposed, for as long as they are; its words are buttons too."""

    auto_links = False
    DEFAULT_CSS = """
    WhatIfBanner {
        height: auto; max-height: 2; padding: 0 2; background: $warning; color: $background;
        display: none; pointer: pointer;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._supposed: tuple[str, ...] = ()

    def show(self, supposed: Sequence[str]) -> None:
        """Name what is supposed."""
        if tuple(supposed) != self._supposed:
            self._supposed = tuple(supposed)
            self.redraw()

    def draw(self, width: int) -> Lines:
        """Keys, and below them what is supposed; in a low terminal how much it is, in the one line."""
        count = len(self._supposed)
        if self.screen.has_class("-short"):
            return [self._keys(f"WHAT IF · {count} supposed", width, listed=True)]
        return [self._keys("WHAT IF · not saved", width, listed=False), self._list(width)]

    def _keys(self, title: str, width: int, *, listed: bool) -> Content:
        """One line; what does not fit is left out, the keys last."""
        parts = [said(title, "bold")]
        for key, words, action in (
            ("k", "keeps", "keep"),
            ("d", "discards", "discard"),
            *((("L", "lists", "supposed"),) if listed else ()),
            ("K", "names", "name_scenario"),
            ("W", "weights", "weights"),
            ("S", "compares", "scenarios"),
        ):
            parts.append(_button(key, words, action))
        for count in range(len(parts), 0, -1):
            line = Content("  ").join(parts[:count])
            if line.cell_length <= width:
                break
        return line.truncate(width, ellipsis=True)

    def _list(self, width: int) -> Content:
        """How many things are supposed, and the first of them, as far as they fit."""
        if not self._supposed:
            return one_line("Nothing is supposed yet: change answers here, weights (W), costs (F12).", width)
        end = Content("  ") + _button("L", "lists all", "supposed")
        head = said(f"{len(self._supposed)} supposed: ", "bold")
        room = width - head.cell_length - end.cell_length
        return head + one_line("; ".join(self._supposed), room) + end


def _button(key: str, words: str, action: str) -> Content:
    click = Style.from_meta({"@click": f"screen.{action}"})
    return said(key, "bold underline") + said(f" {words}").stylize(click)


class SettledNote(Drawing):
    """Says what the rest of the interview cannot change any more; hidden until there is something."""

    DEFAULT_CSS = """
    SettledNote { height: auto; padding: 0 2; color: $text-success; text-style: bold; display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts: tuple[str, ...] = ()
        self._below = ""

    def say(self, *texts: str, below: str = "") -> None:
        """Show the first of some texts that the line has room for, the last at need; none hides it.

        ``below`` is what the text rests on, in lines of its own.
        """
        if (texts, below) != (self._texts, self._below):
            self._texts, self._below = texts, below
            self.display = bool(texts)
            self.redraw()

    def draw(self, width: int) -> Lines:
        """One line, and below it what it rests on."""
        if not self._texts:
            return [Content("")]
        *others, last = [f"✓ {text}" for text in self._texts]
        line = one_line(next((text for text in others if cell_len(text) <= width), last), width)
        return (
            [line, *wrapped(self._below, width, "not bold $text-muted", indent=2)] if self._below else [line]
        )
