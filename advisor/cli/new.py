"""``advisor new``: a fresh assessment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.options import (
    ForceOption,
    KindOption,
    NewPackOption,
    WorkloadsOption,
    complete_example,
    complete_persona,
)


def command(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="Where to write; without it, named after the organisation.",
            show_default=False,
        ),
    ] = None,
    organisation: Annotated[
        str, typer.Option("--organisation", "-g", metavar="NAME", help="Whose answers these are.")
    ] = "Our organisation",
    workload: WorkloadsOption = None,
    kind: KindOption = None,
    persona: Annotated[
        str | None,
        typer.Option(
            "--persona",
            metavar="PERSONA",
            help="For whom reports are written.",
            show_default=False,
            autocompletion=complete_persona,
        ),
    ] = None,
    pack: NewPackOption = None,
    example: Annotated[
        str | None,
        typer.Option(
            "--example",
            metavar="EXAMPLE",
            help="Copy this example instead: a bundled one, or one of the pack that --pack names.",
            show_default=False,
            autocompletion=complete_example,
        ),
    ] = None,
    force: ForceOption = False,
) -> None:
    """Write a fresh assessment, ready to be answered."""
    from advisor.cli.beginning import copy_example, create, default_pack, named_workload
    from advisor.workflows.session_edits import slug

    if example is not None:
        typer.echo(str(copy_example(example, file, pack=pack, force=force)))
        return

    reference, chosen = default_pack(pack)
    kinds = [each.id for each in chosen.manifest.workload_kinds]
    workloads = [named_workload(text, kind or kinds[0]) for text in workload or ["First workload"]]
    path = file or Path(f"{slug(organisation, default='assessment')}.yaml")
    create(
        path,
        chosen,
        reference,
        organisation=organisation,
        workloads=workloads,
        persona=persona,
        force=force,
    )
    typer.echo(str(path))
