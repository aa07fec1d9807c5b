"""A recommendation as text for people, in 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.cli.plain import WIDTH, Style, clean, pad, width_of, wrap
from advisor.model.known import leaning, leaning_of_all, too_little_known
from advisor.model.pack import Pack
from advisor.model.recommendation import (
    DecisionTrace,
    DimensionScore,
    FiredWarning,
    Recommendation,
    WorkloadRecommendation,
)
from advisor.model.rules import WarningSeverity
from advisor.model.score_figures import score_figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from advisor.model.economics import RaisedWarning

_LABEL = 24
_MOST_OPEN = 6
"""Open questions named in a recommendation; ``advisor explain`` has them all."""
_COMMAND = 42
"""Columns for a command beside its meaning."""
_SEVERITY_COLOUR = {
    WarningSeverity.HIGH: ("red", "bold"),
    WarningSeverity.MEDIUM: ("yellow",),
    WarningSeverity.LOW: ("dim",),
}
_SEVERITIES = (WarningSeverity.HIGH, WarningSeverity.MEDIUM, WarningSeverity.LOW)


MIDDLE = (
    "Advised is the middle one of all ways the open answers could turn out, lined up from least to most; "
    "it is not the most frequent one."
)
"""Said wherever the advised model is not the most frequent one."""


def percent(share: float) -> str:
    """A share of 1 for people; never 0 % or 100 % unless it is exactly that."""
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    if share < 0.01:
        return "under 1%"
    return "over 99%" if share > 0.99 else f"{share:.0%}"


def number(value: float | None) -> str:
    """A score without idle decimals."""
    return "none" if value is None else f"{score_figure(value):f}".removesuffix(".0")


class AdviceText:
    """Renders recommendations of one pack; names come from the pack, never from this module."""

    def __init__(self, pack: Pack, style: Style) -> None:
        self.pack = pack
        self.style = style

    # Names -----------------------------------------------------------------------------------

    def model(self, outcome: str | None, stage: str | None = None) -> str:
        """An outcome of the primary decision: stage in capitals, then its label."""
        if outcome is None:
            return "no model is admissible"
        if stage is None and outcome in self.pack.model_by_id:
            stage = self.pack.model_by_id[outcome].stage
        label = clean(self.pack.primary.labels.get(outcome, outcome))
        return f"{stage.upper()} {self.style.dot} {label}" if stage else label

    def outcome(self, decision: str, outcome: str | None) -> str:
        """What an outcome of any decision is called."""
        if outcome is None:
            return "no outcome is admissible"
        return clean(self.pack.rules.decisions[decision].labels.get(outcome, outcome))

    def kind(self, kind: str) -> str:
        """What a kind of workload is called."""
        return next((clean(k.title) for k in self.pack.manifest.workload_kinds if k.id == kind), kind)

    def question(self, question: str) -> str:
        """The short name of a question."""
        found = self.pack.question_by_id.get(question)
        return clean(found.short) if found else question

    # Parts -----------------------------------------------------------------------------------

    def header(self, recommendation: Recommendation) -> list[str]:
        """Whose advice it is, by which rules, and what it comes to."""
        style = self.style
        lines = [
            style.paint(clean(recommendation.organisation), "bold"),
            style.paint(
                f"{recommendation.assessment} {style.dot} pack {recommendation.pack.id} "
                f"{recommendation.pack.version} {style.dot} {recommendation.pack.sha256[:12]}",
                "dim",
            ),
        ]
        if len(recommendation.workloads) > 1:
            told = wrap(self._overall(recommendation), indent=" " * 9, first="Overall  ")
            lines += ["", *(f"{line[:9]}{style.paint(line[9:], 'bold')}" for line in told)]
        return lines

    def _overall(self, recommendation: Recommendation) -> str:
        """What the workloads have in common, and where they differ; no advice where little is known."""
        overall = recommendation.overall
        same_target = len({workload.target for workload in recommendation.workloads}) == 1
        guesses = tuple(each for each in recommendation.workloads if too_little_known(each))
        model = self.model(overall.model, overall.stage)
        if guesses:
            whom = "" if len(guesses) == len(recommendation.workloads) else _about(guesses)
            lead = f"Too little is known yet{whom}: "
            if overall.model is None:
                return f"{lead}still open whether the workloads call for different models"
            return f"{lead}{leaning_of_all(guesses)} {model} now for every workload"
        if overall.hybrid:
            target = self.model(overall.target, overall.target_stage)
            alike = f"; the target of each is {target}" if same_target else ""
            return f"MIXED: the workloads call for different models now{alike}"
        if overall.model is None:
            return "No common advice: a workload has no admissible model"
        if same_target and overall.target == overall.model:
            return f"{model}, now and as the target, for every workload"
        if same_target:
            grown = self.model(overall.target, overall.target_stage)
            return f"{model} now, growing towards {grown}, for every workload"
        return f"{model} now for every workload; targets differ"

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

    def urgent(self, warnings: tuple[FiredWarning, ...]) -> tuple[FiredWarning, ...]:
        """Warnings, the severest first."""
        return tuple(sorted(warnings, key=_urgency))

    def warnings(self, warnings: tuple[FiredWarning, ...], heading: str = "  Warnings") -> list[str]:
        """Warnings, the severest first, in full: what is wrong and what to do."""
        if not warnings:
            return []
        arrow = self.style.arrow
        lines = ["", heading]
        for warning in sorted(warnings, key=_urgency):
            lines += self._warning(warning, warning.message)
            lines += wrap(warning.do, indent=" " * (13 + len(arrow)), first=f"{' ' * 12}{arrow} ")
        return lines

    def warnings_in_short(
        self, warnings: tuple[FiredWarning, ...], heading: str = "  Warnings", most: int | None = None
    ) -> list[str]:
        """The first sentence of each warning, the severest first."""
        if not warnings:
            return []
        lines = ["", heading]
        for warning in sorted(warnings, key=_urgency)[:most]:
            lines += self._warning(warning, _first_sentence(warning.message))
        if most is not None and len(warnings) > most:
            lines.append(f"    and {len(warnings) - most} more")
        return lines

    def _warning(self, warning: FiredWarning, text: str) -> list[str]:
        severity = str(warning.severity)
        body = wrap(text, indent=" " * 12, first=f"    {severity:<8}")
        painted = self.style.paint(severity, *_SEVERITY_COLOUR[warning.severity])
        body[0] = body[0].replace(severity, painted, 1)
        return body

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

    # Whole -----------------------------------------------------------------------------------

    def workloads(self, recommendation: Recommendation, most_warnings: int | None = None) -> list[str]:
        """Each workload's advice, scores, exclusions, warnings in short and other decisions."""
        lines: list[str] = []
        shared = shared_warnings(recommendation)
        for workload in recommendation.workloads:
            own = tuple(warning for warning in workload.warnings if warning not in shared)
            lines += self.title(workload)
            lines += self.advice(workload)
            lines += self.scores(workload)
            lines += self.excluded(workload)
            lines += self.other_decisions(workload)
            lines += self.warnings_in_short(own, most=most_warnings)
        if shared:
            lines += [self.style.rule]
            lines += self.warnings_in_short(shared, "  Warnings for every workload", most_warnings)[1:]
        return lines

    def money(
        self, recommendation: Recommendation, warnings: Mapping[str, Sequence[RaisedWarning]]
    ) -> list[str]:
        """Where the money disagrees with the rules, workload by workload; nothing where it does not."""
        if not warnings:
            return []
        lines = [self.style.rule, self.style.paint("Where money and rules disagree", "bold")]
        for workload in recommendation.workloads:
            told = warnings.get(workload.id, ())
            if told and len(recommendation.workloads) > 1:
                lines += wrap(workload.title or workload.id, indent="  ")
            for each in told:
                lines += wrap(_first_sentence(each.message), indent=" " * 12, first=f"    {each.severity:<8}")
        return lines

    def summary(self, recommendation: Recommendation) -> list[str]:
        """What ``advisor score`` prints."""
        return [*self.header(recommendation), *self.workloads(recommendation)]


def shared_warnings(recommendation: Recommendation) -> tuple[FiredWarning, ...]:
    """Warnings that hold for every one of several workloads, to be told once."""
    first, *others = recommendation.workloads
    if not others:
        return ()
    return tuple(warning for warning in first.warnings if all(warning in other.warnings for other in others))


def _about(workloads: Sequence[WorkloadRecommendation]) -> str:
    """The workloads that are meant, by name."""
    return f" about {', '.join(clean(each.title) for each in workloads)}"


def _urgency(warning: FiredWarning) -> int:
    return _SEVERITIES.index(warning.severity)


def _first_sentence(text: str) -> str:
    end = text.find(". ")
    return text if end < 0 else text[: end + 1]


def hints(commands: list[tuple[str, str]]) -> list[str]:
    """What to run next, aligned; a long command has its meaning on the next line."""
    widest = min(max(len(command) for command, _ in commands), _COMMAND)
    lines = ["", "Next"]
    for command, what in commands:
        if len(command) > widest:
            lines.append(f"  {command}")
        lines.append(f"  {'' if len(command) > widest else command:<{widest}}  {what}")
    return lines
