"""``advisor workshop new``: a folder to begin with, from options, an assessment or an example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli.options import KindOption, NewPackOption, WorkloadsOption, complete_example
from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment
    from advisor.model.pack import Pack


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.", show_default=False)],
    title: Annotated[
        str | None,
        typer.Option(
            "--title", "-t", metavar="TEXT", help="What the workshop is called.", show_default=False
        ),
    ] = None,
    participant: Annotated[
        list[str] | None,
        typer.Option(
            "--participant",
            "-p",
            metavar="NAME",
            help="Somebody who takes part; any number of times. Others can join later.",
            show_default=False,
        ),
    ] = None,
    base: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="ASSESSMENT",
            help="Take organisation, workloads, persona and costs from it; its answers stay behind.",
            show_default=False,
        ),
    ] = None,
    example: Annotated[
        str | None,
        typer.Option(
            "--example",
            metavar="EXAMPLE",
            help="To rehearse: a bundled example's workloads, and made-up people who differ about it.",
            show_default=False,
            autocompletion=complete_example,
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option(
            "--organisation", "-g", metavar="NAME", help="Whose workshop it is.", show_default=False
        ),
    ] = None,
    workload: WorkloadsOption = None,
    kind: KindOption = None,
    facilitator: Annotated[
        str | None,
        typer.Option("--facilitator", metavar="NAME", help="Who leads it.", show_default=False),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="Its day; without it, today.", show_default=False),
    ] = None,
    pack: NewPackOption = None,
) -> None:
    """Make a workshop's folder and say how people join."""
    from advisor.cli.dates import day_of
    from advisor.cli.diagnostics import say
    from advisor.cli.workshop_text import how_to_join
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_new import new_workshop

    brings = "--from" if base is not None else "--example" if example is not None else None
    if brings and (workload or kind or organisation):
        raise AdvisorError(
            f"{brings} brings organisation and workloads; leave out the options that name them."
        )
    if example is not None and (base is not None or pack is not None):
        raise AdvisorError("--example brings a pack and an assessment; leave out --from and --pack.")
    if example is not None:
        from advisor.cli.demo import named_example

        base = named_example(example).path
    chosen, start = _base(folder, base, pack, organisation, workload, kind)
    new_workshop(
        folder,
        start,
        chosen,
        title=title or f"{start.organisation}: workshop",
        date=day_of(date),
        facilitator=facilitator,
        participants=participant or [],
    )
    if example is not None:
        from advisor.workflows.workshop_rehearsal import seat_made_up

        seat_made_up(folder, start, chosen)
    typer.echo(str(folder))
    for line in how_to_join(open_room(folder)):
        say(line)


def _base(
    folder: Path,
    base: Path | None,
    pack: str | None,
    organisation: str | None,
    workload: list[str] | None,
    kind: str | None,
) -> tuple[Pack, Assessment]:
    """The pack, and an assessment that names it as seen from the workshop's folder."""
    from advisor.cli.beginning import default_pack, named_workload, reference_from
    from advisor.content.locations import bundled_packs, pack_folder
    from advisor.workflows.new import fresh_assessment
    from advisor.workflows.questionnaire import answered_so_far
    from advisor.workflows.score import pack_at

    if base is not None:
        loaded = answered_so_far(base, pack=pack_at(pack, whole=True))
        chosen, start = loaded.pack, loaded.assessment
        reference, near = pack or start.pack, Path() if pack else base.parent
    else:
        reference, chosen = default_pack(pack)
        first = kind or chosen.manifest.workload_kinds[0].id
        named = [named_workload(text, first) for text in workload or ["First workload"]]
        start = fresh_assessment(
            chosen,
            pack_reference=reference,
            organisation=organisation or "Our organisation",
            workloads=named,
            persona=None,
        )
        near = Path()
    if reference not in bundled_packs():
        reference = reference_from(pack_folder(reference, near), folder)
    return chosen, start.model_copy(update={"pack": reference})
