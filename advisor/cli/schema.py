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
    """Write the JSON Schemas of assessments and packs into a folder."""
    from advisor.cli.output import write_all
    from advisor.content.schemas import json_schemas
    from advisor.workflows.score import pack_at

    schemas = json_schemas(pack_at(pack, whole=True))
    for path in write_all(folder, schemas, force=force):
        typer.echo(str(path))
