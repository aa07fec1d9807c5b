"""``advisor report``: the KPI report, for one reader or all of them, in one format or every one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli.options import JobsOption, PackOption, complete_persona, complete_report_format
from advisor.errors import AdvisorError
from advisor.reporting.depth import Depth
from advisor.reporting.look import Paper

if TYPE_CHECKING:
    from advisor.cli.rendering import Wish

NO_DATE = "none"
"""Said instead of a date, leaves it out."""
_LOOKS = "How it looks"


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Assessments.", show_default=False, exists=False, allow_dash=False
        ),
    ],
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
            help="Formats, with commas between them, or all.",
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
    brand: Annotated[
        Path | None,
        typer.Option(
            "--brand",
            metavar="FILE",
            help="Names, logo, colours and fonts of a firm; advisor brand writes one to start from.",
            show_default=False,
            rich_help_panel=_LOOKS,
        ),
    ] = None,
    paper: Annotated[
        Paper, typer.Option("--paper", help="The size of a page.", rich_help_panel=_LOOKS)
    ] = Paper.A4,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="FILE.docx",
            help="A Word file whose styles, header and footer replace the built-in ones.",
            show_default=False,
            rich_help_panel=_LOOKS,
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(
            "--templates",
            metavar="DIR",
            help="Templates of your own, which replace ours file by file.",
            show_default=False,
            rich_help_panel=_LOOKS,
        ),
    ] = None,
    bill: Annotated[
        list[str] | None,
        typer.Option(
            "--bill",
            metavar="BILL",
            help="A FOCUS export (file, folder or glob) to measure: the report shows what it says beside the "
            "answers. Any number of times.",
            show_default=False,
        ),
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="NAME=WORKLOAD",
            help="An AI workload of the bill is this one of the assessment; accepted answers keep "
            "what they say of it. Any number of times.",
            show_default=False,
        ),
    ] = None,
    pack: PackOption = None,
    jobs: JobsOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that advisor did not write.")] = False,
) -> int | None:
    """Write the report for a persona: advice, reasons, KPIs, practices and the path to the target.

    Several files, personas and formats are made on all cores; one that fails is named at the end and stops
    none of the others.
    """
    from advisor.cli.dates import day_of
    from advisor.cli.rendering import Wish, formats_of
    from advisor.cli.report_failures import tell_missing_charts
    from advisor.cli.report_look import look_of

    wanted = formats_of(formats)
    day = None if date == NO_DATE else day_of(date, f", or {NO_DATE}")
    wish = Wish(wanted, day, depth, annex, prepared_by, look_of(brand, paper, template, templates))
    tell_missing_charts(wish.formats)
    bills, maps = tuple(bill or ()), tuple(map_ or ())
    if maps and not bills:
        raise AdvisorError("--map goes with --bill, whose AI workloads it names.")
    _tell_stand_in(files, pack)
    if bills:
        _measure(files, pack, bills)
    if output is None:
        _to_stdout(files, persona, pack, wish, bills, maps)
        return None
    return _to_folder(files, persona, pack, wish, output, bills, maps, force=force, jobs=jobs)


def _tell_stand_in(files: list[Path], pack: str | None) -> None:
    """That the pack asked for stands in for another one that a file names."""
    if pack is None:
        return
    from advisor.cli.diagnostics import tell
    from advisor.workflows.score import pack_at
    from advisor.workflows.trust import read_instead

    chosen = pack_at(pack)
    tell(notice for path in files for notice in read_instead(path, chosen))


def _measure(files: list[Path], pack: str | None, bills: tuple[str, ...]) -> None:
    """Read the bills once, with a bar; every report then takes what was measured.

    Raises:
        UnusableInput: a bill cannot be used.
        MissingExtra: reading bills is not installed.
    """
    from advisor.cli.progress import Progress
    from advisor.content.assessments import load_assessment
    from advisor.errors import UnusableInput
    from advisor.workflows.evidence import read_bill, rules_for
    from advisor.workflows.score import pack_at

    chosen = pack_at(pack, whole=True)
    packs = {}
    for path in files:
        try:
            own = load_assessment(path, pack=chosen, instead=True).pack
        except UnusableInput:
            continue  # It is told when it is reported.
        packs[own.sha256] = own
    progress = Progress("steps")
    try:
        for own in packs.values():
            read_bill(bills, rules_for(own), told=progress.say)
    finally:
        progress.clear()


def _to_folder(
    files: list[Path],
    persona: str | None,
    pack: str | None,
    wish: Wish,
    folder: Path,
    bills: tuple[str, ...],
    maps: tuple[str, ...],
    *,
    force: bool,
    jobs: int | None,
) -> int:
    from advisor.cli.diagnostics import FINE, UNUSABLE
    from advisor.cli.report_failures import tell_failures
    from advisor.cli.report_run import write_reports

    outcome = write_reports(
        files, persona, pack, wish, folder, force=force, jobs=jobs, bills=bills, maps=maps
    )
    for path in outcome.written:
        typer.echo(str(path))
    tell_failures(outcome)
    return UNUSABLE if outcome.failures or outcome.problems else FINE


def _to_stdout(
    files: list[Path],
    persona: str | None,
    pack: str | None,
    wish: Wish,
    bills: tuple[str, ...],
    maps: tuple[str, ...],
) -> None:
    from advisor.cli.rendering import made
    from advisor.cli.report_failures import raise_failure
    from advisor.reporting.registry import FORMATS
    from advisor.workflows.report import report_inputs
    from advisor.workflows.score import pack_at

    chosen = pack_at(pack, whole=True)
    inputs = [
        each for path in files for each in report_inputs(path, persona, pack=chosen, bills=bills, maps=maps)
    ]
    count = len(inputs) * len(wish.formats)
    if count != 1:
        raise AdvisorError(f"{count} reports need a folder: add -o DIR.")
    (renderer,) = (FORMATS[name] for name in wish.formats)
    if renderer.binary and sys.stdout.isatty():
        raise AdvisorError(f"A {renderer.id} file is nothing for a terminal: add -o DIR.")
    (report,) = made(inputs, wish)
    if report.content is None:
        raise_failure(report)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(report.content)
