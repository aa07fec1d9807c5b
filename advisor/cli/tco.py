"""``advisor tco``: what each alternative costs, where they cross, and how sure that is."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.next_commands import with_pack
from advisor.cli.options import AssessmentFileArgument, Format, PackOption


def command(
    file: AssessmentFileArgument,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="Text for people, or JSON.")
    ] = Format.TEXT,
    workload: Annotated[
        str | None,
        typer.Option("--workload", "-w", metavar="ID", help="Only this workload.", show_default=False),
    ] = None,
    horizon: Annotated[
        str | None,
        typer.Option("--horizon", metavar="TIME", help="Count so far ahead: “5 years”.", show_default=False),
    ] = None,
    utilisation: Annotated[
        str | None,
        typer.Option(
            "--utilisation", metavar="SHARE", help="Of held capacity, for all: “40 %”.", show_default=False
        ),
    ] = None,
    discount: Annotated[
        str | None,
        typer.Option(
            "--discount", metavar="RATE", help="Tell present values, too: “8 %/year”.", show_default=False
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="Prices of this day, 2026-10-01; the newest ones without it.",
            show_default=False,
        ),
    ] = None,
    inputs: Annotated[
        bool, typer.Option("--inputs", help="List every figure with its range and where it comes from.")
    ] = False,
    lines: Annotated[
        bool, typer.Option("--lines", help="List every line of the costs, and how it grows with the volume.")
    ] = False,
    init: Annotated[
        bool, typer.Option("--init", help="Write a section “economics” into the file, to be filled in.")
    ] = False,
    pack: PackOption = None,
) -> None:
    """Total cost of ownership, unit costs and break-even of all models, side by side."""
    from advisor.workflows.tco import Options, begin_economics, day_of, only, tco_file

    if init:
        begin_economics(file, pack=pack)
        typer.echo(f"{file}: a section “economics” stands at its end; remove the # before what you know.")
        return
    costed = tco_file(file, Options(day_of(as_of), horizon, utilisation, discount), pack=pack)
    diagnostics.tell(costed.scored.loaded.notices)
    if costed.hint:
        diagnostics.say(costed.hint)
    estimate = costed.estimate
    if workload is not None:
        estimate = only(estimate, workload, str(file))
    if format_ is Format.JSON:
        sys.stdout.flush()
        sys.stdout.buffer.write(estimate.model_dump_json(by_alias=True, indent=2).encode() + b"\n")
        return
    from advisor.cli.plain import emit, style_for
    from advisor.cli.tco_text import TcoText

    style = style_for(sys.stdout)
    emit(
        TcoText(costed.scored.pack, style, estimate).lines(with_pack(file, pack), inputs=inputs, apart=lines),
        style,
    )
