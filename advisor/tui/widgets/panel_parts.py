"""The parts of the live panel, each drawn anew only when it shows something else than before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from advisor.model.known import leaning, too_little_known
from advisor.model.pack import Pack
from advisor.model.recommendation import DimensionScore, WorkloadAdvice
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, badge, one_line, said, spread, wrapped
from advisor.tui.widgets.naming import (
    kind_name,
    model_name,
    open_questions,
    question_name,
    short_name,
    stage_name,
)
from advisor.tui.widgets.score_bar import score_lines
from advisor.tui.widgets.settled_words import meanwhile, undecided
from advisor.tui.widgets.share_bar import CHOSEN, SO_FAR, share_lines

_CAPTION = "Of all ways open answers could go:"
"""What the shares of an advice that is not settled are shares of."""


@dataclass(frozen=True, slots=True)
class Asks:
    """What the interview would ask of all that matters."""

    first: str = ""
    """The most telling question that it has not dealt with; empty when there is none."""
    quick: bool = False
    """Whether only the questions of the quick interview are asked."""


class PanelParts:
    """Draws the parts, and keeps each as it was drawn last: an answer changes few of them."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._kept: dict[str, tuple[tuple[object, ...], Lines]] = {}

    def _part(self, name: str, shows: tuple[object, ...], draw: Callable[[], Lines]) -> Lines:
        """A part, drawn anew only when it shows something else than before."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != shows:
            kept = self._kept[name] = (shows, draw())
        return kept[1]

    def score(self, score: DimensionScore, width: int) -> Lines:
        """A dimension's score."""
        dimension = self._pack.rules.dimensions.get(score.id)
        shows = (score.score, score.low, score.high, score.bands, score.title, width)
        return self._part(f"score {score.id}", shows, lambda: score_lines(score, dimension, width))

    def advice(self, workload: WorkloadAdvice, width: int, *, why: bool) -> Lines:
        """The model, and the target where it is another; while undecided, what to plan with meanwhile."""
        known = (workload.decided, too_little_known(workload), leaning(workload))
        shows = (workload.model, workload.target, undecided(self._pack, workload), *known, why, width)
        return self._part("advice", shows, lambda: advice_lines(self._pack, workload, width, why=why))

    def shares(self, workload: WorkloadAdvice, width: int, *, why: bool) -> Lines:
        """The shares of the models, and what they are shares of."""
        out = tuple(one.model for one in workload.excluded)
        told = (workload.model, workload.decided, tuple(workload.shares.items()), workload.share_none)
        shows = (*told, out, why, width)

        def draw() -> Lines:
            open_too = why and not workload.decided and workload.model is not None
            above = [one_line(_CAPTION, width, MUTED)] if open_too else []
            return [*above, *share_lines(self._pack, workload, width)]

        return self._part("shares", shows, draw)

    def title(self, workload: WorkloadAdvice, width: int, *, roomy: bool) -> Lines:
        """Name and kind of the workload."""
        shows = (workload.title, workload.kind, width, roomy)
        return self._part("title", shows, lambda: self._draw_title(workload, width, roomy=roomy))

    def _draw_title(self, workload: WorkloadAdvice, width: int, *, roomy: bool) -> Lines:
        kind = said(kind_name(self._pack, workload.kind), MUTED)
        if roomy and cell_len(workload.title) + kind.cell_length >= width:
            first, *rest = wrapped(" ".join(workload.title.split()), width, STRONG)
            return [
                first,
                *([one_line(" ".join(r.plain for r in rest), width, STRONG)] if rest else []),
                kind,
            ]
        return [spread(one_line(workload.title, width, STRONG), kind, width)]

    def open(self, workload: WorkloadAdvice, width: int, *, whole: bool, asks: Asks | None = None) -> Lines:
        """How many open answers matter, how many of them are asked, and which comes first."""
        matters = open_questions(self._pack, workload)
        shows = (matters[:1], len(matters), workload.model, workload.decided, width, whole, asks)
        return self._part(
            "open",
            shows,
            lambda: self._draw_open(workload, matters, width, asks if whole else None, whole=whole),
        )

    def _draw_open(
        self,
        workload: WorkloadAdvice,
        matters: tuple[str, ...],
        width: int,
        asks: Asks | None,
        *,
        whole: bool,
    ) -> Lines:
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
        if not whole:
            return lines
        if asks is None:
            return [*lines, one_line(f"  first: {question_name(self._pack, matters[0])}", width)]
        quick = sum(self._pack.question_by_id[each].quick for each in matters)
        if asks.quick and quick < count:
            lines.append(one_line(f"  {quick or 'none'} of them in the quick interview", width, MUTED))
        if asks.first:
            lines.append(one_line(f"  first: {asks.first}", width))
        elif not asks.quick or quick:
            lines.append(one_line("  nobody here knows them", width, MUTED))
        return lines

    def others(self, others: Sequence[WorkloadAdvice], width: int) -> Lines:
        """A line for each other workload."""
        shows = (*((one.title, one.model, one.decided) for one in others), width)

        def draw() -> Lines:
            lines: Lines = []
            for other in others:
                advice = short_name(self._pack, other.model) + (" ✓" if other.decided else " ?")
                lines.append(spread(one_line(other.title, width, MUTED), said(advice, MUTED), width))
            return lines

        return self._part("others", shows, draw)


def advice_lines(pack: Pack, workload: WorkloadAdvice, width: int, *, why: bool = False) -> Lines:
    """What to run on now, and below it the target when that is another model."""
    if workload.model is None:
        return wrapped("⊘ The gates leave no model", width, "bold $text-error", indent=2)
    told = undecided(pack, workload)
    if told:
        plan = wrapped(f"{meanwhile(pack, workload)}.", width, MUTED) if why else []
        return [*wrapped(told, width, STRONG), *plan]
    if too_little_known(workload):
        # No badge: it would name as advice what less than half of what is possible leads to.
        lean = said(f"{leaning(workload)} {short_name(pack, workload.model)}")
        return [(said("Still open", STRONG) + said(" · ", MUTED) + lean).truncate(width, ellipsis=True)]
    stage = stage_name(pack, workload.model)
    sure = workload.decided
    lead = badge(stage.upper(), sure=sure) if stage else said(CHOSEN if sure else SO_FAR)
    parts = [lead, said(" "), said(model_name(pack, workload.model), STRONG)]
    parts += [said(" so far", MUTED)] if why and not sure else []
    lines = [Content("").join(parts).truncate(width, ellipsis=True)]
    if workload.target and workload.target != workload.model:
        stage = stage_name(pack, workload.target)
        name = (
            f"{stage} · {model_name(pack, workload.target)}" if stage else model_name(pack, workload.target)
        )
        lines.append(one_line(f"↗ target {name}", width))
    return lines


def _answers(count: int) -> str:
    return "answer" if count == 1 else "answers"
