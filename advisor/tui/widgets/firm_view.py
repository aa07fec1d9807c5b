"""How firm the advice is: what would settle it, what would change it, how far it may be pushed."""

from __future__ import annotations

from textual.content import Content

from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import Robustness
from advisor.tui.widgets.drawing import (
    MUTED,
    STRONG,
    Lines,
    beside,
    heading,
    joined,
    one_line,
    percent,
    said,
    wrapped,
)
from advisor.tui.widgets.firm_change import change_lines
from advisor.tui.widgets.firm_margins import margin_lines
from advisor.tui.widgets.firm_swings import swing_lines
from advisor.tui.widgets.naming import question_name
from advisor.tui.widgets.settled_words import resting_on
from advisor.tui.widgets.share_bar import share_bar
from advisor.tui.widgets.workload_drawing import WorkloadDrawing

_TWO_COLUMNS = 104
_FEW = 5
_WIDEST = 140
"""Bars are compared with the eye, which wider ones only make harder."""


class FirmView(WorkloadDrawing):
    """One workload's robustness; counted in a thread, so it says that it is being counted until then."""

    def __init__(self, pack: Pack, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(pack, id=id, classes=classes)
        self._firm: Robustness | None = None

    def show_firm(self, workload: WorkloadRecommendation, firm: Robustness | None) -> None:
        """Shows how firm a workload's advice is; None while that is not known yet."""
        if workload is not self._shown or firm is not self._firm:
            self._shown, self._firm = workload, firm
            self.redraw()

    def lines(self, workload: WorkloadRecommendation, width: int) -> Lines:
        """Short blocks; two columns where there is room, and below them every answer by itself."""
        firm = self._firm
        if firm is None:
            return [said("Counting what could change the advice …", MUTED)]
        width = min(width, _WIDEST)
        half = (width - 4) // 2 if width >= _TWO_COLUMNS else width
        settle = self._settle(workload, firm, half)
        change = change_lines(self.pack, workload, firm, half)
        margins = margin_lines(self.pack, workload, firm, half)
        swings = swing_lines(self.pack, workload, firm, width)
        if half == width:
            return joined([settle, change, margins, swings])
        return joined([beside([(change, half), (joined([settle, margins]), half)], gap=4), swings])

    def _settle(self, workload: WorkloadRecommendation, firm: Robustness, width: int) -> Lines:
        rests = resting_on(workload)
        if firm.settled:
            what = "today's model or the target" if workload.model is not None else "that"
            text = f"No open answer can change {what}{rests}."
            return [said("✓ Settled", "bold $text-success"), *wrapped(text, width, MUTED)]
        lines = [heading("What would settle it")]
        if firm.decided:
            lines += wrapped(f"Today's advice is settled{rests}. The target can still move.", width, STRONG)
        lines += wrapped(_DOUBT, width, MUTED)
        for one in firm.next_questions[:_FEW]:
            share = min(1.0, one.bits / firm.doubt) if firm.doubt else 0.0
            lines.append(_bar_line(question_name(self.pack, one.question), share, width))
        more = len(firm.next_questions) - _FEW
        if more > 0:
            lines.append(said(f"and {more} more that matter less", MUTED))
        return lines


def _bar_line(name: str, share: float, width: int) -> Content:
    room = max(12, min(34, width - 24))
    label = one_line(name, room).truncate(room, pad=True)
    return (
        label
        + said(" ")
        + share_bar(share, max(6, min(14, width - room - 8)), "$primary")
        + said(percent(share).rjust(6))
    )


_DOUBT = "Open answers, and how much of the doubt each is expected to remove:"
