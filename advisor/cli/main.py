"""The command line's entry.

``advisor score`` runs in scripts and pipelines, so it must not pay for the terminal app, the report
templates, or the parameters of a dozen other commands: modules are imported when they are called.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

from advisor.cli import diagnostics

_YOUNG = 100_000
"""New objects before the garbage collector looks; importing makes many, and they all stay."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (without the program's name) and return its exit code."""
    if arguments is None:
        arguments = sys.argv[1:]
        sys.excepthook = diagnostics.unexpected
        gc.set_threshold(_YOUNG, 20, 20)
        # Plugins of other packages have no business here, and looking for them takes time.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A title that the terminal's encoding lacks must not stop the advice.
            stream.reconfigure(errors="replace")
    try:
        if not _plain_score(arguments):
            _any_command(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return diagnostics.FINE


def run() -> NoReturn:
    """The command ``advisor``: run the process's own command line and end the process."""
    code = main()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    if "textual" not in sys.modules:
        # Everything is written, and taking modules apart again would only take time.
        os._exit(code)
    sys.exit(code)


def _plain_score(arguments: Sequence[str]) -> bool:
    """Run ``score FILE... [--format F] [--[no-]robustness]`` without Typer, whose import takes as long.

    False, and nothing done, for whatever the full parser has to judge.
    """
    if arguments[:1] != ["score"]:
        return False
    files: list[str] = []
    format_ = "text"
    robust: bool | None = None
    rest = iter(arguments[1:])
    for argument in rest:
        if argument in ("--format", "-f"):
            format_ = next(rest, "")
        elif argument in ("--robustness", "--no-robustness"):
            robust = argument == "--robustness"
        elif argument.startswith("-") and argument != "-":
            return False
        else:
            files.append(argument)
    if not files or format_ not in ("text", "json"):
        return False
    from advisor.cli.scoring import score

    asked = format_ == "text" and any(each in ("--format", "-f") for each in arguments)
    diagnostics.guarded(score)(files, as_json=format_ == "json", robust=robust, text_asked=asked)
    return True


def _any_command(arguments: Sequence[str]) -> None:
    from typer.main import get_command

    from advisor.cli.app import build

    wanted = next((argument for argument in arguments if not argument.startswith("-")), None)
    get_command(build(wanted))(args=list(arguments), prog_name="advisor")
