"""``advisor workshop join``, ``import`` and ``reset-pin``: how people take part, and answer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.workshop_options import FolderArgument, NameOption, NewOption
from advisor.errors import UnusableInput


def join(
    folder: FolderArgument,
    name: NameOption,
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help="Go on to answer, where there is a terminal.")
    ] = True,
    new_one: NewOption = False,
) -> int | None:
    """Take part: makes your file when it is not there yet, and opens it."""
    from advisor.cli.diagnostics import say
    from advisor.workflows.workshop_new import join as joined

    _look_for_slips(folder, name, new_one)
    path = joined(folder, name)
    if open_ and sys.stdin.isatty() and sys.stdout.isatty():
        from advisor.tui.app import run

        return run(path)
    typer.echo(str(path))
    say(f"Answer with: advisor open {path}   (or, line by line: advisor ask {path})")
    return None


def take_in(
    folder: FolderArgument,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="A filled questionnaire.", show_default=False)
    ],
    name: NameOption,
    new_one: NewOption = False,
) -> None:
    """Put a filled Excel questionnaire into a participant's file; what it leaves empty stays."""
    from advisor.cli.diagnostics import say
    from advisor.workflows.workshop_new import take_in as taken

    _look_for_slips(folder, name, new_one)
    try:
        path, added, changed = taken(folder, file, name)
    except UnusableInput:
        say(f"Nothing was read in from {file}; mend what is named here and import it again.")
        raise
    typer.echo(str(path))
    say(f"{added} answers added, {changed} changed.")


def reset_pin(folder: FolderArgument, name: NameOption) -> None:
    """Give somebody a new PIN for the browser, and print it.

    For who forgot theirs, and for who answered in a terminal or Excel before and goes on in the browser.
    """
    from advisor.cli.diagnostics import say
    from advisor.workflows.workshop_new import new_pin

    typer.echo(new_pin(folder, name))
    say(f"The PIN of {name} from now on, in the browser. Tell it to nobody else.")


def _look_for_slips(folder: Path, name: str, new_one: bool) -> None:
    """Refuse a name that looks like a slip in another, unless it is said to be a new one."""
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_people import check_new

    if not new_one:
        check_new(open_room(folder), name)
