"""``advisor check``: all problems of a pack or an assessment at once."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.options import complete_pack
from advisor.cli.score import Format
from advisor.errors import Problem, Severity


def command(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="[PACK|ASSESSMENT]",
            help="A bundled pack's id, a pack's folder, or an assessment; without it, every bundled pack.",
            show_default=False,
            autocompletion=complete_pack,
        ),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="Text for people, or JSON.")
    ] = Format.TEXT,
) -> int:
    """Find all problems of a pack or an assessment, with their places.

    Exit code 1 when there are any.
    """
    from advisor.content.locations import bundled_packs
    from advisor.workflows.check import check

    targets = list(bundled_packs()) if target is None else [target]
    problems = [problem for name in targets for problem in check(name)]
    if format_ is Format.JSON:
        findings = [_as_json(problem) for problem in problems]
        typer.echo(
            json.dumps({"schema": "advisor/check/1", "checked": targets, "findings": findings}, indent=2)
        )
    else:
        for problem in problems:
            typer.echo(diagnostics.problem_line(problem))
        typer.echo(_summary(targets, problems))
    return diagnostics.FINDINGS if problems else diagnostics.FINE


def _as_json(problem: Problem) -> dict[str, str | int | None]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _summary(targets: list[str], problems: list[Problem]) -> str:
    what = ", ".join(targets)
    if not problems:
        return f"{what}: no problems."
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return f"{what}: {_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
