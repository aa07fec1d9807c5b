"""``advisor explain``: why, to the last point."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.options import AssessmentFileArgument, PackOption


def command(
    file: AssessmentFileArgument,
    workload: Annotated[
        str | None,
        typer.Option("--workload", "-w", metavar="ID", help="Only this workload.", show_default=False),
    ] = None,
    pack: PackOption = None,
) -> None:
    """Show what led to a recommendation: every answer's points, gates, rows and warnings."""
    from advisor.cli.advice_text import AdviceText
    from advisor.cli.explain_text import explanation
    from advisor.cli.firmness_text import firmness
    from advisor.cli.plain import emit, style_for
    from advisor.decision.robustness import robustness
    from advisor.workflows.explain import workloads_to_explain
    from advisor.workflows.score import pack_at, score_file

    scored = score_file(file, pack=pack_at(pack))
    diagnostics.tell(scored.loaded.notices)
    style = style_for(sys.stdout)
    chosen = workloads_to_explain(scored, workload)
    view = AdviceText(scored.pack, style)
    lines = explanation(view, scored.recommendation, chosen)
    for firm in robustness(scored.pack, scored.loaded.assessment):
        if firm.workload in {one.id for one in chosen}:
            title = next(one for one in chosen if one.id == firm.workload)
            lines += [*view.title(title), *firmness(view, firm)]
    emit(lines, style)
