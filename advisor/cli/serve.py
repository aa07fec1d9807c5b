"""``advisor serve``: the terminal app in a browser tab."""

from __future__ import annotations

import platform
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.errors import AdvisorError, MissingExtra


def command(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="[FOLDER]",
            help="The folder that is served; nothing outside it is opened or written.",
            show_default="the current one",
        ),
    ] = Path(),
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help="The address to listen on. Other machines reach all but the usual one, with the link's key.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help="The port; a free one from 8000 on when left out."),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="NAME", help="A further name under which browsers come, such as a proxy's."
        ),
    ] = None,
    key: Annotated[
        bool, typer.Option("--key", help="Ask for a key on this machine, too: others have accounts on it.")
    ] = False,
    max_sessions: Annotated[
        int | None,
        typer.Option(
            "--max-sessions",
            min=1,
            max=500,
            help="Tabs at the same time, over all people; 8, or for a workshop its participants and 4 more.",
            show_default=False,
        ),
    ] = None,
    idle: Annotated[
        float,
        typer.Option(
            "--idle", min=0, metavar="MINUTES", help="Close a tab that nobody used for so long; 0 for never."
        ),
    ] = 60,
) -> int:
    """Put the app into browser tabs: for a workshop, or for who has no terminal.

    Each tab is a session of its own. Only this machine reaches it, unless --host says otherwise; then the
    link holds a key, and whoever has the link can read and change every assessment in the folder.
    """
    if not folder.is_dir():
        raise AdvisorError(f"{folder}: there is no such folder")
    if find_spec("textual_serve") is None:
        raise MissingExtra("serving the app to a browser", "serve")
    from advisor.cli.web.guard import Guard, is_everywhere, is_loopback, new_key
    from advisor.cli.web.plainly import Limits
    from advisor.cli.web.running import run

    limit = folder.resolve()
    open_to_others = not is_loopback(host) or bool(name)
    own = (_machine(name),) if is_everywhere(host) else ()
    guard = Guard(
        host=host,
        key=new_key() if open_to_others or key else None,
        names=frozenset(each.lower() for each in (*(name or ()), *own)),
    )

    def listening(found: int) -> None:
        near = _machine(name) if is_everywhere(host) else host
        shown = f"[{near}]" if ":" in near else near
        query = f"?key={guard.key}" if guard.key else ""
        diagnostics.say(f"Serving {limit}; Ctrl+C ends it.")
        if open_to_others:
            who = (
                "Whoever has this link can take part, and reaches the answers behind their own name and PIN,"
                if _is_workshop(limit)
                else "Whoever has this link can read and change every assessment in that folder,"
            )
            diagnostics.say(
                f"{who} for as long as this runs. What they send is not encrypted: use a network that you"
                " trust."
            )
            diagnostics.say("For other networks put a proxy with TLS before it, and name it with --name.")
        typer.echo(f"http://{shown}:{found}/{query}")

    run(limit, guard, Limits(sessions=max_sessions or _tabs(limit), idle=idle * 60), port, listening)
    diagnostics.say("Stopped. Every tab was closed and its answers saved.")
    return diagnostics.FINE


def _machine(names: list[str] | None) -> str:
    """Under which name others reach this machine: the one that was said first, or what it calls itself."""
    return names[0] if names else platform.node() or "localhost"


def _is_workshop(folder: Path) -> bool:
    from advisor.content.workshop_file import WORKSHOP

    return (folder / WORKSHOP).is_file()


def _tabs(folder: Path) -> int:
    """How many tabs a folder needs: enough for everybody in a workshop, and a few who open a second one."""
    from advisor.cli.web.plainly import Limits
    from advisor.content.workshop_file import participant_entries

    usual = Limits().sessions
    if not _is_workshop(folder):
        return usual
    return max(usual, len(participant_entries(folder)[0]) + 4)
