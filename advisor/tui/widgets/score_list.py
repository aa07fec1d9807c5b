"""Scores, and below each what every answer adds to it: to the last point, and open to amendment."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from advisor.model.pack import Pack
from advisor.model.recommendation import Contribution, DimensionScore, WorkloadRecommendation
from advisor.tui.widgets.drawing import MUTED, Lines, one_line, part_points, said, spread, wrapped
from advisor.tui.widgets.naming import question_name
from advisor.tui.widgets.score_bar import band_words, interval, score_bar

_ROOMY = 90
"""From this width on a score says what it means."""
_STATES = {
    "unknown": "? unknown",
    "not_answered": "… not answered yet",
    "not_applicable": "– does not apply",
    "not_relevant": "– no longer counts",
}


class ScoreList(OptionList, inherit_bindings=False):
    """A list of contributions under their scores; choosing one asks for its question."""

    DEFAULT_CSS = """
    ScoreList {
        height: 1fr; border: none; padding: 0 1; background: transparent; scrollbar-size-vertical: 1;
    }
    ScoreList:focus { border: none; background-tint: transparent; }
    ScoreList > .option-list--option-disabled { color: $foreground; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To the question"),
        Binding("up,k", "cursor_up", "Up", show=False),
        Binding("down,j", "cursor_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
    ]

    class Chosen(Message):
        """Somebody wants to see the question behind a contribution."""

        def __init__(self, question: str) -> None:
            super().__init__()
            self.question = question

    def __init__(self, pack: Pack, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.pack = pack
        self._shown: WorkloadRecommendation | None = None
        self._width = 0

    def show(self, workload: WorkloadRecommendation) -> None:
        """Shows a workload's scores."""
        if workload is not self._shown:
            self._shown = workload
            self._fill()

    def on_resize(self, event: Resize) -> None:
        """Draws the lines to the new width."""
        if event.size.width != self._width:
            self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Turns a chosen line into the question behind it."""
        event.stop()
        if event.option_id is None:
            return
        self.post_message(self.Chosen(event.option_id.partition("/")[2]))

    def _fill(self) -> None:
        self._width = self.size.width
        if self._shown is None or not self._width:
            return
        width = self.scrollable_content_region.width - 2
        kept = self.highlighted
        options: list[Option] = []
        for score in self._shown.dimensions:
            head = Content("\n").join(self._score(score, width, first=not options))
            options.append(Option(head, disabled=True))
            options += [
                Option(self._contribution(item, width), id=f"{score.id}/{item.question}")
                for item in self._shown.trace.contributions
                if item.dimension == score.id
            ]
        self.set_options(options)
        enabled = [index for index, option in enumerate(options) if not option.disabled]
        if enabled:
            self.highlighted = kept if kept in enabled else enabled[0]

    def _score(self, score: DimensionScore, width: int, *, first: bool) -> Lines:
        known = self.pack.rules.dimensions.get(score.id)
        thresholds = (known.bands.medium, known.bands.high) if known else ()
        title = said(score.title, "bold $text-primary")
        lines = [] if first else [Content("")]
        lines.append(spread(title, said(band_words(score), "bold"), width))
        room = max(10, min(70, width - 14))
        lines.append(spread(score_bar(score, room, thresholds), said(interval(score)), width))
        answered = said(f"{score.answered}/{score.asked} answered", MUTED)
        ruler = _ruler(room, known.bands.medium, known.bands.high) if known else said(" " * room)
        lines.append(spread(ruler, answered, width))
        if known and width >= _ROOMY:
            lines += wrapped(known.summary, width, MUTED)
        return lines

    def _contribution(self, item: Contribution, width: int) -> Content:
        name_width = min(28, max(12, width // 3))
        name = one_line(question_name(self.pack, item.question), name_width)
        state = (
            item.answer if item.state == "answered" and item.answer else _STATES.get(item.state, item.state)
        )
        if item.state == "not_applicable" and item.reason:
            state = f"{state}: {item.reason}"
        if item.points is not None:
            figures = f"{part_points(item.points)} of {part_points(item.possible)}"
        elif item.state in {"unknown", "not_answered"}:
            figures = f"0 to {part_points(item.possible)}"
        else:
            figures = "not counted"
        room = max(4, width - name_width - 2 - 15)
        style = "" if item.state == "answered" else "italic"
        middle = one_line(state, room, style).truncate(room, pad=True)
        return name.truncate(name_width, pad=True) + Content("  ") + middle + said(figures.rjust(15), "bold")


def _ruler(width: int, medium: int, high: int) -> Content:
    """The names of the bands below the cells where they begin."""
    line = [" "] * width
    for at, word in ((0, "low"), (medium, f"medium {medium}"), (high, f"high {high}")):
        start = min(width - 1, at * width // 100)
        if at and line[max(0, start - 1)] != " ":
            continue
        for offset, letter in enumerate(word):
            if start + offset < width:
                line[start + offset] = letter
    return said("".join(line), MUTED)
