"""``advisor report``: the KPI report for one persona or all of them."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.options import AssessmentFileArgument, PackOption, complete_persona, complete_report_format
from advisor.errors import AdvisorError
from advisor.reporting.depth import Depth

NO_DATE = "none"
"""Said instead of a date, leaves it out."""


def command(
    file: AssessmentFileArgument,
    persona: Annotated[
        str | None,
        typer.Option(
            "--persona",
            "-p",
            metavar="PERSONA,...",
            help="For whom, with commas between several; all writes one for each. Without it, the one that"
            " the file names.",
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
    depth: Annotated[
        Depth,
        typer.Option("--depth", "-d", help="brief fits two pages; full has every reason, KPI and answer."),
    ] = Depth.FULL,
    annex: Annotated[
        bool,
        typer.Option("--annex/--no-annex", help="With every answer, rule and further KPI behind the report."),
    ] = True,
    prepared_by: Annotated[
        str | None,
        typer.Option("--prepared-by", metavar="NAME", help="Who answers for the report.", show_default=False),
    ] = None,
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
            help="The date on the report; without it, today, and none leaves it out. The same input and date"
            " give the same bytes.",
            show_default=False,
        ),
    ] = None,
    pack: PackOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that advisor did not write.")] = False,
) -> None:
    """Write the report for a persona: advice, reasons, KPIs, practices and the path to the target."""
    from advisor.cli.output import write_all
    from advisor.cli.rendering import rendered
    from advisor.workflows.report import report_inputs
    from advisor.workflows.score import pack_at

    chosen = [name for name in formats.replace(" ", "").split(",") if name]
    day = _day(date)
    inputs = report_inputs(file, persona, pack=pack_at(pack, whole=True))
    files = rendered(inputs, chosen, day, depth=depth, annex=annex, prepared_by=prepared_by)
    if output is not None:
        for path in write_all(output, files, force=force):
            typer.echo(str(path))
    elif len(files) == 1:
        sys.stdout.flush()
        sys.stdout.buffer.write(next(iter(files.values())))
    else:
        raise AdvisorError(f"{len(files)} reports need a folder: add -o DIR.")


def _day(text: str | None) -> datetime.date | None:
    if text is None:
        return datetime.date.today()
    if text == NO_DATE:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"--date {text}: not a date; write it like 2026-01-31, or {NO_DATE}."
        raise AdvisorError(message) from None
