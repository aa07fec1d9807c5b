"""``advisor workshop remove`` and ``rename``: who takes part, and under which name."""

from __future__ import annotations

from typing import Annotated

import typer

from advisor.cli.workshop_options import FolderArgument

_Name = Annotated[
    str, typer.Option("--name", "-n", metavar="NAME", help="Who it is about.", show_default=False)
]


def remove(folder: FolderArgument, name: _Name) -> None:
    """Take a participant out: the file moves to participants/removed, nothing is deleted."""
    from advisor.cli.diagnostics import say
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_people import remove as removed

    path = removed(open_room(folder), name)
    typer.echo(str(path))
    say("Does not count from now on. What was revealed and agreed stays; move the file back to undo it.")


def rename(
    folder: FolderArgument,
    name: _Name,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="The new name.", show_default=False)],
) -> None:
    """Give a participant another name: in their file, its name, and all that was revealed and agreed."""
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_people import rename as renamed

    typer.echo(str(renamed(open_room(folder), name, to)))
