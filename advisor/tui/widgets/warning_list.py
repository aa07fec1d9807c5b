"""Warnings, the most urgent first, each with what to do about it."""

from __future__ import annotations

from textual.content import Content

from advisor.model.economics import RaisedWarning
from advisor.model.pack import Pack
from advisor.model.recommendation import FiredWarning, WorkloadRecommendation
from advisor.model.rules import WarningSeverity
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, heading, joined, said, wrapped
from advisor.tui.widgets.workload_drawing import WorkloadDrawing

_ORDER = (WarningSeverity.HIGH, WarningSeverity.MEDIUM, WarningSeverity.LOW)
_MARKS = {
    WarningSeverity.HIGH: ("▲ HIGH  ", "bold $text-error"),
    WarningSeverity.MEDIUM: ("◆ MEDIUM", "bold $text-warning"),
    WarningSeverity.LOW: ("▽ LOW   ", "bold $text-muted"),
}
_INDENT = 10


def by_urgency(warnings: tuple[FiredWarning, ...]) -> list[FiredWarning]:
    """Warnings by severity; equally urgent ones stay in the order of the rules."""
    return sorted(warnings, key=lambda warning: _ORDER.index(warning.severity))


def tally(workload: WorkloadRecommendation, money: tuple[RaisedWarning, ...] = ()) -> str:
    """``3 warnings: 1 high, 2 low``; those of the money are counted with the others."""
    severities = [w.severity for w in workload.warnings]
    severities += [WarningSeverity(w.severity) for w in money]
    counts = [f"{severities.count(each)} {each.value}" for each in _ORDER if each in severities]
    total = len(severities)
    return f"{total} {'warning' if total == 1 else 'warnings'}: {', '.join(counts)}"


class TellsMoney(WorkloadDrawing):
    """A drawing that also tells where the money disagrees with the advice, which is known a moment later."""

    def __init__(self, pack: Pack, *, id: str | None = None) -> None:
        super().__init__(pack, id=id)
        self.money: tuple[RaisedWarning, ...] = ()

    def show_money(self, warnings: tuple[RaisedWarning, ...]) -> None:
        """Shows what the money says against the advice as well."""
        if warnings != self.money:
            self.money = warnings
            self.redraw()


class WarningList(TellsMoney):
    """All warnings of a workload: of the rules, and where the money disagrees with them."""

    def lines(self, workload: WorkloadRecommendation, width: int) -> Lines:
        """One block a warning: severity, message, what to do."""
        blocks = [self._warning(warning, width) for warning in by_urgency(workload.warnings)]
        if not blocks and not self.money:
            blocks = [
                [
                    said("✓ No warnings", "bold $text-success"),
                    *wrapped(
                        "Nothing in these answers contradicts the advice or puts it at risk.", width, MUTED
                    ),
                ]
            ]
        if self.money:
            blocks.append([heading("Where money and rules disagree")])
            blocks += [
                _block(WarningSeverity(each.severity), each.message, each.do, width) for each in self.money
            ]
            blocks.append(wrapped("F12 shows the costs behind it.", width, MUTED))
        return joined(blocks)

    def _warning(self, warning: FiredWarning, width: int) -> Lines:
        lines = _block(warning.severity, warning.message, warning.do, width)
        known = self.pack.rules.decisions.get(warning.decision)
        if known and warning.decision != self.pack.manifest.primary_decision:
            lines += wrapped(f"About: {known.title}", width, MUTED, indent=_INDENT)
        return lines


def _block(severity: WarningSeverity, message: str, do: str, width: int) -> Lines:
    mark, style = _MARKS[severity]
    told = wrapped(message, width - _INDENT, STRONG)
    lead = [said(mark.ljust(_INDENT), style)] + [Content(" " * _INDENT)] * (len(told) - 1)
    lines = [a + b for a, b in zip(lead, told, strict=True)]
    return lines + wrapped(do, width, indent=_INDENT, first="       →")
