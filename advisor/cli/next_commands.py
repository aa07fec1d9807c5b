"""How the commands that a result proposes next are written; apart from options, which need a parser."""

from __future__ import annotations

import shlex


def with_pack(file: object, pack: str | None) -> str:
    """The file as the next command would name it, with the pack that was asked for."""
    return str(file) if pack is None else f"{file} --pack {shlex.quote(pack)}"
