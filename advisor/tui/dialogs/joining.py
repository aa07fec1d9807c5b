"""How people in the room take part in a workshop: terminal, lines, browser or Excel, with what they type."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from advisor.tui.dialogs.base import TextDialog
from advisor.tui.widgets.drawing import MUTED, STRONG, Drawing, Lines, joined, said, wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.workflows.workshop import Room


class _Ways(Drawing):
    """Who is here, then each way with its command."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room

    def draw(self, width: int) -> Lines:
        """A paragraph for each way."""
        room = self._room
        folder = shlex.quote(str(room.folder))
        names = ", ".join(each.name for each in room.participants) or "nobody yet"
        about = (
            "Each participant has a file of their own in this folder, so that nobody overwrites anybody. "
            f"Here so far: {names}. Votes are hidden by the program, not encrypted: whoever can read the "
            "folder can read them."
        )
        answers = shlex.quote(str(room.folder / "participants" / "NAME.yaml"))
        ways = (
            ("Own terminal", f"advisor workshop join {folder} --name NAME", ""),
            ("Line by line", f"advisor ask {answers}", ""),
            (
                "Browser",
                f"advisor serve {folder} --host 0.0.0.0 --name THIS-MACHINE",
                "The link has a key. It is plain HTTP: use a network you trust, or a TLS proxy. "
                "Each chooses a PIN; “advisor workshop reset-pin” gives a new one.",
            ),
            ("Excel", f"advisor workshop import {folder} FILLED.xlsx --name NAME", ""),
        )
        return joined(
            [
                wrapped(about, width),
                *(
                    [
                        said(way, "bold $text-primary"),
                        *wrapped(command, width, STRONG, indent=2),
                        *(wrapped(more, width, MUTED, indent=2) if more else []),
                    ]
                    for way, command, more in ways
                ),
            ]
        )


class JoiningDialog(TextDialog):
    """To be read out, or shown to the room."""

    TITLE_TEXT = "How to join"
    DEFAULT_CSS = """
    JoiningDialog > .dialog { width: 84; }
    """

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room

    def compose_body(self) -> ComposeResult:
        """The ways."""
        yield _Ways(self._room)
