"""The page that tells people in the room how to take part: terminal, lines, browser or Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.tui.screens.help import HelpScreen

if TYPE_CHECKING:
    from advisor.workflows.workshop import Room


def joining(room: Room) -> HelpScreen:
    """How people take part, with the commands that they can type."""
    folder = str(room.folder)
    names = ", ".join(each.name for each in room.participants) or "nobody yet"
    text = (
        "Each participant has a file of their own in this folder, so that nobody overwrites anybody. "
        f"Here so far: {names}. Votes are hidden by the program, not encrypted: whoever can read the "
        "folder can read them."
    )
    ways = (
        ("Own terminal", (("", f"advisor workshop join {folder} --name NAME"),)),
        ("Line by line", (("", f"advisor ask {folder}/participants/NAME.yaml"),)),
        (
            "Browser",
            (
                ("", f"advisor serve {folder} --host 0.0.0.0 --name THIS-MACHINE"),
                ("", "The link has a key. It is plain HTTP: use a network you trust, or a TLS proxy."),
                ("", "Each chooses a PIN; “advisor workshop reset-pin” gives a new one."),
            ),
        ),
        ("Excel", (("", f"advisor workshop import {folder} FILLED.xlsx --name NAME"),)),
    )
    return HelpScreen(text, ways)
