"""The live panel beside the interview: scores and advice, following every key.

One widget, one render. It draws itself to the room it gets: a full panel, or one or two lines where
the terminal is small.
"""

from __future__ import annotations

from textual.content import Content

from advisor.model.glimpse import Glimpse
from advisor.model.known import too_little_known
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation, WorkloadAdvice
from advisor.model.rules import Role
from advisor.tui.widgets.compare import Pair, compared_line, compared_lines, others_lines, overall_line, pairs
from advisor.tui.widgets.drawing import (
    MUTED,
    STRONG,
    Drawing,
    Lines,
    joined,
    one_line,
    percent,
    points,
    said,
    spread,
    wrapped,
)
from advisor.tui.widgets.naming import (
    short_name,
)
from advisor.tui.widgets.panel_parts import Asks, PanelParts, advice_lines
from advisor.tui.widgets.share_bar import standing

Shown = Recommendation | Glimpse
"""The advice as the panel takes it: the whole, or a glimpse at it."""
WITHHELD = "The advice is shown when the room has voted."
NOTHING_KNOWN = "Nothing is known yet: answer the first questions."
ONLY_UNKNOWN = "So far nobody knows: all of it is still possible."
_COMPACT_ROWS = 4
_ROLES = {Role.CAPABILITY: "What you can run", Role.NEED: "What you should run"}


class ScorePanel(Drawing):
    """The four scores and the advice for one workload.

    Call :meth:`show` after each answer. At a height of four rows or less the panel is one or two
    lines; the class ``-compact`` asks for that.
    """

    DEFAULT_CSS = """
    ScorePanel { width: 38; height: 1fr; padding: 0 1; background: $panel; }
    ScorePanel.-compact { width: 1fr; height: 2; }
    """

    def __init__(self, pack: Pack, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._pack = pack
        self._shown: Shown | None = None
        self._workload: str | None = None
        self._present: Recommendation | None = None
        self._known = True
        self._asks: Asks | None = None
        self.asked = False
        """Whether questions were answered already, if only that nobody knows."""
        self.withheld = False
        """Whether the panel says why it shows nothing."""
        self._height = 0
        self._parts = PanelParts(pack)

    def show(
        self,
        advice: Shown | None,
        workload_id: str | None = None,
        *,
        present: Recommendation | None = None,
        known: bool = True,
        asks: Asks | None = None,
    ) -> None:
        """Shows the advice for a workload; None means the first one, with the others below.

        ``present`` is the advice as it is, when ``advice`` is only supposed; ``known`` is false
        before the first answer. ``asks`` is what the interview would ask of what matters.
        """
        if self.takes(advice, workload_id, present, known=known, asks=asks):
            self._drawn = None
            self.refresh()

    def takes(
        self,
        advice: Shown | None,
        workload_id: str | None,
        present: Recommendation | None,
        *,
        known: bool,
        asks: Asks | None = None,
    ) -> bool:
        """Remember what to show; whether it is something else than before."""
        same = advice is self._shown and present is self._present
        if same and (workload_id, known, asks) == (self._workload, self._known, self._asks):
            return False
        self._shown, self._workload = advice, workload_id
        self._present, self._known, self._asks = present, known, asks
        return True

    def render(self) -> Content:
        """The panel for the room that there is."""
        if self.size.height != self._height:
            self._height, self._drawn = self.size.height, None
        return super().render()

    def draw(self, width: int) -> Lines:
        """Blocks with air between them where the height allows; what matters least goes first."""
        if self.withheld:
            return wrapped(WITHHELD, width, MUTED)
        chosen = self._chosen()
        if chosen is None:
            return [said("No scores yet", MUTED)]
        height = self._height or 100
        if height <= _COMPACT_ROWS:
            return self._compact(chosen, width)[:height]
        for detail in (3, 2, 1, 0):
            blocks = self._blocks(chosen, width, detail)
            for blank in (True, False):
                lines = joined(blocks, blank)
                if len(lines) <= height:
                    return lines
        return lines[:height]

    def _chosen(self) -> WorkloadAdvice | None:
        if self._shown is None or not self._shown.workloads:
            return None
        every = self._shown.workloads
        return next((w for w in every if w.id == self._workload), every[0])

    def _compared(self, workload: WorkloadAdvice) -> tuple[Pair | None, list[Pair]]:
        """The workload as it is and as it would be, and the same of all others."""
        if self._present is None or self._shown is None:
            return None, []
        every = pairs(self._present.workloads, self._shown.workloads)
        return every.pop(workload.id, None), list(every.values())

    def _blocks(self, workload: WorkloadAdvice, width: int, detail: int) -> list[Lines]:
        scores: list[Lines] = []
        role: Role | None = None
        for score in workload.dimensions:
            lines = self._parts.score(score, width)
            if detail >= 2 and score.role is not role:
                role = score.role
                lines = [said(_ROLES[role], MUTED), *lines]
            scores.append(lines)
        title = self._parts.title(workload, width, roomy=detail >= 3)
        compared, rest = self._compared(workload)
        if compared is not None:
            blocks = [title, compared_lines(self._pack, *compared, width)]
            if rest and self._present is not None and self._shown is not None:
                both = self._present.overall, self._shown.overall
                blocks.append(
                    [*others_lines(self._pack, rest, width), overall_line(self._pack, *both, width)]
                )
            return [*blocks, self._parts.open(workload, width, whole=detail >= 1, asks=self._asks)]
        if not self._known:
            blocks = [title, wrapped(self._nothing(), width, MUTED)]
            blocks += scores if detail >= 3 else [joined(scores, blank=False)]
        else:
            blocks = [
                [*title, *self._parts.advice(workload, width, why=detail >= 1)],
                self._parts.shares(workload, width, why=detail >= 1),
                *(scores if detail >= 3 else [joined(scores, blank=False)]),
                self._parts.open(workload, width, whole=detail >= 1, asks=self._asks),
            ]
        if detail >= 1:
            others = [one for one in (self._shown.workloads if self._shown else ()) if one.id != workload.id]
            blocks.append(self._parts.others(others, width))
        return blocks

    def _nothing(self) -> str:
        """That nothing is known: because nothing was asked yet, or because nobody could say."""
        return ONLY_UNKNOWN if self.asked else NOTHING_KNOWN

    def _compact(self, workload: WorkloadAdvice, width: int) -> Lines:
        scores = _scores_in_a_line(workload, width)
        compared, rest = self._compared(workload)
        if compared is not None:
            return [compared_line(self._pack, compared, width, rest), scores]
        if not self._known:
            return [one_line(self._nothing(), width), scores]
        name = said(workload.title, STRONG)
        advice = advice_lines(self._pack, workload, width)[0] + said(f" · {workload.title}", MUTED)
        if workload.decided and workload.model:
            state = "✓ settled" if workload.settled else "✓ for today · target open"
        else:
            shares = {m: workload.shares.get(m, 0.0) for m in self._pack.primary.outcomes}
            state = " · ".join(
                f"{short_name(self._pack, model)} {percent(share)}"
                for model, share in shares.items()
                if share
            )
            if state and workload.model and workload.share_none:
                state += f" · no model {percent(workload.share_none)}"
            if too_little_known(workload):
                advice = name
            state = f"? open: {state}" if state else standing(workload)
        first = spread(advice, said(state, "bold"), width)
        return [first, scores]


def _scores_in_a_line(workload: WorkloadAdvice, width: int) -> Content:
    text = ""
    for words, band in ((9, True), (1, True), (1, False)):
        parts = []
        for score in workload.dimensions:
            name = " ".join(score.title.split()[:words])
            level = "open" if len(score.bands) > 1 else score.band.value if score.band else ""
            level = level if band else ""
            figure = points(score.score) if score.score is not None else "–"
            if level == "open" and not score.answered:
                figure = ""  # The middle of everything is no score of anybody's.
            parts.append(" ".join(part for part in (name, level, figure) if part))
        text = " · ".join(parts)
        if len(text) <= width:
            break
    return one_line(text, width, MUTED)
