"""``advisor import``: a questionnaire that somebody filled in, as an assessment."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli.options import ForceForeignOption, PackOption
from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.content.assessments import LoadedAssessment


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="A filled questionnaire.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A new assessment; without it, it goes to standard output.",
            show_default=False,
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="FILE",
            help="An assessment that takes the answers in; what the questionnaire leaves empty stays.",
            show_default=False,
        ),
    ] = None,
    pack: PackOption = None,
    force: ForceForeignOption = False,
) -> None:
    """Read a filled questionnaire back into an assessment.

    Nothing is written before every cell is understood; what is wrong is named by sheet and cell.
    """
    from advisor.cli.diagnostics import tell
    from advisor.workflows.questionnaire import filled_in
    from advisor.workflows.score import pack_at

    if output is not None and into is not None:
        raise AdvisorError("either -o for a new file or --into for one that is there, not both.")
    if into is not None:
        _take_into(file, into, pack)
        return
    loaded = filled_in(file, pack=pack_at(pack, whole=True), instead=True)
    tell(loaded.notices)
    content = _text(loaded, pack, file.parent, output)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    from advisor.cli.output import write_all

    (written,) = write_all(output.parent, {output.name: content}, force=force)
    typer.echo(str(written))


def _text(loaded: LoadedAssessment, pack: str | None, near: Path, output: Path | None) -> bytes:
    """The text of a new file, which names its pack as seen from where it lies."""
    from advisor.cli.beginning import reference_from
    from advisor.content.assessment_rewrite import whole_text
    from advisor.content.locations import bundled_packs, pack_folder
    from advisor.content.schema_line import schema_reference

    reference = pack or loaded.assessment.pack
    if reference not in bundled_packs():
        folder = pack_folder(reference, Path() if pack else near)
        reference = reference_from(folder, output.parent if output else Path())
    assessment = loaded.assessment.model_copy(update={"pack": reference})
    schema = schema_reference(output, loaded.pack) if output else None
    return whole_text(assessment, loaded.pack, schema).encode()


def _take_into(file: Path, into: Path, pack: str | None) -> None:
    from advisor.cli.diagnostics import say, tell
    from advisor.content.assessment_file import AssessmentFile
    from advisor.workflows.questionnaire import filled_in, taken_into
    from advisor.workflows.score import pack_at

    opened = AssessmentFile.open(into, pack=pack_at(pack, whole=True))
    loaded = filled_in(file, pack=opened.loaded.pack)
    tell(loaded.notices)
    taken = taken_into(opened.loaded, loaded)
    opened.save(taken.assessment)
    typer.echo(str(into))
    more = f"; new workloads: {', '.join(taken.workloads)}" if taken.workloads else ""
    noted = f", {taken.remarked} with other notes or evidence" if taken.remarked else ""
    say(f"{taken.added} answers added, {taken.changed} changed{noted}{more}.")
