"""``advisor explain``: how firm the advice is, why it is so to the last point, and what would change it."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.next_commands import with_pack
from advisor.cli.options import AssessmentFileArgument, Format, PackOption


def command(
    file: AssessmentFileArgument,
    workload: Annotated[
        str | None,
        typer.Option("--workload", "-w", metavar="ID", help="Only this workload.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Every list and every text whole.")] = False,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="Text for people, or JSON, which is always whole.")
    ] = Format.TEXT,
    pack: PackOption = None,
) -> None:
    """Explain a recommendation: how firm it is, why, and what would change it.

    Each answer's points, the gates and rows that took part, the path to the target, the least that would
    lead to another model today or another target, what must not slip, what to ask next, warnings, and how
    far answers, weights and thresholds may move.
    """
    from advisor.workflows.explain import explain
    from advisor.workflows.score import pack_at, score_file

    scored = score_file(file, pack=pack_at(pack))
    diagnostics.tell(scored.loaded.notices)
    found = explain(scored, workload)
    if format_ is Format.JSON:
        document = found.model_dump(mode="json", by_alias=True)
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    from advisor.cli.advice_text import AdviceText, hints
    from advisor.cli.explain_text import explanation
    from advisor.cli.plain import emit, style_for

    style = style_for(sys.stdout)
    view = AdviceText(scored.pack, style)
    lines = explanation(view, found, scored.recommendation, everything=everything)
    if not everything:
        lines += hints(
            [(f"advisor explain {with_pack(file, pack)} --all", "every list and every text whole")]
        )
    emit(lines, style)
