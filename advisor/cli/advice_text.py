"""A recommendation as text for people, in 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.cli.advice_warnings import first_sentence, shared_warnings, warnings_in_short
from advisor.cli.advice_workload import WorkloadText
from advisor.cli.plain import clean, wrap
from advisor.model.known import leaning_of_all, too_little_known
from advisor.model.recommendation import Recommendation, WorkloadRecommendation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from advisor.model.economics import RaisedWarning

_COMMAND = 42
"""Columns for a command beside its meaning."""


class AdviceText(WorkloadText):
    """Renders recommendations of one pack."""

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
            lines += warnings_in_short(self.style, own, most=most_warnings)
        if shared:
            lines += [self.style.rule]
            lines += warnings_in_short(self.style, shared, "  Warnings for every workload", most_warnings)[1:]
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
                lines += wrap(first_sentence(each.message), indent=" " * 12, first=f"    {each.severity:<8}")
        return lines

    def summary(self, recommendation: Recommendation) -> list[str]:
        """What ``advisor score`` prints."""
        return [*self.header(recommendation), *self.workloads(recommendation)]


def _about(workloads: Sequence[WorkloadRecommendation]) -> str:
    """The workloads that are meant, by name."""
    return f" about {', '.join(clean(each.title) for each in workloads)}"


def hints(commands: list[tuple[str, str]]) -> list[str]:
    """What to run next, aligned; a long command has its meaning on the next line."""
    widest = min(max(len(command) for command, _ in commands), _COMMAND)
    lines = ["", "Next"]
    for command, what in commands:
        if len(command) > widest:
            lines.append(f"  {command}")
        lines.append(f"  {'' if len(command) > widest else command:<{widest}}  {what}")
    return lines
