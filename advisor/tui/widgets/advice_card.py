"""The advice for a workload on one page: what, how sure, why, what next."""

from __future__ import annotations

from textual.content import Content

from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.rules import WarningSeverity
from advisor.model.weighing import weighing_sentence
from advisor.tui.widgets.drawing import (
    MUTED,
    STRONG,
    Lines,
    badge,
    beside,
    heading,
    joined,
    percent,
    said,
    wrapped,
)
from advisor.tui.widgets.naming import (
    full_name,
    model_name,
    outcome_name,
    primary_trace,
    question_name,
    stage_name,
)
from advisor.tui.widgets.settled_words import meanwhile, resting_on, undecided
from advisor.tui.widgets.share_bar import share_lines
from advisor.tui.widgets.warning_list import TellsMoney, by_urgency, tally

_TWO_COLUMNS = 100
_FEW = 5
_SETTLE = "What would settle most"
_SURE = {
    (True, True): "settled: no open answer can change it",
    (True, False): "settled for today; the target can still move",
    (False, False): "still open",
}
"""By whether the advice for today is settled, and the target with it."""


class AdviceCard(TellsMoney):
    """The first thing to read about a workload."""

    def lines(self, workload: WorkloadRecommendation, width: int) -> Lines:
        """The card; in two columns where there is room."""
        left = [self._advice, self._reason, self._certainty, self._settle]
        right = [self._other_decisions, self._warnings, self._first_steps]
        if width < _TWO_COLUMNS:
            return joined(part(workload, width) for part in (*left, *right))
        half = (width - 4) // 2
        columns = [(joined(part(workload, half) for part in parts), half) for parts in (left, right)]
        return beside(columns, gap=4)

    def _advice(self, workload: WorkloadRecommendation, width: int) -> Lines:
        if workload.model is None:
            reasons = [
                line
                for item in workload.excluded
                for line in wrapped(
                    f"{full_name(self.pack, item.model)}: {item.reason}", width, indent=2, first="⊘"
                )
            ]
            title = "No model is admissible: the gates collide"
            return [*wrapped(title, width, "bold $text-error"), *reasons]
        trace = primary_trace(self.pack, workload)
        share = trace.target_shares.get(workload.target or "", 1.0) if trace else 1.0
        told = undecided(self.pack, workload)
        lines: Lines = []
        if told:
            lines += wrapped(told, width, STRONG)
            lines += [*wrapped(f"{meanwhile(self.pack, workload)}.", width), Content("")]
        lines += _with_badge(self.pack, "Now", workload.model, width, sure=workload.decided)
        known = self.pack.model_by_id.get(workload.model)
        if known:
            lines += wrapped(known.tagline, width, MUTED, indent=8)
        if workload.target and workload.target != workload.model:
            lines += _with_badge(self.pack, "Target", workload.target, width, sure=share == 1)
        elif workload.target:
            lines.append(said("Target  the same", MUTED))
        if share < 1:
            text = f"This target comes out in {percent(share)} of what is possible."
            lines += wrapped(text, width, MUTED, indent=8)
        return lines

    def _reason(self, workload: WorkloadRecommendation, width: int) -> Lines:
        trace = primary_trace(self.pack, workload)
        if trace is None or not trace.reason:
            return []
        moved = ""
        if trace.certainly_moved:
            moved = " A gate then moved it to the nearest model that is allowed."
        return [heading("Because"), *wrapped(trace.reason + moved, width)]

    def _certainty(self, workload: WorkloadRecommendation, width: int) -> Lines:
        if workload.model is None:
            return []
        sure = _SURE[(workload.decided, workload.settled)]
        if workload.decided:
            first, *rest = sure.split(";")
            sure = ";".join((first + resting_on(workload), *rest))
        lines = wrapped(Content.assemble(said("How sure  ", "bold $text-primary"), said(sure)), width)
        if not workload.decided:
            lines += wrapped("Of all the ways in which the open answers may come out:", width, MUTED)
        lines += share_lines(self.pack, workload, width, full=True)
        if not workload.settled:
            lines += wrapped(weighing_sentence(self.pack), width, MUTED)
        return lines

    def _other_decisions(self, workload: WorkloadRecommendation, width: int) -> Lines:
        rows: Lines = []
        for decision, outcome in workload.decisions.items():
            known = self.pack.rules.decisions.get(decision)
            title = known.title if known else decision
            trace = next((d for d in workload.trace.decisions if d.id == decision), None)
            name = outcome_name(self.pack, decision, outcome)
            words = said(name, STRONG)
            if trace is not None and not trace.decided and any(trace.shares.values()):
                likeliest = max(trace.shares, key=trace.shares.__getitem__)
                words = said(
                    f"open, likeliest {outcome_name(self.pack, decision, likeliest)} "
                    f"({percent(trace.shares[likeliest])})"
                )
            rows += wrapped(Content.assemble(said(f"{title}  ", MUTED), words), width)
        return [heading("The other decisions"), *rows] if rows else []

    def _settle(self, workload: WorkloadRecommendation, width: int) -> Lines:
        lines: Lines = []
        trace = primary_trace(self.pack, workload)
        if trace and trace.open_questions:
            open_ = trace.open_questions
            lines.append(heading("What would settle the target" if workload.decided else _SETTLE))
            for number, question in enumerate(open_[:_FEW], 1):
                lines += wrapped(question_name(self.pack, question), width, indent=3, first=f"{number}.")
            if len(open_) > _FEW:
                lines += wrapped(f"and {len(open_) - _FEW} more: see Why", width, MUTED, indent=3)
        if workload.trace.not_relevant:
            names = ", ".join(question_name(self.pack, q) for q in workload.trace.not_relevant)
            lines += wrapped(f"Kept, but no longer counted: {names}", width, MUTED)
        return lines

    def _warnings(self, workload: WorkloadRecommendation, width: int) -> Lines:
        if not workload.warnings and not self.money:
            return [said("No warnings", MUTED)]
        lines = wrapped(f"! {tally(workload, self.money)}", width, "bold $text-warning")
        for warning in by_urgency(workload.warnings)[:2]:
            if warning.severity is WarningSeverity.HIGH:
                lines += wrapped(warning.message, width, indent=2, first="▲")
        return lines

    def _first_steps(self, workload: WorkloadRecommendation, width: int) -> Lines:
        known = self.pack.model_by_id.get(workload.model) if workload.model else None
        if known is None:
            return []
        steps = [
            line
            for number, step in enumerate(known.first_steps, 1)
            for line in wrapped(step, width, indent=3, first=f"{number}.")
        ]
        return [heading("First weeks on this model"), *steps]


def _with_badge(pack: Pack, lead: str, model: str, width: int, *, sure: bool) -> Lines:
    stage = stage_name(pack, model)
    parts = [said(lead.ljust(8), MUTED)]
    if stage:
        parts += [badge(stage.upper(), sure=sure), Content(" ")]
    parts.append(said(model_name(pack, model), STRONG))
    parts += [] if sure else [said(" so far", MUTED)]
    return [Content("").join(parts).truncate(width, ellipsis=True)]
