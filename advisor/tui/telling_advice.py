"""The advice in a few lines of plain text, to paste into a mail or a chat."""

from __future__ import annotations

from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation, WorkloadRecommendation
from advisor.tui.widgets.headline import sentence
from advisor.tui.widgets.naming import full_name, primary_trace


def advice_text(pack: Pack, recommendation: Recommendation) -> str:
    """Headline, then each workload with its reason and warnings, then what it rests on."""
    parts = [f"{recommendation.organisation}: {sentence(pack, recommendation)}"]
    parts += [_workload(pack, each) for each in recommendation.workloads]
    reference = recommendation.pack
    parts.append(f"Questionnaire {reference.id} {reference.version}, {reference.sha256[:12]}")
    return "\n\n".join(parts) + "\n"


def _workload(pack: Pack, workload: WorkloadRecommendation) -> str:
    now, target = full_name(pack, workload.model), full_name(pack, workload.target)
    lines = [workload.title, f"  Now: {now}"]
    if workload.target != workload.model:
        lines.append(f"  Target: {target}")
    trace = primary_trace(pack, workload)
    if trace is not None and trace.reason:
        lines.append(f"  Why: {trace.reason}")
    if not workload.settled:
        lines.append("  Not settled: open answers can still change this.")
    lines += [f"  Warning ({each.severity}): {each.message}" for each in workload.warnings]
    return "\n".join(lines)
