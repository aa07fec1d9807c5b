"""``advisor workshop merge`` and ``minutes``: what the room leaves behind."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.options import ForceForeignOption
from advisor.cli.workshop_options import FolderArgument


class Settle(StrEnum):
    """How to settle what cannot change the advice."""

    MEDIAN = "median"


def merge(
    folder: FolderArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write; without it, team.yaml in the folder.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace answers that were given after the last merge.")
    ] = False,
    anonymous: Annotated[
        bool,
        typer.Option(
            "--anonymous",
            help="Letters instead of participants' names. What was typed as a reason stays as it is.",
        ),
    ] = False,
    with_unrevealed: Annotated[
        bool,
        typer.Option(
            "--with-unrevealed",
            help="Also tell how many said what where votes were never revealed; never who.",
        ),
    ] = False,
    settle: Annotated[
        Settle | None,
        typer.Option(
            "--settle",
            help="Where votes lie too far apart and no answer changes the advice: take the middle vote, or"
            " the most frequent answer. Without it these count as unknown.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make the team's assessment: every answer with where it comes from.

    What the room agreed on stands; else what everybody said, or the middle vote where the pack's thresholds
    allow it; unknown where the votes lie too far apart. advisor report tells where the room differed.
    """
    from advisor.cli.diagnostics import say, tell
    from advisor.cli.workshop_text import merge_lines
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_merge import write_team

    room = open_room(folder)
    tell(room.problems)
    done = write_team(
        room,
        output,
        force=force,
        anonymous=anonymous,
        with_unrevealed=with_unrevealed,
        settle=settle is not None,
    )
    typer.echo(str(done.path))
    for line in merge_lines(done):
        say(line)


def minutes(
    folder: FolderArgument,
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
    force: ForceForeignOption = False,
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
