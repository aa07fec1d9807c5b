"""``advisor brand``: a brand file to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.options import ForceOption


def command(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Where to write it, such as brand.yaml.", show_default=False),
    ] = Path("brand.yaml"),
    force: ForceOption = False,
) -> None:
    """Write a commented brand file: firm, client, logo, colours, fonts, how dates and numbers are written."""
    from advisor.content.atomic import write_atomically
    from advisor.content.brand import BEGINNING
    from advisor.content.schemas import brand_schema
    from advisor.errors import CannotWrite

    if file.exists() and not force:
        raise CannotWrite(f"{file}: is there already; --force replaces it")
    write_atomically(file, BEGINNING.encode())
    schema = file.with_name("brand.schema.json")
    if not schema.exists():
        write_atomically(schema, brand_schema())
    typer.echo(str(file))
    typer.echo(f"advisor report FILE --brand {file} -f pdf,docx -o reports")
