"""How firm the advice is: what would settle it, what would change it, how far it may be pushed."""

from __future__ import annotations

from textual.content import Content

from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import Alternative, AnswerChange, AnswerSwing, Robustness
from advisor.tui.widgets.drawing import (
    FAINT,
    MUTED,
    STRONG,
    Lines,
    beside,
    heading,
    joined,
    one_line,
    percent,
    points,
    said,
    wrapped,
)
from advisor.tui.widgets.firm_margins import margin_lines
from advisor.tui.widgets.naming import full_name, question_name, short_name
from advisor.tui.widgets.share_bar import share_bar
from advisor.tui.widgets.workload_drawing import WorkloadDrawing

_TWO_COLUMNS = 104
_FEW = 5
_BARS = 10
_LABEL = 26


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
        """Short blocks; two columns where there is room."""
        firm = self._firm
        if firm is None:
            return [said("Counting what could change the advice …", MUTED)]
        half = (width - 4) // 2 if width >= _TWO_COLUMNS else width
        left = joined([self._settle(firm, half), self._change(workload, firm, half)])
        right = joined(
            [margin_lines(self.pack, firm, workload.model, half), self._tornado(workload, firm, half)]
        )
        if half == width:
            return joined([left, right])
        return beside([(left, half), (right, half)], gap=4)

    def _settle(self, firm: Robustness, width: int) -> Lines:
        if firm.settled:
            return [said("✓ Settled", "bold $text-success"), *wrapped(_SETTLED, width, MUTED)]
        lines = [heading("What would settle it")]
        if firm.decided:
            lines += wrapped(_TODAY, width, STRONG)
        lines += wrapped(_DOUBT, width, MUTED)
        for one in firm.next_questions[:_FEW]:
            share = min(1.0, one.bits / firm.doubt) if firm.doubt else 0.0
            lines.append(_bar_line(question_name(self.pack, one.question), share, width))
        more = len(firm.next_questions) - _FEW
        if more > 0:
            lines.append(said(f"and {more} more that matter less", MUTED))
        return lines

    def _change(self, workload: WorkloadRecommendation, firm: Robustness, width: int) -> Lines:
        if not firm.alternatives:
            return [heading("What would change it"), *wrapped(_NOTHING, width)]
        order = list(self.pack.primary.outcomes)
        now = order.index(workload.model) if workload.model in order else -1
        losses = [one for one in firm.alternatives if one.outcome is None or order.index(one.outcome) < now]
        gains = [one for one in firm.alternatives if one not in losses]
        ordered = self.pack.primary.ordered and workload.model is not None
        lines: Lines = []
        titles = ("What would change it", "What must not slip") if ordered else ("What would change it",) * 2
        for title, found in zip(titles, (gains, losses), strict=True):
            if found:
                lines += joined([[], [heading(title)]]) if not lines else [Content(""), heading(title)]
                lines += [line for one in found for line in self._alternative(one, width)]
        return lines

    def _alternative(self, one: Alternative, width: int) -> Lines:
        count = len(one.changes)
        text = f"{count} {'answer' if count == 1 else 'answers'} → {full_name(self.pack, one.outcome)}"
        lines = wrapped(text if count else f"→ {full_name(self.pack, one.outcome)}", width, STRONG)
        for change in one.changes[:_FEW]:
            lines += self._changed(change, width)
        if count > _FEW:
            lines.append(said(f"  and {count - _FEW} more", MUTED))
        if not one.changes:
            # Which of the open answers lead there would only be one way of many.
            lines += wrapped("the open answers alone can lead there", width, MUTED, indent=4, first="  ?")
        elif one.presumes:
            names = ", ".join(question_name(self.pack, change.question) for change in one.presumes[:_FEW])
            rest = len(one.presumes) - _FEW
            names += f" and {rest} more" if rest > 0 else ""
            lines += wrapped(
                f"for example, if these turn out for it: {names}", width, MUTED, indent=4, first="  ?"
            )
        return lines

    def _changed(self, change: AnswerChange, width: int) -> Lines:
        lines = wrapped(question_name(self.pack, change.question), width, indent=4, first="  ·")
        return [*lines, *wrapped(change.after, width, MUTED, indent=6, first="    →")]

    def _tornado(self, workload: WorkloadRecommendation, firm: Robustness, width: int) -> Lines:
        swings = firm.tornado[:_BARS]
        if not swings:
            return []
        lines = [heading("What each answer alone could do"), *wrapped(_TORNADO, width, MUTED)]
        for swing in swings:
            lines.append(self._swing(workload, swing, width))
        return lines

    def _swing(self, workload: WorkloadRecommendation, swing: AnswerSwing, width: int) -> Content:
        low, high = max(swing.scores.values(), key=lambda span: span[1] - span[0], default=(0.0, 0.0))
        others = [one for one in swing.outcomes if one != workload.model]
        name = one_line(question_name(self.pack, swing.question), _LABEL).truncate(_LABEL, pad=True)
        size = max(6, min(24, width - _LABEL - 20))
        first, last = (round(value * size / 100) for value in (low, high))
        last = max(last, first + 1) if high > low else first
        bar = Content.assemble(("─" * first, FAINT), ("━" * (last - first), "$primary"))
        bar += said("─" * (size - last), FAINT)
        figures = said(f" {points(low):>3}–{points(high):<4}" if high > low else " " * 9, MUTED)
        names = "/".join(short_name(self.pack, one) if one else "none" for one in others)
        effect = said(f"→ {names}", "bold $text-warning") if others else Content("")
        return (name + said(" ") + bar + figures + effect).truncate(width, ellipsis=True)


def _bar_line(name: str, share: float, width: int) -> Content:
    room = max(12, min(34, width - 24))
    label = one_line(name, room).truncate(room, pad=True)
    return (
        label
        + said(" ")
        + share_bar(share, max(6, min(14, width - room - 8)), "$primary")
        + said(percent(share).rjust(6))
    )


_SETTLED = "No open answer can change the advice, today's or the target's."
_TODAY = "Today's advice is settled; the target can still move."
_DOUBT = "Open answers, and how much of the doubt each is expected to remove:"
_NOTHING = "No change of answers that you can work on leads to another model."
_TORNADO = "The score that it moves most, from its worst answer to its best; → where the advice changes:"
