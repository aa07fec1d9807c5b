"""``advisor questionnaire``: a workbook to fill in without the advisor."""

from __future__ import annotations

import shlex
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli.options import ForceForeignOption, NewPackOption
from advisor.errors import AdvisorError
from advisor.reporting.look import Paper

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment
    from advisor.model.pack import Pack
    from advisor.reporting.look import Look


class Format(StrEnum):
    """What a questionnaire comes as."""

    XLSX = "xlsx"


def command(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="An assessment, whose answers so far are filled in; without it, the questionnaire is empty.",
            show_default=False,
        ),
    ] = None,
    pack: NewPackOption = None,
    organisation: Annotated[
        str, typer.Option("--organisation", "-g", metavar="NAME", help="Whose answers an empty one is for.")
    ] = "Our organisation",
    workload: Annotated[
        list[str] | None,
        typer.Option(
            "--workload",
            "-w",
            metavar="NAME[:KIND]",
            help="A workload of an empty one and its kind; may be given several times.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="Excel.")] = Format.XLSX,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write; without it, named after the assessment.",
            show_default=False,
        ),
    ] = None,
    brand: Annotated[
        Path | None,
        typer.Option(
            "--brand", metavar="FILE", help="Names, logo and colours of a firm.", show_default=False
        ),
    ] = None,
    paper: Annotated[Paper, typer.Option("--paper", help="The size of a page.")] = Paper.A4,
    without_costs: Annotated[
        bool,
        typer.Option(
            "--without-costs",
            help="Leave out what the assessment states under “economics”: prices, volumes, staff. It travels "
            "along hidden otherwise. “advisor import FILE --into” the assessment keeps its own.",
        ),
    ] = False,
    force: ForceForeignOption = False,
) -> None:
    """Write the questions as an Excel file to fill in offline: drop-downs, help, progress, protected cells.

    “advisor import” reads it back. What the assessment states about costs travels along on a hidden sheet, so
    that nothing is lost on the way; --without-costs leaves it out of a file that others are to see.
    """
    from advisor.cli.diagnostics import say, tell
    from advisor.cli.output import write_all
    from advisor.reporting.xlsx.questionnaire import questionnaire
    from advisor.workflows.questionnaire import answered_so_far
    from advisor.workflows.score import pack_at
    from advisor.workflows.trust import read_instead

    if file is not None:
        if workload:
            raise AdvisorError("--workload is for an empty questionnaire; the assessment names its own.")
        loaded = answered_so_far(file, pack=pack_at(pack, whole=True))
        tell(read_instead(file, loaded.pack if pack else None))
        chosen, assessment = loaded.pack, loaded.assessment
        if without_costs:
            assessment = assessment.model_copy(update={"economics": None})
    else:
        chosen, assessment = _empty(pack, organisation, workload or ["First workload"])
    content = questionnaire(chosen, assessment, _look(brand, paper))
    path = output or Path(f"{assessment.id}-questionnaire.{format_}")
    (written,) = write_all(path.parent, {path.name: content}, force=force)
    typer.echo(str(written))
    if assessment.economics is not None:
        say("It carries what the assessment states about costs, hidden; --without-costs leaves that out.")
    room = _workshop_of(file)
    if file is not None and room is not None:
        who = assessment.title or assessment.id if file.resolve().parent != room.resolve() else "NAME"
        into = " ".join(map(shlex.quote, (str(room), str(written), "--name", who)))
        typer.echo(f"advisor workshop import {into}", err=True)
        return
    back = f"--into {file}" if file is not None and without_costs else f"-o {assessment.id}.yaml"
    typer.echo(f"advisor import {written} {back}", err=True)


def _workshop_of(file: Path | None) -> Path | None:
    """The workshop's folder in which a file is the team's or a participant's; None outside of one."""
    from advisor.content.workshop_file import PARTICIPANTS, WORKSHOP

    if file is None:
        return None
    folders = [file.parent, *([file.parent.parent] if file.resolve().parent.name == PARTICIPANTS else [])]
    return next((each for each in folders if (each / WORKSHOP).is_file()), None)


def _empty(pack: str | None, organisation: str, workloads: list[str]) -> tuple[Pack, Assessment]:
    from advisor.cli.beginning import default_pack, named_workload
    from advisor.workflows.questionnaire import nothing_answered

    reference, chosen = default_pack(pack)
    first = chosen.manifest.workload_kinds[0].id
    named = [named_workload(text, first) for text in workloads]
    return chosen, nothing_answered(chosen, reference, organisation, named)


def _look(brand: Path | None, paper: Paper) -> Look:
    from advisor.content.brand import LoadedBrand, load_brand
    from advisor.model.brand import Brand
    from advisor.reporting.look import Look

    loaded = LoadedBrand(Brand()) if brand is None else load_brand(brand)
    return Look(loaded.brand, loaded.logo, paper)
