"""``advisor personas``: for whom a report can be written."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from advisor.cli.options import complete_pack


def command(
    pack: Annotated[
        str | None,
        typer.Argument(
            metavar="[PACK]",
            help="A bundled pack's id or a folder; without it, every bundled pack.",
            show_default=False,
            autocompletion=complete_pack,
        ),
    ] = None,
) -> None:
    """List the readers that a report can be written for."""
    from pathlib import Path

    from advisor.cli.plain import clean, emit, style_for, wrap
    from advisor.content.locations import bundled_packs, pack_folder
    from advisor.content.packs import load_pack

    folders = list(bundled_packs().values()) if pack is None else [pack_folder(pack, Path())]
    lines: list[str] = []
    for folder in folders:
        personas = load_pack(folder).personas
        widest = max((len(persona.id) for persona in personas), default=0)
        for persona in personas:
            text = f"{clean(persona.title)}: {persona.use_case}"
            lines += wrap(text, indent=" " * (widest + 2), first=f"{persona.id:<{widest}}  ")
    emit(lines, style_for(sys.stdout))
