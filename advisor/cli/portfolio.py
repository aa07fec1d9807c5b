"""``advisor portfolio``: every assessment of a folder at one glance."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.options import ForceOption, JobsOption, OutputFileOption, PackOption
from advisor.errors import AdvisorError, Problem

if TYPE_CHECKING:
    from advisor.model.portfolio import Portfolio
    from advisor.model.portfolio_view import PortfolioRow


class PortfolioFormat(StrEnum):
    """How a portfolio is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    XLSX = "xlsx"


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder of assessments.", show_default=False)
    ],
    format_: Annotated[
        PortfolioFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Text, JSON (advisor/portfolio/1), CSV, a page, or a workbook. Without it, what -o ends in.",
            show_default=False,
        ),
    ] = None,
    output: OutputFileOption = None,
    filter_: Annotated[
        str,
        typer.Option(
            "--filter",
            metavar="WORDS",
            help="Only workloads in which every word is found: a name, a model, a warning, a pack.",
            show_default=False,
        ),
    ] = "",
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            metavar="COLUMN",
            help="By name, now, target, warnings, cost, or a dimension's id; - in front turns it around.",
            show_default=False,
        ),
    ] = None,
    open_: Annotated[
        bool, typer.Option("--open", help="Look at it in the terminal app instead: sort, filter, open.")
    ] = False,
    pack: PackOption = None,
    jobs: JobsOption = None,
    force: ForceOption = False,
) -> int:
    """Advice, scores, risks, next practices and cost of every assessment below a folder, side by side.

    Also what teams have in common: answers that hold several back, practices that come next for many, and
    servers that could be shared. A file that cannot be used is listed with its problem and stops nothing;
    the exit code is then 2. Hidden folders, packs and milestones are left out.
    """
    if open_:
        return _open(folder, pack)
    wanted = format_ or _by_ending(output)
    from advisor.cli.output import give
    from advisor.cli.progress import Progress
    from advisor.workflows.portfolio import portfolio

    bar = Progress("assessments")
    try:
        found = portfolio(folder, pack=pack, jobs=jobs, tell=lambda done, of: bar.show(done / of, done))
    finally:
        bar.clear()
    rows = _rows(found, filter_, sort)
    if wanted is PortfolioFormat.XLSX and output is None and sys.stdout.isatty():
        raise AdvisorError("A workbook is nothing for a terminal: add -o FILE.")
    give(_rendered(found, rows, wanted), output, force=force)
    if wanted is not PortfolioFormat.TEXT or output is not None:
        diagnostics.tell(
            Problem(str(folder / each.file), one.line, one.column, one.message, one.hint)
            for each in found.broken
            for one in each.problems
        )
    return diagnostics.UNUSABLE if found.broken else diagnostics.FINE


def _rows(found: Portfolio, text: str, sort: str | None) -> tuple[PortfolioRow, ...]:
    from advisor.content.names import choose_from
    from advisor.model.portfolio_view import filtered, portfolio_rows, sort_names, sorted_rows

    rows = filtered(portfolio_rows(found), text)
    if sort is None:
        return rows
    name = sort.removeprefix("-")
    if name not in sort_names(found):
        hint = choose_from(name, sort_names(found)) or ""
        raise AdvisorError(f"--sort {sort}: there is no such column ({hint}).")
    return sorted_rows(rows, name, down=sort.startswith("-"))


def _by_ending(output: Path | None) -> PortfolioFormat:
    if output is None:
        return PortfolioFormat.TEXT
    try:
        return PortfolioFormat(output.suffix.removeprefix(".").lower())
    except ValueError:
        message = f"-o {output}: add --format, or end the name in .html, .xlsx, .csv or .json."
        raise AdvisorError(message) from None


def _rendered(found: Portfolio, rows: tuple[PortfolioRow, ...], wanted: PortfolioFormat) -> bytes:
    if wanted is PortfolioFormat.JSON:
        return found.model_dump_json(by_alias=True, indent=2).encode() + b"\n"
    if wanted is PortfolioFormat.CSV:
        from advisor.reporting.portfolio.table import render as as_csv

        return as_csv(found, rows)
    if wanted is PortfolioFormat.HTML:
        from advisor.reporting.portfolio.page import render as as_page

        return as_page(found, rows)
    if wanted is PortfolioFormat.XLSX:
        from advisor.reporting.portfolio.workbook import render as as_workbook

        return as_workbook(found, rows)
    from advisor.cli.plain import style_for
    from advisor.cli.portfolio_text import portfolio_lines

    style = style_for(sys.stdout)
    return (style.fit("\n".join(portfolio_lines(found, rows, style))) + "\n").encode(
        sys.stdout.encoding or "utf-8", "replace"
    )


def _open(folder: Path, pack: str | None) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        diagnostics.say("advisor: the terminal app needs a terminal; leave --open out for plain text.")
        return diagnostics.UNUSABLE
    from advisor.tui.portfolio_app import run_portfolio
    from advisor.workflows.portfolio import portfolio_files

    portfolio_files(folder)  # A folder that is not there is said before a screen opens.
    return run_portfolio(folder, pack)
