"""``advisor ask``: the interview as plain lines, for dumb terminals, screen readers and pipes."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.asking_order import Order
from advisor.cli.options import NewPackOption


def command(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="An assessment; begun when it is not there.", show_default=False),
    ],
    quick: Annotated[
        bool, typer.Option("--quick", help="Ask only the questions of the quick interview.")
    ] = False,
    order: Annotated[
        Order,
        typer.Option(
            "--order",
            help="The questions in the order of the file, or first those that are expected to settle most; "
            "then only what can still change the advice for today or the target is asked.",
        ),
    ] = Order.FILE,
    pack: NewPackOption = None,
) -> int:
    """Answer the questions line by line; goes on where it stopped."""
    from advisor.cli.interview import Interview
    from advisor.cli.interview_text import passed_lines
    from advisor.cli.plain import style_for
    from advisor.workflows.session import Session

    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    if file.exists():
        if pack is not None:
            diagnostics.say(f"advisor: {file} is asked by the pack that it names; --pack is for a new file.")
    else:
        from advisor.cli.beginning import begin

        if not begin(file, pack, read_line):
            return diagnostics.UNUSABLE
    session = Session.open(file, quick=quick)
    diagnostics.tell(session.notices)
    if session.advice_withheld:
        order = Order.FILE  # What is asked next would tell what the advice hangs on.
    interview = Interview(session, style_for(sys.stdout), read_line, order)
    if not interview.run():
        diagnostics.say(f"advisor: {file}: the last answers are not saved.")
        return diagnostics.UNUSABLE
    left = interview.passed_over()
    if left:
        typer.echo("\n".join(passed_lines(left)))
    # The way back has the options of now: another order or length would be another interview.
    used = [
        name for name, on in (("--quick", session.quick), (f"--order {order}", order is not Order.FILE)) if on
    ]
    typer.echo(f"Saved in {file}. Go on with: {' '.join(['advisor ask', *used, str(file)])}")
    if not session.advice_withheld:
        typer.echo(f"The recommendation: advisor score {file}")
    return diagnostics.FINE


def read_line(prompt: str) -> str:
    """A line from standard input, shown after it when it comes from a pipe, so that a log can be read."""
    line = input(prompt)
    if not sys.stdin.isatty():
        typer.echo(line)
    return line
