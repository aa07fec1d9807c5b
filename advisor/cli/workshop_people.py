"""``advisor workshop remove``, ``rename`` and ``minutes``: who takes part, and what is kept of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The workshop's folder.", show_default=False)]
_Name = Annotated[
    str, typer.Option("--name", "-n", metavar="NAME", help="Who it is about.", show_default=False)
]


def remove(folder: _Folder, name: _Name) -> None:
    """Take a participant out: the file moves to participants/removed, nothing is deleted."""
    from advisor.cli.diagnostics import say
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_people import remove as removed

    path = removed(open_room(folder), name)
    typer.echo(str(path))
    say("Does not count from now on. What was revealed and agreed stays; move the file back to undo it.")


def rename(
    folder: _Folder,
    name: _Name,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="The new name.", show_default=False)],
) -> None:
    """Give a participant another name: in their file, its name, and all that was revealed and agreed."""
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_people import rename as renamed

    typer.echo(str(renamed(open_room(folder), name, to)))


def minutes(
    folder: _Folder,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.md",
            help="Where to write; without it, to standard output.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that advisor did not write.")
    ] = False,
) -> None:
    """Write the minutes in Markdown: who was there, votes as counts, what was agreed, why, and dissent.

    Nothing that is still hidden is in them.
    """
    from advisor.cli.output import write_all
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_minutes import minutes as written

    text = written(open_room(folder))
    if output is None:
        typer.echo(text, nl=False)
        return
    (path,) = write_all(output.parent, {output.name: text.encode()}, force=force)
    typer.echo(str(path))
