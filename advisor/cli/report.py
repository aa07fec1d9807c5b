"""``advisor report``: the KPI report for one persona or all of them."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from advisor.cli.options import AssessmentFileArgument, PackOption, complete_persona, complete_report_format
from advisor.errors import AdvisorError, Problem, UnusableInput

T = TypeVar("T")


def command(
    file: AssessmentFileArgument,
    persona: Annotated[
        str | None,
        typer.Option(
            "--persona",
            "-p",
            metavar="PERSONA",
            help="For whom; all writes one for each. Without it, the one that the file names.",
            show_default=False,
            autocompletion=complete_persona,
        ),
    ] = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT,...",
            help="Formats, with commas between them.",
            autocompletion=complete_report_format,
        ),
    ] = "markdown",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Write files there instead of standard output.",
            show_default=False,
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help="The date on the report; without it, none.",
            show_default=False,
        ),
    ] = None,
    pack: PackOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that advisor did not write.")] = False,
) -> None:
    """Write the report for a persona: advice, reasons, KPIs, practices and the path to the target."""
    from advisor.cli.output import write_all
    from advisor.reporting.document import build_document
    from advisor.reporting.registry import FORMATS
    from advisor.workflows.report import report_inputs
    from advisor.workflows.score import pack_at

    renderers = [_known(FORMATS, name) for name in dict.fromkeys(formats.replace(" ", "").split(",")) if name]
    day = _day(date)
    inputs = report_inputs(file, persona, pack=pack_at(pack, whole=True))
    documents = [
        build_document(
            each.pack,
            each.assessment,
            each.recommendation,
            each.persona,
            date=day,
            practices=each.practices,
            roadmap=each.roadmap,
        )
        for each in inputs
    ]
    if output is None:
        if len(renderers) != 1 or len(documents) != 1:
            raise AdvisorError("Several reports need a folder: add -o DIR.")
        sys.stdout.flush()
        sys.stdout.buffer.write(renderers[0].render(documents[0]))
        return
    files = {
        f"{each.assessment.id}-{each.persona}.{renderer.extension.lstrip('.')}": renderer.render(document)
        for each, document in zip(inputs, documents, strict=True)
        for renderer in renderers
    }
    for path in write_all(output, files, force=force):
        typer.echo(str(path))


def _known(formats: Mapping[str, T], name: str) -> T:
    from advisor.content.names import choose_from

    if name not in formats:
        hint = choose_from(name, formats)
        raise UnusableInput(
            [Problem("--format", None, None, f"there is no format “{name}”", hint, "format-not-found")]
        )
    return formats[name]


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise AdvisorError(f"--date {text}: not a date; write it like 2026-01-31.") from None
