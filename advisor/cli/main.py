"""The command line's entry: finds the command that was called and imports only that one.

``advisor score`` runs in scripts and pipelines, so it must not pay for the terminal app, the
report templates, or the parameters of a dozen other commands.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated

import typer
from typer.main import get_command

from advisor import __version__
from advisor.cli import diagnostics

COMMANDS: dict[str, str] = {
    "demo": "advisor.cli.demo",
    "new": "advisor.cli.new",
    "open": "advisor.cli.open_app",
    "ask": "advisor.cli.ask",
    "score": "advisor.cli.score",
    "explain": "advisor.cli.explain",
    "whatif": "advisor.cli.whatif",
    "report": "advisor.cli.report",
    "personas": "advisor.cli.personas",
    "check": "advisor.cli.check",
    "schema": "advisor.cli.schema",
}
"""Command name to the module that holds its function ``command``, in the order of the help."""

_HELP = (
    "Choose fully, partially or self-managed infrastructure for AI workloads, with every reason.\n\n"
    "Without a command, opens the terminal app."
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"advisor {__version__}")
        raise typer.Exit


def _root(
    context: typer.Context,
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    if context.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo(context.get_help())
        return
    diagnostics.guarded(import_module("advisor.cli.open_app").start)()


def build(wanted: str | None = None) -> typer.Typer:
    """The app with the wanted command, or with all of them when the name is not one of ours."""
    app = typer.Typer(
        name="advisor",
        help=_HELP,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=wanted not in COMMANDS,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    for name in [wanted] if wanted in COMMANDS else COMMANDS:
        app.command(name)(diagnostics.guarded(import_module(COMMANDS[name]).command))
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (without the program's name) and return its exit code."""
    if arguments is None:
        arguments = sys.argv[1:]
        sys.excepthook = diagnostics.unexpected
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A title that the terminal's encoding lacks must not stop the advice.
            stream.reconfigure(errors="replace")
    wanted = next((argument for argument in arguments if not argument.startswith("-")), None)
    try:
        get_command(build(wanted))(args=list(arguments), prog_name="advisor")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return diagnostics.FINE
