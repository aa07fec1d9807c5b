"""Why: the row that decided, the rows and gates that could have, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from advisor.model.recommendation import DecisionTrace, GateTrace, RowTrace, WorkloadRecommendation
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, heading, joined, percent, said, wrapped
from advisor.tui.widgets.naming import outcome_name, question_name
from advisor.tui.widgets.score_bar import band_words
from advisor.tui.widgets.workload_drawing import WorkloadDrawing


class TraceView(WorkloadDrawing):
    """Every decision of a workload with what led to it; recomputes nothing."""

    def lines(self, workload: WorkloadRecommendation, width: int) -> Lines:
        """One block a decision, then what lights the framework's cells."""
        blocks = [self._decision(workload, trace, width) for trace in workload.trace.decisions]
        return joined([*blocks, self._framework(workload, width)])

    def _decision(self, workload: WorkloadRecommendation, trace: DecisionTrace, width: int) -> Lines:
        now = outcome_name(self.pack, trace.id, trace.now)
        target = outcome_name(self.pack, trace.id, trace.target)
        title = f"{now} → {target}" if trace.target and trace.target != trace.now else now
        lines = [
            Content.assemble(said(f"{trace.title}  ", "bold $text-primary"), said(title, STRONG)).truncate(
                width, ellipsis=True
            )
        ]
        if trace.now is None:
            lines += wrapped(_VOID, width, "bold $text-error", indent=2, first="!")
        if trace.reason:
            lines += wrapped(trace.reason, width, indent=2, first="●")
            for row in trace.rows:
                if row.id == trace.row:
                    lines += self._rests_on(row.questions, _bands(workload, row.dimensions), width)
                    lines += self._made_of_it(trace, row, width)
        for gate in trace.gates:
            if gate.share > 0:
                lines += self._gate(trace, gate, width)
        silent = sum(gate.share == 0 for gate in trace.gates)
        if silent:
            more = "more " if silent < len(trace.gates) else ""
            verb = "gate stays" if silent == 1 else "gates stay"
            lines += wrapped(f"{silent} {more}{verb} shut.", width, MUTED, indent=2)
        for row in trace.rows:
            if row.id != trace.row:
                lines += self._row(trace, row, width)
        if trace.open_questions:
            names = ", ".join(question_name(self.pack, q) for q in trace.open_questions)
            what = "The target still depends on" if trace.decided else "Still depends on"
            lines += wrapped(f"{what}: {names}", width, "$text-warning", indent=2, first="?")
        return lines

    def _gate(self, trace: DecisionTrace, gate: GateTrace, width: int) -> Lines:
        names = ", ".join(outcome_name(self.pack, trace.id, outcome) for outcome in gate.excludes)
        verb = "excludes" if gate.fires else f"might exclude ({percent(gate.share)})"
        lead = Content.assemble(said(f"Gate {verb} {names}: ", STRONG), said(gate.reason))
        lines = wrapped(lead, width, indent=2, first="⊘" if gate.fires else "?")
        return [*lines, *self._rests_on(gate.questions, [], width)]

    def _row(self, trace: DecisionTrace, row: RowTrace, width: int) -> Lines:
        told = ruled(row, lambda outcome: outcome_name(self.pack, trace.id, outcome))
        lead = Content.assemble(said(f"{percent(row.share)} {told}: ", STRONG), said(row.reason))
        return wrapped(lead, width, indent=2, first="○")

    def _made_of_it(self, trace: DecisionTrace, row: RowTrace, width: int) -> Lines:
        """What the gates make of the row that decides; nothing where they leave it as it is."""
        if _kept(row):
            return []
        told = ruled(row, lambda outcome: outcome_name(self.pack, trace.id, outcome))
        return wrapped(f"the row names {told}", width, "$text-warning", indent=4)

    def _rests_on(self, questions: tuple[str, ...], bands: list[str], width: int) -> Lines:
        names = [*bands, *(question_name(self.pack, question) for question in questions)]
        return wrapped(f"rests on: {', '.join(names)}", width, MUTED, indent=4) if names else []

    def _framework(self, workload: WorkloadRecommendation, width: int) -> Lines:
        lit = {place.row for place in workload.trace.framework}
        rows = [row for row in self.pack.rules.framework if row.id in lit]
        if not rows:
            return []
        lines = [heading("What places the framework's rows")]
        for row in rows:
            lines += wrapped(
                Content.assemble(said(f"{row.title}: ", STRONG), said(row.because)),
                width,
                indent=2,
                first="·",
            )
        return lines


_VOID = "Gates rule out every outcome. What the rows below name is void until the gates are settled."


def _kept(row: RowTrace) -> bool:
    """Whether the gates leave all of what a row names."""
    return set(row.outcomes) == {row.now} and row.share - row.outcomes[row.now] < _LEAST


def ruled(row: RowTrace, name: Callable[[str], str]) -> str:
    """What comes of a row after the gates: ``Fully managed, ruled out → Partially managed``.

    Where the gates leave it in some ways and not in others, each share is told.
    """
    if _kept(row):
        return name(row.now)
    others = {outcome: share for outcome, share in row.outcomes.items() if outcome != row.now}
    left = row.share - sum(row.outcomes.values())
    parts = [(name(outcome), share) for outcome, share in others.items()]
    if left >= _LEAST:
        parts.append(("nothing", left))
    stays = row.outcomes.get(row.now, 0.0)
    if not stays and len(parts) == 1:
        return f"{name(row.now)}, ruled out → {parts[0][0]}"
    told = " or ".join(f"{what} ({percent(share)})" for what, share in parts)
    if not stays:
        return f"{name(row.now)}, ruled out → {told}"
    return f"{name(row.now)} ({percent(stays)}), where ruled out → {told}"


_LEAST = 5e-6
"""Rounded shares that differ by less are the same."""


def _bands(workload: WorkloadRecommendation, dimensions: tuple[str, ...]) -> list[str]:
    """``Technical readiness medium`` for each of the dimensions that a row looks at."""
    scores = {score.id: score for score in workload.dimensions}
    return [f"{scores[one].title} {band_words(scores[one])}" for one in dimensions if one in scores]
