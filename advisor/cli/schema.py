"""``advisor schema``: JSON Schemas, for editors that complete and check YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.options import PackOption


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write them.", show_default=False)],
    pack: PackOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that differ.")] = False,
) -> None:
    """Write the JSON Schemas of assessments, packs and what is printed as JSON into a folder.

    Of assessments there is one for any pack, and one that knows the questions of each bundled pack, or of
    the one that is named: what the first line of a new file refers to.
    """
    from advisor.cli.output import write_all
    from advisor.content.locations import bundled_packs
    from advisor.content.packs import load_pack
    from advisor.content.schemas import json_schemas
    from advisor.reporting.json_schema import NAME, report_schema
    from advisor.workflows.score import pack_at

    chosen = pack_at(pack, whole=True)
    packs = [chosen] if chosen else [load_pack(each) for each in bundled_packs().values()]
    schemas = json_schemas()
    for each in packs:
        schemas |= json_schemas(each)
    schemas[NAME] = report_schema()
    for path in write_all(folder, schemas, force=force):
        typer.echo(str(path))
