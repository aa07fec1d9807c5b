"""All commands as one Typer app; only the command that was called is imported."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from advisor import __version__
from advisor.cli import diagnostics
from advisor.cli.overview import Overview

COMMANDS: dict[str, str] = {
    "demo": "advisor.cli.demo",
    "new": "advisor.cli.new",
    "open": "advisor.cli.open_app",
    "serve": "advisor.cli.serve",
    "ask": "advisor.cli.ask",
    "questionnaire": "advisor.cli.questionnaire",
    "import": "advisor.cli.import_",
    "score": "advisor.cli.score",
    "explain": "advisor.cli.explain",
    "whatif": "advisor.cli.whatif",
    "tco": "advisor.cli.tco",
    "evidence": "advisor.cli.evidence",
    "milestone": "advisor.cli.milestone",
    "compare": "advisor.cli.compare",
    "portfolio": "advisor.cli.portfolio",
    "workshop": "advisor.cli.workshop",
    "report": "advisor.cli.report",
    "brand": "advisor.cli.brand",
    "personas": "advisor.cli.personas",
    "check": "advisor.cli.check",
    "schema": "advisor.cli.schema",
    "export": "advisor.cli.export",
    "sample-bill": "advisor.cli.sample_bill",
}
"""Command name to the module that holds its function ``command``, in the order of the help.

A module with several commands holds them in ``COMMANDS`` instead, name to function.
"""

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
        cls=Overview,
        help=_HELP,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=wanted not in COMMANDS,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    for name in [wanted] if wanted in COMMANDS else COMMANDS:
        module = import_module(COMMANDS[name])
        if not hasattr(module, "COMMANDS"):
            app.command(name)(diagnostics.guarded(module.command))
            continue
        group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
        for inner, command in module.COMMANDS.items():
            group.command(inner)(diagnostics.guarded(command))
        app.add_typer(group, name=name, help=module.HELP)
    return app
