"""``advisor score``: the recommendation, as text or JSON."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from advisor.cli.options import PackOption


class Format(StrEnum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


def command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Assessments; - reads standard input.", show_default=False),
    ],
    format_: Annotated[
        Format,
        typer.Option(
            "--format", "-f", help="Text for people, or JSON, one line a file when there are several."
        ),
    ] = Format.TEXT,
    pack: PackOption = None,
) -> int:
    """Recommend a model for each workload of an assessment."""
    from advisor.cli.scoring import score

    return score(files, as_json=format_ is Format.JSON, pack=pack)
