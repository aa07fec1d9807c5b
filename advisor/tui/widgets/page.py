"""Something to read that is longer than the terminal."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class MoreBelow(Static):
    """Says, at the bottom of a page, that it goes on."""

    DEFAULT_CSS = """
    MoreBelow {
        dock: bottom; height: 1; display: none; background: $surface; color: $text-primary;
        text-align: center;
    }
    """


class Page(VerticalScroll, inherit_bindings=False):
    """Scrolls up and down; left and right are free for the screen.

    The scrollbar's column is always kept free, so that nothing is laid out twice when it appears.
    """

    DEFAULT_CSS = """
    Page { padding: 1 0 0 0; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """
    MORE_KEY: ClassVar[str] = "Space"
    """The key that leads to what is below, as the hint names it."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("pageup,b", "page_up", "Page up", show=False),
        Binding("pagedown,space", "page_down", "Page down", show=False),
        Binding("home", "scroll_home", "Top", show=False),
        Binding("end", "scroll_end", "End", show=False),
    ]

    def on_mount(self) -> None:
        """Say it as soon as there is something to read."""
        self.mount(MoreBelow(markup=False))
        self.watch(self, "scroll_y", self._say_more, init=False)
        self.watch(self, "virtual_size", self._say_more_soon, init=False)

    def on_resize(self) -> None:
        """Say it also when what stands around the page leaves it fewer lines."""
        self._say_more_soon()

    def _say_more_soon(self) -> None:
        # How far there is to scroll is known once the page has been laid out anew.
        self.call_after_refresh(self._say_more)

    def _say_more(self) -> None:
        left = int(self.max_scroll_y - self.scroll_y)
        for hint in self.query_children(MoreBelow):
            hint.display = left > 0
            hint.update(Content(f"▼ {left} more line{'' if left == 1 else 's'} · {self.MORE_KEY}"))
