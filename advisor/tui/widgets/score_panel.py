"""The live panel beside the interview: scores and advice, following every key.

One widget, one render. It draws itself to the room it gets: a full panel, or one or two lines where
the terminal is small.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from advisor.model.glimpse import Glimpse
from advisor.model.pack import Pack
from advisor.model.recommendation import DimensionScore, Recommendation, WorkloadAdvice
from advisor.model.rules import Dimension, Role
from advisor.tui.widgets.compare import compared_line, compared_lines
from advisor.tui.widgets.drawing import (
    BADGE,
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
    kind_name,
    model_name,
    open_questions,
    question_name,
    short_name,
    stage_name,
)
from advisor.tui.widgets.score_bar import score_lines
from advisor.tui.widgets.share_bar import CHOSEN, in_the_middle, share_lines, standing

Shown = Recommendation | Glimpse
"""The advice as the panel takes it: the whole, or a glimpse at it."""
NOTHING_KNOWN = "Nothing is known yet: answer the first questions."
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
        self._height = 0
        self._drawn_scores: dict[str, tuple[tuple[object, ...], Lines]] = {}

    def show(
        self,
        advice: Shown | None,
        workload_id: str | None = None,
        *,
        present: Recommendation | None = None,
        known: bool = True,
    ) -> None:
        """Shows the advice for a workload; None means the first one, with the others below.

        ``present`` is the advice as it is, when ``advice`` is only supposed; ``known`` is false
        before the first answer.
        """
        if self.takes(advice, workload_id, present, known=known):
            self._drawn = None
            self.refresh()

    def takes(
        self,
        advice: Shown | None,
        workload_id: str | None,
        present: Recommendation | None,
        *,
        known: bool,
    ) -> bool:
        """Remember what to show; whether it is something else than before."""
        same = advice is self._shown and present is self._present
        if same and (workload_id, known) == (self._workload, self._known):
            return False
        self._shown, self._workload = advice, workload_id
        self._present, self._known = present, known
        return True

    def render(self) -> Content:
        """The panel for the room that there is."""
        if self.size.height != self._height:
            self._height, self._drawn = self.size.height, None
        return super().render()

    def draw(self, width: int) -> Lines:
        """Blocks with air between them where the height allows; what matters least goes first."""
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

    def _before(self, workload: WorkloadAdvice) -> WorkloadAdvice | None:
        every = self._present.workloads if self._present is not None else ()
        return next((w for w in every if w.id == workload.id), None)

    def _blocks(self, workload: WorkloadAdvice, width: int, detail: int) -> list[Lines]:
        dimensions = self._pack.rules.dimensions
        scores: list[Lines] = []
        role: Role | None = None
        for score in workload.dimensions:
            lines = self._score(score, dimensions.get(score.id), width)
            if detail >= 2 and score.role is not role:
                role = score.role
                lines = [said(_ROLES[role], MUTED), *lines]
            scores.append(lines)
        title = self._title(workload, width, roomy=detail >= 3)
        before = self._before(workload)
        if before is not None:
            blocks = [title, compared_lines(self._pack, before, workload, width)]
            blocks += [self._open(workload, width, whole=detail >= 1)]
        elif not self._known:
            blocks = [title, wrapped(NOTHING_KNOWN, width, MUTED)]
            blocks += scores if detail >= 3 else [joined(scores, blank=False)]
        else:
            middle = in_the_middle(self._pack, workload)
            blocks = [
                [*title, *advice_lines(self._pack, workload, width)],
                [
                    *share_lines(self._pack, workload, width),
                    *([one_line(f"  {middle}", width, MUTED)] if middle and detail >= 1 else []),
                ],
                *(scores if detail >= 3 else [joined(scores, blank=False)]),
                self._open(workload, width, whole=detail >= 1),
            ]
        if detail >= 1:
            blocks.append(self._others(workload, width))
        return blocks

    def _score(self, score: DimensionScore, dimension: Dimension | None, width: int) -> Lines:
        """The lines of a score, drawn anew only when it has changed: most answers move one of them."""
        key = (score.score, score.low, score.high, score.bands, width)
        kept = self._drawn_scores.get(score.id)
        if kept is None or kept[0] != key:
            kept = self._drawn_scores[score.id] = (key, score_lines(score, dimension, width))
        return kept[1]

    def _title(self, workload: WorkloadAdvice, width: int, *, roomy: bool) -> Lines:
        kind = said(kind_name(self._pack, workload.kind), MUTED)
        if roomy and cell_len(workload.title) + kind.cell_length >= width:
            first, *rest = wrapped(" ".join(workload.title.split()), width, STRONG)
            return [
                first,
                *([one_line(" ".join(r.plain for r in rest), width, STRONG)] if rest else []),
                kind,
            ]
        return [spread(one_line(workload.title, width, STRONG), kind, width)]

    def _open(self, workload: WorkloadAdvice, width: int, *, whole: bool) -> Lines:
        matters = open_questions(self._pack, workload)
        if workload.model is None and not matters:
            return [one_line("! gates collide: see the result", width, "$text-error")]
        if not matters:
            return [one_line("✓ settled · no open answer matters", width, "$text-success")]
        count = len(matters)
        if workload.decided:
            lines = [one_line("✓ settled for today", width, "$text-success")]
            text = f"? {count} {_answers(count)} could move the target"
        else:
            lines = []
            text = f"? {count} open {_answers(count)} could change it"
        lines.append(one_line(text, width, "$text-warning"))
        if whole:
            lines.append(one_line(f"  first: {question_name(self._pack, matters[0])}", width))
        return lines

    def _others(self, workload: WorkloadAdvice, width: int) -> Lines:
        if self._shown is None:
            return []
        lines: Lines = []
        for other in self._shown.workloads:
            if other.id == workload.id:
                continue
            advice = short_name(self._pack, other.model) + (" ✓" if other.decided else " ?")
            lines.append(spread(one_line(other.title, width, MUTED), said(advice, MUTED), width))
        return lines

    def _compact(self, workload: WorkloadAdvice, width: int) -> Lines:
        scores = _scores_in_a_line(workload, width)
        before = self._before(workload)
        if before is not None:
            return [compared_line(self._pack, before, workload, width), scores]
        if not self._known:
            return [one_line(NOTHING_KNOWN, width), scores]
        advice = advice_lines(self._pack, workload, width)[0]
        if workload.decided and workload.model:
            state = "✓ settled" if workload.settled else "✓ for today · target open"
        else:
            shares = {m: workload.shares.get(m, 0.0) for m in self._pack.primary.outcomes}
            state = " · ".join(
                f"{short_name(self._pack, model)} {percent(share)}"
                for model, share in shares.items()
                if share
            )
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
            parts.append(" ".join(part for part in (name, level, figure) if part))
        text = " · ".join(parts)
        if len(text) <= width:
            break
    return one_line(text, width, MUTED)


def advice_lines(pack: Pack, workload: WorkloadAdvice, width: int) -> Lines:
    """What to run on now, and below it the target when that is another model."""
    if workload.model is None:
        return wrapped("⊘ The gates leave no model", width, "bold $text-error", indent=2)
    stage = stage_name(pack, workload.model)
    badge = said(f" {stage.upper()} ", BADGE) + Content(" ") if stage else said(f"{CHOSEN} ")
    lines = [(badge + said(model_name(pack, workload.model), STRONG)).truncate(width, ellipsis=True)]
    if workload.target and workload.target != workload.model:
        stage = stage_name(pack, workload.target)
        name = (
            f"{stage} · {model_name(pack, workload.target)}" if stage else model_name(pack, workload.target)
        )
        lines.append(one_line(f"↗ target {name}", width))
    return lines


def _answers(count: int) -> str:
    return "answer" if count == 1 else "answers"
