"""The time that a question of a workshop has: small beside the title, or in large digits for the back row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Digits, Static

from advisor.tui.widgets.drawing import said

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click

    from advisor.model.workshop import Key

_WARN_AT = 30
"""Seconds before the end at which the clock changes its colour."""


class WorkshopClock(Horizontal):
    """Each question has its own time; what is left of it stays while others are shown."""

    DEFAULT_CSS = """
    WorkshopClock { width: auto; height: auto; pointer: pointer; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._key: Key | None = None
        self._seconds = 0
        self._ticking = False
        self._left: dict[Key, int] = {}
        """Seconds for the questions whose time has begun; below zero when it is over."""

    def compose(self) -> ComposeResult:
        """The two clocks, of which one is shown."""
        yield Static(id="clock", markup=False)
        yield Digits(id="digits")

    def on_mount(self) -> None:
        """Begin to count."""
        self.set_interval(1, self._tick)

    def show(self, key: Key | None, seconds: int) -> None:
        """The time of a question; so many seconds where it has not begun."""
        self._key, self._seconds = key, seconds
        left = 0 if key is None else self._left.get(key, seconds)
        minutes, rest = divmod(abs(left), 60)
        text = f"{'-' if left < 0 else ''}{minutes}:{rest:02}"
        self.query_one("#clock", Static).update(said(f"{'▶' if self._ticking else '⏸'} {text}"))
        self.query_one(Digits).update(text)
        for clock in self.query("#clock, #digits"):
            clock.set_class(0 < left <= _WARN_AT, "-late")
            clock.set_class(left <= 0, "-over")

    def on_click(self, event: Click) -> None:
        """A click is the key for it."""
        event.stop()
        self.turn()

    def turn(self) -> None:
        """Start, or stop; it goes on with the next question."""
        self._ticking = not self._ticking
        self.show(self._key, self._seconds)

    def stop(self) -> None:
        """Stop, as when votes are revealed."""
        self._ticking = False

    def begin_again(self, key: Key) -> None:
        """Give a question its whole time once more."""
        self._left.pop(key, None)

    def lengthen(self, by: int) -> None:
        """Give the question that is shown so many seconds more, where its time has begun."""
        if self._key in self._left:
            self._left[self._key] += by

    def _tick(self) -> None:
        if not self._ticking or self._key is None:
            return
        self._left[self._key] = left = self._left.get(self._key, self._seconds) - 1
        if left == 0:
            self.app.bell()
        self.show(self._key, self._seconds)
