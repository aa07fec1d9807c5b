"""What every plain text of a recommendation shares: names from the pack, shares and scores as figures."""

from __future__ import annotations

from advisor.cli.plain import Style, clean
from advisor.model.pack import Pack
from advisor.model.score_figures import score_figure

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


class AdviceNames:
    """What things are called; names come from the pack, never from this module."""

    def __init__(self, pack: Pack, style: Style) -> None:
        self.pack = pack
        self.style = style

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
