"""``advisor score``: the recommendation, as text or JSON."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.options import PackOption
from advisor.errors import AdvisorError

STDIN = "-"
_LIMIT = 64_000_000
"""Bytes read from standard input at most; far above what the reader of assessments takes."""


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
    from advisor.workflows.score import pack_at, score_bytes, score_file

    chosen = pack_at(pack)
    code = diagnostics.FINE
    first = True
    for file in files:
        try:
            if file == STDIN:
                scored = score_bytes(sys.stdin.buffer.read(_LIMIT), "standard input", pack=chosen)
            else:
                scored = score_file(Path(file), pack=chosen)
        except AdvisorError as error:
            diagnostics.tell_error(error)
            code = diagnostics.UNUSABLE
            continue
        except OSError as error:
            diagnostics.say(f"advisor: {diagnostics.os_error_text(error)}")
            code = diagnostics.UNUSABLE
            continue
        diagnostics.tell(scored.loaded.notices)
        if format_ is Format.JSON:
            indent = None if len(files) > 1 else 2
            _json(scored.recommendation.model_dump_json(by_alias=True, indent=indent))
        else:
            from advisor.cli.advice_text import AdviceText
            from advisor.cli.plain import emit, style_for

            style = style_for(sys.stdout)
            emit(
                [*([] if first else [""]), *AdviceText(scored.pack, style).summary(scored.recommendation)],
                style,
            )
        first = False
    return code


def _json(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode() + b"\n")
