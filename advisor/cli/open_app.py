"""``advisor open`` and ``advisor`` alone: the terminal app."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli import diagnostics


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An assessment.", show_default=False)],
    quick: Annotated[
        bool, typer.Option("--quick", help="Ask only the questions of the quick interview.")
    ] = False,
) -> int:
    """Open an assessment in the terminal app."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        diagnostics.say("advisor: the terminal app needs a terminal; advisor ask works without one.")
        return diagnostics.UNUSABLE
    from advisor.tui.app import run

    return run(file, quick=quick)


def start() -> int:
    """Open the app on its start screen."""
    from advisor.tui.app import run

    return run()
