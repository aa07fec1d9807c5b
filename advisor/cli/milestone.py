"""``advisor milestone``: freeze how an assessment stands, and list what was frozen."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.dates import day_of
from advisor.cli.options import AssessmentFileArgument, Format, PackOption
from advisor.cli.plain import clean, emit, pad, style_for
from advisor.errors import AdvisorError


def command(
    file: AssessmentFileArgument,
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="What the milestone is called.", show_default=False),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", "-l", help="List the milestones that there are.")] = False,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help="The day that it stands for; today without it.",
            show_default=False,
        ),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="A sentence to remember it by.", show_default=False),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="How the list is printed: text, or JSON.")
    ] = Format.TEXT,
    pack: PackOption = None,
) -> int:
    """Freeze how an assessment stands today, to compare with later.

    The milestone goes into a folder beside the file: team.yaml has its milestones in team.milestones, one
    file each, named by day and name. It holds the whole assessment, the pack's version and hash, advice,
    scores, KPI values and answers in words, so that it can be read years later without that pack. None is
    ever replaced. “advisor compare FILE” tells what has changed since the latest one.
    """
    if list_:
        if name is not None:
            raise AdvisorError("--list takes no name: leave one of them out.")
        return _list(file, as_json=format_ is Format.JSON)
    if name is None:
        raise AdvisorError("Say what the milestone is called: advisor milestone FILE NAME; or add --list.")
    from advisor.workflows.milestone import freeze
    from advisor.workflows.score import pack_at
    from advisor.workflows.trust import read_instead

    chosen = pack_at(pack, whole=True)
    frozen = freeze(file, name, date=day_of(date), note=note, pack=chosen)
    diagnostics.tell(read_instead(file, chosen))
    state = frozen.milestone.state
    typer.echo(str(frozen.path))
    diagnostics.say(f"Frozen: {state.organisation}, {state.now}, pack {state.pack.id} {state.pack.version}.")
    return diagnostics.FINE


def _list(file: Path, *, as_json: bool) -> int:
    from advisor.workflows.milestone import milestones_of

    shelf = milestones_of(file)
    diagnostics.tell(shelf.problems)
    code = diagnostics.UNUSABLE if shelf.problems else diagnostics.FINE
    if as_json:
        found = [
            {
                "name": each.milestone.milestone,
                "date": each.milestone.date.isoformat(),
                "note": each.milestone.note,
                "file": str(each.path),
                "now": each.milestone.state.now,
                "pack": each.milestone.state.pack.model_dump(),
            }
            for each in shelf.frozen
        ]
        document = {"schema": "advisor/milestones/1", "assessment": str(file), "milestones": found}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return code
    if not shelf.frozen:
        diagnostics.say(f"{file}: no milestones yet; “advisor milestone {file} NAME” freezes one.")
        return code
    style = style_for(sys.stdout)
    lines = [style.paint(f"{pad('Date', 12)}{pad('Name', 28)}{pad('Advice', 24)}Pack", "bold")]
    for each in shelf.frozen:
        one, state = each.milestone, each.milestone.state
        name = f"{pad(clean(one.milestone), 27)} {pad(clean(state.now), 23)}"
        lines.append(f"{pad(one.date.isoformat(), 12)}{name} {state.pack.version}")
        if one.note:
            lines.append(style.paint(f"            {clean(one.note)}", "dim"))
    emit(lines, style)
    return code
