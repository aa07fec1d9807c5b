"""``advisor whatif``: the advice with some answers changed, beside the present one."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.options import AssessmentFileArgument, PackOption
from advisor.cli.score import Format


def command(
    file: AssessmentFileArgument,
    settings: Annotated[
        list[str],
        typer.Option(
            "--set",
            "-s",
            metavar="QUESTION=ANSWER",
            help="An answer to suppose: an option's id, ids with commas, a number, unknown, unanswered or "
            "n/a. WORKLOAD/QUESTION=ANSWER for one workload only. Any number of times.",
            show_default=False,
        ),
    ],
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="Text for people, or JSON.")
    ] = Format.TEXT,
    pack: PackOption = None,
) -> None:
    """Suppose other answers and see what they do; the file stays as it is."""
    from advisor.cli.plain import emit, style_for
    from advisor.cli.whatif_text import comparison
    from advisor.workflows.kept import kept_among
    from advisor.workflows.score import pack_at, score_file
    from advisor.workflows.whatif import what_if

    scored = score_file(file, pack=pack_at(pack))
    diagnostics.tell(scored.loaded.notices)
    found = what_if(scored, settings)
    supposed = {(each.question.id, each.workload) for each in found.settings if each.after is not None}
    diagnostics.tell(kept_among(replace(scored.loaded, assessment=found.assessment), supposed))
    if format_ is Format.JSON:
        from advisor.cli.result_json import recommendation_plain
        from advisor.decision.robustness import robustness

        document = {
            "schema": "advisor/whatif/1",
            "set": [
                {"question": s.question.id, "workload": s.workload, "answer": _plain(s.after)}
                for s in found.settings
            ],
            "before": recommendation_plain(found.before, robustness(scored.pack, scored.loaded.assessment)),
            "after": recommendation_plain(found.after, robustness(scored.pack, found.assessment)),
        }
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    style = style_for(sys.stdout)
    emit(comparison(scored.pack, found, style), style)


def _plain(answer: object) -> object:
    from advisor.model.assessment import Answer

    return answer.model_dump(mode="json", exclude_none=True) if isinstance(answer, Answer) else None
