"""How far a long run is, on one line of a terminal that shows nothing else."""

from __future__ import annotations

import sys
import time

_WIDTH = 24
_EVERY = 0.1
"""Seconds between two looks of the bar."""


class Progress:
    """A bar on stderr; silent where stderr is no terminal, or where the results go there as well."""

    def __init__(self, what: str, *, first: bool = False) -> None:
        """``what`` is counted, in the plural; ``first`` when all results come only after the end."""
        self._what = what
        self._on = sys.stderr.isatty() and (first or not sys.stdout.isatty())
        self._shown = 0.0

    def show(self, done: float, count: int) -> None:
        """So much of the whole, up to 1, and so many."""
        self.say(done, f"{count:,} {self._what}")

    def say(self, done: float, what: str) -> None:
        """So much of the whole, up to 1, and what is going on."""
        now = time.monotonic()
        if not self._on or now - self._shown < _EVERY:
            return
        self._shown = now
        filled = round(done * _WIDTH)
        bar = "#" * filled + "-" * (_WIDTH - filled)
        print(f"\r[{bar}] {done:4.0%}  {what} \x1b[K", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Give the line back, before a message and at the end."""
        if self._on and self._shown:
            self._shown = 0.0
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
