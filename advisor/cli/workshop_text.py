"""What a workshop's beginning and end say to who leads it: how people join, and what a merge did."""

from __future__ import annotations

import shlex

from advisor.cli.plain import wrap
from advisor.content.workshop_file import PARTICIPANTS
from advisor.model.provenance import SettledBy
from advisor.workflows.workshop import Room
from advisor.workflows.workshop_merge import Merged
from advisor.workflows.workshop_steps import spoken

_BASES = {
    SettledBy.AGREED: "agreed in the room",
    SettledBy.UNANIMOUS: "everybody said the same",
    SettledBy.CLOSE: "near enough, the middle vote or the most frequent answer",
    SettledBy.MIDDLE: "far apart, but the advice stays: the middle vote or the most frequent answer",
    SettledBy.ONE_VOICE: "one person knew",
    SettledBy.APART: "unknown, because the votes lie too far apart",
    SettledBy.NOBODY_KNOWS: "nobody knew",
}


def how_to_join(room: Room) -> list[str]:
    """How people take part, in their terminal, a browser or Excel."""
    folder = room.folder
    first = room.participants[0] if room.participants else None
    name = first.name if first else "Anna"
    count = len(room.participants)
    joined = f"{count} participant{'' if count == 1 else 's'} so far; others can join at any time."
    return [
        joined if first else "Nobody takes part yet; people join like this.",
        f"In their terminal: advisor workshop join {_shell(str(folder))} --name {_shell(name)}",
        f"Line by line, also for a screen reader: after joining, advisor ask"
        f" {_shell(str(folder / PARTICIPANTS / 'NAME.yaml'))}",
        f"In a browser: advisor serve {_shell(str(folder))} --host 0.0.0.0 --name THIS-MACHINE, and pass on"
        " the link with its key (plain HTTP: a network you trust, or a TLS proxy before it); without --host"
        " only this machine reaches it",
        f"In Excel: advisor questionnaire {_shell(str(room.team_file))}, and when it is filled in,"
        f" advisor workshop import {_shell(str(folder))} FILE.xlsx --name {_shell(name)}",
        f"You, as facilitator: advisor workshop open {_shell(str(folder))}",
        "Votes are hidden by the program, not encrypted: whoever can read the folder can read them.",
    ]


def merge_lines(done: Merged) -> list[str]:
    """What the team's answers rest on, and what is left open."""
    lines = [f"{done.counts[basis]:>4}  {_BASES[basis]}" for basis in SettledBy if basis in done.counts]
    if done.apart:
        lines.append("Too far apart: " + ", ".join(map(spoken, done.apart[:8])) + _more(len(done.apart) - 8))
    if done.idle:
        lines += wrap(
            f"{done.idle} of those that lie apart cannot change the advice. They count as unknown, which"
            " makes scores and the other decisions less sure; --settle median takes the middle vote or the"
            " most frequent answer there."
        )
    if done.hidden:
        told = (
            "whoever reads the file sees how many said what on them, and not who."
            if done.counted
            else "the file tells neither who nor how many said what on them."
        )
        lines += wrap(f"{done.hidden} were never revealed: {told}")
    lines.append(f"Next: advisor report {done.path}")
    return lines


def _more(number: int) -> str:
    return f" and {number} more" if number > 0 else ""


def _shell(text: str) -> str:
    return shlex.quote(text)
