"""The recommendation for one workload as plain lines, part by part."""

from __future__ import annotations

from advisor.cli.advice_words import MIDDLE, AdviceNames, percent
from advisor.cli.plain import WIDTH, clean, pad, width_of, wrap
from advisor.model.known import leaning, too_little_known
from advisor.model.recommendation import DecisionTrace, DimensionScore, WorkloadRecommendation
from advisor.model.score_figures import score_figure

_LABEL = 24
"""Columns for the name of a dimension or decision."""
_MOST_OPEN = 6
"""Open questions named in a recommendation; ``advisor explain`` has them all."""


class WorkloadText(AdviceNames):
    """Title, advice, scores, exclusions and other decisions of a workload, each as lines of its own."""

    def title(self, workload: WorkloadRecommendation) -> list[str]:
        """The heading of a workload."""
        kind = self.kind(workload.kind)
        name = clean(workload.title)
        left = name if name == workload.id else f"{name} ({workload.id})"
        left = (
            pad(left, WIDTH - width_of(kind) - 1).rstrip()
            if width_of(left) > WIDTH - width_of(kind) - 1
            else left
        )
        gap = " " * max(WIDTH - width_of(left) - width_of(kind), 1)
        return [self.style.rule, f"{self.style.paint(left, 'bold')}{gap}{kind}", ""]

    def advice(self, workload: WorkloadRecommendation) -> list[str]:
        """Now and target, how sure, and the reason of the row that decides."""
        style = self.style
        if workload.model is None:
            lines = ["  " + style.paint("NO MODEL IS ADMISSIBLE: the gates below collide.", "bold", "red")]
        else:
            guess = too_little_known(workload)
            lines = self._guess(workload) if guess else []
            colour = "yellow" if guess else "green"
            lines.append(
                f"  Now      {style.paint(self.model(workload.model, workload.stage), 'bold', colour)}"
            )
            lines += self._target(workload)
        trace = self.primary_trace(workload)
        if workload.model is not None and trace and trace.reason:
            lines += wrap(trace.reason, indent=" " * 11, first="  Because  ")
        if not workload.decided:
            lines += [
                "",
                "  Not decided yet: the open answers leave these possible",
                *self.shares(workload.shares),
            ]
            if trace and trace.without_outcome:
                lines.append(f"    {pad('No model', 34)}{self._share(trace.without_outcome)}")
            if self._in_the_middle(workload):
                lines += wrap(MIDDLE, indent="    ")
        elif not workload.settled and trace:
            lines += ["", "  Today's advice is settled; the target can still move, to one of these"]
            lines += self.shares(trace.target_shares)
        if not workload.settled and trace:
            lines += self._to_settle(trace)
        return lines

    def _guess(self, workload: WorkloadRecommendation) -> list[str]:
        """Said before an outcome that less than half of what is possible leads to."""
        only = "the likeliest so far" if leaning(workload) == "likeliest" else "where it stands on balance"
        return wrap(f"Too little is known yet: this is only {only}, not advice to act on.", indent="  ")

    def _to_settle(self, trace: DecisionTrace) -> list[str]:
        """Everything whose answer can still change the advice, the most telling first."""
        asked = ", ".join(self.question(question) for question in trace.open_questions[:_MOST_OPEN])
        more = len(trace.open_questions) - _MOST_OPEN
        tail = f" and {more} more" if more > 0 else ""
        return wrap(f"{asked}{tail}", indent=" " * 12, first="    Settle: ")

    def _target(self, workload: WorkloadRecommendation) -> list[str]:
        """The target with how sure it is; nothing where it is as sure as the same model now."""
        trace = self.primary_trace(workload)
        target = workload.target
        if target is None:
            return []
        sure = trace.target_shares.get(target, 1.0) if trace else 1.0
        same = target == workload.model
        if same and (sure == 1.0 or not workload.decided):
            return []
        said = f" ({percent(sure)} of what is still possible)" if sure < 1.0 else ""
        return [f"  Target   {self.style.paint(self.model(target, workload.target_stage), 'bold')}{said}"]

    def _in_the_middle(self, workload: WorkloadRecommendation) -> bool:
        """Whether the advised model is not the most frequent one."""
        share = workload.shares.get(workload.model or "", 0.0)
        return workload.model is not None and share < max(workload.shares.values())

    def primary_trace(self, workload: WorkloadRecommendation) -> DecisionTrace | None:
        """The trace of the decision that chooses the model."""
        primary = self.pack.manifest.primary_decision
        return next((trace for trace in workload.trace.decisions if trace.id == primary), None)

    def shares(self, shares: dict[str, float]) -> list[str]:
        """The share of completions that lead to each model; only what is possible."""
        return [
            f"    {pad(self.model(model), 34)}{self._share(share)}"
            for model, share in shares.items()
            if share
        ]

    def _share(self, share: float) -> str:
        return f"{self.style.share(share)} {percent(share):>5}"

    def scores(self, workload: WorkloadRecommendation) -> list[str]:
        """The dimensions as bars, with interval and band."""
        open_ = any(dimension.low != dimension.high for dimension in workload.dimensions)
        marks = "█▓▒" if self.style.unicode else "#+-"
        parts = f"{marks[0]} certain, {marks[1]} expected, {marks[2]} possible"
        several = any(len(dimension.bands) > 1 for dimension in workload.dimensions)
        bands = "; in brackets: bands still possible" if several else ""
        legend = f"  ({parts}{bands})" if open_ else ""
        lines = ["", f"  Scores{legend}"]
        for role in dict.fromkeys(dimension.role for dimension in workload.dimensions):
            for dimension in workload.dimensions:
                if dimension.role is role:
                    lines.append(self.score(dimension))
        return lines

    def score(self, dimension: DimensionScore) -> str:
        """One dimension in one line."""
        name = pad(clean(dimension.title), _LABEL)
        if dimension.score is None or dimension.low is None or dimension.high is None:
            return f"    {name}nothing applies"
        bar = self.style.bar(dimension.low, dimension.score, dimension.high, 20)
        band = str(dimension.band or "")
        if len(dimension.bands) > 1:
            band = f"{band} ({dimension.bands[0]} to {dimension.bands[-1]})"
        return f"    {name}{bar} {score_figure(dimension.score):>5}  {band}"

    def excluded(self, workload: WorkloadRecommendation) -> list[str]:
        """What the gates rule out."""
        if not workload.excluded:
            return []
        lines = ["", "  Ruled out"]
        for excluded in workload.excluded:
            lines += wrap(f"{self.model(excluded.model)}: {excluded.reason}", indent="      ", first="    - ")
        return lines

    def other_decisions(self, workload: WorkloadRecommendation) -> list[str]:
        """The outcomes of the other decisions."""
        if not workload.decisions:
            return []
        lines = ["", "  Also decided"]
        traces = {trace.id: trace for trace in workload.trace.decisions}
        for decision, outcome in workload.decisions.items():
            title = pad(clean(self.pack.rules.decisions[decision].title), _LABEL)
            trace = traces.get(decision)
            said = self.outcome(decision, outcome)
            if trace and not trace.decided and outcome is not None:
                likeliest = max(trace.shares, key=lambda each: trace.shares[each])
                share = percent(trace.shares[likeliest])
                said = f"open, likeliest {self.outcome(decision, likeliest)} ({share})"
            lines += wrap(said, indent=" " * (4 + _LABEL), first=f"    {title}")
        return lines
