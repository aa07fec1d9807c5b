"""An app to measure, in a process of its own: ``bare``, ``start`` or ``interview FILE``.

Writes a byte to the descriptor named in ``READY_FD`` once the first frame is on the screen.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from textual.app import App


def _ready() -> None:
    os.write(int(os.environ["READY_FD"]), b"!")


def bare() -> App[None]:
    """The least that Textual can do: one line of text that changes with each key."""
    from textual.widgets import Static

    class Bare(App[None]):
        keys = 0

        def compose(self):
            yield Static("0", id="count")

        def on_ready(self) -> None:
            _ready()

        def on_key(self) -> None:
            self.keys += 1
            self.query_one("#count", Static).update(str(self.keys))

    return Bare()


def ours(file: str | None) -> App[None]:
    """The terminal app, on its start screen or in the interview."""
    from advisor.tui.app import AdvisorApp

    class Timed(AdvisorApp):
        CSS_PATH = Path(sys.modules[AdvisorApp.__module__].__file__ or "").with_name("app.tcss")

        def on_ready(self) -> None:
            _ready()

    if file is None:
        return Timed()
    from advisor.workflows.session import Session

    return Timed(Session.open(Path(file)))


if __name__ == "__main__":
    which, *rest = sys.argv[1:]
    (bare() if which == "bare" else ours(rest[0] if rest else None)).run()
