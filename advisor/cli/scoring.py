"""Scoring files: what ``advisor score`` does, apart from its parameters."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from advisor.cli import diagnostics
from advisor.errors import AdvisorError
from advisor.workflows.score import Scored, pack_at, score_bytes, score_file

STDIN = "-"
_LIMIT = 64_000_000
"""Bytes read from standard input at most; far above what the reader of assessments takes."""


def score(files: Sequence[str], *, as_json: bool, pack: str | None = None) -> int:
    """Print the recommendation for each file; one that cannot be used does not stop the others."""
    chosen = pack_at(pack)
    code = diagnostics.FINE
    printed = False
    for file in files:
        try:
            if file == STDIN:
                scored = score_bytes(sys.stdin.buffer.read(_LIMIT), "standard input", pack=chosen)
            else:
                scored = score_file(Path(file), pack=chosen)
        except AdvisorError as error:
            diagnostics.tell_error(error)
            code = diagnostics.UNUSABLE
        except OSError as error:
            diagnostics.say(f"advisor: {diagnostics.os_error_text(error)}")
            code = diagnostics.UNUSABLE
        else:
            diagnostics.tell(scored.loaded.notices)
            if as_json:
                _print_json(scored, pretty=len(files) == 1)
            else:
                _print_text(scored, file, apart=printed)
            printed = True
    return code


def _print_json(scored: Scored, *, pretty: bool) -> None:
    text = scored.recommendation.model_dump_json(by_alias=True, indent=2 if pretty else None)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode() + b"\n")


def _print_text(scored: Scored, file: str, *, apart: bool) -> None:
    from advisor.cli.advice_text import AdviceText, hints
    from advisor.cli.plain import emit, style_for

    style = style_for(sys.stdout)
    lines = AdviceText(scored.pack, style).summary(scored.recommendation)
    if file != STDIN:
        lines += hints(
            [
                (f"advisor explain {file}", "why, and what to do about warnings"),
                (f"advisor report {file} -o reports", "the KPI report"),
            ]
        )
    emit([*([""] if apart else []), *lines], style)
